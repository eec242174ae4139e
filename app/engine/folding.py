"""Blocks of a page as one text in which spelling no longer matters, made with NumPy: no loop over characters.

Folding makes equal what readers and scrapers write differently: case (also Turkish and Greek), accents, vowel points,
digits (any number is "0"), quotes, dashes, spaces, full-width forms, Persian and Arabic letters, invisible characters.
"""

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

#: Stand before the first and behind the last letter of every block that has letters.
FIRST, LAST = "\x02", "\x03"

#: Classes of a character: no part of a word, a letter, a letter of a script without spaces, a digit, a capital.
OTHER, LETTER, SPACELESS, DIGIT, CAPITAL = range(5)

_SIZE = 0x10000

#: Characters that are equal to readers but not to Unicode's decomposition.
_EQUALS = {
    **dict.fromkeys("“”„‟«»‹›″〝〞「」『』", '"'),
    **dict.fromkeys("‘’‚‛ʼʹ′`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **{"ı": "i", "ł": "l", "đ": "d", "ø": "o", "ς": "σ", "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه"},
}

#: Ranges with neither case nor accents, settled without looking at each character: (first, last, class).
_UNIFORM = ((0x3400, 0x9FFF, SPACELESS), (0xA000, 0xD7FF, LETTER), (0xD800, 0xF8FF, OTHER), (0xF900, 0xFAFF, SPACELESS))

#: Scripts written without spaces: Thai and Lao, Burmese, Khmer, kana and bopomofo. (Han stands in `_UNIFORM`.)
_WITHOUT_SPACES = (range(0x0E00, 0x0F00), range(0x1000, 0x10A0), range(0x1780, 0x1800), range(0x3040, 0x3130))


class Folded(NamedTuple):
    """The blocks of a page, folded, each followed by a newline.

    Attributes:
        classes: uint8, shape (len(text),): OTHER, LETTER, SPACELESS, DIGIT or CAPITAL.
        starts, ends: int64, shape (blocks,): offset in `text` of each block's first character and of its newline.
    """

    text: str
    classes: NDArray[np.uint8]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]


class _Tables(NamedTuple):
    """What becomes of every character of the basic plane; those beyond it are treated as the last."""

    folded: NDArray[np.uint32]
    classes: NDArray[np.uint8]
    dropped: NDArray[np.bool_]


def fold(text: str) -> str:
    """One phrase, folded, with neither markers nor space around it.

    >>> fold("  ΔΙΑΒΑΣΤΕ  ΕΠΊΣΗΣ:"), fold("1.250 Yorum"), fold("पढ़ें"), fold("İLGİLİ")
    ('διαβαστε επισησ:', '0.0 yorum', 'पढें', 'ilgili')
    """
    return fold_blocks([text]).text.replace(FIRST, "").replace(LAST, "").strip()


def fold_blocks(blocks: Sequence[str]) -> Folded:
    """All blocks of a page as one folded text.

    Lone surrogates, control characters and newlines inside a block do no harm: they become spaces or U+FFFD.
    """
    tables = _tables()
    lengths = np.fromiter(map(len, blocks), dtype=np.int64, count=len(blocks))
    joined = "\n".join([*blocks, ""]) if blocks else ""
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    index = np.minimum(points, _SIZE - 1)
    folded, classes = tables.folded[index], tables.classes[index]
    folded[np.cumsum(lengths + 1) - 1] = ord("\n")
    kept = ~tables.dropped[index]
    folded, classes = folded[kept], classes[kept]
    repeats = np.zeros(len(folded), dtype=np.bool_)
    repeats[1:] = (folded[1:] == folded[:-1]) & ((folded[1:] == ord(" ")) | (folded[1:] == ord("0")))
    return _mark(folded[~repeats], classes[~repeats])


def _mark(folded: NDArray[np.uint32], classes: NDArray[np.uint8]) -> Folded:
    """Set FIRST and LAST around what lies between the first and the last letter of every block."""
    ends = np.flatnonzero(folded == ord("\n"))
    starts = np.concatenate([np.zeros(min(len(ends), 1), dtype=np.int64), ends[:-1] + 1])
    letters = np.flatnonzero((classes == LETTER) | (classes == SPACELESS) | (classes == CAPITAL))
    before, behind = np.searchsorted(letters, starts), np.searchsorted(letters, ends)
    lettered = before < behind
    positions = np.concatenate([letters[before[lettered]], letters[behind[lettered] - 1] + 1])
    marks = np.repeat(np.array([ord(FIRST), ord(LAST)], dtype=np.uint32), np.count_nonzero(lettered))
    folded = np.insert(folded, positions, marks)
    classes = np.insert(classes, positions, OTHER)
    ends = np.flatnonzero(folded == ord("\n"))
    starts = np.concatenate([np.zeros(min(len(ends), 1), dtype=np.int64), ends[:-1] + 1])
    return Folded(folded.tobytes().decode("utf-32-le"), classes, starts, ends)


@cache
def _tables() -> _Tables:
    folded = np.arange(_SIZE, dtype=np.uint32)
    classes = np.full(_SIZE, OTHER, dtype=np.uint8)
    dropped = np.zeros(_SIZE, dtype=np.bool_)
    points = [point for point in range(_SIZE) if not 0x3400 <= point <= 0xFAFF]
    for point in points:
        character = chr(point)
        folded[point] = ord(_fold_character(character))
        classes[point] = _class_of(character)
        dropped[point] = _is_dropped(character)
    for first, last, kind in _UNIFORM:
        classes[first : last + 1] = kind
    folded[0xD800:0xE000] = folded[-1] = 0xFFFD
    return _Tables(folded, classes, dropped)


def _fold_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return "0"
    if category[0] == "Z" or category == "Cc":
        return " "
    if "！" <= character <= "～":  # the full-width forms of ASCII
        character = chr(ord(character) - 0xFEE0)
    base, *marks = unicodedata.normalize("NFD", character.lower())
    if not all(_is_dropped(mark) for mark in marks):
        base = character
    return _EQUALS.get(base, base)


def _class_of(character: str) -> int:
    if unicodedata.category(character) == "Lu":
        return CAPITAL
    category = unicodedata.category(character)[0]
    if category in "LM":
        return SPACELESS if any(ord(character) in script for script in _WITHOUT_SPACES) else LETTER
    return DIGIT if category == "N" else OTHER


def _is_dropped(character: str) -> bool:
    """Whether a character only shades the one before it (accent, vowel point, nukta, tatweel) or is not seen at all.

    Told by canonical combining class, so that the vowel signs of Indic and Thai script stay.
    Source: https://www.unicode.org/reports/tr44/#Canonical_Combining_Class_Values
    """
    combining = unicodedata.combining(character)
    if combining in (7, 8) or 10 <= combining <= 36 or combining >= 200:
        return True
    return unicodedata.category(character) in ("Cf", "Me") or character == "ـ" or "\ufe00" <= character <= "\ufe0f"
