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
_STOPS = ".!?…。！？｡．؟۔।॥։።។၊။؛"
_COMMAS = ",;،，、；､፣·"
_COLONS = ":：፦"
_CLOSERS = "\"'”’»›“‘«‹)]}」』）】〉》„‟*_"
_DASHES = "-–—―−‐‑"
_SPACELESS = (
    (0x0E00, 0x0F00),
    (0x1000, 0x10A0),
    (0x1780, 0x1800),
    (0x3040, 0x3130),
    (0x3400, 0xA000),
    (0xF900, 0xFB00),
)
_SIZE = 0x10000


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


@cache
def _table() -> NDArray[np.uint8]:
    table = np.full(_SIZE, OTHER, np.uint8)
    for first, behind in ((0x3400, 0xA000), (0xAC00, 0xD7A4)):
        table[first:behind] = LOWER  # Han and Hangul: no case; Han is marked as spaceless below
    for point in range(_SIZE):
        if not 0x3400 <= point < 0xFB00:
            table[point] = _class_of(unicodedata.category(chr(point)))
    for first, behind in _SPACELESS:
        part = table[first:behind]
        part[(part == LOWER) | (part == OTHER)] = SPACELESS
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
