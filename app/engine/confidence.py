"""How far the result of a page can be trusted."""

import numpy as np

from app.engine.decide import Decision
from app.engine.evidence import Evidence
from app.engine.labels import ARTICLE_LABELS, Verdict


def confidence_of(evidence: Evidence, decision: Decision, verdict: Verdict) -> float:
    """The mean score of the decisions that shape the article, weighted by words; [0, 1], 1 is certain.

    What was kept counts with the score of keeping it; running text that was taken out, and so might be missing, counts
    with the score of taking it out. A page whose verdict is not an article is as sure as what was taken out.
    """
    words = evidence.features["words"].astype(np.float64)
    scores = np.array(decision.scores, np.float64)
    kept = np.fromiter(map(ARTICLE_LABELS.__contains__, decision.labels), np.bool_, len(words))
    weight = np.where(kept, words, np.where(words >= 10, words * 0.5, 0.0))
    if not weight.sum():
        return 0.5 if verdict is Verdict.NO_ARTICLE else 0.0
    return round(float((weight * scores).sum() / weight.sum()), 4)
