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
_POWERS = np.cumprod(np.full(MAX_NAMES_CHARS + 64, 0x01000193, np.uint32), dtype=np.uint32)


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
    points = _points("".join(texts))
    upper = (points >= 65) & (points <= 90)
    after_lower = np.zeros(len(points), np.bool_)
    after_lower[1:] = (points[:-1] >= 97) & (points[:-1] <= 122)
    points = np.where(upper, points + 32, points)
    points = np.where((points >= 48) & (points <= 57), 48, points)
    inside = (points > 47) & (points != 95) & (points != 58) | (points == 36)
    begins = inside & (~np.append(False, inside[:-1]) | (upper & after_lower))
    first = np.flatnonzero(begins)
    word = np.cumsum(begins) - 1
    chars = np.flatnonzero(inside)
    place = np.minimum(chars - first[word[chars]], len(_POWERS) - 1)
    hashes = np.add.reduceat(points[chars] * _POWERS[place], np.searchsorted(chars, first), dtype=np.uint32)
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    starts = np.searchsorted(first, np.cumsum(lengths) - lengths)
    return Bags(_rows(hashes, NAME_ROWS), starts)


def hash_letters(texts: Sequence[str]) -> NDArray[np.int64]:
    """Triples of the first and last characters of each block, without case; all digits are equal.

    Returns:
        int64, shape (blocks, HEAD_CHARS + TAIL_CHARS - 4); 0 where the block is too short.
    """
    heads = _triples([text[:HEAD_CHARS].lower().ljust(HEAD_CHARS)[:HEAD_CHARS] for text in texts], HEAD_CHARS, 0)
    tails = _triples([text[-TAIL_CHARS:].lower().rjust(TAIL_CHARS)[-TAIL_CHARS:] for text in texts], TAIL_CHARS, 1)
    return np.concatenate([heads, tails], axis=1)


def _triples(texts: list[str], width: int, seed: int) -> NDArray[np.int64]:
    points = _points("".join(texts)).reshape(len(texts), width)
    points = np.where((points >= 48) & (points <= 57), 48, points)
    first, second, third = points[:, :-2], points[:, 1:-1], points[:, 2:]
    hashes = first * _FACTORS[0] + second * _FACTORS[1] + third * _FACTORS[2] + np.uint32(seed)
    return np.where((second == 32) & ((third == 32) | (first == 32)), 0, _rows(hashes, GRAM_ROWS))


def _points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


def mix(hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The same hashes with every bit depending on every other (the end of MurmurHash3, two of its three steps)."""
    mixed = hashes ^ (hashes >> np.uint32(16))
    mixed = mixed * np.uint32(0x85EBCA6B)
    return np.asarray(mixed ^ (mixed >> np.uint32(13)))


def _rows(hashes: NDArray[np.uint32], rows: int) -> NDArray[np.int64]:
    """As many values as there are rows; never 0."""
    return np.asarray(mix(hashes).astype(np.int64) % (rows - 1) + 1)
