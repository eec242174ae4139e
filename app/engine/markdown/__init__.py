"""Reads Markdown that a scraper made of a page: its lines as blocks, without the marks.

A line stays a line, since scrapers break lines where they like. Its text is its words alone; its links, its emphasis,
and that it is a heading or an item are known. A table's cells are blocks.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, count

from app.engine.blocks import Block, Span
from app.engine.markdown.inline import read_inline
from app.engine.markdown.lines import Line, find_fences, language_of, read_lines
from app.engine.markdown.ranges import Marked, Split
from app.engine.markdown.tables import Cell, find_rows
from app.engine.wrapped import CUT, find_wrapped

_LINK = re.compile(r"\]\(\s*<?(?:https?:|mailto:|[/#?.])")
_HEADING = re.compile(r"(?:\A|\n[ \t]*\n)#{1,6} +[^\s#][^\n]*(?=\n[ \t]*\n|\Z)")
_OTHER = re.compile(r"\n[ \t]*[-*+] +\S|\*\*\S[^*\n]*\*\*")


def is_markdown(source: str) -> bool:
    """Whether a text is Markdown: it has a link, or headings that stand alone, with items, bold words or each other.

    Neither items nor emphasis alone say so: plain lines have both.
    """
    if "](" in source and _LINK.search(source):
        return True
    headings = _HEADING.finditer(source) if "# " in source else iter(())
    return next(headings, None) is not None and (next(headings, None) is not None or bool(_OTHER.search(source)))


def markdown_blocks(
    source: str, lines: Sequence[str], starts: Sequence[int], split: Split | None = None
) -> Iterator[Block]:
    """A block for every line with words, and one for every fenced code.

    Args:
        lines: of the source, without their ends.
        starts: offset of each line.
        split: cuts a line into several.
    """
    keys = count(1)
    fences = find_fences(lines)
    begins = read_lines(lines, keys)
    rows = find_rows(lines, keys)
    cut = _find_cut(lines, begins, fences)
    marked = _read_marks(source, lines, starts, fences, begins)
    blank = list(accumulate((not text.strip() for text in lines), initial=0))
    last_of = dict(fences)
    found: Iterator[Block]
    number = before = 0
    while number < len(lines):
        first, number = number, last_of.get(number, number) + 1
        if not lines[first].strip():
            continue
        if first in last_of:
            language = language_of(lines[first])
            first += 1
            found = _code(lines[first : number - 1], starts[first], language)
        elif first in rows:
            found = chain.from_iterable(_cell(marked, cell, starts[first], split) for cell in rows[first])
        else:
            tag = CUT if cut[first] and before == first - 1 else begins[first].tag
            end = starts[first] + len(lines[first])
            found = marked.blocks(starts[first], end, tag, begins[first].containers, split)
        for block in found:
            yield block._replace(gap=blank[first] - blank[before], line=first + 1)
            before = number - 1


def _find_cut(lines: Sequence[str], begins: Sequence[Line], fences: Sequence[tuple[int, int]]) -> list[bool]:
    """Whether each line goes on with the paragraph of the line above, which was cut at a fixed width."""
    texts = list(map(str.strip, lines))
    for first, last in fences:
        texts[first : last + 1] = [""] * (last + 1 - first)
    wrapped = find_wrapped(texts).tolist()
    return [cut and not begins[number - 1].tag.startswith("h") for number, cut in enumerate(wrapped)]


def _read_marks(
    source: str,
    lines: Sequence[str],
    starts: Sequence[int],
    fences: Sequence[tuple[int, int]],
    begins: Sequence[Line],
) -> Marked:
    """The marks of all lines outside the fences."""
    placed = zip(starts, begins, strict=True)
    marks = [(start + first, start + end) for start, line in placed for first, end in line.marks]
    spans = []
    at = 0
    for first, last in [*fences, (len(lines), len(lines))]:
        if at < first:
            inline = read_inline(source, starts[at], starts[first - 1] + len(lines[first - 1]))
            marks += inline.marks
            spans += inline.spans
        at = last + 1
    return Marked(source, marks, spans)


def _code(lines: Sequence[str], start: int, language: str) -> Iterator[Block]:
    """What stands between two fences, its lines and indentation kept."""
    text = "\n".join(lines)
    if text.strip():
        spans = (Span("code", 0, len(text), language),) if language else ()
        yield Block(text, "pre", spans=spans, start=start, end=start + len(text))


def _cell(marked: Marked, cell: Cell, start: int, split: Split | None) -> Iterator[Block]:
    return marked.blocks(start + cell.start, start + cell.end, cell.containers[-1].tag, cell.containers, split)
