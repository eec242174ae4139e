"""Everything that is known of a page's blocks before anything is decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.features import Features
from app.engine.folding import Folded, fold_blocks
from app.engine.headline import description_candidates
from app.engine.measure import measure
from app.engine.page import Head, Page
from app.engine.phrases import Phrases, find_phrases
from app.engine.schema_org import article_objects

#: Signs that lead from a section to its part in a breadcrumb, between blanks.
_SIGNS = (*"»›>→▸▶❯/|", "::")
#: Signs of a breadcrumb, and the characters that it has less than.
MIN_SIGNS, MAX_TRAIL_CHARS = 2, 400
#: Only so many characters of what the head says are compared with the page.
MAX_SAID_CHARS = 20_000
_SPACE = ord(" ")


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """The page, what was measured of it, and the phrases found in it.

    Attributes:
        named: bool, shape (blocks,): the block repeats a headline that the page's head gives.
        trail: bool, shape (blocks,): the block is a breadcrumb or a bar of links by its separators.
        said: what the head gives as headline, summary and text of the article, as `keys_of` makes it; "" for none.
    """

    page: Page
    features: Features
    phrases: Phrases
    named: NDArray[np.bool_]
    trail: NDArray[np.bool_]
    said: tuple[str, str, str]


def gather(page: Page, headlines: Iterable[str] = ()) -> Evidence:
    """Measure a page and look up its phrases.

    Args:
        headlines: what the page's head says its headline is.
    """
    texts = page.columns.texts
    count = len(texts)
    stated = list(headlines)
    folded = fold_blocks([*texts, *_said(page.head, stated), *stated])
    keys = keys_of(folded)
    headline, summary, body = keys[count : count + 3]
    known = set(keys[count + 3 :]) - {""}
    own = tuple(keys[:count])
    named = np.fromiter(map(known.__contains__, own), np.bool_, count)
    found = find_phrases(folded.first(count))
    return Evidence(page, measure(page, own), found, named, _are_trails(texts), (headline, summary, body))


def _said(head: Head | None, headlines: list[str]) -> tuple[str, str, str]:
    """Headline, summary and text of the article by the head's word, as it writes them."""
    if head is None:
        return "", "", ""
    bodies = (item.get("articleBody") for item in article_objects(head)[:3])
    stated = next(iter(headlines), ""), next(iter(description_candidates(head)), "")
    body = next((body for body in bodies if isinstance(body, str)), "")
    return stated[0][:MAX_SAID_CHARS], stated[1][:MAX_SAID_CHARS], body[:MAX_SAID_CHARS]


def keys_of(folded: Folded) -> list[str]:
    """Each block's words without case, accents, digits' values and punctuation; "" for a block without words."""
    is_word = folded.is_word
    begins = is_word.copy()
    begins[1:] &= ~is_word[:-1]
    first = np.flatnonzero(begins)
    rows = np.searchsorted(first, folded.starts)  # of the first word of each block, or of a later one without words
    is_gap = np.ones(len(first), np.bool_)
    is_gap[rows[rows < len(first)]] = False
    gaps = first[is_gap] - 1
    points = folded.points.copy()
    points[gaps] = _SPACE
    kept = is_word.copy()
    kept[gaps] = kept[folded.ends] = True
    return str(points[kept].tobytes(), "utf-32-le").split("\n")[:-1]


def _are_trails(texts: Sequence[str]) -> NDArray[np.bool_]:
    """Whether each text is short and has some signs of a breadcrumb; all are searched at once."""
    short = [text if len(text) < MAX_TRAIL_CHARS else "" for text in texts]
    ends = np.cumsum(np.fromiter(map(len, short), np.int64, len(short)) + 1)
    found = np.bincount(np.searchsorted(ends, _find_signs("\0".join(short)), side="right"), minlength=len(short))
    return np.asarray(found >= MIN_SIGNS)


def _find_signs(text: str) -> list[int]:
    """Where signs stand between blanks; two of them do not share a blank."""
    places = []
    for sign in _SIGNS:
        place = text.find(sign)
        while place >= 0:
            behind = place + len(sign)
            if text[place - 1 : place].isspace() and text[behind : behind + 1].isspace():
                places.append((place - 1, behind + 1))
            place = text.find(sign, place + 1)
    found, end = [], 0
    for start, behind in sorted(places):
        if start >= end:
            found.append(start)
            end = behind
    return found
