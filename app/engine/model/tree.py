"""What the elements around a block hold: measures of containers up the tree."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.engine.page import Elements

#: The element of a block and so many less one above it.
LEVELS = 6
#: Depths beyond this are not told apart.
MAX_DEPTH = 63
#: Measures of one container; shares and densities are [0, 1].
MEASURES = ("mass", "log_mass", "density", "linked", "log_blocks", "first", "last", "paragraphs")


class Tree(NamedTuple):
    """The elements around the blocks of a page.

    Attributes:
        chains: int64, shape (blocks, LEVELS): rows of each block's element, its parent and so on; the root above all.
        starts, ends: int64, shape (blocks, LEVELS): the blocks in each of those, as a range of `order`.
        order: int64, shape (blocks,): blocks in the order of their elements, so that an element's blocks are together.
        depth: float32, shape (blocks,): how many elements are above it, at most MAX_DEPTH.
    """

    chains: NDArray[np.int64]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    order: NDArray[np.int64]
    depth: NDArray[np.float32]


def climb(elements: Elements, rows: NDArray[np.int64]) -> Tree:
    """The containers of each block.

    Args:
        rows: the element of each block.
    """
    parents = np.maximum(elements.parent, 0)
    chains = np.empty((len(rows), LEVELS), np.int64)
    chains[:, 0] = rows
    for level in range(1, LEVELS):
        chains[:, level] = parents.take(chains[:, level - 1])
    ended = np.cumsum(np.bincount(elements.last + 1, minlength=len(parents) + 1))  # elements, above each row
    depth = np.minimum(rows - ended.take(rows), MAX_DEPTH).astype(np.float32)
    before = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=len(parents)))])  # blocks, in rows above each
    ends = before.take(elements.last.take(chains) + 1)
    return Tree(chains, before.take(chains), ends, np.argsort(rows, kind="stable"), depth)


def sum_inside(tree: Tree, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """What the containers of each block hold in sum.

    Args:
        values: of each block, shape (kinds, blocks).

    Returns:
        float64, shape (kinds, blocks, LEVELS).
    """
    sums = np.zeros((len(values), values.shape[1] + 1))
    np.cumsum(values.take(tree.order, axis=1), axis=1, out=sums[:, 1:])
    inside = sums.take(tree.ends, axis=1)
    inside -= sums.take(tree.starts, axis=1)
    return inside


def measure_containers(tree: Tree, values: NDArray[np.float64], inside: NDArray[np.float64]) -> NDArray[np.float32]:
    """`MEASURES` of the containers of each block, level by level.

    Args:
        values: of each block: words of running text, words, words inside links, 1 for running text; shape (4, blocks).
        inside: their sums, as `sum_inside` gives them.

    Returns:
        float32, shape (blocks, LEVELS * len(MEASURES)).
    """
    count = len(tree.order)
    mass, total, links, paragraphs = inside
    all_mass, _, _, all_paragraphs = np.maximum(values.sum(axis=1), 1).tolist()
    total = np.maximum(total, 1)
    blocks = np.maximum(tree.ends - tree.starts, 1)
    place = np.empty((count, 1), np.int64)
    place[tree.order, 0] = np.arange(count)
    columns = (
        mass / all_mass,
        np.log1p(mass),
        mass / total,
        links / total,
        np.log(blocks),
        (place - tree.starts) / blocks,
        np.log1p(tree.ends - 1 - place),
        paragraphs / all_paragraphs,
    )
    measured = np.empty((count, LEVELS, len(MEASURES)), np.float32)
    for number, column in enumerate(columns):
        measured[:, :, number] = column
    return measured.reshape(count, -1)
