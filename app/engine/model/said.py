"""How much of a block the page's head says too, and the inline markup of a block."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.engine.blocks import Span
from app.engine.evidence import Evidence

#: Whether a block's beginning stands in what the head says, text by text, and what part of the block is marked up.
SAID = ("title", "description", "article_body")
OVERLAP = (*SAID, "strong", "em", "links")
#: Characters at a block's beginning that must stand in what the head says, and how short they may be.
RUN, MIN_KEY = 40, 12
#: Characters from which on a text is so long that looking for each beginning in it is dear.
LONG = 1_000
#: Only so many blocks are compared with what the head says.
MAX_BLOCKS = 2_000


def measure_overlaps(evidence: Evidence) -> NDArray[np.float32]:
    """`OVERLAP` of each block, shape (blocks, len(OVERLAP)); the last is the logarithm of the number of links."""
    columns = np.zeros((len(evidence.page.blocks), len(OVERLAP)), np.float32)
    said = evidence.said
    keys = enumerate(evidence.features.keys[:MAX_BLOCKS]) if any(said) else ()
    keyed = [(block, key, key[:RUN]) for block, key in keys if len(key) >= MIN_KEY]
    for column, text in enumerate(said):
        start = text[:RUN]
        if text:
            columns[_standing_in(text, keyed), column] = 1
        if len(start) >= MIN_KEY:
            columns[[block for block, key, _ in keyed if start in key], column] = 1
    columns[:, len(SAID) :] = _inline_markup(evidence.page.columns.spans, evidence.features["chars"])
    return columns


def _standing_in(text: str, keyed: Sequence[tuple[int, str, str]]) -> list[int]:
    """The blocks whose beginnings stand in a text."""
    if len(text) < LONG:
        return [block for block, _, opening in keyed if opening in text]
    words = set(text.split(" "))
    found, last = [], 0
    for block, _, opening in keyed:
        if words.issuperset(opening.split(" ")[1:-1]):  # the words at its ends may be cut
            place = text.find(opening, last)  # what follows each other on the page mostly does so in the text
            if place < 0:
                place = text.find(opening, 0, last + len(opening))
            if place >= 0:
                found.append(block)
                last = place
    return found


def _inline_markup(spans: Sequence[Sequence[Span]], chars: NDArray[np.float32]) -> NDArray[np.float64]:
    """Share of a block's characters that are strong and emphasised, and the logarithm of its number of links."""
    strong, em, links = ([0] * len(spans) for _ in range(3))
    for row, own in enumerate(spans):
        for kind, start, end, _ in own:
            if kind == "link":
                links[row] += 1
            elif kind == "strong":
                strong[row] += end - start
            elif kind == "em":
                em[row] += end - start
    marked = np.array([strong, em, links], np.float64)
    np.minimum(marked[:2] / chars, 1, out=marked[:2])
    np.log1p(marked[2], out=marked[2])
    return marked.T
