"""Tells pictures' texts and the cards of other articles from headlines and paragraphs."""

import re

import numpy as np
from numpy.typing import NDArray

from app.engine import characters as ch
from app.engine.decide.draft import Draft, Extent
from app.engine.labels import Label

#: A picture's alternative text with its credit and its day: "… - Agency, 1920, 01.02.2022".
_DATED = re.compile(r",\s*\d{1,4}[./-]\d{1,2}[./-]\d{2,4}\s*$")
MIN_WORDS, MAX_WORDS = 3, 45
#: Characters at a line's end that the day stands in.
REACH = 24


def settle_credits(draft: Draft) -> None:
    """Label lines that end with a picture's credit and day."""
    texts = draft.evidence.page.columns.texts
    for block in np.flatnonzero(draft.open & _may_be_dated(draft)).tolist():
        if _DATED.search(texts[block][-REACH:]):
            draft.set(block, Label.CAPTION, 0.7, "ends with a credit and a date")


def settle_pictures(draft: Draft, extent: Extent) -> None:
    """Label the headline's repetition where it is a picture's alternative text.

    Sites give a picture the headline as its alternative text and print the caption below: a repeated headline that a
    caption follows, or an unpunctuated line between it and the article, is such a pair.
    """
    f = draft.evidence.features
    titles = np.flatnonzero(draft.is_label(Label.TITLE)[:-1])
    for title in titles[1:].tolist():
        below = title + 1
        before_article = below < extent.first and draft.prose[below + 1 : below + 2].any()
        unpunctuated = draft.is_open(below) and f["words"][below] >= 5 and not f["ends_stop"][below]
        if draft.label(below) is Label.CAPTION or (before_article and unpunctuated):
            draft.set(title, Label.CAPTION, 0.7, "the headline as a picture's alternative text")
            draft.set(below, Label.CAPTION, 0.7, "the line below a picture's alternative text")


def settle_cards(draft: Draft, extent: Extent) -> None:
    """Label the card of another article between two paragraphs: a dated caption, then a headline."""
    f, texts = draft.evidence.features, draft.evidence.page.columns.texts
    short = _may_be_dated(draft)
    short[: extent.first + 1] = short[max(extent.behind - 1, 0) :] = False
    for block in np.flatnonzero(short).tolist():
        headline = block + 1
        if (
            _DATED.search(texts[block][-REACH:])
            and draft.label(block) in (Label.CAPTION, Label.BODY)
            and draft.label(headline) in (Label.HEADING, Label.BODY)
            and 4 <= f["words"][headline] <= 30
            and not f["ends_stop"][headline]
        ):
            draft.set(block, Label.RELATED, 0.75, "the dated picture of another article's card")
            draft.set(headline, Label.RELATED, 0.75, "the headline below another article's picture")


def _may_be_dated(draft: Draft) -> NDArray[np.bool_]:
    """Whether each block has a caption's words and ends with a figure, or with blanks behind it."""
    f = draft.evidence.features
    ends = (f.last == ch.DIGIT) | (f.last == ch.SPACE)
    return np.asarray(ends & (f["words"] >= MIN_WORDS) & (f["words"] <= MAX_WORDS))
