"""Chooses the blocks of the article from how likely each is.

A block is chosen that is likely enough and stands in the article's run: the stretch of blocks in which likely text
outweighs what is unlikely most. A teaser that might be a paragraph, far from all the paragraphs, is so left out. What
is almost certain is chosen wherever it stands, and what is fairly sure a little above: the lead, parted from the
paragraphs by pictures, names, dates and buttons.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.engine.decide.draft import Favor
from app.engine.run import find_heaviest_run

#: Least probability of a chosen block; the more is asked for, the more precise.
LEAST: dict[Favor, float] = {"precision": 0.7, "balanced": 0.5, "recall": 0.3}
#: Expected F1 below which a page counts as doubtful: there the bound falls in proportion, but not below this share of
#: it: on a long page, very many blocks that are each a little likely are a menu, no article. F1 is largest with a bound
#: of half of what it reaches, so that where little is sure, more must be risked. 700 pages of `train`, answered by
#: networks that had not seen their sites: wcxb .857 to .865, magic_html_article .835 to .840, the others as good.
#: Source: Lipton, Elkan & Naryanaswamy, Optimal thresholding of classifiers to maximize F1 measure, ECML PKDD 2014
DOUBTFUL, LOWEST = 0.7, 0.6
#: Probability from which a block is chosen outside the run as well.
CERTAIN: dict[Favor, float] = {"precision": 0.97, "balanced": 0.9, "recall": 0.7}
#: How many blocks above the first are looked at for a lead, and the probability from which one is chosen. 2104 pages of
#: `train` by networks that had not seen their sites: fundus .9661 to .9677, trafilatura .9420 to .9437; on `dev` .9652
#: to .9687 and .9433 to .9446; the other datasets within .0005. Nothing is gained below the last block.
LEAD_REACH = 15
LEAD: dict[Favor, float] = {"precision": 0.8, "balanced": 0.6, "recall": 0.4}
#: A block counts for no more words than this, so that one monster does not outweigh an article. On `dev` with 40, wcxb
#: .8721 to .8680 from HTML and .8192 to .8206 from raw text, and one page of zhautumn is found; with 160, daniel .9424
#: to .9415 and .9043 to .9035, fundus from raw text .9103 to .9080.
MAX_WORDS = 80
#: What an impossible block costs the run grows with the root of its words, up to this. On `dev` with 4, andy424 from
#: raw text .8779 to .8762; with 16 nothing is otherwise.
MAX_COST = 8
#: Words of a block from which its words are the article's only once. Pages have copies for narrow screens, slides that
#: come round again, terms under every price. 411 pages of `dev`: from 3 words on .9253, 5 .9254, 8 .9257, 15 .9258,
#: with copies .9230; most of it on wcxb, .868 to .873.
MIN_REPEATED = 10


def choose_article(
    probabilities: NDArray[np.float32],
    words: NDArray[np.float32],
    favor: Favor = "balanced",
    inside_run: float = 1.0,
) -> NDArray[np.bool_]:
    """The blocks of the article.

    Args:
        probabilities: of each block to be article, shape (blocks,), [0, 1].
        words: of each block, shape (blocks,), not negative.
        inside_run: what part of the bound is asked of a block inside the run, [0, 1]; the less, the more is chosen.

    Returns:
        bool, shape (blocks,). Where no block is likely enough, none is chosen.
    """
    least = LEAST[favor]
    if not (probabilities > least).any():
        return np.zeros(len(probabilities), np.bool_)
    least *= float(np.clip(_expect(probabilities, words) / DOUBTFUL, LOWEST, 1))
    likely = probabilities > least
    gain = np.minimum(np.maximum(words, 0.5), MAX_WORDS) * (probabilities - least) / (1 - least)
    cost = np.minimum(np.sqrt(words + 1), MAX_COST) * (least - probabilities) / least
    first, behind = find_heaviest_run(np.where(likely, gain, -cost))
    inside = np.zeros(len(likely), np.bool_)
    inside[first:behind] = True
    certain = likely & (probabilities > CERTAIN[favor])
    chosen = np.asarray((inside & (probabilities > least * inside_run)) | certain)
    top = int(chosen.argmax())
    above = slice(max(0, top - LEAD_REACH), top)
    chosen[above] = probabilities[above] > LEAD[favor]
    return chosen


def _expect(probabilities: NDArray[np.float32], words: NDArray[np.float32]) -> float:
    """About what F1 is to be expected where all is chosen that is likelier than not, [0, 1]; 1 where nothing is."""
    likely = probabilities > LEAST["balanced"]
    if not likely.any():
        return 1.0
    mass = np.maximum(words, 0.5)
    sure = probabilities * mass
    return float(2 * sure[likely].sum() / (mass[likely].sum() + sure.sum()))


def find_repetitions(
    chosen: NDArray[np.bool_],
    texts: Sequence[str],
    words: NDArray[np.float32],
    containers: Sequence[int],
) -> NDArray[np.bool_]:
    """The chosen blocks that say word for word what a chosen block of another container says above them.

    Copies for other screens stand in containers of their own; what is said twice in one is the author's.

    Args:
        chosen: bool, shape (blocks,).
        texts, words: of each block; short blocks may well be said twice.
        containers: number of the element around each block's own.
    """
    repeated = np.zeros(len(chosen), np.bool_)
    seen: dict[str, set[int]] = {}
    for block in np.flatnonzero(chosen & (words >= MIN_REPEATED)).tolist():
        places = seen.setdefault(texts[block], set())
        repeated[block] = bool(places) and containers[block] not in places
        places.add(containers[block])
    return repeated


def shift(chances: NDArray[np.float32], by: NDArray[np.float32]) -> NDArray[np.float32]:
    """Chances moved by something added to their logits."""
    chances = np.clip(chances, 1e-6, 1 - 1e-6)
    return np.asarray(1 / (1 + (1 - chances) / chances * np.exp(-by)), np.float32)
