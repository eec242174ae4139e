"""Which lines are pieces of one sentence, as where every link is a line."""

import numpy as np
from numpy.typing import NDArray

from app.engine import characters as ch
from app.engine.evidence import Evidence

#: Names of the columns of `measure_sentences`.
SENTENCES = ("joined", "joined_before", "joined_behind")
#: Share of capitals among a text's letters from which a small one at the beginning of a line says something.
MIN_CAPITALS = 0.015
#: What else a line opens with that goes on with a sentence.
_GOING_ON = np.isin(np.arange(ch.CLASSES), (ch.COMMA, ch.COLON, ch.CLOSER, ch.STOP))


def measure_sentences(evidence: Evidence) -> NDArray[np.float64]:
    """Logarithms of the words of the sentence that a line is a piece of, and of those before and from it on.

    A line goes on with the last one's sentence where that has no end and it opens with a small letter or a comma, as
    where every link is a line. In scripts without small letters only punctuation tells.
    """
    f = evidence.features
    letters = f["letters"] * f["chars"]
    has_case = float((f["uppers"] * letters).sum()) >= MIN_CAPITALS * float(letters.sum())
    goes_on = (_GOING_ON[f.first] | (has_case & (f.first == ch.LOWER))) & (f["gap"] == 0)
    goes_on[1:] &= f["ends_stop"][:-1] == 0
    goes_on[:1] = False
    first = np.maximum.accumulate(np.where(goes_on, 0, np.arange(len(goes_on))))
    piece = np.cumsum(~goes_on) - 1
    words = f["words"].astype(np.float64)
    whole = np.bincount(piece, words)[piece]
    before = np.cumsum(words) - words
    before -= before[first]
    return np.asarray(np.log1p(np.stack([whole, before, whole - before], axis=1)))
