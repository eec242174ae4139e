"""Puts a second article behind the first, as pages do that load the next one when they are scrolled.

Such pages are rare in the corpora and expensive where they are met: half or more of what is kept is another article.
The second one has the elements and class words of the first, and another page's words; nothing of it is gold.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from app.engine.blocks import Block
from app.engine.page import Elements, Page

#: Blocks that either article must have, and the most that the page may have.
MIN_ARTICLE, MAX_BLOCKS = 3, 600
#: Blocks beside the article with more characters are not repeated with the second: they would be its own words.
MAX_CHARS = 60


def append_article(
    page: Page, article: NDArray[np.bool_], donor: Page, donor_article: NDArray[np.bool_]
) -> tuple[Page, NDArray[np.int64]] | None:
    """The page with a copy of its article's container behind it that holds the donor's words.

    Args:
        article, donor_article: whether each block of either page is article.

    Returns:
        The page, and for each of its blocks the number it had, -1 for what is new; None where either article is too
        short, or no element but the page's own holds the article and its headline: without one, what follows would
        look like the next post of a discussion, which belongs to it.
    """
    elements = page.elements
    places, words = np.flatnonzero(article), _words(donor, donor_article)
    if elements is None or len(places) < MIN_ARTICLE or len(words) < MIN_ARTICLE or len(article) > MAX_BLOCKS:
        return None
    headline = _headline(page, int(places[0]))
    if headline is None:
        return None
    top = _common(elements.parent.tolist(), [page.blocks[block].element for block in (headline, *places.tolist())])
    if top == 0:
        return None
    last = int(elements.last[top])
    inside = [number for number, block in enumerate(page.blocks) if top <= block.element <= last]
    count = last + 1 - top
    copies = _copy(page, inside, article, headline, [_title(donor), *words])
    copies = [block._replace(element=block.element + count) for block in copies]
    behind = inside[-1] + 1
    rest = [block._replace(element=block.element + count * (block.element > last)) for block in page.blocks[behind:]]
    origin = np.concatenate([np.arange(behind), np.full(len(copies), -1), np.arange(behind, len(article))])
    blocks = (*page.blocks[:behind], *copies, *rest)
    return replace(page, blocks=blocks, elements=_double(elements, top, last)), origin


def _words(donor: Page, article: NDArray[np.bool_]) -> list[Block]:
    return [block for block, kept in zip(donor.blocks, article, strict=True) if kept]


def _headline(page: Page, first: int) -> int | None:
    """The last h1 before the article."""
    return next((number for number in range(first - 1, -1, -1) if page.blocks[number].tag == "h1"), None)


def _title(donor: Page) -> Block:
    head = donor.head
    said = (head.meta.get("og:title") or head.title) if head else ""
    return Block(said or donor.blocks[0].text)


def _common(parents: list[int], rows: list[int]) -> int:
    """The lowest element that holds all of these."""
    common = rows[0]
    for row in rows[1:]:
        while row != common:  # a parent stands above its children
            row, common = (parents[row], common) if row > common else (row, parents[common])
    return common


def _copy(page: Page, inside: list[int], article: NDArray[np.bool_], headline: int, words: list[Block]) -> list[Block]:
    """The blocks of the container with the donor's headline and paragraphs; the rest of its short ones as they are."""
    copies: list[Block] = []
    title, *left = words
    for number in inside:
        block = page.blocks[number]
        if number == headline:
            copies.append(_speak(block, title))
        elif article[number]:
            if left:
                copies.append(_speak(block, left.pop(0)))
        elif len(block.text) <= MAX_CHARS:
            copies.append(block)
    return copies


def _speak(block: Block, words: Block) -> Block:
    return block._replace(text=words.text, spans=words.spans, linked=words.linked)


def _double(elements: Elements, top: int, last: int) -> Elements:
    """The elements with a copy of one and all it contains behind it."""
    count = last + 1 - top
    doubled = np.concatenate([np.arange(last + 1), np.arange(top, len(elements))])
    is_new = np.arange(len(doubled)) > last
    parent = elements.parent[doubled]
    parent += count * (is_new & (parent >= top) & ((doubled <= last) | (parent > last)))
    ends = elements.last[doubled]
    ends += count * (is_new | ((doubled < top) & (ends >= last)))
    return Elements(parent, ends, elements.look[doubled], elements.looks)
