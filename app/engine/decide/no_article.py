"""Takes back what the verdict on the page shows to be no article: the whole of it, or what asks for a subscription."""

from collections.abc import Collection
from dataclasses import replace

from app.engine.decide.draft import Decision, Extent
from app.engine.labels import ARTICLE_LABELS, Label, Verdict
from app.engine.phrases import Phrases

#: Pages that have no article whatever their sentences say.
_WITHOUT_ARTICLE = {
    Verdict.CONSENT: (Label.LEGAL, "the page asks for consent"),
    Verdict.BLOCKED: (Label.INTERFACE, "the page keeps robots out"),
    Verdict.NO_ARTICLE: (Label.INTERFACE, "the page is an error page or has no article"),
}

#: Blocks at the end of a paywalled article that may ask for a subscription. Set by hand: of 2,282 pages of `train` and
#: `dev` one has such a phrase there.
OFFER_REACH = 3


def without_article(decision: Decision, verdict: Verdict) -> Decision:
    """The decision without a body, where the verdict says that the page has none."""
    if verdict not in _WITHOUT_ARTICLE:
        return decision
    label, reason = _WITHOUT_ARTICLE[verdict]
    kept = {block for block, old in enumerate(decision.labels) if old in ARTICLE_LABELS}
    return replace(_relabelled(decision, kept, label, reason), extent=Extent(0, 0))


def without_offer(decision: Decision, verdict: Verdict, phrases: Phrases) -> Decision:
    """The decision without the last blocks of a paywalled article from the one on that asks for a subscription.

    Args:
        phrases: those of the page.
    """
    if verdict != Verdict.PAYWALLED:
        return decision
    asks = phrases.column("verdict", "paywall")
    kept = [block for block, old in enumerate(decision.labels) if old in ARTICLE_LABELS][-OFFER_REACH:]
    first = next((place for place, block in enumerate(kept) if asks[block]), None)
    if first is None:
        return decision
    return _relabelled(decision, kept[first:], Label.PROMOTION, "asks for a subscription where the article stops")


def _relabelled(decision: Decision, blocks: Collection[int], label: Label, reason: str) -> Decision:
    labels = tuple(label if block in blocks else old for block, old in enumerate(decision.labels))
    return replace(decision, labels=labels, reason=lambda block: reason if block in blocks else decision.reason(block))
