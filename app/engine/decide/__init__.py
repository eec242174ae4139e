"""Decides every block's label from what it is alone and from where it stands in the page."""

from app.engine.classify import Opinion
from app.engine.decide.captions import settle_cards, settle_credits, settle_pictures
from app.engine.decide.core import find_core
from app.engine.decide.draft import Decision, Draft, Favor
from app.engine.decide.extent import find_extent, recall_lead
from app.engine.decide.farms import settle_farms
from app.engine.decide.inside import settle_inside
from app.engine.decide.outside import settle_outside
from app.engine.decide.reconsider import is_doubtful, reconsider
from app.engine.decide.title import settle_title
from app.engine.evidence import Evidence

__all__ = ["Decision", "Favor", "decide", "is_doubtful", "reconsider"]


def decide(evidence: Evidence, opinion: Opinion, favor: Favor = "balanced") -> Decision:
    """Label all blocks of a page.

    Args:
        opinion: what the blocks are, each alone.
        favor: "precision" keeps less of what is doubtful, "recall" more.
    """
    draft = Draft(evidence, opinion, favor)
    settle_farms(draft)
    settle_credits(draft)
    core = find_core(draft)
    extent = find_extent(draft, core)
    settle_title(draft, extent)
    extent = recall_lead(draft, extent)
    settle_pictures(draft, extent)
    settle_inside(draft, extent, core)
    settle_cards(draft, extent)
    settle_outside(draft, extent)
    return draft.finish(extent)
