"""The ladder of rules: what each says of a block by what the block is itself. Each is general."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from app.engine.evidence import Evidence
from app.engine.html.flags import Flag
from app.engine.labels import Label
from app.engine.prose import Mask, is_line, is_prose

#: Share of linked characters above which a block is a link to elsewhere.
MAX_LINKED = 0.6
#: The same of the blocks around it, where it is one of several.
MAX_SIBLINGS_LINKED = 0.75
#: A link to another article has fewer words, and one to a section of the site.
MAX_LINK_WORDS, MAX_SECTION_WORDS = 60, 6
#: A line with an arrow that points elsewhere has fewer words.
MAX_POINTED = 25
#: Signs that point to another page at the start and at the end of a line. Of 185 such lines of raw text with full gold
#: in `train` and `dev` 12 are article.
POINTS_BACK, POINTS_ON = ("←", "⟵", "◄"), ("→", "⟶", "➜", "➔")

#: What a picture's credit and a site's notice begin with.
COPYRIGHT_SIGNS = ("©", "(c) ", "(C) ")
#: Characters of a picture's credit at most, and at its end that a copyright sign stands in.
MAX_CREDIT, CREDIT_END = 400, 80
#: Share of digits above which a short line is a date or a time.
DIGITS = 0.35

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


def _captioned(e: Evidence) -> Mask:
    """In a caption that is no card of another article: those have headings and links in it, and menus items."""
    f = e.features
    card = (f["heading"] > 0) | ((f["linked"] > MAX_LINKED) & (f["words"] >= 4))
    return np.asarray(f.flag(Flag.CAPTION) & ~f.menu & ~card & (f["item"] == 0) & (f["cell"] == 0))


def _wordless(e: Evidence) -> Mask:
    f, texts = e.features, e.page.columns.texts
    found = np.asarray((f["letters"] == 0) & (f["cell"] == 0) & (f["pre"] == 0))
    rows = np.flatnonzero(found)
    found[rows] = [not texts[row].startswith(COPYRIGHT_SIGNS) for row in rows.tolist()]  # "© 2024" is a notice
    return found


def _headline(e: Evidence) -> Mask:
    """What the head names, or the only heading of the first level; of several, teasers have the others."""
    first_level = (e.features["h1"] > 0) & (e.features["words"] >= 3)
    if np.count_nonzero(first_level) > 1:
        first_level[np.argmax(first_level) + 1 :] = False
        first_level &= not e.named.any()
    return np.asarray(e.named | first_level)


def _pointed(e: Evidence) -> Mask:
    """A short line with an arrow that points to another page: "← The last post", "To the gallery →"."""
    texts = e.page.columns.texts
    found = [text.startswith(POINTS_BACK) or text.endswith(POINTS_ON) for text in texts]
    return np.asarray(np.array(found, np.bool_) & (e.features["words"] < MAX_POINTED) & (e.features["pre"] == 0))


def _site_links(e: Evidence) -> Mask:
    f = e.features
    is_link = (f["linked"] > MAX_LINKED) | ((f["siblings_linked"] > MAX_SIBLINGS_LINKED) & (f["siblings"] > 3))
    return np.asarray(e.trail | (is_link & (f["words"] < MAX_SECTION_WORDS)))


def _article_links(e: Evidence) -> Mask:
    f = e.features
    return np.asarray((f["linked"] > MAX_LINKED) & (f["words"] < MAX_LINK_WORDS))


def _credit(e: Evidence) -> Mask:
    """A picture's credit in brackets at the end, or a copyright sign at the start: "… (East News, © 2021)"."""
    found = np.zeros(len(e.page.blocks), np.bool_)
    texts = e.page.columns.texts
    joined = "\n".join(("", *texts))  # most pages have no such block
    if "©" in joined or "\n(" in joined:
        found[:] = [("©" in text or text[:1] == "(") and _is_credit(text) for text in texts]
    return found


def _is_credit(text: str) -> bool:
    at_end = "©" in text[-CREDIT_END:] and text.rstrip(" .").endswith((")", "]"))
    return (at_end or text.startswith(COPYRIGHT_SIGNS)) and len(text) < MAX_CREDIT


def _author(e: Evidence) -> Mask:
    return np.asarray(e.features.flag(Flag.BYLINE) & ~e.features.flag(Flag.ASIDE) & (e.features["words"] <= 40))


def _time_alone(e: Evidence) -> Mask:
    f = e.features
    numbers = (f["digits"] > DIGITS) & (f["cell"] == 0)
    return np.asarray((f["words"] <= 8) & (f["digits"] > 0) & (e.phrases.column("time") | numbers))


