"""Decides every block's label from what it is alone and from where it stands in the page."""

import numpy as np
from numpy.typing import NDArray

from app.engine.classify import Opinion
from app.engine.decide.biography import settle_biography, settle_signature
from app.engine.decide.captions import settle_cards, settle_credits, settle_pictures
from app.engine.decide.core import find_core
from app.engine.decide.draft import Decision, Draft, Extent, Favor, article_chances, extent_of
from app.engine.decide.extent import find_extent, recall_lead
from app.engine.decide.farms import settle_farms
from app.engine.decide.figures import find_figures
from app.engine.decide.inside import settle_clock, settle_inside
from app.engine.decide.learned import settle_article, settle_kinds, settle_rest
from app.engine.decide.no_article import without_article, without_offer
from app.engine.decide.outside import settle_outside
from app.engine.decide.posts import settle_posts
from app.engine.decide.title import settle_title
from app.engine.decide.together import settle_labels, settle_together
from app.engine.decide.tools import settle_tools
from app.engine.evidence import Evidence

#: Where no block is likelier to be article, the page has none, whatever the rules take for running text. Of 3,494 pages
#: of `train` and `dev` the model chooses nothing on 7, and the rules find the article on one of these, with .48; error
#: pages and fronts have less.
HOPELESS = 0.35

__all__ = ["Decision", "Favor", "decide", "without_article", "without_offer"]


def decide(
    evidence: Evidence,
    opinion: Opinion,
    favor: Favor = "balanced",
    probabilities: NDArray[np.float32] | None = None,
) -> Decision:
    """Label all blocks of a page.

    Args:
        opinion: what the blocks are by the rules, each alone.
        favor: "precision" keeps less of what is doubtful, "recall" more.
        probabilities: what the blocks are by the model, shape (blocks, len(LABELS)); without them the rules decide
            alone, as for what is learned from.
    """
    marked_up = evidence.page.marked_up
    heard = None if probabilities is None or marked_up else article_chances(probabilities)
    draft = Draft(evidence, opinion, favor, heard)
    settle_credits(draft)
    if probabilities is None:
        extent = _decide_by_rules(draft)
        settle_outside(draft, extent)
    elif marked_up:
        extent = _decide_by_model(draft, probabilities)
        settle_outside(draft, extent)
        settle_kinds(draft, probabilities)
    else:
        extent = settle_together(draft, _decide_by_rules(draft), probabilities)
        settle_outside(draft, extent)
        settle_labels(draft, probabilities)
    if probabilities is not None:
        settle_biography(draft, extent)
        settle_signature(draft, extent)
    settle_tools(draft)
    return draft.finish(extent)


def _decide_by_model(draft: Draft, probabilities: NDArray[np.float32]) -> Extent:
    chosen = settle_article(draft, probabilities)
    if not chosen.any() and article_chances(probabilities).max(initial=0) > HOPELESS:
        return _decide_by_rules(draft)
    chosen |= settle_clock(draft, chosen)
    extent = extent_of(chosen)
    settle_title(draft, extent)
    settle_rest(draft, probabilities, chosen)
    return extent


def _decide_by_rules(draft: Draft) -> Extent:
    settle_farms(draft)
    settle_posts(draft)
    core = find_core(draft)
    figures = find_figures(draft)
    extent = find_extent(draft, core, figures)
    settle_title(draft, extent)
    extent = recall_lead(draft, extent)
    settle_pictures(draft, extent)
    settle_inside(draft, extent, core, figures)
    settle_cards(draft, extent)
    return extent
