"""Stretches a thin article of raw text to the short lines around it: verses, results, a programme.

The model learned from paragraphs above all and doubts such lines, but menus and lists of links it doubts more.
"""

import numpy as np
from numpy.typing import NDArray

from app.engine.decide.draft import Draft

#: Words of an article up to which it is thin, and lines of a text up to which it is stretched. With 250 words 158 short
#: texts of `train` and `dev` are within .0001.
MAX_WORDS, MAX_LINES = 150, 70
#: Chance by the model from which a line may be article that nothing speaks against, and how many of them in a row are.
#: Those short texts .8790 to .8823, 208 written for the purpose .9157 to .9254; with .15 .8814 and .9218, from two
#: lines on .8817 and .9259, but names and dates that stand alone are kept then. Since the model learned from such texts
#: as well, 290 written for the purpose have .9265 without it and .9275 with it.
REACHED, MIN_LINES = 0.1, 3


def reach_out(
    draft: Draft, chosen: NDArray[np.bool_], article: NDArray[np.float32], barred: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """What is chosen and the lines that join it.

    Args:
        chosen: bool, shape (blocks,).
        article: chance of each block to be article, [0, 1].
        barred: bool, shape (blocks,): what is not to join.
    """
    f = draft.evidence.features
    if len(draft) > MAX_LINES or f["words"][chosen].sum() > MAX_WORDS:
        return chosen
    may_be = chosen | (draft.open & ~barred & ~draft.has_phrase & (article > REACHED) & (f["letters"] > 0))
    added = may_be & ~chosen & _share(may_be, chosen, 1)
    return np.asarray(chosen | (added & _share(added, added, MIN_LINES)))


def _share(runs: NDArray[np.bool_], some: NDArray[np.bool_], least: int) -> NDArray[np.bool_]:
    """Whether each block's run, of blocks that are or are not `runs`, has at least so many of some blocks."""
    run = np.cumsum(np.diff(runs, prepend=False))
    return np.asarray((np.bincount(run, some) >= least)[run])
