"""Whether the words of a line return elsewhere on the page.

The paragraphs of an article speak of the same things; a teaser of another article has words that nothing else has. It
is so in every language, and no word need be known.
"""

import numpy as np
from numpy.typing import NDArray

from app.engine.model.shared import FAR_AWAY, Shared, Weights

#: How many lines away another occurrence is near, and not far.
NEAR, FAR = 3, 12
#: Names of the columns of `measure_cohesion`.
COHESION = ("shared", "shared_running", "shared_before", "shared_behind", "shared_near", "weight", "rare", "alone")


def measure_cohesion(shared: Shared, weights: Weights, prose: NDArray[np.bool_]) -> NDArray[np.float32]:
    """`COHESION` of every line: shares of its different words that other lines have too.

    Args:
        shared, weights: the page's words and their lines.
        prose: bool, shape (lines,): running text.

    Returns:
        float32, shape (lines, len(COHESION)).
    """
    count = len(prose)
    measured = np.zeros((count, len(COHESION)), np.float32)
    line, behind, rarity = shared.line, shared.behind, weights.rarity
    if not len(line):
        return measured
    lines = shared.number[shared.word]
    elsewhere = shared.count_others(prose[line])
    before = np.concatenate([[FAR_AWAY], behind[:-1]])
    is_shared = (lines > 1, elsewhere > 0, before <= FAR, behind <= FAR, np.minimum(before, behind) <= NEAR)
    for column, mask in enumerate(is_shared):
        measured[:, column] = np.bincount(line, mask * rarity, count) / weights.sum
    rare = is_shared[1] & (lines <= 2 + count / 20)
    alone = np.bincount(line, lines == 1, count)
    for column, counted in enumerate((weights.total, np.bincount(line, rare, count), alone), 5):
        measured[:, column] = np.log1p(counted)
    return measured
