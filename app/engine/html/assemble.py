"""Puts blocks together from the starts, ends and texts of a page in order."""

import re
from collections import defaultdict

from app.engine.blocks import Block, Container
from app.engine.html.aside import ASIDE, MAX_TOOL_CHARS, is_tool, part, stands_aside
from app.engine.html.elements import Attributes, ElementColumns
from app.engine.html.flags import BY_TAG
from app.engine.html.grid import Grid, number
from app.engine.html.spans import OpenSpan, tidy

#: Elements that shape the rendering of what they hold.
CONTAINERS = frozenset("ul ol li dl dt dd blockquote table tr td th".split())
_CELLS = frozenset(("td", "th"))
#: In these, a single line break ends the block: their lines are paragraphs that nobody marked up.
_LOOSE = frozenset("body div td section article main center form".split())
_PREFORMATTED = frozenset("pre xmp listing plaintext".split())
#: Preformatted text in several of these, one after the other and alike, is its lines.
_LINES = frozenset("div li p".split())
_NUMBER = re.compile(r"\d+")
#: Containers, and inline elements, kept around a text; deeper ones shape nothing that a reader could see, and a hostile
#: page has thousands.
MAX_CONTAINERS = 32
#: Class words of the parts of a byline, which pages set apart by their styles alone.
_BYLINE_PART = re.compile(r"(?<![a-z])(?:author|byline|date|time|pubdate|published)(?![a-z])", re.IGNORECASE)
#: Styles of inline elements that set them on lines of their own.
_OWN_LINE = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item|flow-root)\s*(?:;|!|$)", re.IGNORECASE)
#: Runs of the white space that browsers collapse; a no-break space is none.
_RUN = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")

#: A line of preformatted text that has an element of its own: the row of the element around it, tag, class words.
_Line = tuple[int, str, str]


