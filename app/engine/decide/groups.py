"""The tables and lists of a page: what they hold is too short to be told one by one."""

from collections.abc import Collection
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.engine.blocks import Block
from app.engine.page import Page


class Groups(NamedTuple):
    """Blocks by the innermost element of some kind around them.

    Attributes:
        rows: int64, the blocks that have one around them, in page order.
        number: int64, of the group of each of those.
        first, last: int64, the first and the last block of each group.
        longest: float64, words of the longest block of each group.
        weight: float64, of each of the blocks in what is said of its group: its words, and one.
    """

    rows: NDArray[np.int64]
    number: NDArray[np.int64]
    first: NDArray[np.int64]
    last: NDArray[np.int64]
    longest: NDArray[np.float64]
    weight: NDArray[np.float64]

    def mean(self, values: NDArray[np.floating[Any] | np.bool_]) -> NDArray[np.float64]:
        """The mean of each group, by weight.

        Args:
            values: one for each block of the page.
        """
        total = np.bincount(self.number, self.weight * values[self.rows])
        return np.asarray(total / np.bincount(self.number, self.weight))

    def are_between(self, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Whether the blocks right before and right behind each group are chosen."""
        around = np.concatenate([[False], chosen, [False]])
        return np.asarray(around[self.first] & around[self.last + 2])


def group(page: Page, tags: Collection[str], words: NDArray[np.float32]) -> Groups | None:
    """The groups of a page; None where it has none.

    Args:
        tags: names of the elements that make a group.
        words: of each block.
    """
    if page.elements is not None and all(look.tag not in tags for look in page.elements.looks):
        return None
    found = [
        (row, key) for row, block in enumerate(page.blocks) if block.containers and (key := innermost(block, tags)) >= 0
    ]
    if not found:
        return None
    rows, keys = np.array(found).T
    kinds, first, number = np.unique(keys, return_index=True, return_inverse=True)
    last, longest = np.zeros(len(kinds), np.int64), np.zeros(len(kinds))
    np.maximum.at(last, number, rows)
    np.maximum.at(longest, number, words[rows])
    return Groups(rows, number, rows[first], last, longest, words[rows] + 1.0)


def innermost(block: Block, tags: Collection[str]) -> int:
    """Number of the innermost element with one of these names around a block, -1 for none."""
    for container in reversed(block.containers):
        if container.tag in tags:
            return container.key
    return -1
