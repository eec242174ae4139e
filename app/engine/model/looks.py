"""Which elements look alike: by their names and class words, and those of the elements around them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.engine.model.tree import Tree
from app.engine.page import Elements

#: Words of running text that make a container count as one of its kind.
MIN_RUNNING = 30


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
