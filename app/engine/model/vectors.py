"""Vectors of hashed words and letters."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.engine.model.hashing import Bags

Array = NDArray[np.float32]

#: How many hashes are told apart by `KnownRows`, a power of two.
HASHES = 1 << 20


class SharedRows(NamedTuple):
    """A vector for every hash, shared by chance; the first is that of no word.

    So the class words of a page are read, which are English everywhere.

    Attributes:
        number: how many vectors there are.
    """

    number: int

    def __call__(self, hashes: NDArray[np.int64]) -> NDArray[np.int64]:
        """The row of the vector of each hash."""
        return np.where(hashes > 0, hashes % (self.number - 1) + 1, 0)


class KnownRows(NamedTuple):
    """A vector for each hash that enough sites have, and the first for all others.

    So the words of lines are read. That a word is rare says something, and all that can be said of it: with shared
    vectors, each word of a language that was not learned from has that of some other word.

    Attributes:
        rows: uint16, shape (HASHES,): by the hash's last bits.
    """

    rows: NDArray[np.uint16]

    def __call__(self, hashes: NDArray[np.int64]) -> NDArray[np.int64]:
        """The row of the vector of each hash."""
        return self.rows.take(hashes & (HASHES - 1)).astype(np.int64)

    @property
    def number(self) -> int:
        """How many vectors there are."""
        return int(self.rows.max()) + 1

    @property
    def hashes(self) -> NDArray[np.uint32]:
        """Those that are known, in order."""
        return np.flatnonzero(self.rows).astype(np.uint32)


Rows = SharedRows | KnownRows


def number_known(hashes: NDArray[np.integer]) -> KnownRows:
    """Rows for some hashes, the first 1 and so on.

    Args:
        hashes: their last bits, in order, [1, HASHES); fewer than 65,536.
    """
    rows = np.zeros(HASHES, np.uint16)
    rows[hashes] = np.arange(1, len(hashes) + 1)
    return KnownRows(rows)


@dataclass(frozen=True, slots=True, eq=False)
class Vectors:
    """Vectors by hash.

    Attributes:
        rows: which vector a hash has.
        vectors: shape (rows.number, width).
    """

    rows: Rows
    vectors: Array

    @classmethod
    def read(cls, arrays: Mapping[str, NDArray[np.generic]], name: str) -> "Vectors":
        """Vectors from `{name}.vectors` and, where only some hashes are known, `{name}.hashes`."""
        vectors = np.ascontiguousarray(arrays[f"{name}.vectors"], np.float32)
        if f"{name}.hashes" not in arrays:
            return cls(SharedRows(len(vectors)), vectors)
        return cls(number_known(np.asarray(arrays[f"{name}.hashes"], np.int64)), vectors)

    def sum_bags(self, bags: Bags) -> Array:
        """The sums of the vectors of each bag, shape (bags, width)."""
        return np.asarray(np.add.reduceat(self._of(bags.hashes), bags.starts, axis=0), np.float32)

    def sum_rows(self, hashes: NDArray[np.int64]) -> Array:
        """The sums over the rows of a matrix of hashes, shape (rows, width)."""
        return np.asarray(self._of(hashes.T).sum(axis=0))  # a sum over the first axis is the fastest

    def _of(self, hashes: NDArray[np.int64]) -> Array:
        return self.vectors.take(self.rows(hashes), axis=0)
