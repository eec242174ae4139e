"""A parsed page: its blocks, the elements around them, and what its head says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import repeat
from typing import Any, Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.engine.blocks import HEADINGS, Block, Span

Kind = Literal["html", "text"]

#: Blocks of a page that are read, and lines of a raw text: each takes about 3 kB and 20 µs at least, and 10 MB of cells
#: or short lines have millions.
MAX_BLOCKS = 100_000
#: Said of a page that has more.
LEFT_OUT = f"blocks and lines beyond the first {MAX_BLOCKS} were left out"


class Time(NamedTuple):
    """A `<time>` of a page.

    Attributes:
        text: what it shows.
        stamp: its `datetime`.
        is_update: whether it is named as that of the last change.
    """

    text: str
    stamp: str
    is_update: bool = False


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
        times: the first `<time>` elements, in page order.
    """

    title: str = ""
    lang: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    json_ld: tuple[dict[str, Any], ...] = ()
    base: str = ""
    times: tuple[Time, ...] = ()


class Look(NamedTuple):
    """What elements that look alike say about their text.

    Attributes:
        tag: element name.
        names: class, id, role, itemprop, itemtype, rel, data-testid and data-component words as one string; may be "".
        flags: bits of `app.engine.html.flags` that the element itself sets; they hold for all it contains.
    """

    tag: str
    names: str = ""
    flags: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Elements:
    """The elements of a page that may say something, as columns in page order; row 0 is the body.

    Attributes:
        parent: int64, shape (elements,): row of the parent, above its children's; -1 for the root.
        last: int64, shape (elements,): row of the last element inside each; its own, if there is none.
        look: int64, shape (elements,): row of `looks`.
        looks: the different looks.
    """

    parent: NDArray[np.int64]
    last: NDArray[np.int64]
    look: NDArray[np.int64]
    looks: tuple[Look, ...]

    def __len__(self) -> int:
        return len(self.parent)

    def look_of(self, row: int) -> Look:
        """What an element looks like."""
        return self.looks[int(self.look[row])]

    @property
    def flags(self) -> NDArray[np.int64]:
        """The flags of each element itself; shape (elements,)."""
        return np.array([look.flags for look in self.looks], np.int64)[self.look]

    def subtree_sums(self, values: NDArray[Any]) -> NDArray[np.float64]:
        """For each element, the sum of `values`, shape (elements,), over itself and all it contains."""
        sums = np.concatenate([[0.0], np.cumsum(values)])
        return np.asarray(sums[self.last + 1] - sums[:-1])


class Columns(NamedTuple):
    """The blocks of a page, transposed: what each attribute of `Block` is for all of them.

    Attributes:
        elements, linked, gaps: int64, shape (blocks,).
    """

    texts: tuple[str, ...]
    tags: tuple[str, ...]
    elements: NDArray[np.int64]
    spans: tuple[tuple[Span, ...], ...]
    linked: NDArray[np.int64]
    gaps: NDArray[np.int64]


@dataclass(frozen=True)
class Page:
    """What the parsers make of a document: the one input of everything after them.

    Attributes:
        source: the decoded input.
        elements, head: of an HTML page; None for raw text.
        warnings: what parsing noticed, a sentence each.
        uncovered: what was read of an HTML page that hardly shows anything else: "noscript", what it says to readers
            without scripts; "template", its shadow trees.
        cut: the lines of those blocks of raw text that are paragraphs cut into lines, by the block's row.
    """

    kind: Kind
    source: str
    blocks: tuple[Block, ...]
    elements: Elements | None = None
    head: Head | None = None
    warnings: tuple[str, ...] = ()
    uncovered: frozenset[str] = frozenset()
    cut: Mapping[int, tuple[Block, ...]] = field(default_factory=dict)

    @cached_property
    def columns(self) -> Columns:
        """The blocks as columns, made once: whoever needs an attribute of all blocks takes it from here."""
        rows = zip(*self.blocks, strict=True) if self.blocks else repeat((), len(Block._fields))
        texts, tags, elements, _, spans, linked, gaps, *_ = rows
        count = len(texts)
        numbers = (np.fromiter(column, np.int64, count) for column in (elements, linked, gaps))
        element, link, gap = numbers
        return Columns(texts, tags, element, spans, link, gap)

    @cached_property
    def marked_up(self) -> bool:
        """Whether the markup says more than the lines: it has links, headings, or class and id words.

        A text that somebody put into a paragraph a line has not, and is to be read as the text that it was.
        """
        if self.elements is None:
            return False
        if any(look.names for look in self.elements.looks):
            return True
        return any(block.linked or block.tag in HEADINGS for block in self.blocks)
