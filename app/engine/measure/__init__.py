"""Measures the blocks of a page, for the whole page at once: their words, their place, their markup."""

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from app.engine.characters import classify_characters
from app.engine.features import COLUMNS, NUMBER, Features, set_column
from app.engine.measure.markup import measure_elements, measure_tags
from app.engine.measure.words import measure_words
from app.engine.page import Page

__all__ = ["measure"]


def measure(page: Page, keys: tuple[str, ...]) -> Features:
    """Measure all blocks of a page.

    Args:
        keys: each block's folded words, as `evidence.keys_of` makes them.
    """
    count = len(page.blocks)
    matrix = np.zeros((count, len(COLUMNS)), np.float32, order="F")  # most is asked of single columns
    text = classify_characters(page.columns.texts)
    menu = np.zeros(count, np.bool_)
    if count:
        measure_words(text, matrix)
        _measure_place(page, keys, matrix)
        measure_tags(page, matrix)
        if page.elements is not None:
            menu = measure_elements(page, page.elements, matrix)
    return Features(matrix, keys, text.classes[text.starts], text.classes[text.ends - 1], menu)


def _measure_place(page: Page, keys: tuple[str, ...], matrix: NDArray[np.float32]) -> None:
    count = len(page.blocks)
    gaps = page.columns.gaps
    repeats = Counter(keys)
    repeats[""] = 1  # to be without words is no repetition
    set_column(matrix, "gap", gaps)
    matrix[:-1, NUMBER["gap_after"]] = gaps[1:]
    set_column(matrix, "position", np.arange(count) / max(count, 1))
    set_column(matrix, "repeats", np.fromiter(map(repeats.__getitem__, keys), np.float32, count) - 1)
