"""What asks for a subscription is no part of the article that it ends."""

import numpy as np
import pytest

from app.engine.decide.draft import Decision, Extent
from app.engine.decide.no_article import without_offer
from app.engine.labels import Label, Verdict
from app.engine.lexicon import COLUMNS
from app.engine.phrases import Phrases

B, H, P, N = Label.BODY, Label.HEADING, Label.PROMOTION, Label.NAVIGATION


@pytest.mark.parametrize(
    ("labels", "asks", "verdict", "expected"),
    [
        ((B, B, B, N), 2, Verdict.PAYWALLED, (B, B, P, N)),
        ((B, B, H, B, N), 2, Verdict.PAYWALLED, (B, B, P, P, N)),
        ((B, B, B, B, N), 0, Verdict.PAYWALLED, (B, B, B, B, N)),
        ((B, B, B, N), 3, Verdict.PAYWALLED, (B, B, B, N)),
        ((B, B, B, N), 2, Verdict.OK, (B, B, B, N)),
    ],
)
def test_an_offer_at_the_end_is_promotion(
    labels: tuple[Label, ...], asks: int, verdict: Verdict, expected: tuple[Label, ...]
) -> None:
    decision = Decision(labels, (0.9,) * len(labels), Extent(0, 3), lambda block: "before")
    hits = np.zeros((len(labels), len(COLUMNS)), np.bool_)
    hits[asks, COLUMNS.index(("verdict", "paywall"))] = True
    found = without_offer(decision, verdict, Phrases(hits, np.zeros((0, 2), np.int64), np.zeros(len(hits), np.bool_)))

    assert found.labels == expected
    changed = {block for block, label in enumerate(expected) if label != labels[block]}
    assert {block for block in range(len(labels)) if found.reason(block) != "before"} == changed
