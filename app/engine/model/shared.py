"""The words of a page's lines, and which lines share them; words are their hashes, whatever the language."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.engine import characters as ch
from app.engine.model.hashing import hash_runs, mix

#: Words with fewer letters are rarely about anything.
MIN_LETTERS = 4

_SPACE, _NEWLINE = 32, 10
#: Bits of a number that hold a line, below a word's hash.
_LINE_BITS = 31
_LINE_MASK = (1 << _LINE_BITS) - 1
#: How far away the next line is where there is none: farther than any.
FAR_AWAY = 1 << _LINE_BITS
_POWERS = np.cumprod(np.full(256, 0x01000193, np.uint32), dtype=np.uint32)


class Words(NamedTuple):
    """The words of a page, in order; of scripts without spaces, each pair of characters.

    Attributes:
        line: int64, shape (words,).
        key: int64, shape (words,): hash.
        letters: int64, shape (words,).
    """

    line: NDArray[np.int64]
    key: NDArray[np.int64]
    letters: NDArray[np.int64]

    def split(self, lines: int) -> "tuple[Words, Words]":
        """The words of the first so many lines, and those of the others, whose lines count from 0 again."""
        place = int(np.searchsorted(self.line, lines))
        before, behind = ([column[part] for column in self] for part in (slice(place), slice(place, None)))
        return Words(*before), Words(behind[0] - lines, *behind[1:])


class Shared(NamedTuple):
    """The lines of each long word of a page, word by word; a line once a word.

    Attributes:
        line: int64, shape (pairs,): of each pair of a word and a line.
        first, number: int64, shape (different words,): each word's first pair, and how many lines it is in.
        word: int64, shape (pairs,): each pair's word, by its place in `first`.
        behind: int64, shape (pairs,): how far away the word's next line is.
    """

    line: NDArray[np.int64]
    first: NDArray[np.int64]
    number: NDArray[np.int64]
    word: NDArray[np.int64]
    behind: NDArray[np.int64]

    def count_others(self, pairs: NDArray[np.bool_]) -> NDArray[np.int64]:
        """In how many others of some pairs each pair's word is; shape (pairs,)."""
        return np.bincount(self.word[pairs], minlength=len(self.first))[self.word] - pairs


class Weights(NamedTuple):
    """What the words of a page's lines weigh.

    Attributes:
        rarity: float64, shape (pairs,): of each pair's word.
        total, sum: shape (lines,): how many different words a line has, at least 1, and their rarities together.
    """

    rarity: NDArray[np.float64]
    total: NDArray[np.int64]
    sum: NDArray[np.float64]


def read_words(keys: Sequence[str]) -> Words:
    """The words of lines written as `Features.keys` are: folded, a blank between two words."""
    text = "\n".join(keys) + "\n"
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    is_end = points == _NEWLINE
    blank = is_end | (points == _SPACE)
    begins = ~blank
    begins[1:] &= blank[:-1]
    spaceless = None if text.isascii() else (ch.classes_of(points) == ch.SPACELESS) & ~blank
    if spaceless is not None:
        begins |= spaceless
        begins[1:] |= spaceless[:-1] & ~blank[1:]
    first = np.flatnonzero(begins)
    if not len(first):
        empty = np.zeros(0, np.int64)
        return Words(empty, empty, empty)
    is_letter = ~blank
    ends = np.flatnonzero(is_letter[:-1] & (begins[1:] | blank[1:]))
    letters = ends - first + 1
    hashes = hash_runs(points, is_letter, first, _POWERS)
    if spaceless is not None:
        paired = spaceless[first]
        hashes += paired * points[np.minimum(first + 1, len(points) - 1)] * np.uint32(0x85EBCA77)
        letters[paired] = MIN_LETTERS
    ends = np.searchsorted(first, np.flatnonzero(is_end))
    line = np.repeat(np.arange(len(ends)), np.diff(ends, prepend=0))
    return Words(line, mix(hashes).astype(np.int64), letters)


def find_shared(words: Words) -> Shared:
    """The lines of each long word."""
    long = words.letters >= MIN_LETTERS
    pairs = np.sort(words.key[long] << _LINE_BITS | words.line[long])  # np.unique takes twenty times as long
    if len(pairs):
        pairs = pairs[np.concatenate([[True], pairs[1:] != pairs[:-1]])]
    line = pairs & _LINE_MASK
    opens = np.ones(len(pairs), np.bool_)
    behind = np.full(len(pairs), FAR_AWAY)
    if len(pairs):
        opens[1:] = (pairs[1:] ^ pairs[:-1]) > _LINE_MASK
        np.copyto(behind[:-1], line[1:] - line[:-1], where=~opens[1:])
    first = np.flatnonzero(opens)
    return Shared(line, first, np.diff(first, append=len(line)), np.cumsum(opens) - 1, behind)


def weigh(shared: Shared, count: int) -> Weights:
    """The weights of the words of a page of so many lines."""
    rarity = np.log(1 + count / shared.number)[shared.word]
    total = np.maximum(np.bincount(shared.line, minlength=count), 1)
    return Weights(rarity, total, np.maximum(np.bincount(shared.line, rarity, count), 1e-6))
