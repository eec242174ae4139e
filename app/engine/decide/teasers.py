"""Tells the teasers of other articles from menus, and what belongs to them from what belongs to the article."""

import numpy as np
from numpy.typing import NDArray

from app.engine.decide.draft import Draft, Extent
from app.engine.labels import Label
from app.engine.signs import MAX_LINKED

#: Share of headlines among links that look alike, from which all of them are.
HEADLINES = 0.3
#: Lines in a row that two teasers have between them at most, for these to be theirs.
MAX_DETAILS = 3


def settle_teasers(draft: Draft, extent: Extent) -> None:
    """Short headlines of other articles are no sections; their dates and authors are not the article's."""
    f = draft.evidence.features
    links = draft.is_label(Label.NAVIGATION) & ~draft.has_phrase & (f["linked"] > MAX_LINKED) & ~f.menu
    if draft.evidence.page.elements is not None:
        draft.set_all(links & _among_headlines(draft, links), Label.RELATED, 0.6, "a link among headlines")
    draft.set_all(links & _dated(draft, extent), Label.RELATED, 0.6, "a link beside its date or author")
    details = draft.between(draft.is_label(Label.BYLINE), Label.RELATED, MAX_DETAILS)
    draft.set_all(details, Label.RELATED, 0.6, "between links to other articles")


def _among_headlines(draft: Draft, links: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether enough of the links that look like each block are headlines of other articles."""
    elements = draft.evidence.page.elements
    assert elements is not None
    own = draft.evidence.page.columns.elements
    look = elements.look[own] * len(elements.looks) + elements.look[elements.parent[own]]
    alike = np.unique(look, return_inverse=True)[1]
    headlines = draft.is_label(Label.RELATED) & (draft.evidence.features["linked"] > MAX_LINKED)
    found = np.bincount(alike, headlines)
    return np.asarray((found / np.maximum(found + np.bincount(alike, links), 1) >= HEADLINES)[alike])


def _dated(draft: Draft, extent: Extent) -> NDArray[np.bool_]:
    """Whether a date or an author stands right beside each block behind the article."""
    dated = np.pad(draft.is_label(Label.BYLINE), 1)
    beside = dated[:-2] | dated[2:]
    beside[: extent.behind] = False
    return np.asarray(beside)
