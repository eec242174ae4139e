"""Puts blocks together from the starts, ends and texts of a page in order."""

import re
from collections import defaultdict

from app.engine.blocks import HEADINGS, Block, Container, Span
from app.engine.html.aside import ASIDE, stands_aside
from app.engine.html.elements import Attributes, ElementColumns
from app.engine.html.flags import BY_TAG
from app.engine.html.grid import Grid, number
from app.engine.html.inline import OpenText
from app.engine.html.links import part_links

#: Elements that shape the rendering of what they hold.
CONTAINERS = frozenset("ul ol li dl dt dd blockquote table tr td th".split())
_CELLS = frozenset(("td", "th"))
#: Attributes of a button that shows and hides what is below it. With one of them, the words of a heading that begins
#: with a button are the heading of what it shows.
#: Source: https://www.w3.org/WAI/ARIA/apg/patterns/accordion/
_UNFOLDING = frozenset(("aria-controls", "aria-expanded"))
#: In these, a single line break ends the block: their lines are paragraphs that nobody marked up.
_LOOSE = frozenset("body div td section article main center form".split())
_PREFORMATTED = frozenset("pre xmp listing plaintext".split())
#: Preformatted text in several of these, one after the other and alike, is its lines.
_LINES = frozenset("div li p".split())
_NUMBER = re.compile(r"\d+")
#: Containers kept around a text; deeper ones shape nothing that a reader could see, and a hostile page has thousands.
MAX_CONTAINERS = 32
#: Class words of the parts of a byline, which pages set apart by their styles alone.
_BYLINE_PART = re.compile(r"(?<![a-z])(?:author|byline|date|time|pubdate|published)(?![a-z])", re.IGNORECASE)
#: Styles of inline elements that set them on lines of their own.
_OWN_LINE = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item|flow-root)\s*(?:;|!|$)", re.IGNORECASE)
#: A line of preformatted text that has an element of its own: the row of the element around it, tag, class words.
_Line = tuple[int, str, str]


class Assembler:
    """Collects the blocks and the elements of one page.

    Attributes:
        blocks: the blocks finished so far, in page order.
        elements: those begun so far.
        preformatted: how many preformatted elements are open.
        text: of the block under way.
    """

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.elements = ElementColumns()
        self.preformatted = 0
        self.text = OpenText()
        self._open: list[tuple[int, str, tuple[Container, ...]]] = []
        self._element = -1
        self._tag = "body"
        self._containers: tuple[Container, ...] = ()
        self._inline: list[tuple[int, bool, bool, bool]] = []
        self._text_element = -1  # the element of the block's first words
        self._led_aside = False  # they stand aside, and others of the block may not
        self._grids: defaultdict[int, Grid] = defaultdict(Grid)  # of the rows in each element
        self._lines: list[_Line] = []  # open ones
        self._line: _Line | None = None  # the one that has just ended

    def open_block(self, tag: str, attributes: Attributes) -> None:
        """A block-level element begins."""
        if has_begun := self.text.has_begun():
            if self._line is not None and self._line == _line_of(self._element, tag, attributes):
                self.text.add("\n")
            else:
                self.flush()
        self._line = None
        self.text.space = False
        if self.preformatted and tag in _LINES:
            self._lines.append(_line_of(self._element, tag, attributes))
        self._open.append((self._element, self._tag, self._containers))
        if tag == "button" and self._tag in HEADINGS and not has_begun and not _UNFOLDING.isdisjoint(attributes):
            tag = self._tag
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
        elif self.text.has_begun():
            self.flush()
        self.text.space = False
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
        self.text.parted |= is_part
        self.text.edged = True
        has_line = "style" in attributes and _OWN_LINE.search(attributes["style"] or "") is not None
        if has_line:
            self._end_line()
        self._inline.append((self._element, self.text.aside, is_part, has_line))
        if tag == "rt":
            self.text.aside = True
        if attributes or tag in BY_TAG:
            self._element = self.elements.add(self._element, tag, attributes)
            self.text.aside = self.text.aside or repeats or stands_aside(attributes)

    def close_inline(self) -> None:
        """The innermost such element ends."""
        self._element, self.text.aside, is_part, has_line = self._inline.pop()
        self.text.parted |= is_part
        self.text.edged = True
        if has_line:
            self._end_line()

    def add_text(self, raw: str) -> None:
        """Text as it stands in the tree, with words in it, outside preformatted elements."""
        if self._text_element < 0 or (self._led_aside and not self.text.aside):
            self._text_element = self._element
            self._led_aside = self.text.aside
        self.text.write(raw)

    def add_formula(self, text: str) -> None:
        """A formula, which is seen even where it is hidden: a picture shows it then."""
        aside, self.text.aside = self.text.aside, False
        if self.preformatted:
            self.add_preformatted(text)
        elif text:
            self.add_text(text)
        self.text.aside = aside

    def add_preformatted(self, text: str) -> None:
        """Text of a preformatted element, taken as it is."""
        if self._line is not None and not text.isspace():
            self.flush()
        self.text.add(text)

    def add_break(self) -> None:
        """A `<br>`: the end of a line; the second in a row, or one in a loose container, ends the block."""
        if self.preformatted:
            self.add_preformatted("\n")
        elif self.text.length and (self.text.broken or self._tag in _LOOSE):
            self.flush()
        elif self.text.length:
            self.add_preformatted("\n")
            self.text.broken = True

    def _end_line(self) -> None:
        """What comes next stands on another line than what came before."""
        if not self.text.broken and not self.preformatted:
            self.add_break()

    def flush(self) -> None:
        """End the block under way, if it has any words; spans that are still open go on in the next."""
        taken = self.text.take(self.preformatted > 0)
        if taken is not None:
            self._add_block(*taken)
        self._text_element = -1
        self._line = None

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

    def _add_block(self, text: str, spans: tuple[Span, ...], aside: str) -> None:
        """Add the block, and what stands aside in it as a hidden one behind."""
        linked = 0
        for kind, start, end, _ in spans:
            if kind == "link":
                linked += end - start
        tag = "pre" if self.preformatted else self._tag
        element = self._element if self._text_element < 0 else self._text_element
        block = Block(text, tag, element, self._containers, spans, linked)
        self.blocks.extend(part_links(block) if linked and len(spans) > 1 else (block,))
        if aside:
            row = self.elements.add(self._element, ASIDE, {"hidden": None})
            self.blocks.append(Block(aside, ASIDE, row, self._containers))


def _line_of(around: int, tag: str, attributes: Attributes) -> _Line:
    return around, tag, _NUMBER.sub("", attributes.get("class") or "")
