"""Takes the body back where the page turned out to be no article."""

from app.engine.decide.draft import Decision, Extent
from app.engine.labels import ARTICLE_LABELS, Label, Verdict

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
