"""Tells a text that holds several articles, one behind the other, by their heads: a headline, a byline, paragraphs."""

import numpy as np

from app.engine.evidence import Evidence
from app.engine.prose import is_prose

#: Words of a headline and of a line that names an author or a time.
HEADLINE, MAX_BYLINE = (4, 25), 12
#: Lines within which the byline follows its headline, and the paragraphs follow the byline.
NEAR, REACH = 3, 8
#: Words of running text that make an article behind such a head. Of 1,318 raw texts of `dev`, each made of one page, 42
#: are said to hold several; with half of these words 103, with double 13.
MIN_WORDS = 80

SEVERAL_ARTICLES = "the text seems to hold several articles; what was kept may be more than one"


def holds_several(evidence: Evidence) -> bool:
    """Whether at least two heads of articles are followed by running text."""
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
