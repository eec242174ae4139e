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
#: How many pieces in a row may stand within a block's without being of it: what stands aside there, what is not read.
MAX_PASSED = 40


class _Run(NamedTuple):
    text: str
    start: int
    end: int


class _Found(NamedTuple):
    """Where a block's text was found.

    Attributes:
        first, behind: the rows of its first run and behind its last.
        passed: the runs between that are not of it.
    """

    first: int
    behind: int
    passed: list[_Run]


def locate(page: Page) -> list[Place]:
    """The place of every block: exact for raw text, the pieces of text that it was made of for HTML.

    A block that cannot be found, because the parser moved or mended it, gets an empty place where the last one ended.
    """
    if page.kind == "text":
        return [Place(block.line, block.start, block.end) for block in page.blocks]
    runs = _runs(page.source)
    places: list[Place] = []
    cursor, line, counted, end = 0, 1, 0, 0
    passed: list[_Run] = []  # what stands aside in the last block found follows it as blocks of its own
    for block in page.blocks:
        start = end
        aside = _find(block, passed, 0) if passed else None
        found = None if aside else _find(block, runs, cursor)
        if aside:
            start, behind = passed[aside.first].start, passed[aside.behind - 1].end
            passed = passed[aside.behind :]
        elif found:
            start, behind = runs[found.first].start, runs[found.behind - 1].end
            cursor, passed = found.behind, found.passed
        else:
            behind = end
        end = max(end, behind)
        line += page.source.count("\n", counted, start)
        counted = start
        places.append(Place(line, start, behind))
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


def _find(block: Block, runs: Sequence[_Run], cursor: int) -> _Found | None:
    """The runs of a block; None where its beginning is not within reach."""
    wanted = _joined(block.text)
    for first in range(cursor, min(cursor + REACH, len(runs))):
        text = runs[first].text
        if text and (wanted.startswith(text) or text.startswith(wanted)):
            return _follow(wanted, runs, first)
    return None


def _follow(wanted: str, runs: Sequence[_Run], first: int) -> _Found:
    """The runs of a text that begins with one; others are passed over where the whole text is found so."""
    length, behind, last = len(runs[first].text), first + 1, first + 1
    unbroken = 0  # behind the runs that follow one another
    passed: list[_Run] = []
    while length < len(wanted) and behind < len(runs) and behind - last < MAX_PASSED:
        text = runs[behind].text
        if wanted.startswith(text, length):
            length += len(text)
            last = behind + 1
        else:
            unbroken = unbroken or behind
            passed.append(runs[behind])
        behind += 1
    if length < len(wanted):
        return _Found(first, unbroken or last, [])
    return _Found(first, last, passed)


def _joined(text: str) -> str:
    return "".join(text.split())
