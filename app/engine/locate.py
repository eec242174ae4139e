"""Finds the blocks of a parsed page again in its source: the parser keeps no offsets."""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from app.engine.blocks import Place
from app.engine.html.aside import ASIDE
from app.engine.page import Page

#: A piece of text between tags; what the page does not show is passed over whole, but for elements that end
#: themselves. Quoted values may hold a ">".
_RUN = r"""
    <(?:
        !--.*?(?:-->|\Z)
      | (script|style|template|svg|textarea|title{})(?=[\s/>])(?![^<>]*(?:/>{}))
            .*?(?:</\1[^>]*+(?:>|\Z)|\Z)
      | /?[a-z](?:[^>=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+)*+(?:>|\Z)
      | [!?/][^>]*+(?:>|\Z)
    )
    | ([^<]++|<)
"""
_FLAGS = re.DOTALL | re.IGNORECASE | re.VERBOSE
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
        whole: all of it was found.
    """

    first: int
    behind: int
    passed: list[_Run]
    whole: bool


def locate(page: Page) -> list[Place]:
    """The place of every block: exact for raw text, also in a `<pre>`, the pieces of text that it was made of for HTML.

    A block that cannot be found, because the parser mended its text, gets an empty place where the last one ended.
    """
    if page.kind == "text":
        return [Place(block.line, block.start, block.end) for block in page.blocks]
    lines = [match.end() for match in re.finditer("\n", page.source)]
    is_plain = bool(page.blocks and page.blocks[0].end)
    found = ((block.start, block.end) for block in page.blocks) if is_plain else _search(page)
    return [Place(bisect_right(lines, start) + 1, start, end) for start, end in found]


def _search(page: Page) -> Iterator[tuple[int, int]]:
    """Start and end of every block of HTML: behind the one before, or among what that one's search has passed over.

    What stood aside follows its block and is looked for there first, and so is what follows a block that was found
    there: a text that stands far below as well may have been found too far. A block that the parser moved comes last.
    """
    runs = _runs(page)
    passed: list[_Run] = []
    cursor = unread = end = 0  # of the runs, of those passed, of the source
    for block in page.blocks:
        wanted = _joined(block.text)
        ways = [(runs, cursor), (passed, unread)]
        for among, first in reversed(ways) if block.tag == ASIDE or unread else ways:
            if found := _find(wanted, among, first):
                break
        else:
            passed, unread = [], 0
            yield end, end
            continue
        start, behind = among[found.first].start, among[found.behind - 1].end
        if among is passed:
            unread = found.behind
        elif found.whole or found.first == cursor:  # else it may be another that begins alike
            passed = [*runs[cursor : found.first], *found.passed]
            cursor, unread = found.behind, 0
        end = max(end, behind)
        yield start, behind


@cache
def _pattern(uncovered: frozenset[str]) -> re.Pattern[str]:
    """`_RUN` for a page of which this was read as well."""
    covered = "" if "noscript" in uncovered else "|noscript"
    shown = "|shadowrootmode" if "template" in uncovered else ""
    return re.compile(_RUN.format(covered, shown), _FLAGS)


def _runs(page: Page) -> list[_Run]:
    runs: list[_Run] = []
    for match in _pattern(page.uncovered).finditer(page.source):
        raw = match.group(2) or ""
        if text := _joined(html.unescape(raw) if "&" in raw else raw):
            start = match.start() + len(raw) - len(raw.lstrip())
            runs.append(_Run(text, start, match.start() + len(raw.rstrip())))
    return runs


def _find(wanted: str, runs: Sequence[_Run], cursor: int) -> _Found | None:
    """The runs of a text; None where its beginning is not within reach."""
    for first in range(cursor, min(cursor + REACH, len(runs))):
        if wanted.startswith(runs[first].text):
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
        return _Found(first, unbroken or last, [], False)
    return _Found(first, last, passed, True)


def _joined(text: str) -> str:
    return "".join(text.split())
