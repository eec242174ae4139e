"""Changes a decision afterwards: by another extractor's word, or because the page turned out to be no article."""

import numpy as np

from app.engine.decide.draft import Decision, Extent, extent_of
from app.engine.evidence import Evidence, keys_of
from app.engine.folding import fold_blocks
from app.engine.labels import ARTICLE_LABELS, Label, Verdict

#: Confidence below which the other opinion counts. On `dev`, with the model's first weights, the mean body F1 was .68
#: against trafilatura's .86 below 0.7 (3 pages), but .73 against .55 up to 0.8 (29), .89 against .73 up to 0.9 (109),
#: .92 against .85 up to 0.93 (84).
MIN_CONFIDENCE = 0.7


def is_doubtful(confidence: float, verdict: Verdict) -> bool:
    """Whether another opinion should be asked for."""
    return verdict is Verdict.NO_ARTICLE or (verdict is Verdict.OK and confidence < MIN_CONFIDENCE)


#: Pages that have no article whatever their sentences say.
_WITHOUT_ARTICLE = {
    Verdict.CONSENT: (Label.LEGAL, "the page asks for consent"),
    Verdict.BLOCKED: (Label.INTERFACE, "the page keeps robots out"),
    Verdict.NO_ARTICLE: (Label.INTERFACE, "the page is an error page or has no article"),
}


def without_article(decision: Decision, verdict: Verdict) -> Decision:
    """The decision without a body, where the verdict says that the page has none."""
    if verdict not in _WITHOUT_ARTICLE:
        return decision
    label, reason = _WITHOUT_ARTICLE[verdict]
    kept = {block for block, old in enumerate(decision.labels) if old in ARTICLE_LABELS}
    labels = tuple(label if block in kept else old for block, old in enumerate(decision.labels))
    scores = decision.scores
    return Decision(labels, scores, Extent(0, 0), lambda block: reason if block in kept else decision.reason(block))


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
