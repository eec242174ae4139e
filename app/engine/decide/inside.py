"""Settles the blocks between the article's first and last paragraph."""

import re

import numpy as np
from numpy.typing import NDArray

from app.engine.decide.draft import Draft, Extent
from app.engine.labels import LABELS, Label

#: Longest subheading, in words.
MAX_HEADING_WORDS = 16
#: So many times standing alone within an article, or numbers above paragraphs, make it a live blog or a chronicle, to
#: which they belong.
MIN_LIVE_TIMES = 3
#: Share of digits in a time, [0, 1].
MIN_DIGITS = 0.35

_LIVE = "one of many times or numbers: a live blog's, a chronicle's"
_ITEM = re.compile(r"\s*(?:[-–—•·*‣◦▪●○■□✓✔➤►]|\(?\d{1,3}[.):]|[a-z][.)])\s*\S")
#: A time of the day, with what languages put beside it: "07:05 Uhr", "kl. 7.05", "10:05 am".
_CLOCK = re.compile(
    r"(?:kl\.?|klo|às|ore)?\s?\d{1,2}\s?[:.h]\s?\d{2}(?::\d{2})?\s?(?:uhr|[ap]\.?\s?m\.?|ч\.?|h|uur)?", re.IGNORECASE
)


def settle_inside(draft: Draft, extent: Extent, core: NDArray[np.bool_], figures: NDArray[np.bool_]) -> None:
    """Headings, short lines, list items and times within the article; what nothing speaks for goes.

    Args:
        core, figures: as in `find_extent`.
    """
    _settle_times(draft, extent)
    _settle_figures(draft, extent, figures)
    opens = draft.evidence.phrases.column("related", "section") & draft.is_label(Label.RELATED)
    inside = np.zeros(len(draft), np.bool_)
    inside[extent.first : extent.behind] = True
    doubtful = inside & ~core & draft.is_label(Label.BODY, Label.HEADING)
    if draft.favor != "precision":
        doubtful &= ~draft.prose
    draft.set_all(doubtful, Label.RELATED, 0.55, "outside the element that holds the article")
    sentence = _are_sentences(draft)
    lines = inside & ~opens & ~draft.prose & draft.open
    linked = lines & ~sentence & _stand_below(inside & opens, draft.prose)
    draft.set_all(linked, Label.RELATED, 0.65, "below a heading of links to other articles")
    lines &= ~linked
    if lines.any():
        _settle_lines(draft, extent, lines, sentence)
    _drop_empty_headings(draft, extent)


