"""Measures the words of blocks: their number, their letters, their punctuation."""

import numpy as np
from numpy.typing import NDArray

from app.engine import characters as ch
from app.engine.features import set_column

_IS_WORD = np.isin(np.arange(ch.CLASSES), (ch.LOWER, ch.UPPER, ch.DIGIT))


def measure_words(text: ch.Characters, matrix: NDArray[np.float32]) -> None:
    """Fill the columns of `features.TEXT`."""
    classes, counts = text.classes, text.counts
    is_word = _IS_WORD.take(classes)
    begins = is_word.copy()
    begins[1:] &= ~is_word[:-1]
    begins[text.starts] = is_word[text.starts]
    begun, capital = (
        np.add.reduceat(there, text.starts, dtype=np.int64) for there in (begins, begins & (classes == ch.UPPER))
    )
    chars = text.ends - text.starts
    letters = counts[:, ch.LOWER] + counts[:, ch.UPPER] + counts[:, ch.SPACELESS]
    words = begun + counts[:, ch.SPACELESS] / 2
    last = _last_classes(text)
    set_column(matrix, "chars", chars)
    set_column(matrix, "words", words)
    set_column(matrix, "stops", _count_stops(text))
    set_column(matrix, "commas", counts[:, ch.COMMA])
    set_column(matrix, "ends_stop", last == ch.STOP)
    set_column(matrix, "ends_colon", last == ch.COLON)
    set_column(matrix, "digits", counts[:, ch.DIGIT] / chars)
    set_column(matrix, "uppers", counts[:, ch.UPPER] / np.maximum(letters, 1))
    set_column(matrix, "letters", letters / chars)
    set_column(matrix, "capitalised", capital / np.maximum(begun, 1))
    set_column(matrix, "symbols", counts[:, ch.SYMBOL])


def _count_stops(text: ch.Characters) -> NDArray[np.int64]:
    """How many sentences end in each block: at a stop before a blank, a closing quote or the end."""
    classes = text.classes
    stops = np.flatnonzero(classes == ch.STOP)
    block = np.searchsorted(text.ends, stops, side="right")
    following, before = classes.take(stops + 1, mode="clip"), classes.take(stops - 1, mode="clip")
    ends = (stops + 1 == text.ends[block]) | (following == ch.SPACE) | (following == ch.CLOSER)
    ends |= (before == ch.SPACELESS) & (stops > text.starts[block])
    return np.bincount(block[ends], minlength=len(text.starts))


def _last_classes(text: ch.Characters) -> NDArray[np.uint8]:
    """The class of each block's last character that is no closing quote, bracket or space (looks back four)."""
    last = text.classes[text.ends - 1]
    for back in range(2, 5):
        skip = ((last == ch.CLOSER) | (last == ch.SPACE)) & (text.ends - back >= text.starts)
        last = np.where(skip, text.classes[np.maximum(text.ends - back, 0)], last)
    return last
