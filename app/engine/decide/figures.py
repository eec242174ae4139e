"""Finds tables of figures in raw text, whose cells a scraper wrote on lines of their own.

A row is a name or two and some figures, and the next row is the same again: a rhythm that menus, lists of links and
counters do not have.
"""

import numpy as np
from numpy.typing import NDArray

from app.engine.decide.draft import Draft

#: Cells of a row, its names, and rows of a table; the least figures of a row. With such tables as the article's, body
#: F1 of 116 pages written for the purpose went from .901 to .906.
MIN_CELLS, MAX_CELLS, MAX_NAMES, MIN_ROWS, MIN_FIGURES = 3, 10, 2, 3, 2
#: Words of a cell at most.
MAX_WORDS = 8
#: Share of digits from which a cell is a figure, and of letters from which it is a name.
DIGITS, LETTERS = 0.3, 0.5
_NAME, _FIGURE, _NEITHER = 1, 0, 9


def find_figures(draft: Draft) -> NDArray[np.bool_]:
    """Whether each block is a cell of such a table; bool, shape (blocks,)."""
    f = draft.evidence.features
    found = np.zeros(len(draft), np.bool_)
    if draft.evidence.page.kind != "text":
        return found
    is_cell = (f["words"] <= MAX_WORDS) & ~draft.prose & ~draft.evidence.phrases.column("time")
    kinds = np.where(f["letters"] >= LETTERS, _NAME, np.where(f["digits"] >= DIGITS, _FIGURE, _NEITHER))
    kinds = np.where(is_cell, kinds, _NEITHER)
    if np.count_nonzero(kinds == _FIGURE) < MIN_ROWS * MIN_FIGURES:
        return found
    for length in range(MIN_CELLS, MAX_CELLS + 1):
        alike = kinds[length:] == kinds[:-length]
        bounds = np.flatnonzero(np.diff(np.concatenate([[False], alike, [False]]).astype(np.int8)))
        runs = bounds.reshape(-1, 2)
        for start, end in runs[runs[:, 1] - runs[:, 0] >= (MIN_ROWS - 1) * length].tolist():
            row = kinds[start : start + length]
            names, figures = np.count_nonzero(row == _NAME), np.count_nonzero(row == _FIGURE)
            if 0 < names <= MAX_NAMES and figures >= MIN_FIGURES and names + figures == length:
                found[start : end + length] = True
    return found