def settle_clock(draft: Draft, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Label times of the day that stand alone above text of the article, where there are many: a live blog's.

    Dates are as often those of a thread, or of a list of posts.

    Args:
        chosen: bool, shape (blocks,): what is article.

    Returns:
        bool, shape (blocks,): these times.
    """
    times = np.append(chosen[1:], False) & ~chosen & (draft.evidence.features["digits"] > MIN_DIGITS)
    texts = draft.evidence.page.columns.texts
    times[times] = [_CLOCK.fullmatch(texts[row]) is not None for row in np.flatnonzero(times).tolist()]
    times &= times.sum() >= MIN_LIVE_TIMES
    draft.set_all(times, Label.BODY, 0.6, _LIVE)
    return times


def _stand_below(opens: NDArray[np.bool_], prose: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether each block stands below one that opens something, and no running text between them."""
    if not opens.any():
        return opens
    rows = np.arange(len(opens))
    last_opener, last_prose = (np.maximum.accumulate(np.where(there, rows, -1)) for there in (opens, prose & ~opens))
    return np.asarray(last_opener > last_prose)


def _settle_lines(draft: Draft, extent: Extent, lines: NDArray[np.bool_], sentence: NDArray[np.bool_]) -> None:
    """Headings and short lines.

    Args:
        lines: bool, shape (blocks,): which.
        sentence: as `_are_sentences` tells.
    """
    f, texts = draft.evidence.features, draft.evidence.page.columns.texts
    taken = draft.is_label(Label.BODY) & (f["paragraph"] == 0)  # by the rules: a cell, an item, a longer line
    no_heading = taken | (f["words"] > MAX_HEADING_WORDS)
    draft.set_all(lines, Label.BODY, 0.5, "between paragraphs of the article")
    plain = lines & ~no_heading & ~sentence & (f["ends_colon"] == 0)
    plain[plain] = [_ITEM.match(texts[row]) is None for row in np.flatnonzero(plain).tolist()]
    draft.set_all(lines & ~plain, Label.BODY, 0.6, "a short sentence or item within the article")
    draft.set_all(lines & no_heading, Label.BODY, 0.6, "between paragraphs of the article")
    following = np.zeros(len(draft), np.bool_)
    following[: max(extent.behind - 1, 0)] = (draft.prose | sentence)[1 : extent.behind]
    headings = (following & ~_end_runs(draft, sentence)) | _head_figures(draft, extent)
    draft.set_all(headings & plain, Label.HEADING, 0.6, "a short line above a paragraph or a list of the article")


def _settle_times(draft: Draft, extent: Extent) -> None:
    blocks = draft.evidence.page.blocks
    digits = draft.evidence.features["digits"]
    rows = np.flatnonzero(digits[extent.first : extent.behind] > MIN_DIGITS) + extent.first
    heads = np.append(draft.prose[1:], False) & (draft.evidence.features["letters"] == 0)
    times = [
        row
        for row in rows.tolist()
        if draft.label(row) is Label.BYLINE or heads[row] or _CLOCK.fullmatch(blocks[row].text)
    ]
    if len(times) >= MIN_LIVE_TIMES:
        for block in times:
            draft.set(block, Label.BODY, 0.6, _LIVE)


def _settle_figures(draft: Draft, extent: Extent, figures: NDArray[np.bool_]) -> None:
    figures = figures & draft.is_label(Label.INTERFACE, Label.BYLINE)
    figures[: extent.first] = figures[extent.behind :] = False
    draft.set_all(figures, Label.BODY, 0.6, "a figure in a table of the article")


def _are_sentences(draft: Draft) -> NDArray[np.bool_]:
    f = draft.evidence.features
    return np.asarray((f["ends_stop"] > 0) & (f["words"] >= 1) & (f["letters"] > 0.3))


def _end_runs(draft: Draft, sentence: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether each line stands right below another of the article: the last of a verse, a list, a table."""
    ends = np.zeros(len(draft), np.bool_)
    if draft.evidence.page.kind == "text":
        above = draft.is_label(Label.BODY, Label.HEADING) & ~sentence & ~draft.prose
        ends[1:] = above[:-1] & (draft.evidence.features["gap"][1:] == 0)
    return ends


def _head_figures(draft: Draft, extent: Extent) -> NDArray[np.bool_]:
    """Whether each line without figures stands above at least two with figures: ingredients, results, times."""
    figures = draft.evidence.features["digits"] > 0
    heads = np.zeros(len(draft), np.bool_)
    below = (figures & ~draft.prose)[: extent.behind]
    heads[: max(extent.behind - 2, 0)] = below[1:-1] & below[2:]
    return heads & ~figures


def _drop_empty_headings(draft: Draft, extent: Extent) -> None:
    """A heading that no text of the article follows belongs to what was taken out."""
    follows = False
    labels = draft.labels.tolist()
    for block in range(extent.behind - 1, extent.first - 1, -1):
        label = LABELS[labels[block]]
        if label is Label.HEADING and not follows:
            draft.set(block, Label.RELATED, 0.55, "a heading without text of the article below it")
        elif label is Label.BODY:
            follows = True
        elif label in (Label.RELATED, Label.PROMOTION, Label.COMMENT):
            follows = False
