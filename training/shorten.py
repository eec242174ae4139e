"""Makes short articles of long ones.

The corpora's articles are mostly long, and what surrounds them is outweighed. Elsewhere a notice of two paragraphs
stands among twenty teasers, on a site whose class words say nothing. A shortened page is measured anew, like any other.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.engine.html.flags import BY_TAG
from app.engine.page import Elements, Head, Look, Page

#: Blocks that an article must have to be shortened, and the most that are left of it.
MIN_ARTICLE, MAX_LEFT = 4, 6
#: Pages with more blocks are left alone.
MAX_BLOCKS = 900
#: How often what stood between the dropped paragraphs stays, class words are taken away, and so is what the head says.
BETWEEN_STAYS, STRIPPED, HEADLESS = 0.3, 0.4, 0.4
#: Share of the different class attributes that a page loses that loses any.
STRIPPED_NAMES = 0.7


def shorten(
    page: Page, article: NDArray[np.bool_], random: np.random.Generator
) -> tuple[Page, NDArray[np.bool_]] | None:
    """The page with only the first blocks of its article, and the blocks that stayed; None where it is not long enough.

    Args:
        article: whether each block is article.
    """
    keep = few_blocks(article, random)
    if keep is None:
        return None
    blocks = tuple(block for block, kept in zip(page.blocks, keep, strict=True) if kept)
    elements, head = page.elements, page.head
    if elements is not None and random.random() < STRIPPED:
        elements = _strip(elements, random)
    if head is not None and random.random() < HEADLESS:
        head = Head(title=head.title, lang=head.lang)
    return replace(page, blocks=blocks, elements=elements, head=head), keep


def few_blocks(article: NDArray[np.bool_], random: np.random.Generator) -> NDArray[np.bool_] | None:
    """Which blocks stay so that few of the article's do; None where it is not long enough.

    Args:
        article: whether each block is article.
    """
    places = np.flatnonzero(article)
    if len(places) < MIN_ARTICLE or len(article) > MAX_BLOCKS:
        return None
    left = int(random.integers(1, min(MAX_LEFT + 1, len(places) - 1)))
    numbers = np.arange(len(article))
    between = (numbers >= places[left]) & (numbers <= places[-1]) & ~article
    keep = np.ones(len(article), np.bool_)
    keep[places[left:]] = False
    keep[between] = random.random() < BETWEEN_STAYS
    return keep


def _strip(elements: Elements, random: np.random.Generator) -> Elements:
    gone = {names for names in sorted({look.names for look in elements.looks}) if random.random() < STRIPPED_NAMES}
    bare = [Look(look.tag, flags=int(BY_TAG.get(look.tag, 0))) for look in elements.looks]
    looks = [plain if look.names in gone else look for plain, look in zip(bare, elements.looks, strict=True)]
    return replace(elements, looks=tuple(looks))
