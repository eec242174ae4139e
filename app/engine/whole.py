"""Looks up what blocks say as a whole: a phrase and nothing else but punctuation, symbols and digits at both ends.

Two of three phrases of the word lists are such. As a hash each takes 13 bytes of memory, in the automaton that finds
the others 200.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.engine.folding import LAST, Folded

#: Characters that such a phrase has at most between its first and its last letter.
MAX_CHARS = 100
#: A block's hash is the sum of its code points, each times the power of its place, modulo 2 ** 64.
_POWERS = np.cumprod(np.full(MAX_CHARS, 0x9E3779B97F4A7C15, np.uint64))


class Cores(NamedTuple):
    """What stands between the first and the last letter of the blocks that have letters, and not too many.

    Attributes:
        blocks: int64, shape (cores,): number of each one's block, in order.
        hashes: uint64, shape (cores,).
    """

    blocks: NDArray[np.int64]
    hashes: NDArray[np.uint64]


def hash_cores(page: Folded) -> Cores:
    """The hashes of the cores of a page's blocks."""
    marks = np.flatnonzero(page.points <= ord(LAST))  # in pairs, and nothing else is folded to as little
    first, behind = marks[::2] + 1, marks[1::2]
    is_short = behind - first <= MAX_CHARS
    first, behind = first[is_short], behind[is_short]
    if not len(first):
        return Cores(np.zeros(0, np.int64), np.zeros(0, np.uint64))
    lengths = behind - first
    starts = np.cumsum(lengths) - lengths
    place = np.arange(int(lengths.sum())) - np.repeat(starts, lengths)
    weighted = _POWERS.take(place)
    weighted *= page.points.take(place + np.repeat(first, lengths))
    return Cores(np.searchsorted(page.ends, first), np.add.reduceat(weighted, starts))


def look_up(page: Folded, known: NDArray[np.uint64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The blocks whose core is known, once for each row of it, and these rows.

    Args:
        known: hashes, sorted, at least one; those that stand for several things are there several times.
    """
    cores = hash_cores(page)
    first = np.searchsorted(known, cores.hashes)
    found = known.take(first, mode="clip") == cores.hashes
    blocks, hashes, first = cores.blocks[found], cores.hashes[found], first[found]
    counts = np.searchsorted(known, hashes, "right") - first
    within = np.arange(int(counts.sum())) - np.repeat(np.cumsum(counts) - counts, counts)
    return np.repeat(blocks, counts), np.repeat(first, counts) + within
