"""What the elements around a block hold: measures of containers up the tree, and of elements that look alike."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.engine.page import Elements

#: The element of a block and so many less one above it.
LEVELS = 6
#: Depths beyond this are not told apart.
MAX_DEPTH = 63
#: Words of running text that make a container count as one of its kind.
MIN_RUNNING = 30
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


class Looks(NamedTuple):
    """What the elements look like that are used in the chains of blocks: an element's name and class words.

    Attributes:
        chains: int64, shape (blocks, LEVELS): as `Tree.chains`, but numbers of the used elements, in page order.
        look: int64, shape (used,): number of each used element's look.
        kinds: the different looks: element name and class words.
    """

    chains: NDArray[np.int64]
    look: NDArray[np.int64]
    kinds: tuple[tuple[str, str], ...]


def read_looks(elements: Elements, tree: Tree) -> Looks:
    """The looks of all elements above blocks."""
    is_used = np.zeros(len(elements), np.bool_)
    is_used[tree.chains] = True
    used = np.flatnonzero(is_used)
    chains = (np.cumsum(is_used) - 1).take(tree.chains)
    look = elements.look.take(used)
    is_seen = np.zeros(len(elements.looks), np.bool_)
    is_seen[look] = True
    seen = np.flatnonzero(is_seen)
    kinds: dict[tuple[str, str], int] = {}
    numbers = np.zeros(len(is_seen), np.int64)
    numbers[seen] = [kinds.setdefault(elements.looks[row][:2], len(kinds)) for row in seen.tolist()]
    return Looks(chains, numbers.take(look), tuple(kinds))


def look_alikes(looks: Looks) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Groups of blocks whose elements look alike.

    Returns:
        int64, shape (blocks,): number of the group by element and parent; and by those and the grandparent.
    """
    look = looks.look.take(looks.chains[:, :3])
    close = look[:, 0] * len(looks.kinds) + look[:, 1]
    wide = close * len(looks.kinds) + look[:, 2]
    return number_groups(close), number_groups(wide)


def number_groups(keys: NDArray[np.int64]) -> NDArray[np.int64]:
    """The place of each key among the different ones in order: what `np.unique` calls their inverse, but faster.

    >>> number_groups(np.array([7, 3, 7])).tolist()
    [1, 0, 1]
    """
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    numbers = np.zeros(len(keys), np.int64)
    numbers[order[1:]] = np.cumsum(ordered[1:] != ordered[:-1])
    return numbers


def count_repeats(looks: Looks, mass: NDArray[np.float64]) -> NDArray[np.float32]:
    """How many containers before a block's, and in all, look like it and have running text.

    So the second article on a page that loads more as it is scrolled is told from the first, and the tenth comment.

    Args:
        mass: words of running text in the containers of each block, shape (blocks, LEVELS).

    Returns:
        float32, shape (blocks, 2 * (LEVELS - 1)): logarithms, for each level from the parent up.
    """
    heavy = np.zeros(len(looks.look), np.int64)
    heavy[looks.chains] = mass >= MIN_RUNNING
    order = np.argsort(looks.look, kind="stable")
    look, ordered = looks.look[order], heavy[order]
    before = np.cumsum(ordered) - ordered
    total = np.bincount(looks.look, heavy, len(looks.kinds))
    counts = np.empty((2, len(order)))
    counts[0, order] = before - before[np.searchsorted(look, np.arange(len(looks.kinds)))][look]
    counts[1] = total[looks.look]
    above = np.log1p(counts).astype(np.float32).take(looks.chains[:, 1:], axis=1)
    return np.concatenate(above, axis=1)
