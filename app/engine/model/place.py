"""What the whole page is like, where in it a block stands, and what the blocks that look like it hold."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.engine.evidence import Evidence
from app.engine.model.tree import Tree

#: Names of the columns of `describe_page`, `describe_place` and of each group in `describe_alike`.
PAGE = ("blocks", "words", "running", "density", "linked", "prose", "longest")
PLACE = ("before", "to_end", "title_offset", "after_title", "depth", "depth_off", "headlines")
ALIKE = ("count", "words", "linked", "running")


def describe_page(values: NDArray[np.float64]) -> NDArray[np.float32]:
    """`PAGE` of all blocks, shape (1, len(PAGE)): counts as logarithms, shares of the page's words.

    Args:
        values: of each block: words of running text, words, words inside links, 1 for running text; shape (4, blocks).
    """
    count = values.shape[1]
    mass, total, linked, prose = values.sum(axis=1).tolist()
    counts = np.log((count, max(total, 1.0), 1 + mass, 1 + values[0].max()))
    total = max(total, 1.0)
    shares = (mass / total, linked / total, prose / count)
    return np.array([[*counts[:3], *shares, counts[3]]], np.float32)


def describe_place(evidence: Evidence, running: NDArray[np.float64], tree: Tree) -> NDArray[np.float32]:
    """`PLACE` of each block, shape (blocks, len(PLACE)).

    Args:
        running: words of running text in each block.
    """
    count = len(running)
    mass = max(float(running.sum()), 1.0)
    numbers = np.arange(count)
    is_headline = evidence.features["h1"] > 0
    titles = np.flatnonzero(evidence.named | is_headline)
    measured = np.empty((count, len(PLACE)), np.float32)
    measured[:, 0] = (np.cumsum(running) - running) / mass
    measured[:, 1] = np.log1p(numbers[::-1])
    if len(titles):
        behind = numbers - titles[0]
        measured[:, 2] = np.sign(behind) * np.log1p(np.abs(behind))
        measured[:, 3] = behind > 0
    else:
        measured[:, 2:4] = 0, 0.5
    measured[:, 4] = tree.depth / 10
    measured[:, 5] = (tree.depth - float(tree.depth @ running) / mass) / 10
    measured[:, 6] = np.log1p(np.cumsum(is_headline))
    return measured


def describe_alike(groups: Sequence[NDArray[np.int64]], values: NDArray[np.float64]) -> NDArray[np.float32]:
    """`ALIKE` of each block's group, for each way to group them, shape (blocks, len(groups) * len(ALIKE)).

    Args:
        groups: the number of each block's group.
        values: as for `describe_page`.
    """
    running, words, linked, _ = values
    columns = []
    for group in groups:
        count = np.bincount(group)
        mass, total, links = (np.bincount(group, value) for value in (running, words, linked))
        by_group = np.empty((len(count), len(ALIKE)), np.float32)
        by_group[:, 0] = np.log(count)
        by_group[:, 1] = np.log1p(total / count)
        total = np.maximum(total, 1)
        by_group[:, 2] = links / total
        by_group[:, 3] = mass / total
        columns.append(by_group.take(group, axis=0))
    return np.concatenate(columns, axis=1)
