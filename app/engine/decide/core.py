"""Finds the element that holds the article, from the running text of the whole page."""

import numpy as np
from numpy.typing import NDArray

from app.engine.decide.draft import Draft

#: Share of the running text that an element must hold to be gone into. Asked only of pages in which the model chooses
#: nothing: with .5 or .9 none of `dev` is otherwise.
MIN_SHARE = 0.7


def find_core(draft: Draft) -> NDArray[np.bool_]:
    """Whether each block stands in the innermost element that holds most of the page's running text.

    Returns:
        bool, shape (blocks,); all true for raw text, which has no elements.
    """
    page = draft.evidence.page
    count = len(draft)
    if page.elements is None or not draft.prose.any():
        return np.ones(count, np.bool_)
    rows = page.columns.elements
    words = np.where(draft.prose, draft.evidence.features["words"], 0)
    mass = page.elements.subtree_sums(np.bincount(rows, words, len(page.elements)))
    core = int(np.flatnonzero(mass >= MIN_SHARE * mass[0])[-1])  # they lie in one another: the last is the innermost
    return np.asarray((rows >= core) & (rows <= page.elements.last[core]))
