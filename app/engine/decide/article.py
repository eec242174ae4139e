"""Chooses the blocks of the article from how likely each is.

What counts is the F1 of the words that are kept. The set of blocks with the largest expected F1 is always "all blocks
above some probability", but the best bound differs from page to page: half of the F1 that can be had, so 0.5 on a page
that is clear and less where all is doubtful (Lewis, Evaluating and optimizing autonomous text classification systems,
SIGIR 1995; Ye et al., Optimizing F-measures, ICML 2012).
"""

import numpy as np
from numpy.typing import NDArray

from app.engine.decide.draft import Favor

#: How many times recall counts as much as precision.
BETA: dict[Favor, float] = {"precision": 0.5, "balanced": 1.0, "recall": 2.0}


def choose_article(
    probabilities: NDArray[np.float32], words: NDArray[np.float32], favor: Favor = "balanced"
) -> NDArray[np.bool_]:
    """The blocks with the largest expected F-measure.

    Args:
        probabilities: of each block to be article, shape (blocks,), [0, 1]; calibrated.
        words: of each block, shape (blocks,), not negative.

    Returns:
        bool, shape (blocks,). Where no block can be article (all probabilities are 0), none is chosen.
    """
    if not len(probabilities) or probabilities.max() <= 0:
        return np.zeros(len(probabilities), np.bool_)
    weights = np.maximum(words, 0.5).astype(np.float64)
    order = np.argsort(-probabilities, kind="stable")
    kept = np.cumsum(weights[order])
    right = np.cumsum((weights * probabilities)[order])
    square = BETA[favor] ** 2
    best = int(np.argmax((1 + square) * right / (kept + square * right[-1])))
    return np.asarray(probabilities >= probabilities[order[best]])
