"""Finds sentences that a scraper cut at their links and emphasis, a line for each text node of the page.

The line behind such a cut goes on with a small letter, or with a mark that begins no sentence.
"""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

#: What a line ends with that ends a sentence or leads to something else, and what may stand behind it; what it begins
#: with that begins no sentence; and what code has.
_ENDS, _CLOSING = tuple(".!?…:;。！？；：؟।۔"), '"”’»)」）'
_GOES_ON = tuple(",.;:)]»”、，。；：）")
_CODE = re.compile(r"[=<>{}\[\]_$\\]|\(\)")
#: Words from which a line may end the sentence without a mark: dates and names that begin with a small letter are
#: shorter. Words in front of a link in a sentence at least, and of such a link at most. Words of the longest line, or
#: all of them are verses or a menu: raw texts of `dev` have a mean of .8477 without that bound, .8471 with 7 and with
#: 10 words, .8469 with 14, and .8434 with no line joined.
MIN_LAST, MIN_BEFORE, MAX_LINK, MIN_LONGEST = 3, 6, 8, 7


def find_pieces(lines: Sequence[str]) -> NDArray[np.bool_]:
    """Whether each line goes on with the sentence of the line right above.

    Lines that all begin with small letters are left alone: a menu may be written so. So is what scripts without
    small letters have, but for marks.

    Args:
        lines: without the blanks around them; those without words, too.

    Returns:
        bool, shape (lines,).
    """
    found = np.zeros(len(lines), np.bool_)
    marked = np.fromiter([line.startswith(_GOES_ON) for line in lines], np.bool_, len(lines))
    small = np.fromiter(map(_is_small, lines), np.bool_, len(lines))
    if not (small | marked).any():
        return found
    words = np.fromiter([line.count(" ") + 1 if line else 0 for line in lines], np.int64, len(lines))
    is_open = np.fromiter(map(_is_open, lines), np.bool_, len(lines))
    goes_on = small & ((words >= MIN_LAST) | ~is_open)
    below = _shift(is_open)
    found = (goes_on & below) | (marked & _shift(words > 0))
    found[:-1] |= (small & below)[:-1] & found[1:]
    sums, rows = np.cumsum(words), np.arange(len(words))
    begun = np.maximum.accumulate(np.where(found, 0, rows))  # the line that begins each one's sentence
    link = below & _shift(sums - sums[begun] + words[begun] >= MIN_BEFORE) & is_open & (words <= MAX_LINK)
    found[:-1] |= link[:-1] & (goes_on | marked)[1:]
    firsts = np.flatnonzero(~found)
    is_prose = np.logical_or.reduceat((words >= MIN_LONGEST) | (found & marked), firsts) & ~small[firsts]
    return np.asarray(found & is_prose[np.cumsum(~found) - 1])


def _is_small(line: str) -> bool:
    """Whether a line begins with a small letter that has a capital, and is no code."""
    return line[:1].islower() and line[0].title() != line[0] and _CODE.search(line) is None


def _is_open(line: str) -> bool:
    """Whether a line has words and ends neither a sentence nor, as dates do, in a figure."""
    return bool(line) and not line.rstrip(_CLOSING).endswith(_ENDS) and not line[-1].isdigit()


def _shift(above: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """What holds of the line above each; nothing holds above the first."""
    shifted = np.zeros(len(above), np.bool_)
    shifted[1:] = above[:-1]
    return shifted
