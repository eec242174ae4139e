"""What stands around each line of a text: how near marked lines are, how many, and the lines that are read with it."""

import numpy as np
from numpy.typing import NDArray

from app.engine.model.inputs import POOL_LEVELS
from app.engine.model.tree import Tree

#: Lines on either side over which the share of marked lines is taken.
AROUND = (10, 40)
#: Lines on either side over which the network takes means; between them, the lines between two blank ones.
REACHES = (4, 16, 64)


def measure_nearness(there: NDArray[np.bool_]) -> NDArray[np.float32]:
    """How near the last and the next marked line are: 1 for the line itself, nearing 0; 0 where there is none.

    Args:
        there: shape (lines, kinds).

    Returns:
        float32, shape (lines, 2 * kinds): last and next of the first kind, then of the second.
    """
    count = len(there)
    numbers = np.arange(count)[:, None]
    distances = np.empty((*there.shape, 2), np.int64)  # `count` and more where there is none
    distances[:, :, 0] = numbers - np.maximum.accumulate(np.where(there, numbers, -count))
    distances[:, :, 1] = np.minimum.accumulate(np.where(there, numbers, 2 * count)[::-1])[::-1] - numbers
    nearness = np.append(1 / (1 + np.log1p(np.arange(count) / 2)), 0).astype(np.float32)
    return nearness.take(distances.reshape(count, -1), mode="clip")


def measure_densities(there: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The share of marked lines among those around each line, for each of `AROUND`; [0, 1]."""
    count = len(there)
    numbers, sums = np.arange(count), np.concatenate([[0], np.cumsum(there)])
    ranges = [(np.maximum(numbers - reach, 0), np.minimum(numbers + reach + 1, count)) for reach in AROUND]
    return np.stack([(sums[end] - sums[start]) / (end - start) for start, end in ranges], axis=1)


def surround(gaps: NDArray[np.bool_]) -> Tree:
    """What takes the place of containers: the lines around each line, and those between two blank lines."""
    count = len(gaps)
    numbers = np.arange(count)
    group = np.cumsum(gaps)
    ranges = [(np.maximum(numbers - reach, 0), np.minimum(numbers + reach + 1, count)) for reach in REACHES]
    ranges.insert(1, (np.searchsorted(group, group), np.searchsorted(group, group, side="right")))
    ranges.insert(0, (numbers, numbers + 1))
    assert len(ranges) == POOL_LEVELS + 1
    starts, ends = (np.stack([pair[side] for pair in ranges], axis=1) for side in (0, 1))
    return Tree(np.zeros_like(starts), starts, ends, numbers, np.zeros(count, np.float32))
