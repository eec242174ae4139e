"""Takes another extractor's word for a page where our own is doubtful."""

import numpy as np

from app.engine.decide.draft import Decision, extent_of
from app.engine.evidence import Evidence, keys_of
from app.engine.folding import fold_blocks
from app.engine.labels import ARTICLE_LABELS, Label, Verdict

#: Confidence below which the other opinion counts. On 326 pages of `train` (every third, every eighth of wcxb) the
#: mean body F1 was 0.36 against trafilatura's 0.69 below 0.75, but 0.89 against 0.84 from 0.8; where the article came
#: out thin or missing 0.21 against 0.62. Between 0.75 and 0.8 ours leads narrowly.
MIN_CONFIDENCE = 0.75
_DOUBTFUL = (Verdict.THIN, Verdict.NO_ARTICLE)


def is_doubtful(confidence: float, verdict: Verdict) -> bool:
    """Whether another opinion should be asked for."""
    return verdict in _DOUBTFUL or (verdict is Verdict.OK and confidence < MIN_CONFIDENCE)


def reconsider(evidence: Evidence, decision: Decision, text: str) -> Decision:
    """The decision with the body as another extractor sees it; labels of what neither keeps stay.

    Args:
        text: the article by the other's judgement, a paragraph a line.
    """
    lines = list(keys_of(fold_blocks(text.split("\n"))))
    known, whole = set(lines) - {""}, " ".join(lines)
    labels, scores, reasons = list(decision.labels), list(decision.scores), dict[int, str]()
    for block, key in enumerate(evidence.features.keys):
        theirs = key in known or (key.count(" ") >= 3 and key in whole)
        if theirs and labels[block] not in (*ARTICLE_LABELS, Label.TITLE):
            labels[block] = Label.HEADING if evidence.features["heading"][block] else Label.BODY
            scores[block], reasons[block] = 0.55, "kept by the second opinion"
        elif not theirs and labels[block] in ARTICLE_LABELS:
            labels[block], scores[block], reasons[block] = Label.RELATED, 0.5, "left out by the second opinion"
    extent = extent_of(np.array([label in ARTICLE_LABELS for label in labels], np.bool_))
    return Decision(tuple(labels), tuple(scores), extent, lambda block: reasons.get(block) or decision.reason(block))
