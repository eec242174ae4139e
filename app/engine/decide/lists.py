"""Fills the holes of a list that is article: its items are too short to be told one by one."""

import numpy as np
from numpy.typing import NDArray

from app.engine.decide.groups import group, innermost
from app.engine.page import Page

_LISTS = frozenset(("ul", "ol", "dl"))
#: Share of a list's words above which it is article, and the chance that an item must have of its own. From HTML, on
#: `dev`: andy424 .9268 to .9286, wcxb .8700 to .8704, fundus .9721 to .9717, but for daniel the others the same; with a
#: share of .3 or a chance of .1 within .0003 of that, and .001 less on wcxb of `train` with the latter.
LEAST_SHARE, LEAST_CHANCE = 0.5, 0.25
#: Most words of the longest item; a list with longer ones holds paragraphs, or the page. Of any length and chance:
#: fundus .9701.
MAX_ITEM_WORDS = 40
#: Chance of a list's items, on average, from which it is article if some of it is chosen or what stands around it is,
#: few of its words are linked and nothing is known of an item that speaks against it. Of such lists of `train` and
#: `dev`, 256 of 327 words are article where nothing was chosen, else 1,737 of the 2,885 that were missing.
LIKELY, SOME, MAX_LINKED = 0.3, 0.2, 0.3


def fill_lists(
    page: Page,
    words: NDArray[np.float32],
    linked: NDArray[np.float32],
    chances: NDArray[np.float32],
    chosen: NDArray[np.bool_],
    known: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """What is missing of lists that are article.

    Args:
        words: of each block.
        linked: share of each block that is a link, [0, 1].
        chances: of each block to be article, [0, 1].
        chosen: bool, shape (blocks,).
        known: bool, shape (blocks,): something says that it is no article.

    Returns:
        bool, shape (blocks,): items to be chosen as well.
    """
    missing = np.zeros(len(chosen), np.bool_)
    doubted = ~chosen & (chances >= LEAST_CHANCE)
    if all(innermost(page.blocks[row], _LISTS) < 0 for row in np.flatnonzero(doubted).tolist()):  # so on most pages
        return missing
    lists = group(page, _LISTS, words)
    if lists is not None:
        short = lists.longest <= MAX_ITEM_WORDS
        share = lists.mean(chosen)
        filled = (share > LEAST_SHARE) & short
        doubtless = (lists.mean(linked) < MAX_LINKED) & (lists.mean(known & ~chosen) == 0)
        likely = doubtless & (lists.mean(chances) >= LIKELY)
        whole = likely & short & ((share > SOME) | lists.are_between(chosen))
        missing[lists.rows] = (filled | whole)[lists.number] & doubted[lists.rows]
    return missing
