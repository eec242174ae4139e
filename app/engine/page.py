"""A parsed page: its blocks, the elements around them, and what its head says."""

from dataclasses import dataclass, field
from typing import Any, Literal

from app.engine.blocks import Block

Kind = Literal["html", "text"]

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


@dataclass(frozen=True, slots=True)
class Head:
    """What an HTML page says about itself outside its visible text.

    Attributes:
        title: the text of `<title>`.
        lang: the `lang` of `<html>`, as written.
        meta: content of `<meta>` by lower-case name, property or itemprop; the first of each name.
        links: href by lower-case rel of `<link>` ("canonical"); the first of each.
        json_ld: the parsed JSON-LD objects, `@graph` flattened, in page order.
        base: href of `<base>`.
        times: visible text and `datetime` of the first `<time>` elements, in page order.
    """

    title: str = ""
    lang: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    json_ld: tuple[dict[str, Any], ...] = ()
    base: str = ""
    times: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Elements:
    """The block-level elements of a page as columns; row 0 is the body, a parent's row is below its children's.

    Attributes:
        parent: row of the parent; -1 for the root.
        tag: element name.
        names: class, id, role, itemprop, itemtype, data-component words as one string, "" without any.
        flags: bits of `app.engine.html.flags` that the element itself sets; they hold for all it contains.
    """

    parent: list[int]
    tag: list[str]
    names: list[str]
    flags: list[int]

    def subtree_sums(self, values: list[float]) -> list[float]:
        """For each element, the sum of `values` over itself and all it contains."""
        sums = list(values)
        for row in range(len(sums) - 1, 0, -1):  # a parent stands above its children
            sums[self.parent[row]] += sums[row]
        return sums


@dataclass(frozen=True, slots=True)
class Page:
    """What the parsers make of a document: the one input of everything after them.

    Attributes:
        source: the decoded input.
        elements, head: of an HTML page; None for raw text.
        warnings: what parsing noticed, a sentence each.
    """

    kind: Kind
    source: str
    blocks: tuple[Block, ...]
    elements: Elements | None = None
    head: Head | None = None
    warnings: tuple[str, ...] = ()


def is_marked_up(page: Page) -> bool:
    """Whether a page's markup says more than its lines: it has links, headings, or class and id words.

    A text that somebody put into a paragraph a line has not, and is to be read as the text that it was.
    """
    if page.elements is None:
        return False
    return any(page.elements.names) or any(block.linked or block.tag in _HEADINGS for block in page.blocks)
