"""Finds the headline where no markup names it, and its repetitions."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine.decide.draft import FULL_STOPS, Draft, Extent
from app.engine.labels import Label

#: Words and characters of a headline that no markup names.
MIN_WORDS, MAX_WORDS = 3, 40
MIN_CHARS = 8
#: A line that stands more often on the page than this is no headline.
MAX_REPEATS = 4
#: How many blocks before the article are looked at.
REACH = 60
#: How much a line looks like the headline to the rules: its words up to so many, and its repetitions up to so many,
#: each worth so many words; every line between it and the article costs that part of one. With half or double of any,
#: raw texts of `dev` are within .0003, but for one snippet of trafilatura's.
COUNTED_WORDS, COUNTED_REPEATS, REPEAT_WORTH, LINE_COST = 10, 2, 5, 0.2
#: Words of most headlines at most, and lines at a text's beginning that may hold the headline with the site's name.
MAX_USUAL_WORDS, HEADS = 25, 2
#: A line with a lower score is no headline: of 40 of `train` and `dev` with one, eight were.
LEAST_SCORE = -2.0
#: What is observed of a line of raw text, and what that adds to its score as the headline, beside the logarithm of the
#: model's chance times `MODEL`. Fitted on 2,040 pages of `train` whose HTML has a headline: the best line is one of
#: the headline's on .762 of half of them and on .766 of 573 of `dev`; before the last three were observed on .729 and
#: .750.
MODEL = 1.03
_WEIGHTS = {
    "above": -0.17,  # logarithm of its lines above the article
    "below": -0.38,  # of its lines below the article's first
    "words": 0.39,  # of its words, up to twelve
    "long": -1.57,  # more than MAX_USUAL_WORDS
    "short": -0.75,  # fewer than MIN_WORDS
    "full_stop": -1.81,
    "said": 1.34,  # one of the text's first lines begins or ends with it
    "says": -1.23,  # it is one of those that do, with the site's name
    "first": -0.59,  # it is the text's first
    "apart": 2.3,  # blank lines stand before and behind it
    "signed": 0.68,  # a name, a date or a time stands within SIGNED lines below it
    "trail": -0.83,  # it is a breadcrumb or a bar of links
    # Markdown's heading of the first level; of 512 pages of `dev` as Markdown the right line is taken on .820 without,
    # .846 with 1, .852 with 2 and 3
    "h1": 2.0,
}
#: Lines below a headline within which its byline stands, and words of that.
SIGNED, MAX_BYLINE = 8, 12
#: Lines below the article's first that a byline may still be looked for in.
BELOW_FIRST = 3


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
    if known:
        again = np.fromiter(map(known.__contains__, keys), np.bool_, len(keys))
        draft.set_all(again & ~draft.is_label(Label.TITLE), Label.TITLE, 0.9, "repeats the headline")


def _find(draft: Draft, extent: Extent) -> int | None:
    f = draft.evidence.features
    first = max(0, extent.first - REACH)
    near = slice(first, extent.first)
    candidates = (np.flatnonzero(_may_be_titles(draft, near)) + first).tolist()
    words, repeats = f["words"][near].tolist(), f["repeats"][near].tolist()
    best, best_score = None, 0.0
    for block in candidates:
        place = block - first
        alone = len(candidates) == 1 and block == 0
        if not alone and not (MIN_WORDS <= words[place] <= MAX_WORDS and f["chars"][block] >= MIN_CHARS):
            continue
        if repeats[place] > MAX_REPEATS:
            continue
        score = min(words[place], COUNTED_WORDS) + REPEAT_WORTH * min(repeats[place], COUNTED_REPEATS)
        score -= LINE_COST * (extent.first - block)
        if score > best_score:
            best, best_score = block, score
    return best


def _may_be_titles(draft: Draft, near: slice) -> NDArray[np.bool_]:
    f = draft.evidence.features
    stopped = [text.endswith(FULL_STOPS) for text in draft.evidence.page.columns.texts[near]]
    line = ~np.array(stopped, np.bool_) & (f["ends_colon"][near] == 0) & (f["letters"][near] > 0.5)
    return np.where(draft.open[near], line, draft.is_label(Label.HEADING)[near])


def settle_headline(
    draft: Draft, extent: Extent, chances: NDArray[np.float32], may_be: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Label the headline of raw text and every repetition of it.

    Args:
        chances: of each line to be a headline by the model, [0, 1].
        may_be: bool, shape (blocks,): the line may be one.

    Returns:
        bool, shape (blocks,): what is the headline. What the rules took for it else is for others to label.
    """
    observed = zip(_WEIGHTS.values(), _observe(draft, extent), strict=True)
    scores = MODEL * np.log(chances + 1e-4) + sum(worth * seen for worth, seen in observed)
    scores[~may_be | (draft.evidence.features["repeats"] > MAX_REPEATS)] = -np.inf
    if scores.max(initial=-np.inf) < LEAST_SCORE:
        return np.zeros(len(draft), np.bool_)
    best = int(scores.argmax())
    keys = draft.evidence.features.keys
    found = np.fromiter(map(keys[best].__eq__, keys), np.bool_, len(keys)) & (keys[best] != "")
    found &= ~draft.is_label(Label.CAPTION)  # the headline as a picture's alternative text
    draft.set_all(found, Label.TITLE, 0.9, "repeats the headline")
    draft.set(best, Label.TITLE, 0.8, "of all lines, most like a headline")
    found[best] = True
    return found


