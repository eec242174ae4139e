"""What a page should be said to be, block by block, and how much each answer counts."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.engine.classify import classify
from app.engine.decide import decide
from app.engine.evidence import Evidence
from app.engine.labels import ARTICLE_LABELS, NUMBER, Label
from bench import corpus
from training.align import align, align_snippets

#: Headings of an article are told from its paragraphs by their elements.
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
#: Shares of a block's tokens in the gold between which it is neither article nor not.
_UNCLEAR = (0.3, 0.7)


def shares_of(texts: Sequence[str], gold: corpus.Gold) -> NDArray[np.float32]:
    """How much of each block is article, as the gold has it; NaN where it does not say."""
    return align(texts, gold.text) if gold.text is not None else align_snippets(texts, gold.wanted, gold.unwanted)


def settle(shares: NDArray[np.float32]) -> NDArray[np.float32]:
    """Shares that are nearly all or nothing as 1 or 0; 0 where the gold does not say."""
    return np.nan_to_num(np.where(shares >= 0.8, 1, np.where(shares < 0.2, 0, shares))).astype(np.float32)


def weigh(shares: NDArray[np.float32], size: NDArray[np.float32], is_full: bool) -> NDArray[np.float32]:
    """Long blocks count more, but not as much more as they are longer; a page's weights sum to at most 1."""
    weight = np.sqrt(size + 0.5)
    if not is_full:
        return np.where(np.isnan(shares), 0, 3 * weight / weight.sum()).astype(np.float32)
    unclear = (shares > _UNCLEAR[0]) & (shares < _UNCLEAR[1])
    weight = np.where(unclear, 0.3 * weight, weight)
    return np.asarray(weight / weight.sum(), np.float32)


def kinds_of(
    evidence: Evidence, article: NDArray[np.float32], known: NDArray[np.int64] | None = None
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The label of each block, and where the rules had nothing but article to say of what the gold leaves out.

    Args:
        known: number of each block's label, where somebody said it; -1 where not, and all of these are doubtful.
    """
    opinion = classify(evidence)
    decided = np.array([NUMBER[label] for label in decide(evidence, opinion).labels])
    kept = [NUMBER[label] for label in ARTICLE_LABELS]
    is_heading = np.array([block.tag in _HEADINGS for block in evidence.page.blocks]) | (
        decided == NUMBER[Label.HEADING]
    )
    doubtful = (article < 0.5) & np.isin(decided, kept)
    other = np.where(np.isin(opinion.labels, kept), NUMBER[Label.RELATED], opinion.labels)
    inside = np.where(is_heading, NUMBER[Label.HEADING], NUMBER[Label.BODY])
    kinds = np.where(article >= 0.5, inside, np.where(doubtful, other, decided))
    return (kinds, doubtful) if known is None else (np.where(known >= 0, known, kinds), known < 0)
