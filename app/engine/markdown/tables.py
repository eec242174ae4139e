"""The rows and cells of Markdown's tables; scrapers set whole pages in them that were laid out with tables.

Source: https://github.github.com/gfm/#tables-extension-
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from app.engine.blocks import Container

_DELIMITER = re.compile(r"\|?[ \t]*:?-+:?[ \t]*\|[-|: \t]*")
_BAR = re.compile(r"(?<!\\)\|")
_NO_WORDS = re.compile(r"[ \t]*(?::?-+:?[ \t]*)?")


class Cell(NamedTuple):
    """A cell with words.

    Attributes:
        start, end: offsets in its line.
        containers: its table, its row, and itself.
    """

    start: int
    end: int
    containers: tuple[Container, ...]


def find_rows(lines: Sequence[str], keys: Iterator[int]) -> dict[int, list[Cell]]:
    """The cells of each line that is a row: it begins with a bar, or has one next to a line of dashes and bars.

    Args:
        keys: numbers for the containers.
    """
    found: dict[int, list[Cell]] = {}
    table = None
    for number, text in enumerate(lines):
        is_delimiter = "|" in text and _DELIMITER.fullmatch(text.strip()) is not None
        if "|" not in text or not (is_delimiter or table or text.lstrip()[0] == "|"):
            table = None
            continue
        table = table or Container("table", next(keys))
        if is_delimiter and number and "|" in lines[number - 1] and not found.get(number - 2):
            found[number - 1] = _cells(lines[number - 1], table, keys, "th")
        found[number] = [] if is_delimiter else _cells(text, table, keys, "td")
    return found


def _cells(text: str, table: Container, keys: Iterator[int], tag: str) -> list[Cell]:
    row = Container("tr", next(keys))
    bars = [-1, *(bar.start() for bar in _BAR.finditer(text)), len(text)]
    first = 0 if text.lstrip()[:1] == "|" else 1
    return [
        Cell(before + 1, behind, (table, row, Container(tag, next(keys), column=column)))
        for column, (before, behind) in enumerate(pairwise(bars), first)
        if not _NO_WORDS.fullmatch(text, before + 1, behind)
    ]
