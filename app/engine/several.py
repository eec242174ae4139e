"""Tells what holds no single article: several, one behind the other, or the teasers of many."""

from collections.abc import Sequence

import numpy as np

from app.engine.article import Labelled
from app.engine.evidence import Evidence
from app.engine.labels import ARTICLE_LABELS
from app.engine.model.declared import KINDS, declared_kinds
from app.engine.prose import is_prose
from app.engine.signs import MAX_LINKED

#: Words of a headline and of a line that names an author or a time.
HEADLINE, MAX_BYLINE = (4, 25), 12
#: Lines within which the byline follows its headline, and the paragraphs follow the byline.
NEAR, REACH = 3, 8
#: Words of running text that make an article behind such a head. Of 1,318 raw texts of `dev`, each made of one page, 42
#: are said to hold several; with half of these words 103, with double 13.
MIN_WORDS = 80

SEVERAL_ARTICLES = "the text seems to hold several articles; what was kept may be more than one"

#: Words of the headline of a teaser at least, and blocks below it within which its text begins.
MIN_TEASER, TEASER_REACH = 4, 4
#: Teasers and their share of the words that were kept, from which a page is said to be a list. Of 3,494 pages of
#: `train` and `dev` 32 are: 23 lists, 4 on which the model took teasers for the article, 5 articles with little else
#: than links.
MIN_TEASERS, TEASERS = 3, 0.85

LISTS_PAGES = "most of what was kept stands below links to other pages; the page may be a list of articles"


def lists_pages(evidence: Evidence, blocks: Sequence[Labelled]) -> bool:
    """Whether what was kept of a page of HTML are teasers: the text of links, and that right below linked headlines.

    A page whose head says that it is an article is none: that may be a list of links itself.
    """
    head = evidence.page.head
    if head is None or declared_kinds(head)[KINDS.index("article")]:
        return False
    words, rows = evidence.features["words"], np.arange(len(evidence.page.blocks))
    kept = np.fromiter((labelled.label in ARTICLE_LABELS for labelled in blocks), np.bool_, len(rows))
    linked = evidence.features["linked"] > MAX_LINKED
    headline = np.maximum.accumulate(np.where(linked & (words >= MIN_TEASER), rows, -1))
    before = np.append(-1, np.maximum.accumulate(np.where(kept, rows, -1))[:-1])
    begins = (headline >= 0) & (headline >= before) & (rows - headline <= TEASER_REACH)
    teasers = kept & (linked | begins)
    return bool(teasers.sum() >= MIN_TEASERS and words[teasers].sum() >= TEASERS * words[kept].sum())


def holds_several(evidence: Evidence) -> bool:
    """Whether at least two heads of articles in a text are followed by running text."""
    prose = is_prose(evidence)
    f = evidence.features
    words = f["words"]
    is_line = ~prose & (f["ends_stop"] == 0) & (f["letters"] > 0.4)
    dated = evidence.phrases.column("byline", "leads", "whole", "section") | (
        evidence.phrases.column("time") & (f["digits"] > 0)
    )
    bylines = np.flatnonzero(~prose & dated & (words <= MAX_BYLINE))
    headlines = is_line & ~dated & (words >= HEADLINE[0]) & (words <= HEADLINE[1])
    before = np.concatenate([[0], np.cumsum(headlines)])
    mass = np.concatenate([[0.0], np.cumsum(np.where(prose, words, 0))])
    has_headline = before[bylines] > before[np.maximum(bylines - NEAR, 0)]
    behind = mass[np.minimum(bylines + 1 + REACH, len(words))] - mass[bylines + 1]
    heads = bylines[has_headline & (behind >= MIN_WORDS)]
    articles, last = 0, -np.inf
    for total in mass[heads].tolist():
        if total - last >= MIN_WORDS:
            articles += 1
            last = total
    return articles > 1
