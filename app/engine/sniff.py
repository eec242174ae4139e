"""Telling HTML from raw text by looking at it.

A document says what it is in its first words. A fragment has none of them: what tells it from a text *about* HTML is
that its elements hold nearly all of its words, while a text has its listings and examples beside its words.
"""

import re
from bisect import bisect_right
from collections import Counter

#: How much of the input is looked at. Characters.
HEAD_LENGTH = 16_384

#: The share of characters that closed elements hold in HTML, by whether it begins with a tag. [0, 1].
MIN_HELD, MIN_HELD_PROSE_FIRST = 0.5, 0.8

#: Inline markup alone ("One<br>two <b>three</b>") holds little: it has so many tags, on so many of its lines. Of line
#: breaks and blocks between two words without a blank ("One.<br>Two") one is enough.
MIN_INLINE_TAGS, MIN_TAGGED_LINES = 4, 0.8

_PROLOGUE = re.compile(
    r"[\ufeff\s]*+(?:(?><!--.*?-->|<\?xml[^<>]*>)\s*+)*+(?P<doctype><!doctype\s+html\b)?", re.IGNORECASE | re.DOTALL
)
#: The outermost elements of what lists pages for machines.
_LISTS = re.compile(
    r"<(?:(?P<feed>rss|feed|rdf:rdf)|(?P<sitemap>urlset|sitemapindex))\s[^<>]*?(?:version|xmlns)", re.IGNORECASE
)
_FENCED = re.compile(r"^[ \t]*+(```|~~~)[^\n]*\n.*?^[ \t]*+\1|`[^`\n]*`", re.MULTILINE | re.DOTALL)
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]{0,15})((?:[\s/][^<>]*)?)>", re.IGNORECASE)

#: An element in use, not mentioned: its words touch its tags.
_USED = re.compile(r"<([a-z][a-z0-9]{0,15})(?:\s[^<>]*)?>(?=[^\s<>])[^<>]*</\1>", re.IGNORECASE)
#: What a tag touches on both sides where it parts two words.
_BEFORE, _BEHIND = re.compile(r"[\w.!?…:;,)\"”’»。！？]"), re.compile(r"[\w<(\"“„«]")

#: A tag with attributes that goes on beyond what is looked at.
_LONG_TAG = re.compile(r"<([a-z][a-z0-9]{0,15})\s++[a-z][\w:.-]*+\s*+=[^<>]*+\Z", re.IGNORECASE)

_NAMES = frozenset(
    """
    a abbr acronym address article aside audio b base big blockquote body br button canvas caption center cite code col
    colgroup data dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer form frame
    frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark
    menu meta nav noframes noscript object ol optgroup option output p picture pre progress q s samp script section
    select small source span strike strong style sub summary sup svg table tbody td template textarea tfoot th thead
    time title tr track tt u ul var video wbr
    """.split()  # a hundred quoted words are harder to read
)
#: Elements that hold all that follows when their end is not in sight, and those that do if the text begins with a tag.
_OUTERMOST = frozenset({"html", "head", "body"})
_OPEN_ENDED = _OUTERMOST | {"p", "div", "li", "td", "section", "article"}
#: Those that part words by themselves.
_PARTING = frozenset("br hr p div h1 h2 h3 h4 h5 h6 ul ol table blockquote".split())
#: Elements that need no closing tag.
_NEED_NO_END = frozenset({"br", "hr", "img", "wbr", "p", "li"})


def is_html(text: str) -> bool:
    """Whether a text is HTML, a document or a fragment of one; else it is raw text, and so is other XML.

    >>> is_html("<p>Одно</p><p>Другое</p>"), is_html("Die Tags <p> und </p> umschließen einen Absatz, wenn a < b.")
    (True, False)
    """
    head = text[:HEAD_LENGTH]
    prologue = _PROLOGUE.match(head)
    if prologue and prologue["doctype"]:
        return True
    head = head[prologue.end() :] if prologue else head
    if len(text) > HEAD_LENGTH and (long := _LONG_TAG.match(head)) and long[1].lower() in _NAMES:
        return True
    head = _FENCED.sub("", head).strip()
    tags = [tag for tag in _TAG.finditer(head) if tag[2].lower() in _NAMES]
    if not tags:
        return False
    tag_first = tags[0].start() == 0
    if tag_first and _is_only_mentioned(head, tags):
        return False
    held = _held_share(head, tags)
    return held >= (MIN_HELD if tag_first else MIN_HELD_PROSE_FIRST) or _is_inline_markup(head, tags)


