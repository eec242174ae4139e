"""The table of `--explain`: every block with its label, its score and the reason."""

import os
import shutil
from collections.abc import Collection, Sequence
from typing import TextIO

from wcwidth import clip, ljust, rjust, width

from app.engine import Article, Label, Labelled
from app.engine.labels import ARTICLE_LABELS

#: Columns of a terminal that are given to a block's text where the width is not known, as in a pipe.
TEXT_WIDTH = 60
#: The least that is given to it on a narrow terminal; its lines wrap then.
MIN_TEXT_WIDTH = 20

_HEADER = ("LINE", "KEPT", "LABEL", "SCORE", "REASON")
_PAD = (rjust, ljust, ljust, rjust, ljust)
_GAP = "  "
_DIM, _NORMAL = "\x1b[2m", "\x1b[0m"


def table(article: Article, include: Collection[Label], out: TextIO) -> str:
    """A line on the page as a whole, then a line for every block; what is removed is dim where `out` is a terminal.

    Args:
        include: labels that are kept beside the body.
        out: where it will be written; only asked whether it is a terminal.
    """
    kept = ARTICLE_LABELS | frozenset(include)
    terminal = out.isatty()
    rows = [_row(found, found.label in kept) for found in article.blocks]
    widths = [max(map(width, column)) for column in zip(_HEADER, *rows, strict=True)]
    left = sum(widths) + len(_GAP) * len(widths)
    room = max(shutil.get_terminal_size().columns - left, MIN_TEXT_WIDTH) if terminal else TEXT_WIDTH
    dim = terminal and "NO_COLOR" not in os.environ

    lines = [_summary(article), _line((*_HEADER, "TEXT"), widths)]
    for row, found in zip(rows, article.blocks, strict=True):
        line = _line((*row, beginning(found.block.text, room)), widths)
        lines.append(f"{_DIM}{line}{_NORMAL}" if dim and found.label not in kept else line)
    return "\n".join(lines) + "\n"


def beginning(text: str, room: int) -> str:
    """As much of `text` as fits into `room` columns of a terminal, on one line and without control characters.

    >>> beginning("Der Rat tagte am Montag", 12)
    'Der Rat tag…'
    >>> beginning("議会は月曜日に開かれた", 12)
    '議会は月曜…'
    """
    # A character of its own takes at least one column in all but a few scripts; no page makes us measure it whole.
    line = _printable(text[: 8 * room])
    if width(line) <= room and len(text) <= 8 * room:
        return line
    return clip(line, 0, room - 1).rstrip() + "…"


def _summary(article: Article) -> str:
    parts = [f"verdict {article.verdict.value}", f"confidence {article.confidence:.2f}"]
    if article.metadata.language:
        parts.append(f"language {article.metadata.language}")
    return f"{', '.join(parts)}; {len(article.blocks)} blocks, {article.engine}"


def _row(found: Labelled, kept: bool) -> tuple[str, ...]:
    keeps = "yes" if kept else "no"
    return (str(found.place.line), keeps, found.label.value, f"{found.score:.2f}", _printable(found.reason))


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [pad(cell, wide) for pad, cell, wide in zip(_PAD, cells, widths, strict=False)]
    return _GAP.join([*padded, cells[-1]])


def _printable(text: str) -> str:
    """`text` without what would steer the terminal: escape sequences, line ends, changes of direction.

    >>> _printable("red\\x1b[31m\\nخانه\\u200cها")
    'red [31m خانه\\u200cها'
    """
    return "".join(c if c.isprintable() or c in "\u200c\u200d" else " " for c in text)
