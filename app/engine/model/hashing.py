"""Hashes the words of class and id attributes, and the letters that blocks begin and end with, into small numbers.

Nothing is looked up in a vocabulary: a word's hash is the row of its vector, and rare words share rows (feature
hashing, Weinberger et al., ICML 2009). All is one pass of NumPy over the page's concatenated characters.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

#: Rows of the vectors of attribute words, and of letter triples. Row 0 stands for "none".
NAME_ROWS, GRAM_ROWS = 4096, 4096
#: Characters of a block's beginning and end whose triples are hashed.
HEAD_CHARS, TAIL_CHARS = 20, 10
#: Words of one element that are hashed; more say no more.
MAX_NAMES_CHARS = 200

_FACTORS = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D], np.uint32)
#: Characters of a block's beginning and end with what stands behind each; added to the hashes of their triples.
_WIDTH = HEAD_CHARS + TAIL_CHARS + 2
_SEEDS = (np.arange(_WIDTH - 2) > HEAD_CHARS).astype(np.uint32)
_POWERS = np.cumprod(np.full(MAX_NAMES_CHARS + 64, 0x01000193, np.uint32), dtype=np.uint32)
#: What a character of attribute words is to their cutting, and what it is hashed as: lower case, any digit a 0. Beyond
#: the tables every character is a letter, hashed as itself.
_OUTSIDE, _INSIDE, _LOWER, _UPPER = range(4)
_KEPT = np.array([ord("0") if 48 <= point <= 57 else ord(chr(point).lower()) for point in range(128)], np.uint32)
_KINDS = np.array(
    [
        _UPPER if 65 <= point <= 90
        else _LOWER if 97 <= point <= 122
        else _INSIDE if (point > 47 and chr(point) not in "_:") or chr(point) == "$"
        else _OUTSIDE
        for point in range(128)
    ]
)  # fmt: skip


class Bags(NamedTuple):
    """A bag of rows for each of some things, one after the other.

    Attributes:
        rows: int64, shape (words,).
        starts: int64, shape (things,): where each bag begins in `rows`; none is empty.
    """

    rows: NDArray[np.int64]
    starts: NDArray[np.int64]


def hash_names(tags: Sequence[str], names: Sequence[str]) -> Bags:
    """The element name and attribute words of each element; words are cut at hyphens, underscores and capitals.

    Digits count as equal, so that "post-1234" is "post-0000" on every page.
    """
    texts = [f"{tag}> {words[:MAX_NAMES_CHARS]}\n" for tag, words in zip(tags, names, strict=True)]
    if not texts:
        return Bags(np.zeros(0, np.int64), np.zeros(0, np.int64))
    written = _points("".join(texts))
    points, kinds = _KEPT.take(written, mode="clip"), _KINDS.take(written, mode="clip")
    np.copyto(points, written, where=written >= len(_KEPT))
    inside = kinds > _OUTSIDE
    begins = inside.copy()
    begins[1:] &= ~inside[:-1] | ((kinds[1:] == _UPPER) & (kinds[:-1] == _LOWER))
    first = np.flatnonzero(begins)
    chars = np.flatnonzero(inside)
    starts_of_words = np.searchsorted(chars, first)
    place = chars - np.repeat(first, np.diff(starts_of_words, append=len(chars)))
    hashes = np.add.reduceat(points[chars] * _POWERS.take(place, mode="clip"), starts_of_words, dtype=np.uint32)
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    starts = np.searchsorted(first, np.cumsum(lengths) - lengths)
    return Bags(_rows(hashes, NAME_ROWS), starts)


def hash_letters(texts: Sequence[str]) -> NDArray[np.int64]:
    """Triples of the first and last characters of each block, without case; all digits are equal.

    Returns:
        int64, shape (blocks, HEAD_CHARS + TAIL_CHARS - 4); 0 where the block is too short.
    """
    points = _points(_ends(texts)).reshape(len(texts), _WIDTH)
    points = np.where((points >= 48) & (points <= 57), 48, points)
    first, second, third = points[:, :-2], points[:, 1:-1], points[:, 2:]
    hashes = first * _FACTORS[0] + second * _FACTORS[1] + third * _FACTORS[2] + _SEEDS
    is_space = points == 32
    rows = _rows(hashes, GRAM_ROWS)
    rows[is_space[:, 1:-1] & (is_space[:, 2:] | is_space[:, :-2])] = 0
    return np.concatenate([rows[:, : HEAD_CHARS - 2], rows[:, HEAD_CHARS + 1 : -1]], axis=1)


def _ends(texts: Sequence[str]) -> str:
    """The first and the last characters of all texts in lower case, filled up with spaces, a newline behind each."""
    ends = [f"{text[:HEAD_CHARS].ljust(HEAD_CHARS)}\n{text[-TAIL_CHARS:].rjust(TAIL_CHARS)}\n" for text in texts]
    lower = "".join(ends).lower()
    if len(lower) == len(texts) * _WIDTH:
        return lower
    pairs = ((end[:HEAD_CHARS].lower(), end[HEAD_CHARS + 1 : -1].lower()) for end in ends)  # some grow
    return "".join([f"{head[:HEAD_CHARS]}\n{tail[-TAIL_CHARS:]}\n" for head, tail in pairs])


def _points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def mix(hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The same hashes with every bit depending on every other (the end of MurmurHash3, two of its three steps)."""
    mixed = hashes ^ (hashes >> np.uint32(16))
    mixed = mixed * np.uint32(0x85EBCA6B)
    return np.asarray(mixed ^ (mixed >> np.uint32(13)))


def _rows(hashes: NDArray[np.uint32], rows: int) -> NDArray[np.int64]:
    """As many values as there are rows; never 0."""
    return (mix(hashes) % np.uint32(rows - 1)).astype(np.int64) + 1
