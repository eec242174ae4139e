"""Raw text to blocks: a line that has words is a block.

Where line ends are lost it is a sentence, and where paragraphs were cut, at a fixed width or at links, a paragraph.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, islice, pairwise, repeat

from app.engine.blocks import Block, records
from app.engine.markdown import is_markdown, markdown_blocks
from app.engine.markdown.ranges import Split
from app.engine.page import LEFT_OUT, MAX_BLOCKS, Page
from app.engine.pieces import find_pieces
from app.engine.wrapped import CUT, find_wrapped, join_lines, paragraphs

#: The line ends of the web: Unix, Windows, old Mac, and Unicode's own two.
_LINE_ENDS = "\n\r\u2028\u2029"
_LINE_END = re.compile(rf"(\r\n|[{_LINE_ENDS}])")

#: A text of at most so many lines, one of them with at least so many characters, has lost its line ends. Of 1,318
#: raw texts of `dev` none has.
MAX_LINES, MIN_CHARS = 3, 600
#: Lines with fewer characters are not split.
MIN_SPLIT = 200

#: Behind a sentence: a stop of any script with its closing quotes, then a blank or, where scripts have no blanks or the
#: line end left none, the next sentence's first letter. Not behind initials and short abbreviations, and not where it
#: goes on with a small letter or a digit. Stops in a row end one sentence. The stop comes first in the expression, so
#: that long texts are searched for it and not tried at every character.
_SENTENCE_END = re.compile(
    r"""[.!?…؟۔।॥።։။。！？｡](?:(?<=[。！？｡])[。！？｡]*+["'”’»›)\]』」）】》]*\s*"""
    r"""|(?<!\b[^\W\d][.])(?<!\b[^\W\d]{2}[.])["'”’»›)\]]*(?:\s+(?=[^\sa-zа-яα-ω\d])|(?=[A-ZА-ЯΑ-Ω])))"""
)


def parse_text(source: str, markdown: bool = False) -> Page:
    """The lines of a raw text as blocks; a blank line is no block but counts as the gap before the next.

    Markdown is read as such, and a paragraph that was cut into lines or at its links is one block. A text with hardly
    any line ends is split into sentences, and a warning says so.

    Args:
        markdown: whether it is known to be Markdown; else it is looked at.
    """
    first = _first_lines(source)
    page = _parse_first(first, markdown)
    if len(first) == len(source) and len(page.blocks) <= MAX_BLOCKS:
        return page
    return replace(page, blocks=page.blocks[:MAX_BLOCKS], warnings=(*page.warnings, LEFT_OUT))


def _first_lines(source: str) -> str:
    """A text up to the end of its line `MAX_BLOCKS`."""
    if sum(map(source.count, _LINE_ENDS)) < MAX_BLOCKS:  # as almost all have: this takes no time
        return source
    last = next(islice(_LINE_END.finditer(source), MAX_BLOCKS - 1, None), None)
    return source[: last.end()] if last else source


def _parse_first(source: str, markdown: bool) -> Page:
    """The lines of a text, or its sentences where line ends are lost."""
    page = parse_lines(source, markdown)
    if markdown or len(page.blocks) > MAX_LINES or all(len(block.text) < MIN_CHARS for block in page.blocks):
        return page
    pieces = parse_lines(source, split=_sentence_starts)
    if len(pieces.blocks) == len(page.blocks):
        return page
    return replace(pieces, warnings=("the text has hardly any line ends; it was split into sentences",))


def parse_lines(source: str, markdown: bool = False, split: Split | None = None) -> Page:
    """A block for every line with words, of Markdown without its marks; for every piece of it where `split` cuts it.

    Args:
        markdown: whether it is known to be Markdown; else it is looked at.
    """
    lines, starts = split_lines(source)
    if markdown or is_markdown(source):
        found = list(markdown_blocks(source, lines, starts, split))
    else:
        texts = list(map(str.strip, lines))
        found = list(_plain_blocks(lines, starts, texts))
        goes_on = find_wrapped(texts) | find_pieces(texts)
        if goes_on.any():
            found = [block._replace(tag=CUT) if goes_on[block.line - 1] else block for block in found]
        if split:
            found = [piece for block in found for piece in _pieces(block, split)]
    if CUT not in [block.tag for block in found]:
        return Page("text", source, tuple(found))
    cut = list(map(tuple, paragraphs(found)))
    several = {row: paragraph for row, paragraph in enumerate(cut) if len(paragraph) > 1}
    return Page("text", source, tuple(map(join_lines, cut)), cut=several)


def split_lines(source: str) -> tuple[list[str], list[int]]:
    """The lines without their ends, and the offset of each."""
    if any(end in source for end in _LINE_ENDS[1:]):
        pieces = _LINE_END.split(source)
        return pieces[::2], list(accumulate(map(len, pieces), initial=0))[: len(pieces) : 2]
    lines = source.split("\n")  # the same, and the only one that most texts need
    return lines, list(accumulate([len(line) + 1 for line in lines[:-1]], initial=0))


def _plain_blocks(lines: Sequence[str], starts: Sequence[int], texts: Sequence[str]) -> Iterator[Block]:
    numbers = [number for number, text in enumerate(texts) if text]
    firsts = [starts[number] + lines[number].index(texts[number]) for number in numbers]
    return records(
        Block,
        [texts[number] for number in numbers],
        *map(repeat, Block("")[1:6]),
        [number - before - 1 for before, number in zip([-1, *numbers], numbers, strict=False)],
        [number + 1 for number in numbers],
        firsts,
        [first + len(texts[number]) for first, number in zip(firsts, numbers, strict=True)],
    )


def _sentence_starts(text: str) -> list[int]:
    """Where the sentences of a long line begin, but for the first."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)] if len(text) >= MIN_SPLIT else []
    return ends[:-1] if ends and ends[-1] == len(text) else ends


def _pieces(line: Block, split: Split) -> Iterator[Block]:
    """A line cut up; only the first piece has its tag and its gap."""
    for start, end in pairwise([0, *split(line.text), len(line.text)]):
        text = line.text[start:end].rstrip()
        first = line.start + start
        piece = line._replace(text=text, start=first, end=first + len(text))
        yield piece._replace(tag="line", gap=0) if start else piece