class Assembler:
    """Collects the blocks and the elements of one page.

    Attributes:
        blocks: the blocks finished so far, in page order.
        elements: those begun so far.
        preformatted: how many preformatted elements are open.
        space: a blank is still to be written before the next word.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.elements = ElementColumns()
        self.preformatted = 0
        self.space = False
        self._open: list[tuple[int, str, tuple[Container, ...]]] = []
        self._element = -1
        self._tag = "body"
        self._containers: tuple[Container, ...] = ()
        self._inline: list[tuple[int, bool, bool, bool]] = []
        self._parted = False  # a name or a date of a byline has just begun or ended
        self._open_spans: list[tuple[str, int, str]] = []
        self._too_deep = 0  # open inline elements beyond MAX_CONTAINERS
        self._parts: list[str] = []
        self._spans: list[OpenSpan] = []
        self._length = 0  # of the parts together
        self._broken = False  # a line break was the last thing written
        self._text_element = -1  # the element of the block's first words
        self._led_aside = False  # they stand aside, and others of the block may not
        self._aside = False  # an inline element that stands aside is open
        self._asides: list[tuple[int, int]] = []  # starts and ends of what stands in such, and of tools
        self._grids: defaultdict[int, Grid] = defaultdict(Grid)  # of the rows in each element
        self._lines: list[_Line] = []  # open ones
        self._line: _Line | None = None  # the one that has just ended

    def open_block(self, tag: str, attributes: Attributes) -> None:
        """A block-level element begins."""
        if self._parts or self._spans:
            if self._line is not None and self._line == _line_of(self._element, tag, attributes):
                self._add("\n")
            else:
                self.flush()
        self._line = None
        self.space = False
        if self.preformatted and tag in _LINES:
            self._lines.append(_line_of(self._element, tag, attributes))
        self._open.append((self._element, self._tag, self._containers))
        self._tag = tag
        self._element = self.elements.add(self._element, tag, attributes)
        if tag in CONTAINERS and len(self._containers) < MAX_CONTAINERS:
            self._containers = (*self._containers, self._container(tag, attributes))
        if tag in _PREFORMATTED:
            self.preformatted += 1

    def close_block(self) -> None:
        """The innermost block-level element ends."""
        if self.preformatted and self._tag in _LINES:
            self._line = self._lines.pop()
        elif self._parts or self._spans:
            self.flush()
        self.space = False
        if self.preformatted and self._tag in _PREFORMATTED:
            self.preformatted -= 1
        self._element, self._tag, self._containers = self._open.pop()

    def open_inline(self, tag: str, attributes: Attributes, repeats: bool = False) -> None:
        """An inline element without a rendering of its own begins; kept as an element if it may say something.

        Args:
            repeats: it says again what stands beside it.
        """
        names = attributes.get("class")
        is_part = tag == "time" or (names is not None and _BYLINE_PART.search(names) is not None)
        self._parted = self._parted or is_part
        has_line = "style" in attributes and _OWN_LINE.search(attributes["style"] or "") is not None
        if has_line:
            self._end_line()
        self._inline.append((self._element, self._aside, is_part, has_line))
        if tag == "rt":
            self._aside = True
        if attributes or tag in BY_TAG:
            self._element = self.elements.add(self._element, tag, attributes)
            self._aside = self._aside or repeats or stands_aside(attributes)

    def close_inline(self) -> None:
        """The innermost such element ends."""
        self._element, self._aside, is_part, has_line = self._inline.pop()
        self._parted = self._parted or is_part
        if has_line:
            self._end_line()

    def open_span(self, kind: str, href: str) -> None:
        """An inline element that rendering shows begins."""
        if len(self._open_spans) < MAX_CONTAINERS:
            parted = self.space and self._length and not self._broken  # a blank will stand before the next word
            self._open_spans.append((kind, self._length + (1 if parted else 0), href))
        else:
            self._too_deep += 1

    def close_span(self) -> None:
        """The innermost such element ends."""
        if self._too_deep:
            self._too_deep -= 1
        else:
            kind, start, href = self._open_spans.pop()
            self._spans.append((kind, start, self._length, href))
            length = self._length - start
            if href and 0 < length <= MAX_TOOL_CHARS and is_tool("".join(self._parts[-length:])[-length:], href):
                self._asides.append((start, self._length))

    def add_text(self, raw: str) -> None:
        """Text as it stands in the tree, with words in it, outside preformatted elements."""
        if self._text_element < 0 or (self._led_aside and not self._aside):
            self._text_element = self._element
            self._led_aside = self._aside
        text = _RUN.sub(" ", raw) if "\n" in raw or "  " in raw or "\t" in raw else raw
        words = text.strip(" ")
        if self._parted and self._parts and text[0].isalnum() and self._parts[-1][-1:].isalnum():
            self.space = True
        self._parted = False
        if self._length and not self._broken and (self.space or text[0] == " "):
            words = " " + words
        self._add(words)
        self.space = text[-1] == " "
        self._broken = False

    def add_formula(self, text: str) -> None:
        """A formula, which is seen even where it is hidden: a picture shows it then."""
        aside, self._aside = self._aside, False
        if self.preformatted:
            self.add_preformatted(text)
        elif text:
            self.add_text(text)
        self._aside = aside

    def add_preformatted(self, text: str) -> None:
        """Text of a preformatted element, taken as it is."""
        if self._line is not None and not text.isspace():
            self.flush()
        self._add(text)

    def add_break(self) -> None:
        """A `<br>`: the end of a line; the second in a row, or one in a loose container, ends the block."""
        if self.preformatted:
            self.add_preformatted("\n")
        elif self._length and (self._broken or self._tag in _LOOSE):
            self.flush()
        elif self._length:
            self.add_preformatted("\n")
            self._broken = True

    def _end_line(self) -> None:
        """What comes next stands on another line than what came before."""
        if not self._broken and not self.preformatted:
            self.add_break()

    def flush(self) -> None:
        """End the block under way, if it has any words; spans that are still open go on in the next."""
        if self._parts:
            text = "".join(self._parts) if len(self._parts) > 1 else self._parts[0]
            if not text.isspace():
                self._finish(text)
            self._parts = []
            self._asides = []
            self._length = 0
            self._broken = False
            self._text_element = -1
            if self._open_spans:
                self._open_spans = [(kind, 0, href) for kind, _, href in self._open_spans]
        self.space = False
        self._line = None
        if self._spans:
            self._spans = []

    def _container(self, tag: str, attributes: Attributes) -> Container:
        """The element that has just begun, as what holds blocks."""
        row, parents = self._element, self.elements.parents
        if tag == "ol":
            return Container(tag, row, start=number(attributes.get("start")))
        if tag == "li" and self._containers and self._containers[-1].tag == "ol":
            return Container(tag, row, start=number(attributes.get("value")))
        if tag == "tr":
            self._grids[parents[row]].open_row()
        elif tag in _CELLS and (grid := self._grids.get(parents[parents[row]])):
            column = grid.place(number(attributes.get("colspan")), number(attributes.get("rowspan")))
            return Container(tag, row, column=column)
        return Container(tag, row)

    def _add(self, text: str) -> None:
        if self._aside:  # a blank that was there before it stays
            start = self._length + (1 if self.space and text[:1] == " " else 0)
            self._asides.append((start, self._length + len(text)))
        self._parts.append(text)
        self._length += len(text)

    def _finish(self, text: str) -> None:
        """Add the block, and what stands aside in it as a hidden one behind."""
        spans = self._spans
        if self._open_spans:
            spans = spans + [(kind, start, self._length, href) for kind, start, href in self._open_spans]
        text, spans, aside = part(text, self._asides, spans) if self._asides else (text, spans, "")
        kept = text.strip("\n") if self.preformatted else text.strip()
        tidied = tidy(spans, kept, text.index(kept)) if spans else ()
        linked = 0
        for kind, start, end, _ in tidied:
            if kind == "link":
                linked += end - start
        tag = "pre" if self.preformatted else self._tag
        element = self._element if self._text_element < 0 else self._text_element
        self.blocks.append(Block(kept, tag, element, self._containers, tidied, linked))
        if aside:
            row = self.elements.add(self._element, ASIDE, {"hidden": None})
            self.blocks.append(Block(aside, ASIDE, row, self._containers))


def _line_of(around: int, tag: str, attributes: Attributes) -> _Line:
    return around, tag, _NUMBER.sub("", attributes.get("class") or "")
