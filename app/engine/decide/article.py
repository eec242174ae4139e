"""Chooses the blocks of the article from how likely each is.

A block is chosen that is likely enough and stands in the article's run: the stretch of blocks in which likely text
outweighs what is unlikely most. A teaser that might be a paragraph, far from all the paragraphs, is so left out. What
is almost certain is chosen wherever it stands, and what is fairly sure a little above: the lead, parted from the
paragraphs by pictures, names, dates and buttons.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine.decide.draft import Favor
from app.engine.run import find_heaviest_run

#: Least probability of a chosen block where the page is not in doubt; the more is asked for, the more precise.
LEAST: dict[Favor, float] = {"precision": 0.7, "balanced": 0.5, "recall": 0.3}
#: In how many steps bounds are tried, the lowest as a share of `LEAST`, and what expected F1 a bound must gain for each
#: whole step that it leaves from `LEAST`. The lowest: on a long page, very many blocks that are each a little likely
#: are a menu, no article. `dev` with a bound that fell with the expected F1 as if blocks were wrong one by one: wcxb
#: .8813 to .8865 from HTML, daniel .9044 to .9074 and postlight .9399 to .9465 from raw text, the others within .003,
#: but for the three pages of zhautumn; 1,758 pages of `train` by networks that had not seen their sites: the mean of
#: the datasets .8999 to .9008 and .8841 to .8842. With the gain at 0, postlight has .9384 from raw text; at .05 and .1
#: it is within .0005.
STEPS, LOWEST, GAIN = 20, 0.6, 0.02
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
#: What a block adds to the run goes by the logarithm of its odds, since of two stretches that cannot both be the
#: article the likelier one is it; but its chance is taken for no nearer to 0 and 1 than this, or a long menu would part
#: the article. `dev` by the chances themselves: daniel .9119 to .9074 from raw text, the others within .002; with .001
#: instead, 290 texts written for the purpose .9283 to .9264, 113 pages of HTML .9010 to .8992.
NEVER = 0.1
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
    least *= _fit_bound(probabilities, words)
    likely = probabilities > least
    size = np.where(likely, np.minimum(np.maximum(words, 0.5), MAX_WORDS), np.minimum(np.sqrt(words + 1), MAX_COST))
    first, behind = find_heaviest_run((_log_odds(probabilities) - _log_odds(np.array(least))) * size)
    inside = np.zeros(len(likely), np.bool_)
    inside[first:behind] = True
    certain = likely & (probabilities > CERTAIN[favor])
    chosen = np.asarray((inside & (probabilities > least * inside_run)) | certain)
    top = int(chosen.argmax())
    above = slice(max(0, top - LEAD_REACH), top)
    chosen[above] = probabilities[above] > LEAD[favor]
    return chosen


def _fit_bound(probabilities: NDArray[np.float32], words: NDArray[np.float32]) -> float:
    """The bound that promises the largest F1, as a share of `LEAST`, [LOWEST, 1].

    The blocks of a page are right and wrong together: teasers that read like paragraphs either all are the article's or
    none is. So what is article is taken to be all blocks above one unknown bound, any as likely as another, by which
    each block is article as often as its probability says; and the bound is chosen by the mean F1 over those.
    """
    mass = np.maximum(words, 0.5)
    steps = np.minimum((probabilities * STEPS).astype(np.int64), STEPS - 1)
    above = np.cumsum(np.bincount(steps, mass, STEPS)[::-1])[::-1]
    numbers = np.arange(STEPS)
    both = above[np.maximum(numbers[:, None], numbers)]
    expected = (2 * both / np.maximum(above[:, None] + above, 1e-9)).mean(axis=1)
    usual = STEPS // 2
    tried = numbers[int(LOWEST * usual) : usual + 1]
    return float(tried[np.argmax(expected[tried] - GAIN / STEPS * (usual - tried))] / usual)


def _log_odds(chances: NDArray[np.floating[Any]]) -> NDArray[np.floating[Any]]:
    chances = np.clip(chances, NEVER, 1 - NEVER)
    return np.asarray(np.log(chances / (1 - chances)))


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
