"""Everything that is known of a page's blocks before anything is decided."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.features import Features, measure
from app.engine.folding import Folded, fold_blocks
from app.engine.lexicon import Phrases, find_in
from app.engine.page import Page

_NO_WORD = re.compile(r"[\W_]+")

#: Signs that lead from a section to its part in a breadcrumb, between blanks.
_TRAIL = re.compile(r"\s(?:[»›>→▸▶❯/|]|::)\s")


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
    trail = np.fromiter((_is_trail(text) for text in texts), np.bool_, len(texts))
    return Evidence(page, measure(page, keys), find_in(folded), named, trail)


def keys_of(folded: Folded) -> Iterable[str]:
    """Each block's words without case, accents, digits' values and punctuation; "" for a block without words."""
    for start, end in zip(folded.starts.tolist(), folded.ends.tolist(), strict=True):
        yield _key(folded.text[start:end])


def _key(text: str) -> str:
    return _NO_WORD.sub(" ", text).strip()


def _is_trail(text: str) -> bool:
    return len(text) < 400 and any(sign in text for sign in "»›>→▸▶❯/|:") and len(_TRAIL.findall(text)) >= 2
