"""Fills the holes of a list that is article: its items are too short to be told one by one."""

import numpy as np
from numpy.typing import NDArray

from app.engine.blocks import Block
from app.engine.page import Page

_LISTS = frozenset(("ul", "ol", "dl"))
#: Share of a list's words above which it is article, and the chance that an item must have of its own. From HTML, on
#: `dev`: andy424 .9268 to .9286, wcxb .8700 to .8704, fundus .9721 to .9717, the others the same; with a share of .3 or
#: a chance of .1 within .0002 of that, and .001 less on wcxb of `train` with the latter.
LEAST_SHARE, LEAST_CHANCE = 0.5, 0.25
#: Most words of the longest item; a list with longer ones holds paragraphs, or the page. Without this, fundus .9701.
MAX_ITEM_WORDS = 40


def fill_lists(
    page: Page, words: NDArray[np.float32], chances: NDArray[np.float32], chosen: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """What is missing of lists most of which is chosen.

    Args:
        words: of each block.
        chances: of each block to be article, [0, 1].
        chosen: bool, shape (blocks,).

    Returns:
        bool, shape (blocks,): items to be chosen as well.
    """
    missing = np.zeros(len(chosen), np.bool_)
    doubted = ~chosen & (chances >= LEAST_CHANCE)
    if all(_list_of(page.blocks[row]) < 0 for row in np.flatnonzero(doubted).tolist()):  # so on most pages
        return missing
    found = [(row, key) for row, block in enumerate(page.blocks) if (key := _list_of(block)) >= 0]
    rows, keys = np.array(found).T
    number = np.unique(keys, return_inverse=True)[1]
    longest = np.zeros(number.max() + 1)
    np.maximum.at(longest, number, words[rows])
    weight = words[rows] + 1.0
    share = np.bincount(number, weight * chosen[rows]) / np.bincount(number, weight)
    whole = (share > LEAST_SHARE) & (longest <= MAX_ITEM_WORDS)
    missing[rows] = whole[number] & doubted[rows]
    return missing


def _list_of(block: Block) -> int:
    """Number of the innermost list around a block, -1 for none."""
    return next((container.key for container in reversed(block.containers) if container.tag in _LISTS), -1)
