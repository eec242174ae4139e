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

from app.engine.characters import DIGIT, LOWER, OTHER, SIZE, SPACELESS, UNIFORM, UPPER, classes_of, varied

#: Stand before the first and behind the last letter of every block that has letters.
FIRST, LAST = "\x02", "\x03"

#: A folded character and what it is in one number: the point below, the class above, then whether it is a letter of
#: any kind (or a sign of code), and whether it belongs to a word.
_SHIFT, _POINT, _CLASS, _IS_LETTER, _IS_WORD = 24, 0x1FFFFF, 7, 1 << 27, 1 << 28
_DROPPED, _NEWLINE, _SPACE, _ZERO = 0, ord("\n"), ord(" "), ord("0") | DIGIT << _SHIFT | _IS_WORD
_FIRST, _LAST = ord(FIRST), ord(LAST)

#: Characters that are equal to readers but not to Unicode's decomposition.
_EQUALS = {
    **dict.fromkeys("“”„‟«»‹›″〝〞「」『』", '"'),
    **dict.fromkeys("‘’‚‛ʻʼʹ′`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("៖፦፡", ":"),
    **{"ı": "i", "ł": "l", "đ": "d", "ø": "o", "ς": "σ", "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ە": "ه"},
}

#: Signs of code, which no button has: a phrase beside them is not all that the block says ("{ next }").
_CODE = "{}\\"


class Folded(NamedTuple):
    """The blocks of a page, folded, each followed by a newline.

    Attributes:
        points: uint32, shape (len(text),): the code points of `text`.
        classes: uint8, shape (len(text),): what `characters` says of letters and numbers before they are folded; OTHER
            for all else.
        is_word: bool, shape (len(text),): a letter or a digit, as Unicode has it.
        starts, ends: int64, shape (blocks,): offset in `text` of each block's first character and of its newline.
    """

    text: str
    points: NDArray[np.uint32]
    classes: NDArray[np.uint8]
    is_word: NDArray[np.bool_]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]

    def first(self, blocks: int) -> "Folded":
        """The first so many blocks alone."""
        end = int(self.ends[blocks - 1]) + 1 if blocks else 0
        by_character = (self.points[:end], self.classes[:end], self.is_word[:end])
        return Folded(self.text[:end], *by_character, self.starts[:blocks], self.ends[:blocks])


def fold_blocks(blocks: Sequence[str]) -> Folded:
    """All blocks of a page as one folded text.

    Lone surrogates, control characters and newlines inside a block do no harm: they become spaces or U+FFFD.
    """
    lengths = np.fromiter(map(len, blocks), dtype=np.int64, count=len(blocks))
    joined = "\n".join([*blocks, ""]) if blocks else ""
    points = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    packed = _table().take(points, mode="clip")
    packed[np.cumsum(lengths + 1) - 1] = _NEWLINE
    if not packed.all():
        packed = packed[packed != _DROPPED]
    repeats = packed[1:] == packed[:-1]
    repeats &= (packed[1:] == _SPACE) | (packed[1:] == _ZERO)
    packed = np.concatenate([packed[:1], packed[1:][~repeats]])
    marked, starts, ends = _mark(packed)
    folded = marked & np.uint32(_POINT)
    classes = (marked >> _SHIFT).astype(np.uint8) & np.uint8(_CLASS)
    return Folded(folded.tobytes().decode("utf-32-le"), folded, classes, marked >= _IS_WORD, starts, ends)


def _mark(packed: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.int64], NDArray[np.int64]]:
    """Set FIRST and LAST around what lies between the first and the last letter of every block.

    Returns:
        the characters, and the bounds of the blocks in them.
    """
    ends = np.flatnonzero(packed == _NEWLINE)
    starts = np.concatenate([np.zeros(min(len(ends), 1), dtype=np.int64), ends[:-1] + 1])
    letters = np.flatnonzero((packed & _IS_LETTER) > 0)
    before, behind = np.searchsorted(letters, starts), np.searchsorted(letters, ends)
    lettered = before < behind
    positions = np.stack([letters[before[lettered]], letters[behind[lettered] - 1] + 1], axis=1).ravel()
    positions += np.arange(len(positions))
    marked = np.empty(len(packed) + len(positions), np.uint32)
    is_mark = np.zeros(len(marked), np.bool_)
    is_mark[positions] = True
    marked[positions[::2]], marked[positions[1::2]] = _FIRST, _LAST
    marked[~is_mark] = packed
    added = 2 * np.cumsum(lettered)
    return marked, starts + added - 2 * lettered, ends + added


@cache
def _table() -> NDArray[np.uint32]:
    """What becomes of every character: folded, with its class in the upper byte; 0 is dropped. Shape (SIZE,)."""
    table = np.arange(SIZE, dtype=np.uint32)
    for first, behind, kind in UNIFORM:
        table[first:behind] |= np.uint32(0 if kind == OTHER else kind << _SHIFT | _IS_LETTER | _IS_WORD)
    points = varied()
    table[points] = list(map(_pack, map(chr, points), classes_of(table[points]).tolist()))
    table[[ord(sign) for sign in _CODE]] |= np.uint32(_IS_LETTER)
    table[0xD800:0xE000] = table[-1] = 0xFFFD
    return table


def _pack(character: str, kind: int) -> int:
    category = unicodedata.category(character)
    if category == "Cn":  # there is no such character
        return ord(character)
    if _is_dropped(character):
        return _DROPPED
    folded = _fold_character(character)
    if category[0] == "N":
        kind = DIGIT
    elif category[0] not in "LM":
        kind = OTHER
    is_letter = _IS_LETTER if kind in (LOWER, UPPER, SPACELESS) else 0
    return ord(folded) | kind << _SHIFT | is_letter | (_IS_WORD if folded.isalnum() else 0)


def _fold_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return "0"
    if category[0] == "Z" or category == "Cc":
        return " "
    if "！" <= character <= "～":  # the full-width forms of ASCII
        character = chr(ord(character) - 0xFEE0)
    lower = character.lower()
    decomposed = unicodedata.normalize("NFD", lower)
    base = decomposed[0] if all(map(_is_dropped, decomposed[1:])) else lower[0]
    return _EQUALS.get(base, base)


def _is_dropped(character: str) -> bool:
    """Whether a character only shades the one before it (accent, vowel point, nukta, tatweel) or is not seen at all.

    Told by canonical combining class, so that the vowel signs of Indic and Thai script stay.
    Source: https://www.unicode.org/reports/tr44/#Canonical_Combining_Class_Values
    """
    combining = unicodedata.combining(character)
    if combining in (7, 8) or 10 <= combining <= 36 or combining >= 200:
        return True
    return unicodedata.category(character) in ("Cf", "Me") or character == "ـ" or "\ufe00" <= character <= "\ufe0f"
