"""Which of a page's articles a block belongs to: by its `<article>` elements, its headlines, and what it repeats."""

import numpy as np
from numpy.typing import NDArray

from app.engine.evidence import Evidence
from app.engine.page import Elements

#: What is measured of a block: how often its words stood before, whether the last h1 above is the page's headline (1),
#: another (-1) or missing (0); of the innermost and of the outermost `<article>` around it: how many with running text
#: come before, how many there are, whether it has the page's headline, its share of the running text.
MEASURES = (
    "said_before",
    "headline",
    *(f"article_{name}_{which}" for which in ("inner", "outer") for name in ("rank", "count", "named", "mass")),
)
#: Words of running text that make an `<article>` count.
MIN_RUNNING = 30
#: A repetition of fewer characters of a block's key says nothing.
MIN_KEY = 16


def measure_order(
    evidence: Evidence, elements: Elements, rows: NDArray[np.int64], running: NDArray[np.float64]
) -> NDArray[np.float32]:
    """`MEASURES` of each block.

    Args:
        rows: the element of each block.
        running: words of running text in each block.

    Returns:
        float32, shape (blocks, len(MEASURES)).
    """
    measured = np.zeros((len(rows), len(MEASURES)), np.float32)
    measured[:, 0] = _said_before(evidence)
    measured[:, 1] = _last_headline(evidence)
    inner, outer = (article[rows] for article in _articles(elements))
    if inner.any():
        measured[:, 2:6] = first = _measure(inner, running, evidence.named)
        measured[:, 6:] = first if np.array_equal(inner, outer) else _measure(outer, running, evidence.named)
    return measured


def _said_before(evidence: Evidence) -> NDArray[np.float64]:
    """Logarithms of how often the words of each block stood before."""
    keys = evidence.features.keys
    seen: dict[str, int] = {}
    counts = np.zeros(len(keys))
    for row in np.flatnonzero(evidence.features["repeats"] > 0).tolist():
        key = keys[row]
        if len(key) >= MIN_KEY:
            counts[row] = count = seen.get(key, 0)
            seen[key] = count + 1
    return np.log1p(counts)


def _last_headline(evidence: Evidence) -> NDArray[np.int64]:
    is_headline = evidence.named | (evidence.features["h1"] > 0)
    last = np.maximum.accumulate(np.where(is_headline, np.arange(len(is_headline)), -1))
    return np.where(last < 0, 0, np.where(evidence.named[last], 1, -1))


def _articles(elements: Elements) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Row of the innermost and of the outermost `<article>` around each element or the element itself; 0 for none."""
    inner, outer = np.zeros((2, len(elements)), np.int64)
    kinds = np.array([look.tag == "article" for look in elements.looks], np.bool_)
    articles = np.flatnonzero(kinds[elements.look])
    spans = list(zip(articles.tolist(), (elements.last[articles] + 1).tolist(), strict=True))
    for first, behind in spans:  # those inside come later
        inner[first:behind] = first
    for first, behind in reversed(spans):
        outer[first:behind] = first
    return inner, outer


def _measure(article: NDArray[np.int64], running: NDArray[np.float64], named: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Rank, count, named and mass of the article that each block lies in; shape (blocks, 4)."""
    mass = np.bincount(article, running)
    counts = mass >= MIN_RUNNING
    counts[0] = False
    by_article = np.zeros((len(mass), 4))
    by_article[:, 0] = np.log1p(np.cumsum(counts) - counts)
    by_article[:, 1] = np.log1p(counts.sum())
    by_article[:, 2] = np.bincount(article, named) > 0
    by_article[:, 3] = mass / max(float(running.sum()), 1.0)
    by_article[0] = 0
    return by_article[article]
