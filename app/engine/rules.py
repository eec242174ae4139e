"""The ladder of rules: what each says of a block by what the block is itself. Each is general."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from app.engine.evidence import Evidence
from app.engine.html.flags import Flag
from app.engine.labels import Label
from app.engine.prose import Mask, is_line, is_prose
from app.engine.signs import (
    has_credit,
    is_author,
    is_button,
    is_captioned,
    is_entry,
    is_field,
    is_headline,
    is_item,
    is_pointed,
    is_time,
    is_wordless,
    leads_to_article,
    leads_to_section,
)

#: Score below which a label is open: its neighbours, or the model, decide.
OPEN = 0.5


class Rule(NamedTuple):
    """A general statement about blocks.

    Attributes:
        reason: what the rule says of a block, for people.
        score: how sure it is, [0, 1]; below `OPEN` it only suggests.
        holds: bool, shape (blocks,), of a page's evidence.
        phrase: the reason names the phrase of this label that was found.
    """

    label: Label
    reason: str
    score: float
    holds: Callable[[Evidence], Mask]
    phrase: bool = False


def _phrase(label: str, *kinds: str, most: int = 30) -> Callable[[Evidence], Mask]:
    def holds(evidence: Evidence) -> Mask:
        return np.asarray(evidence.phrases.column(label, *kinds) & (evidence.features["words"] <= most))

    return holds


def _inside(*flags: Flag) -> Callable[[Evidence], Mask]:
    return lambda e: e.features.flag(*flags)


def _holding(flag: Flag) -> Callable[[Evidence], Mask]:
    """In an element that says what it holds, and in no menu inside that."""
    return lambda e: np.asarray(e.features.flag(flag) & ~e.features.menu)


def _in_markup(column: str) -> Callable[[Evidence], Mask]:
    return lambda e: np.asarray((e.features[column] > 0) & (e.features["linked"] < 0.5))


#: The scores are set by hand; what decides is on which side of `OPEN` they are. Raw texts of `dev` with .85 for all of
#: those above: none is kept otherwise; with .45 for all below, wcxb .8192 to .8184.
RULES: tuple[Rule, ...] = (
    Rule(Label.TITLE, "repeats the page's headline", 0.95, is_headline),
    Rule(Label.COMMENT, "in an element of comments", 0.9, _inside(Flag.COMMENT)),
    Rule(Label.LEGAL, "in an element of legal notices", 0.85, _inside(Flag.LEGAL)),
    Rule(Label.RELATED, "in an element of related links", 0.85, _holding(Flag.RELATED)),
    Rule(Label.INTERFACE, "a field or a button of a form", 0.85, is_field),
    Rule(Label.PROMOTION, "in an element of promotion", 0.85, _holding(Flag.PROMOTION)),
    Rule(Label.CAPTION, "in a caption", 0.9, is_captioned),
    Rule(Label.LEGAL, "legal phrase", 0.9, _phrase("legal", most=60), phrase=True),
    Rule(Label.CAPTION, "carries a picture's credit", 0.85, has_credit),
    Rule(Label.NAVIGATION, "an entry of a menu", 0.85, is_entry),
    Rule(Label.INTERFACE, "a button", 0.85, is_button),
    Rule(Label.RELATED, "link phrase", 0.9, _phrase("related", "section", "opens"), phrase=True),
    Rule(Label.COMMENT, "comment phrase", 0.9, _phrase("comment"), phrase=True),
    Rule(Label.PROMOTION, "promotion phrase", 0.9, _phrase("promotion", most=40), phrase=True),
    Rule(Label.INTERFACE, "in an element of share buttons or tools", 0.85, _holding(Flag.SHARE)),
    Rule(Label.CAPTION, "caption phrase", 0.85, _phrase("caption", most=60), phrase=True),
    Rule(Label.BYLINE, "byline phrase", 0.85, _phrase("byline"), phrase=True),
    Rule(Label.INTERFACE, "interface phrase", 0.9, _phrase("interface"), phrase=True),
    Rule(Label.NAVIGATION, "navigation phrase", 0.85, _phrase("navigation"), phrase=True),
    Rule(Label.RELATED, "link phrase", 0.85, _phrase("related", "whole", "leads", "contains"), phrase=True),
    Rule(Label.RELATED, "points to another page with an arrow", 0.75, is_pointed),
    Rule(Label.NAVIGATION, "in the navigation", 0.85, _inside(Flag.NAV)),
    Rule(Label.INTERFACE, "has no words", 0.9, is_wordless),
    Rule(Label.BYLINE, "a date or time standing alone", 0.8, is_time),
    Rule(Label.NAVIGATION, "in the footer", 0.7, _inside(Flag.FOOTER)),
    Rule(Label.INTERFACE, "in a form or button", 0.8, _inside(Flag.FORM, Flag.CONTROL)),
    Rule(Label.BYLINE, "in an element of author and date", 0.75, is_author),
    Rule(Label.NAVIGATION, "links to sections", 0.75, leads_to_section),
    Rule(Label.RELATED, "in a side column", 0.75, _inside(Flag.ASIDE)),
    Rule(Label.RELATED, "mostly a link", 0.75, leads_to_article),
    Rule(Label.INTERFACE, "in a dialog or drop-down", 0.85, _inside(Flag.DIALOG)),
    Rule(Label.INTERFACE, "hidden from readers", 0.95, _inside(Flag.HIDDEN)),
    Rule(Label.BODY, "running text", 0.85, is_prose),
    Rule(Label.BODY, "a line of a paragraph's length", 0.48, is_line),
    Rule(Label.BODY, "preformatted text", 0.6, _in_markup("pre")),
    Rule(Label.HEADING, "a heading element", 0.6, _in_markup("heading")),
    Rule(Label.BODY, "an item of a list", 0.45, is_item),
    Rule(Label.BODY, "a table's cell", 0.4, _in_markup("cell")),
    Rule(Label.BODY, "a short paragraph", 0.45, _in_markup("paragraph")),
    Rule(Label.INTERFACE, "a short line without a sentence", 0.3, lambda e: np.ones(len(e.page.blocks), np.bool_)),
)
