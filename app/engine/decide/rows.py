"""Stretches the article of a short raw text to the tables and programmes behind its paragraphs.

Results, prices and times of a programme are lines that the model doubts: it learned from paragraphs. What follows a
paragraph line by line and is figures for the most part is told here, and the text between and right behind it.
"""

import re

import numpy as np
from numpy.typing import NDArray

from app.engine.decide.draft import Draft
from app.engine.decide.figures import MAX_CELLS, find_figures
from app.engine.labels import Label

#: Lines of a text up to which it is looked at. 242 texts written for the purpose .9328 to .9428; of `train` and `dev`
#: nothing is otherwise but one page that gains .03. With 200, dated headlines below articles are kept: daniel .9098 to
#: .9095, fundus of `train` .9524 to .9503.
MAX_LINES = 70
#: Rows of a table or a programme at least, and lines between two of them, or between paragraph and first row, at most:
#: a heading, the names of the columns, a date.
MIN_ROWS, MAX_BETWEEN = 3, 3
#: Figures in one line that make it a row, and its characters at most.
MIN_FIGURES, MAX_CHARS = 2, 160
#: Lines from one time of a programme to the next at most.
NEAR = 2

_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
#: Of these, teasers and bylines have as many.
_DATE = re.compile(r"(?<!\d)(?:(?:19|20)\d\d|\d{1,2}[:.]\d\d)(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_ENTRY = re.compile(r"\(?(\d{1,2})[:.h](\d\d)(?!\d)\W+\w")
#: What is no part of an article though no phrase says so.
_PARTING = (Label.LEGAL, Label.COMMENT, Label.PROMOTION, Label.CAPTION)


def reach_rows(draft: Draft, chosen: NDArray[np.bool_], barred: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """What is chosen and the tables and programmes behind it.

    Args:
        chosen: bool, shape (blocks,).
        barred: bool, shape (blocks,): what is not to join.
    """
    if len(draft) > MAX_LINES or not chosen.any():
        return chosen
    cells = find_figures(draft)
    rows = cells | _have_figures(draft) | _are_programme(draft)
    if np.count_nonzero(rows & ~chosen) < MIN_ROWS:
        return chosen
    may_join = ~chosen & ~barred & (cells | ~draft.has_phrase) & ~draft.is_label(*_PARTING)
    leads_on = _lead_on(draft)
    reached = chosen.copy()
    for last in np.flatnonzero(chosen[:-1] & ~chosen[1:]).tolist():
        first = last + 1 + _length(leads_on[last + 1 :])
        stretch = slice(first, first + _length(may_join[first:]))
        behind = first + _reach(rows[stretch], cells[stretch])
        if behind > first:
            reached[first : behind + _length((draft.prose & may_join)[behind:])] = True
    return reached


def _reach(rows: NDArray[np.bool_], cells: NDArray[np.bool_]) -> int:
    """How many lines of a stretch are rows and what stands between them, from its beginning; 0 where these are few."""
    places = np.flatnonzero(rows)
    if not len(places):
        return 0
    most = MAX_BETWEEN + (MAX_CELLS if cells[places[0]] else 0)
    if places[0] > most:
        return 0
    near = places[: 1 + _length(np.diff(places) <= MAX_BETWEEN + 1)]
    return int(near[-1]) + 1 if len(near) >= MIN_ROWS else 0


def _length(run: NDArray[np.bool_]) -> int:
    """How many are true from the first on."""
    return int(np.append(run, False).argmin())


def _lead_on(draft: Draft) -> NDArray[np.bool_]:
    """Whether each line leads on to one other article: "Read also: …". It may stand in between."""
    phrases = draft.evidence.phrases
    section = phrases.column("related", "section", "whole")
    return np.asarray(draft.is_label(Label.RELATED) & phrases.column("related", "opens") & ~section)


def _have_figures(draft: Draft) -> NDArray[np.bool_]:
    """Whether each line has figures enough for the row of a table."""
    texts = draft.evidence.page.columns.texts
    short = ~draft.prose & (draft.evidence.features["chars"] <= MAX_CHARS) & (draft.evidence.features["digits"] > 0)
    found = np.zeros(len(draft), np.bool_)
    for row in np.flatnonzero(short).tolist():
        found[row] = len(_FIGURE.findall(_DATE.sub(" ", texts[row]))) >= MIN_FIGURES
    return found


def _are_programme(draft: Draft) -> NDArray[np.bool_]:
    """Whether each line begins with a time that comes later than that above it, or sooner than that below.

    The times of a list of news run backwards.
    """
    found = np.zeros(len(draft), np.bool_)
    last, minutes = -NEAR - 1, 0
    for row, text in enumerate(draft.evidence.page.columns.texts):
        if entry := _ENTRY.match(text):
            time = int(entry[1]) * 60 + int(entry[2])
            if row - last <= NEAR and time > minutes:
                found[last] = found[row] = True
            last, minutes = row, time
    return found
