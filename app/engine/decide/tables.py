"""Decides a table as a whole: its cells are too short to be told one by one."""

import numpy as np
from numpy.typing import NDArray

from app.engine.decide.groups import group
from app.engine.page import Page

_TABLES = frozenset(("table",))
#: Share of a table's words above which it is article. From HTML, wcxb .8696 to .8700 on `dev`, the others the same.
LEAST = 0.5
#: The same between two blocks of the article, from HTML: nothing but a few cells of figures was likely enough before.
#: Body F1 of `dev` is the same from 0 to .5.
LEAST_WITHIN = 0.2
#: Most words of the longest cell; a table with longer ones lays out the page. Body F1 of `dev` as Markdown with 12:
#: wcxb .8252 to .8256, andy424 .8746 to .8753, the others the same; with 30 or 60 the same, and postlight .0002 less.
MAX_CELL_WORDS = 12


def even_tables(
    page: Page, words: NDArray[np.float32], chosen: NDArray[np.bool_], least_within: float = LEAST
) -> NDArray[np.bool_]:
    """What is chosen, with every table whole where enough of its words are, and without it where not.

    Args:
        words: of each block.
        chosen: bool, shape (blocks,).
        least_within: the share of its words that is enough between two chosen blocks, [0, 1].
    """
    tables = group(page, _TABLES, words, chosen)
    if tables is None:
        return chosen
    around = np.concatenate([[False], chosen, [False]])
    within = around[tables.first] & around[tables.last + 2]
    whole = tables.share > np.where(within, least_within, LEAST)
    rows, number = tables.rows, tables.number
    evened = chosen.copy()
    evened[rows] = np.where(tables.longest[number] <= MAX_CELL_WORDS, whole[number], chosen[rows])
    return evened
