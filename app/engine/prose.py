"""What running text is: paragraphs, in whatever language, by their length and their punctuation."""

import numpy as np
from numpy.typing import NDArray

from app.engine.evidence import Evidence

Mask = NDArray[np.bool_]

#: Words of a paragraph that ends as a sentence does. Raw texts with 5: daniel .9043 to .9037, wcxb .8192 to .8181, 158
#: short ones of `train` and `dev` .9316 to .9304; with 20, .9042, .8189 and .9351.
MIN_PROSE_WORDS = 10
#: Of one that does not. Raw texts with 18: daniel .9043 to .9036; with 70, .9062; the short ones within .0004.
MIN_LONG_WORDS = 35
#: Of one that does not, but has so many stops and commas. With half or double of either, raw texts of `dev` are within
#: .0003.
MIN_STOPPED_WORDS, MIN_STOPS = 18, 3
#: Words of the shortest sentence that is taken for an article, on a page with no longer ones.
MIN_SENTENCE_WORDS = 3


def is_prose(evidence: Evidence) -> Mask:
    """Running text: long enough, ending as a sentence does or too long for anything else, and not mostly links."""
    f = evidence.features
    sentence = (f["words"] >= MIN_PROSE_WORDS) & (f["ends_stop"] > 0)
    unpunctuated = (f["words"] >= MIN_LONG_WORDS) | (
        (f["words"] >= MIN_STOPPED_WORDS) & (f["stops"] + f["commas"] >= MIN_STOPS)
    )
    return np.asarray((sentence | unpunctuated) & _is_text(evidence))


def is_sentence(evidence: Evidence) -> Mask:
    """A short sentence: the running text of a page that has none longer."""
    f = evidence.features
    return np.asarray((f["words"] >= MIN_SENTENCE_WORDS) & (f["ends_stop"] > 0) & _is_text(evidence))


def is_line(evidence: Evidence) -> Mask:
    """A line as long as a short paragraph that does not end as one: a headline, a caption, or a paragraph cut short."""
    f = evidence.features
    return np.asarray((f["words"] >= MIN_PROSE_WORDS) & ((f["stops"] > 0) | (f["commas"] > 1)) & _is_text(evidence))


def _is_text(evidence: Evidence) -> Mask:
    f = evidence.features
    return np.asarray((f["linked"] < 0.5) & (f["letters"] > 0.5) & ~evidence.trail)
