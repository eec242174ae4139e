"""Tells who wrote an article from its last lines: the author's biography, a name or a sign in brackets."""

import re

import numpy as np
from numpy.typing import NDArray

from app.engine.decide.draft import Draft, Extent
from app.engine.features import Features
from app.engine.labels import ARTICLE_LABELS, Label

#: Of the article's last paragraphs so many may be a biography, and so many an article has at least. Body F1 of 80 pages
#: written for the purpose .913 to .914. From HTML 15 of 19 pages of `train` and `dev` have one there, though
#: the gold standard has eight of them: mean F1 of the datasets .8986 to .8985 on `dev`, .9123 to .9122 on `train`.
LAST, LEAST = 2, 4
#: Words of a name, and the most of a line of credits that it stands in.
MIN_NAME, MAX_NAME, MAX_CREDIT = 2, 4, 15
#: First characters of a biography, in which no colon stands: "MILLER: We hope so."
MAX_NAME_CHARS = 40
#: How many lines before and behind the article's first line may be its author's name.
REACH = 4
#: A line that is one pair of brackets, and of these one with an agency or a sign, or several: "(AFP)", "(dpa/rüt)".
_BRACKETED = re.compile(r"[(\[（【]\s?[^\W\d_][^()\[\]（）【】]{0,40}[)\]）】]\.?")
_SIGNS = re.compile(r"\W*[\w.-]+(?:\s?[/,;&|+]\s?[\w.-]+)*\W*")


def settle_biography(draft: Draft, extent: Extent) -> None:
    """Label a last paragraph that begins with the author's name, and in raw text the name above the article.

    Who writes is named above; a paragraph at the end that begins with that very name says who that is.
    """
    f = draft.evidence.features
    paragraphs = np.flatnonzero(draft.is_label(Label.BODY) & draft.prose)
    if len(paragraphs) < LEAST:
        return
    credits = draft.is_label(Label.BYLINE) & (f["words"] <= MAX_CREDIT)
    credits[paragraphs[len(paragraphs) // 2] :] = False
    is_name = are_names(f, MIN_NAME) & (f["ends_stop"] == 0)
    is_name &= not draft.evidence.page.marked_up  # there an element or a phrase says whose name it is
    is_name[: max(extent.first - REACH, 0)] = is_name[extent.first + REACH :] = False
    bylines = [f" {f.keys[row]} " for row in np.flatnonzero(credits).tolist()]
    texts = draft.evidence.page.columns.texts
    names = {f.keys[row]: row for row in np.flatnonzero(is_name & ~draft.is_label(Label.TITLE)).tolist()}
    for row in paragraphs[-LAST:].tolist():
        words = f.keys[row].split(" ", MAX_NAME)
        if words[0].isdecimal() or texts[row].find(":", 0, MAX_NAME_CHARS) >= 0:  # a time, or who speaks
            continue
        opened = [" ".join(words[:length]) for length in range(MIN_NAME, MAX_NAME + 1)]
        if any(f" {opened[0]} " in byline for byline in bylines) or any(name in names for name in opened):
            draft.set(row, Label.BYLINE, 0.6, "begins with the author's name")
            for name in opened:
                if name in names:
                    draft.set(names[name], Label.BYLINE, 0.6, "a name that the author's biography repeats")


def settle_signature(draft: Draft, extent: Extent) -> None:
    """Label the article's last line, or the one right behind it, where it says in brackets who wrote it.

    Of nine such lines that the model took for the end of an article of `train` or `dev` none is in the gold standard.
    """
    f, texts = draft.evidence.features, draft.evidence.page.columns.texts
    names = are_names(f, MIN_NAME)
    may_be = draft.is_label(*ARTICLE_LABELS) | draft.open
    agency = draft.evidence.phrases.column("byline")  # its pictures or its text
    may_be |= draft.is_label(Label.CAPTION) & agency
    if not draft.evidence.page.marked_up:  # there the model guesses
        may_be |= draft.is_label(Label.NAVIGATION, Label.INTERFACE) & ~draft.has_phrase
    may_be &= (f["item"] == 0) & (f["cell"] == 0) & (f["pre"] == 0)
    for block in range(max(extent.behind - 1, 1), min(extent.behind + 1, len(draft))):
        below = may_be[block] and draft.label(block - 1) is Label.BODY
        if below and _BRACKETED.fullmatch(texts[block]) and (names[block] or _SIGNS.fullmatch(texts[block])):
            draft.set(block, Label.BYLINE, 0.7, "a name or a sign in brackets at the article's end")


def are_names(features: Features, least: int) -> NDArray[np.bool_]:
    """Whether each line may be a name: a few words, at least so many, that all begin with a capital, and no digit."""
    f = features
    few = (f["words"] >= least) & (f["words"] <= MAX_NAME)
    return np.asarray(few & (f["capitalised"] == 1) & (f["digits"] == 0))
