"""Everything that is known of a page's blocks before anything is decided."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from app.engine.features import Features, measure
from app.engine.folding import Folded, fold_blocks
from app.engine.lexicon import Phrases, find_in
from app.engine.page import Page

#: Signs that lead from a section to its part in a breadcrumb, between blanks.
_TRAIL = re.compile(r"\s(?:[»›>→▸▶❯/|]|::)\s")
#: Signs of a breadcrumb, and the characters that it has less than.
MIN_SIGNS, MAX_TRAIL_CHARS = 2, 400


_SPACE, _NEWLINE = ord(" "), ord("\n")


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """The page, what was measured of it, and the phrases found in it.

    Attributes:
        named: bool, shape (blocks,): the block repeats a headline that the page's head gives.
        trail: bool, shape (blocks,): the block is a breadcrumb or a bar of links by its separators.
    """

    page: Page
    features: Features
    phrases: Phrases
    named: NDArray[np.bool_]
    trail: NDArray[np.bool_]


def gather(page: Page, headlines: Iterable[str] = ()) -> Evidence:
    """Measure a page and look up its phrases.

    Args:
        headlines: what the page's head says its headline is.
    """
    texts = [block.text for block in page.blocks]
    folded = fold_blocks(texts)
    keys = tuple(keys_of(folded))
    known = set(keys_of(fold_blocks(list(headlines)))) - {""}
    named = np.fromiter((key in known for key in keys), np.bool_, len(keys))
    return Evidence(page, measure(page, keys), find_in(folded), named, _are_trails(texts))


def keys_of(folded: Folded) -> list[str]:
    """Each block's words without case, accents, digits' values and punctuation; "" for a block without words."""
    points = np.frombuffer(folded.text.encode("utf-32-le"), np.uint32)
    points = np.where(_is_word()[points], points, _SPACE)
    points[folded.ends] = _NEWLINE
    after = np.append(np.uint32(_NEWLINE), points[:-1])
    words = points[(points != _SPACE) | ((after != _SPACE) & (after != _NEWLINE))]
    text = str(words.tobytes(), "utf-32-le")
    return text.replace(" \n", "\n").split("\n")[:-1]


@cache
def _is_word() -> NDArray[np.bool_]:
    """Whether each character that folding leaves, all of the basic plane, is a letter or a digit."""
    return np.fromiter(map(str.isalnum, map(chr, range(0x10000))), np.bool_, 0x10000)


def _are_trails(texts: list[str]) -> NDArray[np.bool_]:
    """Whether each text is short and has some signs of a breadcrumb; all are searched at once."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    ends = np.cumsum(lengths + 1)
    signs = [match.start() for match in _TRAIL.finditer("\0".join(texts))]
    found = np.bincount(np.searchsorted(ends, signs, side="right"), minlength=len(texts))
    return np.asarray((found >= MIN_SIGNS) & (lengths < MAX_TRAIL_CHARS))
