"""Settles what stands before the article's first paragraph and behind its last."""

import re

import numpy as np
from numpy.typing import NDArray

from app.engine.decide.biography import are_names
from app.engine.decide.dates import settle_dates
from app.engine.decide.draft import Draft, Extent
from app.engine.decide.offers import settle_offers
from app.engine.decide.replies import settle_replies
from app.engine.decide.teasers import settle_teasers
from app.engine.html.flags import Flag
from app.engine.labels import ARTICLE_LABELS, NUMBER, Label
from app.engine.signs import COPYRIGHT_SIGNS, MAX_LINKED

#: Sections that a heading opens: what follows has the same label until another opens.
_BELOW = {
    Label.COMMENT: "below the heading of the readers' comments",
    Label.RELATED: "below a heading of links to other articles",
}
#: How sure it is that a line below the heading of a section belongs to it, [0, 1].
IN_SECTION = 0.7
#: How many blocks before the article may be its author's name.
NAME_REACH = 5
#: Lines in a row that two comments of readers have between them at most, for these to be theirs.
MAX_COUNTERS = 3
#: A credit standing alone behind the article: an agency's capitals, a domain, or names with a stroke between them.
_CREDIT = re.compile(r"[A-ZÀ-ÞА-ЯΑ-Ω]{2,6}|(?:[\w.-]+\.[a-z]{2,4}|[^\W\d_][\w.]+)(?:\s?/\s?[^\W\d_][\w.]+)+")


def settle_outside(draft: Draft, extent: Extent) -> None:
    """Nothing outside the extent is article; each block gets the label that its surroundings give it."""
    _settle_sources(draft, extent)
    _settle_names(draft, extent)
    _settle_before(draft, extent)
    _settle_behind(draft, extent)
    _settle_side_lists(draft)
    _settle_copyright(draft, extent)
    _settle_counters(draft)
    settle_teasers(draft, extent)
    settle_dates(draft, extent)
    settle_offers(draft)
    settle_replies(draft)


def _settle_side_lists(draft: Draft) -> None:
    """Short links right below a heading of links to other articles, in its side column, are what it says they are."""
    f = draft.evidence.features
    side = f.flag(Flag.ASIDE) & ~f.menu
    if not side.any():
        return
    headings = side & draft.is_label(Label.RELATED) & draft.evidence.phrases.column(Label.RELATED.value, "section")
    links = side & draft.is_label(Label.NAVIGATION) & (f["linked"] > MAX_LINKED)
    above = np.maximum.accumulate(np.where(links, -1, np.arange(len(draft))))
    draft.set_all(links & (above >= 0) & headings[above], Label.RELATED, IN_SECTION, _BELOW[Label.RELATED])


def _settle_copyright(draft: Draft, extent: Extent) -> None:
    """A line behind the article that begins with a copyright sign is no picture's, unless markup says so."""
    captions = draft.is_label(Label.CAPTION) & ~draft.evidence.features.flag(Flag.CAPTION)
    texts = draft.evidence.page.columns.texts
    for block in (np.flatnonzero(captions[extent.behind :]) + extent.behind).tolist():
        if texts[block].startswith(COPYRIGHT_SIGNS):
            draft.set(block, Label.LEGAL, 0.7, "a copyright notice behind the article")


def _settle_counters(draft: Draft) -> None:
    """Names, times and numbers between the comments of readers are theirs."""
    counter = draft.is_label(Label.BYLINE, Label.INTERFACE) & ~draft.has_phrase
    counter |= draft.is_label(Label.NAVIGATION) & ~draft.has_phrase & ~draft.evidence.features.menu
    between = draft.between(counter, Label.COMMENT, MAX_COUNTERS)
    draft.set_all(between, Label.COMMENT, 0.6, "between the comments of readers")


def _settle_names(draft: Draft, extent: Extent) -> None:
    """A name between headline and article that a credit or the author's biography behind the article repeats."""
    f = draft.evidence.features
    bylines = np.flatnonzero(draft.is_label(Label.BYLINE)).tolist()
    credits = [f" {f.keys[row]} " for row in bylines if row >= extent.behind - 1]
    names = draft.open & are_names(f, 1)  # one word is enough where a credit repeats it
    for block in range(max(0, extent.first - NAME_REACH), extent.first):
        if names[block] and any(f" {f.keys[block]} " in credit for credit in credits):
            draft.set(block, Label.BYLINE, 0.6, "a name that a credit behind the article repeats")


def _settle_before(draft: Draft, extent: Extent) -> None:
    before = np.arange(len(draft)) < extent.first
    titles = np.flatnonzero(draft.is_label(Label.TITLE)[: extent.first])
    is_open = before & draft.open & ~draft.is_label(Label.TITLE)
    is_text = before & draft.is_label(*ARTICLE_LABELS) & ~is_open
    draft.set_all(is_text, Label.RELATED, 0.5, "text before the article")
    label = Label.INTERFACE if len(titles) else Label.NAVIGATION
    draft.set_all(is_open, label, 0.4, "a short line before the article")
    if len(titles):
        is_open[titles[0] :] = False
        draft.set_all(is_open, Label.NAVIGATION, 0.5, "a short line before the headline")


def _settle_behind(draft: Draft, extent: Extent) -> None:
    section, opens = _find_sections(draft, extent)
    is_open = draft.open
    is_text = draft.is_label(*ARTICLE_LABELS) & ~is_open
    rest = ~opens
    rest[: extent.behind] = False
    if not draft.evidence.page.marked_up:  # where elements say what they are, a heading says less
        comments = rest & (section == NUMBER[Label.COMMENT]) & ~draft.is_label(Label.TITLE, Label.LEGAL)
        draft.set_all(comments, Label.COMMENT, 0.75, _BELOW[Label.COMMENT])
        rest &= ~comments
    for label, reason in _BELOW.items():
        draft.set_all(rest & (section == NUMBER[label]) & (is_open | is_text), label, IN_SECTION, reason)
    rest &= section < 0
    draft.set_all(rest & is_open, Label.INTERFACE, 0.4, "a short line behind the article")
    draft.set_all(rest & is_text, Label.RELATED, 0.5, "text behind the article")


def _find_sections(draft: Draft, extent: Extent) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The number of the label of the section that each block behind the article lies in, -1 for none; what opens it."""
    opens = np.zeros(len(draft), np.bool_)
    for label in _BELOW:
        opens |= draft.evidence.phrases.column(label.value, "section") & draft.is_label(label)
    opens[: extent.behind] = False
    last = np.maximum.accumulate(np.where(opens, np.arange(len(draft)), -1))
    return np.where(last < 0, -1, draft.labels[last]), opens


def _settle_sources(draft: Draft, extent: Extent) -> None:
    """What follows a credit's label ("Source:"), and an agency's name right behind the article."""
    f = draft.evidence.features
    blocks = draft.evidence.page.blocks
    may_be = f["words"] <= 6
    may_be[1:] &= (f["ends_colon"][:-1] > 0) | (np.arange(1, len(draft)) == extent.behind)
    for block in (np.flatnonzero(may_be[1:]) + 1).tolist():
        if draft.is_open(block) and draft.label(block - 1) is Label.BYLINE and f["ends_colon"][block - 1]:
            draft.set(block, Label.BYLINE, 0.75, "below the label of a credit")
        elif block != extent.behind or not (draft.is_open(block) or draft.label(block) is Label.CAPTION):
            continue
        elif _CREDIT.fullmatch(blocks[block].text.strip("()[] .")):
            draft.set(block, Label.BYLINE, 0.7, "a credit right behind the article")
