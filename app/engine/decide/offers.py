"""Tells what belongs to an offer from teasers of other articles."""

import numpy as np

from app.engine.decide.draft import Draft
from app.engine.html.flags import Flag
from app.engine.labels import Label

#: Words of what is offered at least: names of sections and papers stand beside offers, too.
MIN_WORDS = 3


def settle_offers(draft: Draft) -> None:
    """Text that leads nowhere, right beside an offer or a button, is no teaser but what is offered."""
    if not draft.evidence.page.marked_up:  # of lines the model tells better
        return
    f = draft.evidence.features
    text = draft.is_label(Label.RELATED) & (f["linked"] == 0) & (f["letters"] > 0) & ~draft.has_phrase
    text &= ~f.flag(Flag.RELATED) & (f["words"] >= MIN_WORDS)
    offer = draft.is_label(Label.PROMOTION) | (draft.is_label(Label.INTERFACE) & f.flag(Flag.CONTROL))
    offer = np.pad(offer, 1)
    draft.set_all(text & (offer[:-2] | offer[2:]), Label.PROMOTION, 0.6, "beside an offer")
