"""Hashes the words of class and id attributes, and the letters that blocks begin and end with.

A word is its hash (feature hashing, Weinberger et al., ICML 2009); `vectors` says which vector that has. All is one
pass of NumPy over the page's concatenated characters.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

#: Characters of a block's beginning and end whose triples are hashed.
HEAD_CHARS, TAIL_CHARS = 20, 10
#: Characters of one element's words that are hashed; more say no more.
MAX_NAMES_CHARS = 200

_FACTORS = np.array([0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D], np.uint32)
#: Characters of a block's beginning and end with what stands behind each.
_WIDTH = HEAD_CHARS + TAIL_CHARS + 2
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
    """A bag of hashes for each of some things, one after the other.

    Attributes:
        hashes: int64, shape (words,), [0, 2 ** 32); 0 stands for "none".
        starts: int64, shape (things,): where each bag begins in `hashes`; none is empty.
    """

    hashes: NDArray[np.int64]
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
    hashes = hash_runs(points, inside, first, _POWERS)
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    starts = np.searchsorted(first, np.cumsum(lengths) - lengths)
    return Bags(mix(hashes).astype(np.int64), starts)


def hash_letters(texts: Sequence[str]) -> NDArray[np.int64]:
    """Triples of the first and last characters of each block, without case; all digits are equal.

    Returns:
        int64, shape (blocks, HEAD_CHARS + TAIL_CHARS - 4), [0, 2 ** 32); 0 where the block is too short.
    """
    points = _points(_ends(texts)).copy()
    points[points - ord("0") < 10] = ord("0")
    hashes = points * _FACTORS[0]
    hashes[:-1] += points[1:] * _FACTORS[1]
    hashes[:-2] += points[2:] * _FACTORS[2]
    is_space = points == ord(" ")
    beside = is_space.copy()
    beside[:-2] |= is_space[2:]
    beside[:-1] &= is_space[1:]  # the triple's middle and an end are blank
    table = hashes.reshape(len(texts), _WIDTH)
    chosen = np.concatenate([table[:, : HEAD_CHARS - 2], table[:, HEAD_CHARS + 1 : -3] + np.uint32(1)], axis=1)
    mixed = mix(chosen).astype(np.int64)
    blank = beside.reshape(len(texts), _WIDTH)
    mixed[np.concatenate([blank[:, : HEAD_CHARS - 2], blank[:, HEAD_CHARS + 1 : -3]], axis=1)] = 0
    return mixed


def hash_runs(
    points: NDArray[np.uint32], inside: NDArray[np.bool_], first: NDArray[np.int64], powers: NDArray[np.uint32]
) -> NDArray[np.uint32]:
    """A hash of each run of characters: the sum of its code points, each times the power of its place.

    Args:
        inside: which characters belong to a run at all.
        first: where the runs begin, at least one; each ends where the next begins.
        powers: the last for all places behind.
    """
    start = int(first[0])
    place = np.arange(start, len(points)) - np.repeat(first, np.diff(first, append=len(points)))
    weights = powers.take(place, mode="clip")
    weights *= points[start:]
    weights *= inside[start:]
    return np.asarray(np.add.reduceat(weights, first - start, dtype=np.uint32))


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
