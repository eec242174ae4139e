"""Whether the words of a line return elsewhere on the page.

The paragraphs of an article speak of the same things; a teaser of another article has words that nothing else has. It
is so in every language, and no word need be known.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.engine import characters as ch
from app.engine.model.hashing import NAME_ROWS, mix

#: Words with fewer letters are rarely about anything.
MIN_LETTERS = 4
#: How many lines away another occurrence is near, and not far.
NEAR, FAR = 3, 12
#: Names of the columns of `measure_cohesion`.
COHESION = ("shared", "shared_running", "shared_before", "shared_behind", "shared_near", "weight", "rare", "alone")
#: Names of the columns of `measure_mentions` for each text.
MENTIONS = ("share", "count")

_POWERS = np.cumprod(np.full(256, 0x01000193, np.uint32), dtype=np.uint32)


class Words(NamedTuple):
    """The words of a page, in order; of scripts without spaces, each pair of characters.

    Attributes:
        line: int64, shape (words,).
        key: int64, shape (words,): hash.
        rows: int64, shape (words,): the row of its vector, 1 to NAME_ROWS - 1.
        letters: int64, shape (words,).
    """

    line: NDArray[np.int64]
    key: NDArray[np.int64]
    rows: NDArray[np.int64]
    letters: NDArray[np.int64]


def read_words(keys: Sequence[str]) -> Words:
    """The words of lines written as `Features.keys` are: folded, a blank between two words."""
    text = "\n".join(keys) + "\n"
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    classes = ch.classify_characters([text]).classes
    blank = (points == 32) | (points == 10)
    spaceless = (classes == ch.SPACELESS) & ~blank
    after_blank, after_spaceless = np.append(True, blank[:-1]), np.append(False, spaceless[:-1])
    first = np.flatnonzero(~blank & (after_blank | spaceless | after_spaceless))
    if not len(first):
        empty = np.zeros(0, np.int64)
        return Words(empty, empty, empty, empty)
    number = np.cumsum(np.bincount(first, minlength=len(points))) - 1
    chars = np.flatnonzero(~blank)
    place = np.minimum(chars - first[number[chars]], len(_POWERS) - 1)
    hashes = np.add.reduceat(points[chars] * _POWERS[place], np.searchsorted(chars, first), dtype=np.uint32)
    paired = spaceless[first]
    hashes = np.where(paired, hashes + points[np.minimum(first + 1, len(points) - 1)] * np.uint32(0x85EBCA77), hashes)
    line = np.searchsorted(np.flatnonzero(points == 10), first)
    letters = np.where(paired, MIN_LETTERS, np.bincount(number[chars], minlength=len(first)))
    mixed = mix(hashes).astype(np.int64)
    return Words(line, mixed, mixed % (NAME_ROWS - 1) + 1, letters)


def measure_cohesion(words: Words, prose: NDArray[np.bool_]) -> NDArray[np.float32]:
    """`COHESION` of every line: shares of its different words that other lines have too.

    Args:
        prose: bool, shape (lines,): running text.

    Returns:
        float32, shape (lines, len(COHESION)).
    """
    count = len(prose)
    long = words.letters >= MIN_LETTERS
    pairs = np.sort(words.key[long] * np.int64(count) + words.line[long])
    pairs = pairs[np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)]]  # np.unique takes twenty times as long
    key, line = pairs // count, pairs % count
    if not len(pairs):
        return np.zeros((count, len(COHESION)), np.float32)
    opens = np.append(True, key[1:] != key[:-1])
    word = np.cumsum(opens) - 1
    lines = np.bincount(word)[word]
    runs = prose[line]
    elsewhere = np.bincount(word, runs)[word] - runs
    far = np.int64(10**9)
    behind = np.append(np.where(opens[1:], far, line[1:] - line[:-1]), far)
    before = np.append(far, behind[:-1])
    rarity = np.log(1 + count / lines)
    total = np.maximum(np.bincount(line, minlength=count), 1)
    weight = np.maximum(np.bincount(line, rarity, count), 1e-6)

    def share(mask: NDArray[np.bool_]) -> NDArray[np.float64]:
        return np.asarray(np.bincount(line, mask * rarity, count) / weight)

    columns = (
        share(lines > 1),
        share(elsewhere > 0),
        share(before <= FAR),
        share(behind <= FAR),
        share(np.minimum(before, behind) <= NEAR),
        np.log1p(total),
        np.log1p(np.bincount(line, (elsewhere > 0) & (lines <= 2 + count / 20), count)),
        np.log1p(np.bincount(line, lines == 1, count)),
    )
    return np.stack(columns, axis=1).astype(np.float32)


def measure_mentions(words: Words, said: Sequence[str], count: int) -> NDArray[np.float32]:
    """How many of a line's words each of some texts has too, such as what the head says that the page is about.

    Args:
        said: the texts, folded as `Features.keys` are.
        count: of lines.

    Returns:
        float32, shape (lines, len(said) * len(MENTIONS)): share of the line's words, and logarithm of their number.
    """
    long = words.letters >= MIN_LETTERS
    line, key = words.line[long], words.key[long]
    total = np.maximum(np.bincount(line, minlength=count), 1)
    theirs = read_words(said)
    named = theirs.letters >= MIN_LETTERS
    columns = []
    for text in range(len(said)):
        found = np.bincount(line, np.isin(key, theirs.key[named & (theirs.line == text)]), count)
        columns += [found / total, np.log1p(found)]
    return np.stack(columns, axis=1).astype(np.float32)
