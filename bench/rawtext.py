"""Turn a page into the raw text that a scraper would have sent: the input of the raw-text figures.

Three ways in which scrapers really do it, each losing the markup in its own fashion, and three of writing Markdown.
They are spread evenly over the pages, and the same way is picked for the same page every time.
"""

import hashlib
from collections.abc import Callable, Collection, Mapping
from types import MappingProxyType
from typing import Any

from bs4 import BeautifulSoup
from html_to_markdown import ConversionOptions, convert
from inscriptis import get_text
from markdownify import MarkdownConverter

from bench.innertext import innertext


def way_of(page_id: str, ways: Collection[str] | None = None) -> str:
    """The name of the way that a page's text is made.

    Args:
        ways: to choose from; those of plain text.
    """
    names = tuple(WAYS if ways is None else ways)
    return names[hashlib.sha1(page_id.encode(), usedforsecurity=False).digest()[0] % len(names)]


def raw_text(page: str, page_id: str) -> str:
    """The page as raw text, made in the way that its id picks."""
    return WAYS[way_of(page_id)](page)


def markdown(page: str, page_id: str) -> str:
    """The page as Markdown, made in the way that its id picks; one nested too deep for that, as plain lines."""
    try:
        return MARKDOWN_WAYS[way_of(page_id, MARKDOWN_WAYS)](page)
    except RecursionError:
        return innertext(page)


def layout(page: str) -> str:
    """The page laid out as a text browser would, with its tables as columns."""
    return str(get_text(page))


def soup(page: str) -> str:
    """The commonest scraper's line of code: one line a text node, so that inline links break sentences."""
    return str(_seen(page).get_text("\n", strip=True))


def atx(page: str) -> str:
    """Markdown with a sign before every heading."""
    return convert(page, ConversionOptions(extract_metadata=False)).content or ""


def underlined(page: str, **options: Any) -> str:
    """Markdown with a line below every large heading.

    Args:
        options: markdownify's.
    """
    return str(MarkdownConverter(**options).convert_soup(_seen(page)))


def wrapped(page: str) -> str:
    """The same, its paragraphs cut into lines."""
    return underlined(page, wrap=True, wrap_width=78)


def _seen(page: str) -> BeautifulSoup:
    tree = BeautifulSoup(page, "lxml")
    for node in tree(["script", "style", "noscript", "template"]):
        node.decompose()
    return tree


#: The ways by name; their order is what `way_of` counts in.
WAYS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"innertext": innertext, "inscriptis": layout, "soup": soup}
)
MARKDOWN_WAYS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"atx": atx, "underlined": underlined, "wrapped": wrapped}
)
