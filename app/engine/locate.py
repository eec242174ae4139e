"""Finds the blocks of a parsed page again in its source: the parser keeps no offsets."""

import html
import re
from collections.abc import Sequence
from typing import NamedTuple

from app.engine.blocks import Block, Place
from app.engine.page import Page

#: A piece of text between tags; scripts, styles and comments are passed over whole.
_RUN = re.compile(
    r"<(?:!--.*?(?:-->|\Z)|(script|style|template|svg|noscript|textarea|title)\b.*?(?:</\1|\Z)|[^>]*+(?:>|\Z))|([^<]++|<)",
    re.DOTALL | re.IGNORECASE,
)
#: How many pieces of text behind the last one found are searched for a block's first.
REACH = 400


class _Run(NamedTuple):
    text: str
    start: int
    end: int


def locate(page: Page) -> list[Place]:
    """The place of every block: exact for raw text, the pieces of text that it was made of for HTML.

    A block that cannot be found, because the parser moved or mended it, gets an empty place where the last one ended.
    """
    if page.kind == "text":
        return [Place(block.line, block.start, block.end) for block in page.blocks]
    runs = _runs(page.source)
    places: list[Place] = []
    cursor, line, counted, end = 0, 1, 0, 0
    for block in page.blocks:
        found = _find(block, runs, cursor)
        start = end
        if found is not None:
            first, cursor = found
            start, end = runs[first].start, runs[cursor - 1].end
        line += page.source.count("\n", counted, start)
        counted = start
        places.append(Place(line, start, end))
    return places


def _runs(source: str) -> list[_Run]:
    runs: list[_Run] = []
    for match in _RUN.finditer(source):
        raw = match.group(2)
        if raw and not raw.isspace():
            text = html.unescape(raw) if "&" in raw else raw
            start = match.start() + len(raw) - len(raw.lstrip())
            runs.append(_Run(_joined(text), start, match.start() + len(raw.rstrip())))
    return runs


def _find(block: Block, runs: Sequence[_Run], cursor: int) -> tuple[int, int] | None:
    """The rows of the first run of a block and behind its last; None where its beginning is not within reach."""
    wanted = _joined(block.text)
    for first in range(cursor, min(cursor + REACH, len(runs))):
        text = runs[first].text
        if text and (wanted.startswith(text) or text.startswith(wanted)):
            behind, length = first + 1, len(text)
            while length < len(wanted) and behind < len(runs) and wanted.startswith(runs[behind].text, length):
                length += len(runs[behind].text)
                behind += 1
            return first, behind
    return None


def _joined(text: str) -> str:
    return "".join(text.split())
