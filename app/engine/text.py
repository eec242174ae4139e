"""Raw text to blocks: a line that has words is a block."""

import re
from collections.abc import Iterator

from app.engine.blocks import Block
from app.engine.page import Page

#: The line ends of the web: Unix, Windows, old Mac, and Unicode's own two.
_LINE = re.compile(r"([^\r\n\u2028\u2029]*+)(?:\r\n|[\r\n\u2028\u2029]|\Z)")


def parse_text(source: str) -> Page:
    """The lines of a raw text as blocks; a blank line is no block but counts as the gap before the next."""
    return Page("text", source, tuple(line_blocks(source)))


def line_blocks(source: str) -> Iterator[Block]:
    """A block for every line that is not blank, without the blanks around it; nothing inside it is touched."""
    gap = 0
    for number, match in enumerate(_LINE.finditer(source), 1):
        line = match.group(1)
        text = line.strip()
        if not text:
            gap += 1
            continue
        yield Block(text, gap=gap, line=number, start=match.start() + len(line) - len(line.lstrip()))
        gap = 0