def _prose_list(e: Evidence) -> Mask:
    f = e.features
    return np.asarray((f["item"] > 0) & (f["linked"] < 0.5) & (f["siblings_linked"] < 0.5) & (f["words"] >= 2))


def _in_markup(column: str) -> Callable[[Evidence], Mask]:
    return lambda e: np.asarray((e.features[column] > 0) & (e.features["linked"] < 0.5))


#: The scores are set by hand; what decides is on which side of `OPEN` they are. Raw texts of `dev` with .85 for all of
#: those above: none is kept otherwise; with .45 for all below, wcxb .8192 to .8184.
RULES: tuple[Rule, ...] = (
    Rule(Label.INTERFACE, "has no words", 0.9, _wordless),
    Rule(Label.TITLE, "repeats the page's headline", 0.95, _headline),
    Rule(Label.COMMENT, "in an element of comments", 0.9, _inside(Flag.COMMENT)),
    Rule(Label.LEGAL, "in an element of legal notices", 0.85, _inside(Flag.LEGAL)),
    Rule(Label.RELATED, "in an element of related links", 0.85, _holding(Flag.RELATED)),
    Rule(Label.PROMOTION, "in an element of promotion", 0.85, _holding(Flag.PROMOTION)),
    Rule(Label.CAPTION, "in a caption", 0.9, _captioned),
    Rule(Label.LEGAL, "legal phrase", 0.9, _phrase("legal", most=60), phrase=True),
    Rule(Label.CAPTION, "carries a picture's credit", 0.85, _credit),
    Rule(Label.RELATED, "link phrase", 0.9, _phrase("related", "section", "opens"), phrase=True),
    Rule(Label.COMMENT, "comment phrase", 0.9, _phrase("comment"), phrase=True),
    Rule(Label.PROMOTION, "promotion phrase", 0.9, _phrase("promotion", most=40), phrase=True),
    Rule(Label.INTERFACE, "in an element of share buttons or tools", 0.85, _holding(Flag.SHARE)),
    Rule(Label.CAPTION, "caption phrase", 0.85, _phrase("caption", most=60), phrase=True),
    Rule(Label.BYLINE, "byline phrase", 0.85, _phrase("byline"), phrase=True),
    Rule(Label.INTERFACE, "interface phrase", 0.9, _phrase("interface"), phrase=True),
    Rule(Label.NAVIGATION, "navigation phrase", 0.85, _phrase("navigation"), phrase=True),
    Rule(Label.RELATED, "link phrase", 0.85, _phrase("related", "whole", "leads", "contains"), phrase=True),
    Rule(Label.RELATED, "points to another page with an arrow", 0.75, _pointed),
    Rule(Label.BYLINE, "a date or time standing alone", 0.8, _time_alone),
    Rule(Label.NAVIGATION, "in the navigation", 0.85, _inside(Flag.NAV)),
    Rule(Label.NAVIGATION, "in the footer", 0.7, _inside(Flag.FOOTER)),
    Rule(Label.INTERFACE, "in a form or button", 0.8, _inside(Flag.FORM, Flag.CONTROL)),
    Rule(Label.BYLINE, "in an element of author and date", 0.75, _author),
    Rule(Label.NAVIGATION, "links to sections", 0.75, _site_links),
    Rule(Label.RELATED, "in a side column", 0.75, _inside(Flag.ASIDE)),
    Rule(Label.RELATED, "mostly a link", 0.75, _article_links),
    Rule(Label.INTERFACE, "in a dialog or drop-down", 0.85, _inside(Flag.DIALOG)),
    Rule(Label.INTERFACE, "hidden from readers", 0.95, _inside(Flag.HIDDEN)),
    Rule(Label.BODY, "running text", 0.85, is_prose),
    Rule(Label.BODY, "a line of a paragraph's length", 0.48, is_line),
    Rule(Label.BODY, "preformatted text", 0.6, _in_markup("pre")),
    Rule(Label.HEADING, "a heading element", 0.6, _in_markup("heading")),
    Rule(Label.BODY, "an item of a list", 0.45, _prose_list),
    Rule(Label.BODY, "a table's cell", 0.4, _in_markup("cell")),
    Rule(Label.BODY, "a short paragraph", 0.45, _in_markup("paragraph")),
    Rule(Label.INTERFACE, "a short line without a sentence", 0.3, lambda e: np.ones(len(e.page.blocks), np.bool_)),
)
