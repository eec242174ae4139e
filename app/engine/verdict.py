"""What the whole page turned out to be, told from its labelled blocks, the phrases on it and what its head says."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from app.engine.article import Labelled
from app.engine.html.flags import Flag
from app.engine.labels import ARTICLE_LABELS, Label, Verdict
from app.engine.page import Head, Page
from app.engine.phrases import Phrases
from app.engine.schema_org import article_objects, flatten
from app.engine.word_lists import SCHEMA

#: A body below this is thin. Characters, see `length_of`. Of 1220 articles that people or publishers marked
#: in full, 0.5 % are shorter (2026-11).
THIN_LENGTH = 250

#: Up to this length a page that talks of robots, cookies or errors is a wall or an error page; an article about them
#: is longer. Characters; 5 % of the same articles are shorter.
WALL_LENGTH = 600

#: Up to this length a page that asks for a subscription shows only a free part. Characters; a third of the same
#: articles are shorter, and none of 339 pages with a whole article was taken for a paywalled one by this.
FREE_PART_LENGTH = 1_600

#: Blocks before and behind the body's end where a request to subscribe stands when the article stops there.
NEAR_END = 8

#: Share of a page's characters in blocks that ask for consent from which on the page is a consent wall. [0, 1].
CONSENT_SHARE = 0.3

#: Share of a page's characters in legal notices from which on a thin page that asks for consent is a consent wall: what
#: no list has of its dialog is left as a body. Of 317 articles of up to 1,500 characters, as text and as HTML, none is
#: as thin with as much of them.
LEGAL_SHARE = 0.5

#: Characters of these scripts carry about as much as so many Latin ones.
WIDE_WEIGHT = 3

_WIDE = ((0x1100, 0x11FF), (0x2E80, 0x9FFF), (0xAC00, 0xD7AF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF))

#: What the page is read as when a phrase of this kind stands on it and there is little or no body; the first that
#: holds decides.
_WALLS = (("blocked", Verdict.BLOCKED), ("error", Verdict.NO_ARTICLE))

#: Readers' words and other articles' headlines may say anything.
_UNHEARD = frozenset({Label.COMMENT, Label.RELATED, Label.CAPTION})


class _Signs(NamedTuple):
    """What speaks for each verdict.

    Attributes:
        body: characters of it.
        last: place of its last block, -1 without any.
        blocks: where phrases of each kind stand.
        consent: share of the page's characters in blocks that ask for consent, [0, 1].
        legal: share of them in legal notices, [0, 1]; 0 where nothing asks for consent.
    """

    body: int
    last: int
    blocks: dict[str, list[int]]
    consent: float
    legal: float


def judge(blocks: Sequence[Labelled], phrases: Phrases, page: Page) -> Verdict:
    """What a page as a whole is.

    A wall or an error page is told by its words, and only where the body is so short that it cannot be an article
    about such things. A paywall is told by a request to subscribe where the article stops, or by the page's own
    markup.

    Args:
        blocks: every block of the page with its label.
        phrases: those found in the same blocks.
    """
    signs = _gather(blocks, phrases)
    if signs.body <= WALL_LENGTH:
        for kind, verdict in _WALLS:
            if signs.blocks[kind]:
                return verdict
        if signs.blocks["consent"] and _asks_for_little_else(signs):
            return Verdict.CONSENT
    if _is_paywalled(signs, blocks, page):
        return Verdict.PAYWALLED
    if not signs.body:
        return Verdict.NO_ARTICLE
    return Verdict.THIN if signs.body < THIN_LENGTH else Verdict.OK


def _asks_for_little_else(signs: _Signs) -> bool:
    is_notice = signs.body < THIN_LENGTH and signs.legal >= LEGAL_SHARE
    return not signs.body or signs.consent >= CONSENT_SHARE or is_notice


def length_of(text: str) -> int:
    """The characters of a text, blanks and all, East Asian ones weighted with what they carry.

    >>> length_of("Bridge opened"), length_of("新桥开通")
    (13, 12)
    """
    if text.isascii():
        return len(text)
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    points = points[points >= _WIDE[0][0]]
    wide = sum(int(np.count_nonzero((points >= first) & (points <= last))) for first, last in _WIDE)
    return len(text) + (WIDE_WEIGHT - 1) * wide


def is_locked(head: Head | None) -> bool:
    """Whether the head says that the article is not free: JSON-LD `isAccessibleForFree`, `article:content_tier`.

    Source: https://developers.google.com/search/docs/appearance/structured-data/paywalled-content
    """
    if head is None:
        return False
    stated = [value for item in article_objects(head) for value in flatten(item.get("isAccessibleForFree"))]
    refused = any(value is False or (isinstance(value, str) and value.lower() == "false") for value in stated)
    return refused or head.meta.get("article:content_tier", "").lower() == "locked"


def _gather(blocks: Sequence[Labelled], phrases: Phrases) -> _Signs:
    texts = [labelled.block.text for labelled in blocks]
    kept = [place for place, labelled in enumerate(blocks) if labelled.label in ARTICLE_LABELS]
    heard = {
        kind: [
            place
            for place in phrases.column("verdict", kind).nonzero()[0].tolist()
            if blocks[place].label not in _UNHEARD
        ]
        for kind in SCHEMA["verdict"]
    }
    # Few pages ask for consent, and only of those is it asked.
    notices = [place for place, one in enumerate(blocks) if one.label is Label.LEGAL] if heard["consent"] else []
    return _Signs(
        body=length_of("".join([texts[place] for place in kept])),
        last=kept[-1] if kept else -1,
        blocks=heard,
        consent=_share_of(heard["consent"], texts),
        legal=_share_of(notices, texts),
    )


def _share_of(places: list[int], texts: list[str]) -> float:
    """The share of a page's characters that some of its blocks have, [0, 1]."""
    if not places:
        return 0.0
    return length_of("".join([texts[place] for place in places])) / length_of("".join(texts))


def _is_paywalled(signs: _Signs, blocks: Sequence[Labelled], page: Page) -> bool:
    asked = any(abs(place - signs.last) <= NEAR_END for place in signs.blocks["paywall"])
    if is_locked(page.head):
        return asked or signs.body < FREE_PART_LENGTH or _is_marked(signs, blocks, page)
    return asked and signs.body < FREE_PART_LENGTH


def _is_marked(signs: _Signs, blocks: Sequence[Labelled], page: Page) -> bool:
    """Whether an element named as a paywall stands behind the body."""
    elements = page.elements
    behind = (labelled.block.element for labelled in blocks[signs.last + 1 : signs.last + 1 + NEAR_END])
    return elements is not None and any(elements.look_of(row).flags & Flag.PAYWALL for row in behind if row >= 0)
