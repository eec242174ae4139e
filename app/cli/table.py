"""The table of `--explain`: every block with its label, its score and the reason."""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from typing import TextIO

from wcwidth import clip, ljust, rjust, width

from app.engine import Article, Label, Labelled
from app.engine.article import wanted

#: Columns of a terminal that are given to a block's text where the width is not known, as in a pipe.
TEXT_WIDTH = 60
#: The least that is given to it on a narrow terminal; its lines wrap then.
MIN_TEXT_WIDTH = 20

_HEADER = ("LINE", "KEPT", "LABEL", "SCORE", "REASON")
_PAD = (rjust, ljust, ljust, rjust, ljust)
_LABEL = _HEADER.index("LABEL")
_GAP = "  "
_NORMAL = "\x1b[0m"
#: Of the text of what is removed.
_DIM = "\x1b[2m"
#: Of each label, from the terminal's own sixteen: they are legible on its background, dark or light.
_COLOURS = {
    Label.TITLE: "\x1b[1;35m",
    Label.HEADING: "\x1b[1;32m",
    Label.BODY: "\x1b[32m",
    Label.BYLINE: "\x1b[36m",
    Label.CAPTION: "\x1b[34m",
    Label.COMMENT: "\x1b[33m",
    Label.RELATED: "\x1b[35m",
    Label.PROMOTION: "\x1b[31m",
    Label.NAVIGATION: "\x1b[1;34m",
    Label.INTERFACE: "\x1b[1;31m",
    Label.LEGAL: "\x1b[1;36m",
}
#: Writes a text in a colour, or as it is where nobody sees colours.
Paint = Callable[[str, str], str]


def table(article: Article, include: Collection[Label], out: TextIO) -> str:
    """A line on the page as a whole, then a line for every block.

    On a terminal every label has its colour, with a legend at the end, and what is removed is dim.

    Args:
        include: labels that are kept beside the body; of the headline's blocks none is, see `wanted`.
        out: where it will be written; only asked whether it is a terminal.
    """
    kept = wanted(include)
    terminal = out.isatty()
    rows = [_row(found, found.label in kept) for found in article.blocks]
    widths = [max(map(width, column)) for column in zip(_HEADER, *rows, strict=True)]
    left = sum(widths) + len(_GAP) * len(widths)
    room = max(shutil.get_terminal_size().columns - left, MIN_TEXT_WIDTH) if terminal else TEXT_WIDTH
    paint = _in_colour if terminal and _wants_colours() else _plain

    lines = [_summary(article), _GAP.join(_padded((*_HEADER, "TEXT"), widths))]
    for row, found in zip(rows, article.blocks, strict=True):
        cells = _padded((*row, beginning(found.block.text, room)), widths)
        shade = "" if found.label in kept else _DIM
        label = paint(_COLOURS[found.label], cells[_LABEL])
        before, behind = _GAP.join([*cells[:_LABEL], ""]), _GAP.join(["", *cells[_LABEL + 1 :]])
        lines.append(paint(shade, before) + label + paint(shade, behind))
    if terminal:
        lines.append(_legend(article, paint))
    return "\n".join(lines) + "\n"


def _wants_colours() -> bool:
    """Source: https://no-color.org."""
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _in_colour(colour: str, text: str) -> str:
    return f"{colour}{text}{_NORMAL}" if colour else text


def _plain(colour: str, text: str) -> str:
    return text


def _legend(article: Article, paint: Paint) -> str:
    """Every label that there is, in its colour, with its number of blocks."""
    counts = Counter(found.label for found in article.blocks)
    return ", ".join(f"{paint(_COLOURS[label], label.value)} {counts[label]}" for label in Label if counts[label])


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


def _padded(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """The cells, as wide as their columns; the last one has the rest of the line."""
    return [*(pad(cell, wide) for pad, cell, wide in zip(_PAD, cells, widths, strict=False)), cells[-1]]


def _printable(text: str) -> str:
    """`text` without what would steer the terminal: escape sequences, line ends, changes of direction.

    >>> _printable("red\\x1b[31m\\nخانه\\u200cها")
    'red [31m خانه\\u200cها'
    """
    return "".join(c if c.isprintable() or c in "\u200c\u200d" else " " for c in text)
