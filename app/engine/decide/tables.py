"""Decides a table of Markdown as a whole: its cells are too short to be told one by one."""

import numpy as np
from numpy.typing import NDArray

from app.engine.page import Page

#: Most words of the longest cell; a table with longer ones lays out the page. Body F1 of `dev` as Markdown with 12:
#: wcxb .8252 to .8256, andy424 .8746 to .8753, the others the same; with 30 or 60 the same, and postlight .0002 less.
MAX_CELL_WORDS = 12


def even_tables(page: Page, words: NDArray[np.float32], chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """What is chosen, with every table whole where most of its words are, and without it where not.

    Args:
        words: of each block.
        chosen: bool, shape (blocks,).
    """
    found = [
        (row, block.containers[0].key)
        for row, block in enumerate(page.blocks)
        if block.containers and block.containers[0].tag == "table"
    ]
    if not found:
        return chosen
    rows, keys = np.array(found).T
    table = np.unique(keys, return_inverse=True)[1]
    longest = np.zeros(table.max() + 1)
    np.maximum.at(longest, table, words[rows])
    weight = words[rows] + 1.0
    share = np.bincount(table, weight * chosen[rows]) / np.bincount(table, weight)
    evened = chosen.copy()
    evened[rows] = np.where(longest[table] <= MAX_CELL_WORDS, share[table] > 0.5, chosen[rows])
    return evened