def _observe(draft: Draft, extent: Extent) -> tuple[NDArray[np.floating[Any]], ...]:
    """The observations of `_WEIGHTS` in their order, shape (blocks,) each."""
    f = draft.evidence.features
    words = f["words"]
    rows = np.arange(len(draft), dtype=np.float32)
    said, says = _compare_heads(f.keys, words)
    full_stop = [text.endswith(FULL_STOPS) for text in draft.evidence.page.columns.texts]
    yes_or_no = words > MAX_USUAL_WORDS, words < MIN_WORDS, np.array(full_stop, np.bool_)
    apart = ((f["gap"] > 0) | (rows == 0)) & (f["gap_after"] > 0)
    more = rows == 0, apart, _are_signed(draft, extent), draft.evidence.trail, f["h1"]
    return (
        np.log1p(np.maximum(extent.first - rows, 0)),
        np.where(rows >= extent.first, 1 + np.log1p(np.maximum(rows - extent.first, 0)), 0),
        np.log1p(np.minimum(words, 12)),
        *(np.asarray(seen, np.float32) for seen in yes_or_no),
        said,
        says,
        *(np.asarray(seen, np.float32) for seen in more),
    )


def _are_signed(draft: Draft, extent: Extent) -> NDArray[np.bool_]:
    """Whether a byline stands a few lines below each line, and above the article or at its beginning."""
    rows = np.arange(len(draft))
    short = draft.evidence.features["words"] <= MAX_BYLINE
    signs = draft.is_label(Label.BYLINE) | (draft.evidence.phrases.column("time") & short)
    signs &= rows < extent.first + BELOW_FIRST
    at = np.where(signs, rows, len(draft) + SIGNED)
    following = np.append(np.minimum.accumulate(at[::-1])[::-1][1:], len(draft) + SIGNED)
    return np.asarray(following - rows <= SIGNED)


def _compare_heads(keys: Sequence[str], words: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Which lines begin or end one of the first lines, and which of the first lines say more than such a line."""
    said, says = np.zeros(len(keys), np.float32), np.zeros(len(keys), np.float32)
    long = words >= MIN_WORDS
    for row, head in enumerate(keys[:HEADS]):
        held = [key != "" and (head.startswith(key) or head.endswith(key)) for key in keys[row + 1 :]]
        below = np.flatnonzero(long[row + 1 :] & np.array(held, np.bool_)) + row + 1
        said[below] = 1
        says[row] = any(keys[place] != head for place in below.tolist())
    return said, says
