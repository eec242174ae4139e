"""The one vocabulary: the label that every block of a page gets exactly once."""

from enum import StrEnum

import numpy as np


class Label(StrEnum):
    """What a block is. The order is the column order of every score matrix."""

    TITLE = "title"
    HEADING = "heading"
    BODY = "body"
    BYLINE = "byline"
    CAPTION = "caption"
    COMMENT = "comment"
    RELATED = "related"
    PROMOTION = "promotion"
    NAVIGATION = "navigation"
    INTERFACE = "interface"
    LEGAL = "legal"


#: The labels in the order of a score matrix's columns, and the column of each.
LABELS = tuple(Label)
NUMBER = {label: number for number, label in enumerate(LABELS)}
#: The article itself: what every output keeps.
ARTICLE_LABELS = frozenset({Label.HEADING, Label.BODY})
#: Which of `LABELS` those are; bool, shape (len(LABELS),).
IS_ARTICLE = np.array([label in ARTICLE_LABELS for label in LABELS])


class Verdict(StrEnum):
    """What the whole page turned out to be."""

    OK = "ok"
    THIN = "thin"
    PAYWALLED = "paywalled"
    CONSENT = "consent"
    BLOCKED = "blocked"
    NO_ARTICLE = "no_article"
