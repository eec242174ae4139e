"""Turn a page into the raw text that a scraper would have sent: the input of the raw-text figures.

Three ways in which scrapers really do it, each losing the markup in its own fashion. `way_of` spreads them evenly
over the pages and picks the same way for the same page every time.
"""

import hashlib
from collections.abc import Callable, Mapping
from types import MappingProxyType

from bs4 import BeautifulSoup
from inscriptis import get_text

from bench.innertext import innertext


def way_of(page_id: str) -> str:
    """The name of the way that a page's text is made."""
    return tuple(WAYS)[hashlib.sha1(page_id.encode(), usedforsecurity=False).digest()[0] % len(WAYS)]


def raw_text(page: str, page_id: str) -> str:
    """The page as raw text, made in the way that its id picks."""
    return WAYS[way_of(page_id)](page)


def layout(page: str) -> str:
    """The page laid out as a text browser would, with its tables as columns."""
    return str(get_text(page))


def soup(page: str) -> str:
    """The commonest scraper's line of code: one line a text node, so that inline links break sentences."""
    tree = BeautifulSoup(page, "lxml")
    for node in tree(["script", "style", "noscript", "template"]):
        node.decompose()
    return str(tree.get_text("\n", strip=True))


#: The ways by name; their order is what `way_of` counts in.
WAYS: Mapping[str, Callable[[str], str]] = MappingProxyType(
    {"innertext": innertext, "inscriptis": layout, "soup": soup}
)
