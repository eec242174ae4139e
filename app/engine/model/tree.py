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


def measure_containers(
    tree: Tree, running: NDArray[np.float32], words: NDArray[np.float32], linked: NDArray[np.float32]
) -> NDArray[np.float32]:
    """`MEASURES` of the containers of each block, level by level.

    Args:
        running: words of running text in each block.
        linked: words inside links.

    Returns:
        float32, shape (blocks, LEVELS * len(MEASURES)).
    """
    sums = [
        np.concatenate([[0.0], np.cumsum(values.take(tree.order), dtype=np.float64)])
        for values in (running, words, linked, running > 0)
    ]
    mass, total, links, paragraphs = [each.take(tree.ends) - each.take(tree.starts) for each in sums]
    blocks = np.maximum(tree.ends - tree.starts, 1)
    place = np.empty((len(running), 1), np.int64)
    place[tree.order, 0] = np.arange(len(running))
    total = np.maximum(total, 1)
    columns = (
        mass / max(float(sums[0][-1]), 1),
        np.log1p(mass),
        mass / total,
        links / total,
        np.log(blocks),
        (place - tree.starts) / blocks,
        np.log1p(tree.ends - 1 - place),
        paragraphs / max(float(sums[3][-1]), 1),
    )
    measured = np.empty((*mass.shape, len(MEASURES)), np.float32)
    for number, values in enumerate(columns):
        measured[:, :, number] = values
    return measured.reshape(len(running), -1)


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


def look_alikes(looks: Looks) -> NDArray[np.int64]:
    """Groups of blocks whose elements look alike.

    Returns:
        int64, shape (blocks, 2): number of the group by element and parent, and by those and the grandparent.
    """
    look = looks.look.take(looks.chains[:, :3])
    close = look[:, 0] * len(looks.kinds) + look[:, 1]
    wide = close * len(looks.kinds) + look[:, 2]
    return np.stack([np.unique(key, return_inverse=True)[1] for key in (close, wide)], axis=1)


def count_repeats(looks: Looks, tree: Tree, running: NDArray[np.float32]) -> NDArray[np.float32]:
    """How many containers before a block's, and in all, look like it and have running text.

    So the second article on a page that loads more as it is scrolled is told from the first, and the tenth comment.

    Args:
        running: words of running text in each block.

    Returns:
        float32, shape (blocks, 2 * (LEVELS - 1)): logarithms, for each level from the parent up.
    """
    sums = np.concatenate([[0.0], np.cumsum(running[tree.order], dtype=np.float64)])
    heavy = np.zeros(len(looks.look), np.int64)
    heavy[looks.chains] = sums.take(tree.ends) - sums.take(tree.starts) >= MIN_RUNNING
    order = np.argsort(looks.look, kind="stable")
    before = np.cumsum(heavy[order]) - heavy[order]
    first = np.searchsorted(looks.look[order], np.arange(len(looks.kinds)))
    rank = np.empty(len(order), np.int64)
    rank[order] = before - before[first][looks.look[order]]
    total = np.bincount(looks.look, heavy, len(looks.kinds))[looks.look]
    above = looks.chains[:, 1:]
    return np.asarray(np.log1p(np.concatenate([rank.take(above), total.take(above)], axis=1)), np.float32)
