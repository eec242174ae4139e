"""A text file that was wrapped in a `<pre>` to be shown: read as the raw text that it is."""

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, repeat

from app.engine.blocks import Block
from app.engine.text import parse_lines

#: What a source has for no text, or for another: tags and comments, character references, line ends.
_OTHER = re.compile(r"(<!--.*?(?:-->|\Z)|</?[a-z!?][^>]*+(?:>|\Z)|&#?\w+;?|\r\n?)", re.DOTALL | re.IGNORECASE)


def split_plain_text(blocks: list[Block], source: str) -> list[Block]:
    """The lines of a `<pre>` as blocks where it is all of the page; they know their offsets in the source."""
    if len(blocks) != 1 or blocks[0].tag != "pre" or any(span.kind == "code" for span in blocks[0].spans):
        return blocks
    text, element = blocks[0].text, blocks[0].element
    lines = parse_lines(text).blocks
    return [
        line._replace(element=element, line=0, start=start, end=end)
        for line, (start, end) in zip(lines, _places(lines, text, source), strict=True)
    ]


def _places(lines: Sequence[Block], text: str, source: str) -> Iterator[tuple[int, int]]:
    """Start and end of each line in the source that shows their text; 0 where it does not."""
    pieces = _OTHER.split(source)  # every other one is text as it is shown
    written = list(accumulate(map(len, pieces), initial=0))
    pieces[1::2] = map(_shown, pieces[1::2])
    shown = list(accumulate(map(len, pieces), initial=0))
    offset = "".join(pieces).rfind(text)
    if offset < 0:
        yield from repeat((0, 0), len(lines))
        return
    for line in lines:
        first = bisect_right(shown, line.start + offset) - 1
        behind = bisect_left(shown, line.end + offset)
        start = written[first] + line.start + offset - shown[first]
        yield start, written[behind] + line.end + offset - shown[behind]


def _shown(other: str) -> str:
    """What a reference or a line end is shown as; a tag is nothing."""
    return html.unescape(other) if other[0] == "&" else "\n" if other[0] == "\r" else ""
