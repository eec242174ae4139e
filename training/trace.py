"""Finds the block of a page of HTML that each line of a text made from it came from."""

import re
from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

#: Letters and digits of a line from which it is looked for in the whole page, if it stands there once.
ANCHOR = 25
#: Letters behind the last line found within which the next is looked for, where no line around it is an anchor.
REACH = 4_000
#: Where a link of Markdown leads to.
_LINK_TARGET = re.compile(r"\]\([^)\s]*[^)]*\)")


def trace(lines: Sequence[str], blocks: Sequence[str]) -> NDArray[np.int64]:
    """The block that each line came from, both in the page's order; -1 where none has its letters.

    Only letters and digits are compared. Lines that stand in the page once hold the others: these are looked for
    between them. A line made of several blocks is said to be of the one in its middle.
    """
    flat = [_letters(block) for block in blocks]
    whole = "".join(flat)
    ends = np.cumsum([len(block) for block in flat])
    keys = [_letters(_LINK_TARGET.sub("", line)) for line in lines]
    places = np.full(len(lines), -1, np.int64)
    held = _rising([(line, at) for line, key in enumerate(keys) if (at := _find_once(whole, key)) >= 0])
    starts = [(-1, 0, 0), *((line, at, at + len(keys[line])) for line, at in held)]
    for (first, place, at), (behind, end) in zip(starts, [*held, (len(lines), len(whole))], strict=True):
        if first >= 0:
            places[first] = place
        for line in range(first + 1, behind):
            found = whole.find(keys[line], at, min(end, at + REACH + len(keys[line]))) if keys[line] else -1
            if found >= 0:
                places[line], at = found, found + len(keys[line])
    middles = places + np.array([len(key) // 2 for key in keys], np.int64)
    return np.where(places >= 0, np.searchsorted(ends, middles, side="right"), -1)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _find_once(whole: str, key: str) -> int:
    at = whole.find(key) if len(key) >= ANCHOR else -1
    return at if at >= 0 and whole.find(key, at + 1) < 0 else -1


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs whose second number rises too (patience sorting)."""
    tops: list[int] = []
    owners: list[int] = []
    before = [-1] * len(pairs)
    for number, (_, at) in enumerate(pairs):
        pile = bisect_left(tops, at)
        before[number] = owners[pile - 1] if pile else -1
        tops[pile : pile + 1], owners[pile : pile + 1] = [at], [number]
    chain: list[tuple[int, int]] = []
    number = owners[-1] if owners else -1
    while number >= 0:
        chain.append(pairs[number])
        number = before[number]
    return chain[::-1]
