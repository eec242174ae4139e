"""Keeps floods of attributes away from the parser, whose cost grows with the square of their number on a tag.

The parser compares each attribute's name with those before it: 50,000 on one tag take ten seconds.
"""

import re
from collections.abc import Iterator

#: Attributes of a tag that are kept where it has a flood of them. Of 1,457 real pages none has more than 59.
MAX_ATTRIBUTES = 512
#: Tags that are shorter cannot hold a flood: 5 MB of tags of 700 attributes take 2.6 s, 5 MB of usual ones .5 s.
MIN_TAG_BYTES = 4_000

_START = re.compile(rb"<[a-zA-Z][^\s/>]*+")
#: As the HTML standard's tokenizer reads them (section 13.2.5.32 ff.): a quoted value may hold what ends a tag.
_ATTRIBUTES = re.compile(
    rb"""(?:[\s/]*+[^\s/>][^\s/=>]*+(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>]++|\Z))?+){%d}+"""
    % MAX_ATTRIBUTES
)


def limit_attributes(html: bytes) -> tuple[bytes, bool]:
    """The page without the attributes of a tag beyond `MAX_ATTRIBUTES`, and whether it had such.

    Looked for between two `>` that are far apart. What holds `</` there is left alone, as it may be a script and its
    end; a flood that hides so, or behind `>` in its values, costs the page's sender the page's deadline.

    Args:
        html: in UTF-8.
    """
    parts, done = [], 0
    for start, end in _far_apart(html):
        tag = _START.search(html, start, end)
        flood = _ATTRIBUTES.match(html, tag.end(), end) if tag and html.find(b"</", start, end) < 0 else None
        if flood and flood.end() < end:
            parts.append(html[done : flood.end()])
            done = end
    return (b"".join((*parts, html[done:])), True) if parts else (html, False)


def _far_apart(html: bytes) -> Iterator[tuple[int, int]]:
    """Starts and ends of what lies between two `>`, or one and an end of the page, that are far apart."""
    start = 0
    while start + MIN_TAG_BYTES <= len(html):
        last = html.rfind(b">", start, start + MIN_TAG_BYTES)  # so that most need not be looked at
        if last < 0:
            end = html.find(b">", start + MIN_TAG_BYTES)
            last = end if end >= 0 else len(html)
            yield start, last
        start = last + 1
