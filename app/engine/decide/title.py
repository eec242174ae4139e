"""Finds the headline where no markup names it, and its repetitions."""

import numpy as np

from app.engine.decide.draft import FULL_STOPS, Draft, Extent
from app.engine.labels import Label

#: Words and characters of a headline that no markup names.
MIN_WORDS, MAX_WORDS = 3, 40
MIN_CHARS = 8
#: A line that stands more often on the page than this is no headline.
MAX_REPEATS = 4
#: How many blocks before the article are looked at.
REACH = 60


def settle_title(draft: Draft, extent: Extent) -> None:
    """Label the headline and every repetition of it."""
    keys = draft.evidence.features.keys
    named = [block for block in np.flatnonzero(draft.is_label(Label.TITLE)).tolist() if draft.evidence.named[block]]
    if not named and not draft.is_label(Label.TITLE).any():
        found = _find(draft, extent)
        if found is None:
            return
        draft.set(found, Label.TITLE, 0.8, "the headline: the line before the article that looks most like one")
        named = [found]
    known = {keys[block] for block in named} - {""}
    for block in [block for block, key in enumerate(keys) if key in known] if known else ():
        if draft.label(block) is not Label.TITLE:
            draft.set(block, Label.TITLE, 0.9, "repeats the headline")


def _find(draft: Draft, extent: Extent) -> int | None:
    f = draft.evidence.features
    best, best_score = None, 0.0
    candidates = [block for block in range(max(0, extent.first - REACH), extent.first) if _may_be_title(draft, block)]
    for block in candidates:
        words = float(f["words"][block])
        alone = len(candidates) == 1 and block == 0
        if not alone and not (MIN_WORDS <= words <= MAX_WORDS and f["chars"][block] >= MIN_CHARS):
            continue
        if f["repeats"][block] > MAX_REPEATS:
            continue
        score = min(words, 10) + 5 * min(float(f["repeats"][block]), 2) - 0.2 * (extent.first - block)
        if score > best_score:
            best, best_score = block, score
    return best


def _may_be_title(draft: Draft, block: int) -> bool:
    f = draft.evidence.features
    if draft.is_open(block):
        text = draft.evidence.page.blocks[block].text
        return not text.endswith(FULL_STOPS) and not f["ends_colon"][block] and f["letters"][block] > 0.5
    return draft.label(block) is Label.HEADING
