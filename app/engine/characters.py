"""What the characters of a page are, told for all of them at once."""

import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

#: Classes of a character. SPACELESS are letters of scripts written without spaces, where every character is a token.
OTHER, SPACE, LOWER, UPPER, SPACELESS, DIGIT, STOP, COMMA, COLON, CLOSER, SYMBOL, DASH = range(12)
CLASSES = 12

#: Ends of a sentence in the scripts of the world.
_STOPS = ".!?…。！？｡．؟۔।॥։።។၊။؛᭞᭟꓿꘎꘏꛳꛷꧈꧉꩝꩞꩟꯫"
_COMMAS = ",;،，、；､፣·꓾꘍꛵"
_COLONS = ":：፦៖"
_CLOSERS = "\"'”’»›“‘«‹)]}」』）】〉》„‟*_"
_DASHES = "-–—―−‐‑"
#: Scripts written without spaces, the first of their characters and behind the last: those in use of the classes SA, AK
#: and ID of Unicode's line breaking. Source: https://www.unicode.org/reports/tr14/
_SPACELESS = (
    (0x0E00, 0x0F00),  # Thai, Lao
    (0x1000, 0x10A0),  # Burmese
    (0x1780, 0x1800),  # Khmer
    (0x1950, 0x19E0),  # Tai Le, New Tai Lue
    (0x1A20, 0x1AB0),  # Tai Tham
    (0x1B00, 0x1B80),  # Balinese
    (0x3040, 0x3130),  # kana, bopomofo
    (0x3400, 0xA4D0),  # Han, Yi
    (0xA980, 0xAA00),  # Javanese, Burmese
    (0xAA60, 0xAAE0),  # Burmese, Tai Viet
    (0xF900, 0xFB00),  # Han
)
#: Ranges of one class with neither case nor accents, settled without a look at each character.
UNIFORM = (
    (0x3400, 0x4DC0, SPACELESS),  # Han
    (0x4E00, 0xA000, SPACELESS),  # Han
    (0xAC00, 0xD7A4, LOWER),  # Hangul
    (0xD800, 0xF900, OTHER),  # surrogates, private use
    (0x12000, 0x16800, LOWER),  # cuneiform, hieroglyphs
    (0x17000, 0x1B300, SPACELESS),  # Tangut, kana, Nüshu
    (0x1F000, 0x20000, OTHER),  # pictures, which are not used as symbols are
    (0x20000, 0x34000, SPACELESS),  # Han
)
#: Behind the last letter, where a table has one place for all that follows.
SIZE = 0x34001


class Characters(NamedTuple):
    """The characters of a page's blocks, one after the other.

    Attributes:
        classes: uint8, shape (characters,).
        starts, ends: int64, shape (blocks,): offsets of each block's first character and behind its last.
        counts: int64, shape (blocks, CLASSES): how many characters of each class a block has.
    """

    classes: NDArray[np.uint8]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    counts: NDArray[np.int64]


def classify_characters(texts: Sequence[str]) -> Characters:
    """Classes of all characters and their counts by block, in one vectorised pass."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    points = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    classes = classes_of(points)
    ends = np.cumsum(lengths)
    cells = np.repeat(np.arange(0, len(texts) * CLASSES, CLASSES), lengths)
    cells += classes
    counts = np.bincount(cells, minlength=len(texts) * CLASSES)
    return Characters(classes, ends - lengths, ends, counts.reshape(len(texts), CLASSES))


def classes_of(points: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """The class of each code point."""
    return _table().take(points, mode="clip")


def varied() -> list[int]:
    """The code points that stand in no range of `UNIFORM`."""
    bounds = [0, *(bound for first, behind, _ in UNIFORM for bound in (first, behind))]
    return [point for first, behind in zip(bounds[::2], bounds[1::2], strict=False) for point in range(first, behind)]


@cache
def _table() -> NDArray[np.uint8]:
    table = np.full(SIZE, OTHER, np.uint8)
    points = varied()
    table[points] = [_class_of(category) for category in map(unicodedata.category, map(chr, points))]
    for first, behind in _SPACELESS:
        part = table[first:behind]
        part[(part == LOWER) | (part == OTHER)] = SPACELESS
    for first, behind, kind in UNIFORM:
        table[first:behind] = kind
    for characters, kind in ((_STOPS, STOP), (_COMMAS, COMMA), (_COLONS, COLON), (_CLOSERS, CLOSER), (_DASHES, DASH)):
        table[[ord(character) for character in characters]] = kind
    return table


def _class_of(category: str) -> int:
    if category in ("Lu", "Lt"):
        return UPPER
    if category[0] in "LM":
        return LOWER
    if category == "Nd":
        return DIGIT
    if category[0] == "Z" or category == "Cc":
        return SPACE
    return SYMBOL if category[0] == "S" else OTHER
