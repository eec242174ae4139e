"""Finds paragraphs that were cut into lines of about one length, of which none need end as a sentence does."""

import numpy as np
from numpy.typing import NDArray

from app.engine.evidence import Evidence
from app.engine.percentile import percentiles

#: Columns at which texts are wrapped; characters of the longest lines.
COLUMNS = (50, 110)
#: Share of the longest line that a full one has, and share of the long lines that are full in a wrapped text.
FULL, MIN_FULL = 0.75, 0.6
#: Lines and words that a paragraph has at least, and the share of its lines that go on with a small letter.
MIN_LINES, MIN_WORDS, MIN_GOES_ON = 3, 25, 0.3


def is_wrapped(evidence: Evidence) -> NDArray[np.bool_]:
    """Whether each line is of a paragraph wrapped over several; told by small letters, so not in scripts without.

    Returns:
        bool, shape (blocks,); all false for HTML, whose paragraphs are whole.
    """
    f, blocks = evidence.features, evidence.page.blocks
    nothing = np.zeros(len(blocks), np.bool_)
    if evidence.page.kind == "html" or len(blocks) < MIN_LINES:
        return nothing
    chars = f["chars"]
    (longest,) = percentiles(chars, 0.95)
    full = (chars >= FULL * longest) & (chars <= 1.05 * longest)
    if not COLUMNS[0] <= longest <= COLUMNS[1] or full.sum() < MIN_FULL * (chars > longest / 2).sum():
        return nothing
    begins = f["gap"] > 0
    begins[1:] |= ~full[:-1]
    begins[0] = True
    paragraph = np.cumsum(begins)
    goes_on = np.array([text[:1].islower() for text in evidence.page.columns.texts]) & ~begins
    lines, words, small, stops = (
        np.bincount(paragraph, values) for values in (np.ones(len(blocks)), f["words"], goes_on, f["stops"])
    )
    whole = (lines >= MIN_LINES) & (words >= MIN_WORDS) & (small >= MIN_GOES_ON * (lines - 1)) & (stops > 0)
    return np.asarray(whole[paragraph])