def has_markup(text: str) -> bool:
    """Whether a text that is not taken for HTML uses its elements on nearly every line all the same.

    >>> has_markup("the <b>old</b> mill"), has_markup("Between <p> and </p> stands `<b>one</b>` paragraph.")
    (True, False)
    """
    if "</" not in text[:HEAD_LENGTH]:
        return False
    head = _FENCED.sub("", text[:HEAD_LENGTH]).strip()
    used = [element for element in _USED.finditer(head) if element[1].lower() in _NAMES]
    return bool(used) and _is_on_most_lines(head, used)


def list_of_pages(text: str) -> str | None:
    """What kind of list of pages for machines a text is: "feed" (RSS, Atom) or "sitemap"; None for others.

    >>> list_of_pages('<?xml version="1.0"?><rss version="2.0"><channel>'), list_of_pages("<rss> is the element")
    ('feed', None)
    """
    head = text[:HEAD_LENGTH]
    prologue = _PROLOGUE.match(head)
    found = _LISTS.match(head, prologue.end() if prologue else 0)
    return found.lastgroup if found else None


def _is_only_mentioned(head: str, tags: list[re.Match[str]]) -> bool:
    """Whether a text begins with a tag because it speaks of it: "<div> is the element that ..."."""
    first = tags[0]
    if first[3] or any(tag[1] for tag in tags) or not head.startswith(" ", first.end()):
        return False
    return len(tags) == 1 or any(head[head.rfind("\n", 0, tag.start()) + 1 : tag.start()].strip() for tag in tags)


def _held_share(head: str, tags: list[re.Match[str]]) -> float:
    """How much of a text stands between the tags of an element. Share of characters, [0, 1]."""
    open_at: dict[str, list[int]] = {}
    spans = []
    for tag in tags:
        starts = open_at.setdefault(tag[2].lower(), [])
        if not tag[1]:
            starts.append(tag.start())
        elif starts:
            spans.append((starts.pop(), tag.end()))
    open_ended = _OPEN_ENDED if tags[0].start() == 0 else _OUTERMOST
    spans += [(starts[0], len(head)) for name, starts in open_at.items() if starts and name in open_ended]
    if 0 in (starts[0] for starts in open_at.values() if starts):  # opened by the first tag, never closed: cut off
        return 1.0
    held = end = 0
    for start, stop in sorted(spans):
        held += max(0, stop - max(start, end))
        end = max(end, stop)
    return held / len(head)


def _is_inline_markup(head: str, tags: list[re.Match[str]]) -> bool:
    """Whether nearly every line has a tag, and what is opened is closed."""
    closed = Counter(tag[2].lower() for tag in tags if tag[1])
    opened = Counter(name for tag in tags if not tag[1] and (name := tag[2].lower()) not in _NEED_NO_END)
    if opened - closed or (len(tags) < MIN_INLINE_TAGS and not any(_parts_words(head, tag) for tag in tags)):
        return False
    return _is_on_most_lines(head, tags)


def _is_on_most_lines(head: str, found: list[re.Match[str]]) -> bool:
    starts = [0, *(match.end() for match in re.finditer("\n", head))]
    lines = {bisect_right(starts, match.start()) for match in found}
    return len(lines) >= MIN_TAGGED_LINES * sum(bool(line.strip()) for line in head.split("\n"))


def _parts_words(head: str, tag: re.Match[str]) -> bool:
    """Whether a tag stands between two words without a blank, as none does that is only mentioned."""
    is_between = tag.start() and _BEFORE.match(head, tag.start() - 1) and _BEHIND.match(head, tag.end())
    return bool(is_between) and tag[2].lower() in _PARTING
