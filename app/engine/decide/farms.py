"""Finds link farms by their rhythm: a source, a headline, a source, a headline."""

import numpy as np
from numpy.typing import NDArray

from app.engine.decide.draft import FULL_STOPS, Draft
from app.engine.labels import Label

#: Words of a source's name and of a headline.
MAX_SOURCE_WORDS, MIN_HEADLINE_WORDS, MAX_HEADLINE_WORDS = 4, 5, 40
#: So many pairs in a row make a farm. Raw texts of `dev` with 2 are within .0002; with 6, daniel .9043 to .9040.
MIN_PAIRS = 3
#: Share of the headlines that may end with a full stop; an interview's answers do.
MAX_STOPPED = 0.34
#: Signs of an item, which neither a source nor a headline has unless all lines of a text do.
ITEMS = ("- ", "+ ", "– ", "• ", "* ")
#: What is so likely article by the model is no headline of others. Body F1 of 116 pages written for the purpose .909 to
#: .914.
LIKELY = 0.5


def settle_farms(draft: Draft) -> None:
    """Label runs in which short lines and headlines take turns, as a "from our partners" box does."""
    f = draft.evidence.features
    words = f["words"]
    lettered = (f["letters"] > 0.4) & ~_are_items(draft)
    source = (words <= MAX_SOURCE_WORDS) & lettered & (f["ends_stop"] == 0) & (f["ends_colon"] == 0)
    headline = (words >= MIN_HEADLINE_WORDS) & (words <= MAX_HEADLINE_WORDS) & lettered
    free = ~draft.is_label(Label.COMMENT, Label.TITLE)
    if draft.article is not None:
        free &= draft.article < LIKELY
    kinds = np.where(source, 1, np.where(headline, 2, 0))
    ends = np.flatnonzero(kinds[1:] + kinds[:-1] != 3) + 1
    bounds = np.concatenate([[0], ends, [len(draft)]])
    for run in np.flatnonzero(np.diff(bounds) >= 2 * MIN_PAIRS).tolist():
        _settle_run(draft, int(bounds[run]), int(bounds[run + 1]), kinds, free)


def _are_items(draft: Draft) -> NDArray[np.bool_]:
    """Whether each line is an item of a list by its sign, in a text in which most are none."""
    items = np.array([text.startswith(ITEMS) for text in draft.evidence.page.columns.texts], np.bool_)
    return items & (2 * np.count_nonzero(items) < len(items))


def _settle_run(draft: Draft, start: int, behind: int, kinds: NDArray[np.int64], free: NDArray[np.bool_]) -> None:
    blocks = draft.evidence.page.blocks
    if kinds[start] == 2:  # what stands before the first source is not the farm's
        start += 1
    headlines = [blocks[block].text.rstrip() for block in range(start, behind) if kinds[block] == 2]
    stopped = sum(text.endswith(FULL_STOPS) for text in headlines)
    if behind - start < 2 * MIN_PAIRS or stopped > MAX_STOPPED * len(headlines):
        return
    for block in range(start, behind):
        if free[block]:
            draft.set(block, Label.RELATED, 0.75, "sources and headlines take turns")
            draft.prose[block] = False
