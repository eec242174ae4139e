"""Keeps floods of text between the cells of tables away from the parser, whose cost grows with the square of them.

Such text is moved in front of the table, where the parser writes all of it into one node, anew for each piece: 300,000
pieces take a minute.
"""

import re

#: Such texts that are left as they are; the parser takes about a millisecond for so many.
MAX_STRAYS = 1_000

#: What ends in front of one: a cell, or what holds rows and cells.
_STRAY = re.compile(rb"<(?:/t(?:d|h)|/?t(?:able|body|foot|head|r))(?=[\s/>])[^<>]*+>(?=\s*+[^<\s])", re.IGNORECASE)
#: It moves along with the text and shows nothing; the text behind it gets a node of its own.
_APART = rb"\g<0><wbr>"


def part_strays(html: bytes) -> bytes:
    """The page with its texts between cells kept apart, if it has a flood of them.

    Args:
        html: in UTF-8.
    """
    if sum(map(html.count, (b"<t", b"<T", b"</t", b"</T"))) <= MAX_STRAYS:
        return html
    parted, count = _STRAY.subn(_APART, html)
    return parted if count > MAX_STRAYS else html
