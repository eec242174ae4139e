"""Whether the words of a line are those of a text about the page, such as its head's headline."""

import numpy as np
from numpy.typing import NDArray

from app.engine.model.shared import MIN_LETTERS, Words

#: Names of the columns of `measure_mentions` for each text.
MENTIONS = ("share", "count")
#: Remainders of hashes by which most words that two texts do not share are told.
_SIEVE = 4096


def measure_mentions(words: Words, said: Words, texts: int, count: int) -> NDArray[np.float32]:
    """How many of a line's words each of some texts has too, such as what the head says that the page is about.

    Args:
        said: the words of the texts; their lines are the texts.
        texts, count: of texts and of lines.

    Returns:
        float32, shape (lines, texts * len(MENTIONS)): share of the line's words, and logarithm of their number.
    """
    measured = np.zeros((count, texts * len(MENTIONS)), np.float32)
    is_long = words.letters >= MIN_LETTERS
    total = np.maximum(np.bincount(words.line, is_long, count), 1)
    is_theirs = np.zeros(_SIEVE, np.bool_)
    is_theirs[said.key % _SIEVE] = True
    may_be = np.flatnonzero(is_long & is_theirs[words.key % _SIEVE])  # few: most others' remainders are theirs alone
    line, key = words.line[may_be], words.key[may_be]
    for text in range(texts):
        theirs = np.sort(said.key[(said.letters >= MIN_LETTERS) & (said.line == text)])
        if len(theirs):
            is_found = theirs.take(np.searchsorted(theirs, key), mode="clip") == key
            found = np.bincount(line, is_found, count)
            measured[:, 2 * text] = found / total
            measured[:, 2 * text + 1] = np.log1p(found)
    return measured
