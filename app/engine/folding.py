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

#: A folded character and what it is in one number: the point below, the class above, then whether it is a letter of
#: any kind (or a sign of code), and whether it belongs to a word.
_SHIFT, _POINT, _CLASS, _IS_LETTER, _IS_WORD = 24, 0x1FFFFF, 7, 1 << 27, 1 << 28
_DROPPED, _NEWLINE, _SPACE, _ZERO = 0, ord("\n"), ord(" "), ord("0") | DIGIT << _SHIFT | _IS_WORD
_FIRST, _LAST = ord(FIRST), ord(LAST)

#: Characters that are equal to readers but not to Unicode's decomposition.
_EQUALS = {
    **dict.fromkeys("“”„‟«»‹›″〝〞「」『』", '"'),
    **dict.fromkeys("‘’‚‛ʼʹ′`´", "'"),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **{"ı": "i", "ł": "l", "đ": "d", "ø": "o", "ς": "σ", "ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه"},
}

#: Ranges with neither case nor accents, settled without looking at each character: (first, last, class).
_UNIFORM = ((0x3400, 0x9FFF, SPACELESS), (0xA000, 0xD7FF, LETTER), (0xD800, 0xF8FF, OTHER), (0xF900, 0xFAFF, SPACELESS))

#: Signs of code, which no button has: a phrase beside them is not all that the block says ("{ next }").
_CODE = "{}\\"

#: Scripts written without spaces: Thai and Lao, Burmese, Khmer, kana and bopomofo. (Han stands in `_UNIFORM`.)
_WITHOUT_SPACES = (range(0x0E00, 0x0F00), range(0x1000, 0x10A0), range(0x1780, 0x1800), range(0x3040, 0x3130))


class Folded(NamedTuple):
    """The blocks of a page, folded, each followed by a newline.

    Attributes:
        points: uint32, shape (len(text),): the code points of `text`.
        classes: uint8, shape (len(text),): OTHER, LETTER, SPACELESS, DIGIT or CAPITAL.
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
    """What becomes of every character of the basic plane: folded, with its class in the upper byte; 0 is dropped.

    Characters beyond the plane are treated as its last. Shape (_SIZE,).
    """
    table = np.arange(_SIZE, dtype=np.uint32)
    for first, last, kind in _UNIFORM:
        table[first : last + 1] |= np.uint32(kind << _SHIFT)
    for point in range(_SIZE):
        if point < 0x3400 or point > 0xFAFF:
            table[point] = _pack(chr(point))
    table[0xD800:0xE000] = table[-1] = 0xFFFD
    kinds = table >> _SHIFT
    table[(kinds == LETTER) | (kinds == SPACELESS) | (kinds == CAPITAL)] |= np.uint32(_IS_LETTER)
    table[[ord(sign) for sign in _CODE]] |= np.uint32(_IS_LETTER)
    is_word = np.fromiter(map(str.isalnum, map(chr, (table & _POINT).tolist())), np.bool_, _SIZE)
    table[is_word] |= np.uint32(_IS_WORD)
    return table


def _pack(character: str) -> int:
    if _is_dropped(character):
        return _DROPPED
    return ord(_fold_character(character)) | _class_of(character) << _SHIFT


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
