"""The heaviest run of a page's blocks."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def find_heaviest_run(worth: NDArray[np.floating[Any]]) -> tuple[int, int]:
    """The first block of the run whose worths add up to most, and the block behind it.

    Args:
        worth: of each block, at least one; negative for one that costs the run.

    Source: Bentley, Communications of the ACM 27(9), 1984
    """
    sums = np.concatenate([[0.0], np.cumsum(worth)])
    behind = int(np.argmax(sums[1:] - np.minimum.accumulate(sums)[:-1])) + 1
    return int(np.argmin(sums[:behind])), behind
