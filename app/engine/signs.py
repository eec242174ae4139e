"""What rules ask of a block, where it is more than a phrase or the element around it. Each asks all blocks at once."""

import re

import numpy as np

from app.engine.evidence import Evidence
from app.engine.html.flags import Flag
from app.engine.prose import Mask

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
#: A label and one number, which is a property of something: "Built: 1987".
_PROPERTY = re.compile(r"[^\W\d][^\d:：]*[:：]\s?\d+")


def is_captioned(e: Evidence) -> Mask:
    """In a caption that is no card of another article: those have headings and links in it, and menus items."""
    f = e.features
    card = (f["heading"] > 0) | ((f["linked"] > MAX_LINKED) & (f["words"] >= 4))
    return np.asarray(f.flag(Flag.CAPTION) & ~f.menu & ~card & (f["item"] == 0) & (f["cell"] == 0))


def is_entry(e: Evidence) -> Mask:
    """A link in a menu or a footer that is called as a heading, a button or a credit may be: "Latest", "Newsroom"."""
    named = e.phrases.column("related", "whole") | e.phrases.column("promotion", "whole")
    named |= e.phrases.column("byline", "whole") | e.phrases.column("comment", "whole")
    return np.asarray(named & e.features.flag(Flag.NAV, Flag.FOOTER) & (e.features["linked"] > MAX_LINKED))


def is_field(e: Evidence) -> Mask:
    """A field or a button of a form that offers something: "E-mail", "Submit"."""
    return np.asarray(e.phrases.column("interface", "whole") & e.features.flag(Flag.PROMOTION))


def is_button(e: Evidence) -> Mask:
    """A button that says what links to articles or offers say: "More", "Subscribe"."""
    named = e.phrases.column("related", "whole") | e.phrases.column("promotion", "whole")
    return np.asarray(named & e.features.flag(Flag.CONTROL))


def is_wordless(e: Evidence) -> Mask:
    """Numbers and signs alone, outside tables and code."""
    f, texts = e.features, e.page.columns.texts
    found = np.asarray((f["letters"] == 0) & (f["cell"] == 0) & (f["pre"] == 0))
    rows = np.flatnonzero(found)
    found[rows] = [not texts[row].startswith(COPYRIGHT_SIGNS) for row in rows.tolist()]  # "© 2024" is a notice
    return found


def is_headline(e: Evidence) -> Mask:
    """What the head names, or the only heading of the first level; of several, teasers have the others."""
    first_level = (e.features["h1"] > 0) & (e.features["words"] >= 3)
    if np.count_nonzero(first_level) > 1:
        first_level[np.argmax(first_level) + 1 :] = False
        first_level &= not e.named.any()
    return np.asarray(e.named | first_level)


def is_pointed(e: Evidence) -> Mask:
    """A short line with an arrow that points to another page: "← The last post", "To the gallery →"."""
    texts = e.page.columns.texts
    found = [text.startswith(POINTS_BACK) or text.endswith(POINTS_ON) for text in texts]
    return np.asarray(np.array(found, np.bool_) & (e.features["words"] < MAX_POINTED) & (e.features["pre"] == 0))


def leads_to_section(e: Evidence) -> Mask:
    """A short link, a breadcrumb, or a short line among links."""
    f = e.features
    is_link = (f["linked"] > MAX_LINKED) | ((f["siblings_linked"] > MAX_SIBLINGS_LINKED) & (f["siblings"] > 3))
    return np.asarray(e.trail | (is_link & (f["words"] < MAX_SECTION_WORDS)))


def leads_to_article(e: Evidence) -> Mask:
    """A link as long as a headline or a teaser."""
    f = e.features
    return np.asarray((f["linked"] > MAX_LINKED) & (f["words"] < MAX_LINK_WORDS))


def has_credit(e: Evidence) -> Mask:
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


def is_author(e: Evidence) -> Mask:
    """Short, and in an element of author and date that is in no side column."""
    return np.asarray(e.features.flag(Flag.BYLINE) & ~e.features.flag(Flag.ASIDE) & (e.features["words"] <= 40))


def is_time(e: Evidence) -> Mask:
    """A short line with a figure that has a phrase of time, or little but figures and is no property or table cell."""
    f, texts = e.features, e.page.columns.texts
    numbers = (f["words"] <= 8) & (f["digits"] > DIGITS) & (f["cell"] == 0)
    rows = np.flatnonzero(numbers & (f["letters"] > 0))
    numbers[rows] = [_PROPERTY.fullmatch(texts[row]) is None for row in rows.tolist()]
    return np.asarray(numbers | ((f["words"] <= 8) & (f["digits"] > 0) & e.phrases.column("time")))


def is_item(e: Evidence) -> Mask:
    """An item without links, in a list without many."""
    f = e.features
    return np.asarray((f["item"] > 0) & (f["linked"] < 0.5) & (f["siblings_linked"] < 0.5) & (f["words"] >= 2))
