"""Pages of HTML as the raw texts that scrapers make of them, every line with the block that it came from."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from lxml import etree
from lxml import html as lxml_html
from numpy.typing import NDArray
from resiliparse.extract.html2text import extract_plain_text
from selectolax.lexbor import LexborHTMLParser

from app.engine.page import Page
from app.engine.text import parse_text
from bench import rawtext
from training.trace import trace

#: Elements whose text is none, for renderers that know no better.
_UNSEEN = "script, style, noscript, template, svg, head, iframe"


class Rendering(NamedTuple):
    """A page as raw text.

    Attributes:
        way: how it was made.
        text: what a scraper would send.
        rows: int64, shape (lines that are not blank,): row of the page's block that the line came from; -1 unknown.
    """

    way: str
    text: str
    rows: NDArray[np.int64]


def render(page: Page, ways: Sequence[str]) -> list[Rendering]:
    """A page of HTML as raw text in some ways; one that fails on the page or finds no text in it is left out."""
    found = []
    blocks = [block.text for block in page.blocks]
    for way in ways:
        try:
            text = WAYS[way](page.source)
        except (ValueError, LookupError, RuntimeError, RecursionError):  # lxml refuses pages, Markdown gives up on some
            continue
        lines = [block.text for block in parse_text(text).blocks]
        if lines:
            found.append(Rendering(way, text, trace(lines, blocks)))
    return found


def _lexbor(page: str, separator: str = "\n", strip: bool = True) -> str:
    tree = LexborHTMLParser(page)
    for node in tree.css(_UNSEEN):
        node.decompose()
    return tree.body.text(separator=separator, strip=strip) if tree.body is not None else ""


def _text_content(page: str) -> str:
    """What `textContent` gives: the source's own line ends, none where it has none."""
    return _lexbor(page, separator="", strip=False)


def _lxml(page: str) -> str:
    tree = lxml_html.fromstring(page.encode("utf-8", "replace"), parser=lxml_html.HTMLParser(encoding="utf-8"))
    etree.strip_elements(tree, "script", "style", "noscript", "template", with_tail=False)
    return "\n".join(text for text in (str(part).strip() for part in tree.itertext()) if text)


def _unlinked(page: str) -> str:
    """Markdown of which somebody left out the links and the pictures."""
    return rawtext.underlined(page, strip=["a", "img"], heading_style="ATX", bullets="-")


def _plain_text(page: str) -> str:
    return str(extract_plain_text(page, main_content=False, alt_texts=True))


WAYS: Mapping[str, Callable[[str], str]] = {
    **rawtext.WAYS,
    **rawtext.MARKDOWN_WAYS,
    "lexbor": _lexbor,
    "lxml": _lxml,
    "resiliparse": _plain_text,
    "textcontent": _text_content,
    "unlinked": _unlinked,
}
#: Those of them that are Markdown.
MARKDOWN = (*rawtext.MARKDOWN_WAYS, "unlinked")
