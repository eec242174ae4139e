"""The records that travel from the parsers to the renderers."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any, NamedTuple, TypeVar

_Record = TypeVar("_Record", bound=tuple[Any, ...])

#: Names of the elements that are headings.
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))


class Place(NamedTuple):
    """Where a block stands in the decoded input.

    Attributes:
        line: 1 for the first line.
        start: offset of the block's first character.
        end: offset behind its last character.
    """

    line: int
    start: int
    end: int


class Span(NamedTuple):
    """Inline markup over `text[start:end]` of a block. Spans nest and never cross.

    Attributes:
        kind: "link", "strong", "em", "code", "sub", "sup" or "del".
        href: the link's target as the page wrote it, for "link"; the language of a listing, for "code", where the page
            names it; else "".
    """

    kind: str
    start: int
    end: int
    href: str = ""


class Container(NamedTuple):
    """An element around a block that rendering must know: list, item, quote, table, row, cell.

    Attributes:
        tag: "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "table", "tr", "th" or "td".
        key: number of the element in page order; two blocks with one key stand in the same element.
        start: the first number of an "ol", 1 unless the page says otherwise; the number of an "li" in one, 1 unless the
            page states another; 1 for all others.
        column: where a "td" or "th" stands in its row, 1 for the first; 1 for all others.
    """

    tag: str
    key: int
    start: int = 1
    column: int = 1


class Block(NamedTuple):
    """The unit that gets one label: a line of raw text, or the text between block-level tags.

    Attributes:
        text: the block's own words, white space collapsed ("pre" keeps its lines and indentation; `<br>` is "\\n").
        tag: the nearest block-level element ("p", "h2", "li", "td", "pre", "figcaption", "div", …); "line" in raw text,
            but for what Markdown marks and for "cut": a line that goes on with the paragraph of the line above.
        element: row of that element in the page's `Elements`; -1 in raw text.
        containers: elements around the block that shape its rendering, outermost first.
        spans: inline markup, in order of start, outer before inner.
        linked: number of characters of `text` inside links.
        gap: number of blank lines before it in raw text; 0 in HTML.
        line: line of the input, 1 for the first (raw text; 0 in HTML, where `locate` finds it).
        start, end: offsets of its first character in the input and behind its last (raw text, be it in a
            `<pre>`; 0 in other HTML).
    """

    text: str
    tag: str = "line"
    element: int = -1
    containers: tuple[Container, ...] = ()
    spans: tuple[Span, ...] = ()
    linked: int = 0
    gap: int = 0
    line: int = 0
    start: int = 0
    end: int = 0


def records(kind: type[_Record], *columns: Iterable[object]) -> Iterator[_Record]:
    """A named tuple of each row of the columns, made without a call of Python for each; the shortest one ends them.

    >>> list(records(Place, [1, 2], [0, 4], [3, 9]))
    [Place(line=1, start=0, end=3), Place(line=2, start=4, end=9)]
    """
    return map(partial(tuple.__new__, kind), zip(*columns, strict=False))
