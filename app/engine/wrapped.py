"""Finds paragraphs that were cut into lines at a fixed width, as e-mail, text files and some scrapers have them.

A paragraph is filled greedily: a line ends where the next word no longer fits. So where the first word of a line would
have fitted on the line above, that one ended for another reason.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from app.engine.blocks import Block, Span

#: `Block.tag` of a line that goes on with the paragraph of the line above.
CUT = "cut"
#: Widths that texts are cut at, in characters.
WIDTHS = (50, 110)
#: Of the lines at least half as long as the width with another right below: the share that this one's first word does
#: not fit on, and how many such lines there are at least. Of 172 texts of `dev` made in two plain ways one at most is
#: taken for wrapped, and 144 and 147 of them once they are wrapped at 78.
MIN_FULL, MIN_LINES = 0.5, 3
#: Longest word that a paragraph's last line may be, in characters; a longer one is a line of a script without spaces.
MAX_WORD = 25
#: Most lines longer than the width, for each that is half as long or longer.
MAX_LONGER = 0.1
#: How a line begins that is an item, a heading, a quote or a row: it does not go on with the one above, and some
#: scrapers cut none of these.
_OWN = re.compile(r"[-*+#|>•‣▪●·]|\d{1,3}[.)] ")


def find_wrapped(lines: Sequence[str]) -> NDArray[np.bool_]:
    """Whether each line goes on with the paragraph of the line above; all false where the text is not cut at a width.

    Scripts without spaces are cut anywhere, and are left as they are.

    Args:
        lines: without the blanks around them; those without words, too.

    Returns:
        bool, shape (lines,).
    """
    count = len(lines)
    chars = np.fromiter(map(len, lines), np.int64, count)
    wrapped = np.zeros(count, np.bool_)
    if ((chars > WIDTHS[0] / 2) & (chars <= WIDTHS[1])).sum() < MIN_LINES:
        return wrapped
    blanks = np.fromiter([line.find(" ") for line in lines], np.int64, count)
    words = np.where(blanks < 0, chars, blanks)
    own = np.fromiter(map(bool, map(_OWN.match, lines)), np.bool_, count)
    above, word = chars[:-1], words[1:]
    pairs = (above > 0) & (word > 0) & (word < chars[1:]) & ~own[1:]
    if not pairs.any():
        return wrapped
    width = _find_width(above[pairs], word[pairs])
    long = chars >= width / 2
    full = pairs & (above <= width) & (above + 1 + word > width)
    lasting = pairs & (above <= width) & long[:-1]
    longer = (chars > width) & (words < chars) & ~own
    if full.sum() < max(MIN_LINES, MIN_FULL * lasting.sum()) or longer.sum() > MAX_LONGER * long.sum():
        return wrapped
    last_words = (above > 0) & (word == chars[1:]) & (word <= MAX_WORD) & ~own[1:] & (words[:-1] < above)
    wrapped[1:] = full | (last_words & (above <= width) & (above + 1 + word > width))
    return wrapped


def paragraphs(lines: Iterable[Block]) -> Iterator[list[Block]]:
    """The lines, those of one paragraph together."""
    found: list[Block] = []
    for line in lines:
        if found and line.tag != CUT:
            yield found
            found = []
        found.append(line)
    if found:
        yield found


def join_lines(lines: Sequence[Block]) -> Block:
    """The lines of a paragraph as one, a blank between them, none within a word that was cut behind its hyphen."""
    if len(lines) == 1:
        return lines[0]
    pieces: list[str] = []
    spans: list[Span] = []
    length = 0
    for number, line in enumerate(lines):
        spans += [span._replace(start=span.start + length, end=span.end + length) for span in line.spans]
        is_whole = number == len(lines) - 1 or (line.text.endswith("-") and line.text[-2:-1].isalpha())
        pieces.append(line.text if is_whole else f"{line.text} ")
        length += len(pieces[-1])
    linked = sum(line.linked for line in lines)
    return lines[0]._replace(text="".join(pieces), spans=tuple(spans), linked=linked, end=lines[-1].end)


def _find_width(above: NDArray[np.int64], word: NDArray[np.int64]) -> int:
    """The width at which most words do not fit on the line above."""
    first, last = WIDTHS
    starts, behind = (np.clip(ends, first, last + 1) - first for ends in (above, above + word + 1))
    changes = np.bincount(starts, minlength=last - first + 2) - np.bincount(behind, minlength=last - first + 2)
    return int(np.argmax(np.cumsum(changes)[:-1])) + first
