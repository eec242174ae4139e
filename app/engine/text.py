"""Raw text to blocks: a line that has words is a block.

Where line ends are lost it is a sentence, and where paragraphs were cut at a fixed width, a paragraph.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, repeat

from app.engine.blocks import Block, records
from app.engine.markdown import is_markdown, markdown_blocks
from app.engine.page import Page
from app.engine.wrapped import CUT, find_wrapped, join_lines, paragraphs

#: The line ends of the web: Unix, Windows, old Mac, and Unicode's own two.
_LINE_END = re.compile(r"(\r\n|[\r\n\u2028\u2029])")

#: A text of at most so many lines, one of them with at least so many characters, has lost its line ends.
MAX_LINES, MIN_CHARS = 3, 600
#: Lines with fewer characters are not split.
MIN_SPLIT = 200

#: Behind a sentence: a stop of any script with its closing quotes, then a blank or, where scripts have no blanks or the
#: line end left none, the next sentence's first letter. Not behind initials and short abbreviations, and not where it
#: goes on with a small letter or a digit. Stops in a row end one sentence.
_SENTENCE_END = re.compile(
    r"""(?:(?<!\b[^\W\d])(?<!\b[^\W\d]{2})[.]|[!?…؟۔।॥։።။])["'”’»›)\]]*(?:\s+(?=[^\sa-zа-яα-ω\d])|(?=[A-ZА-ЯΑ-Ω]))"""
    r"""|[。！？｡]++["'”’»›)\]』」）】》]*\s*"""
)


def parse_text(source: str) -> Page:
    """The lines of a raw text as blocks; a blank line is no block but counts as the gap before the next.

    Markdown is read as such, and a paragraph that was cut into lines is one block. A text with hardly any line ends is
    split into sentences, and a warning says so.
    """
    page = parse_lines(source)
    if len(page.blocks) > MAX_LINES or all(len(block.text) < MIN_CHARS for block in page.blocks):
        return page
    blocks = tuple(_plain_blocks(*split_lines(source)))
    pieces = tuple(piece for block in blocks for piece in _sentences(block))
    if len(pieces) == len(blocks):
        return page
    return Page("text", source, pieces, warnings=("the text has hardly any line ends; it was split into sentences",))


def parse_lines(source: str) -> Page:
    """The same, no line split: a block for every line with words, of Markdown without its marks."""
    lines, starts = split_lines(source)
    if is_markdown(source):
        found = list(markdown_blocks(source, lines, starts))
    else:
        found = list(_plain_blocks(lines, starts))
        wrapped = find_wrapped(list(map(str.strip, lines)))
        if wrapped.any():
            found = [block._replace(tag=CUT) if wrapped[block.line - 1] else block for block in found]
    if CUT not in [block.tag for block in found]:
        return Page("text", source, tuple(found))
    cut = list(map(tuple, paragraphs(found)))
    several = {row: paragraph for row, paragraph in enumerate(cut) if len(paragraph) > 1}
    return Page("text", source, tuple(map(join_lines, cut)), cut=several)


def split_lines(source: str) -> tuple[list[str], list[int]]:
    """The lines without their ends, and the offset of each."""
    if any(end in source for end in "\r\u2028\u2029"):
        pieces = _LINE_END.split(source)
        return pieces[::2], list(accumulate(map(len, pieces), initial=0))[: len(pieces) : 2]
    lines = source.split("\n")  # the same, and the only one that most texts need
    return lines, list(accumulate([len(line) + 1 for line in lines[:-1]], initial=0))


def _plain_blocks(lines: Sequence[str], starts: Sequence[int]) -> Iterator[Block]:
    texts = list(map(str.strip, lines))
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


def _sentences(block: Block) -> Iterator[Block]:
    """A block for every sentence of a long line."""
    text, start = block.text, 0
    ends = [match.end() for match in _SENTENCE_END.finditer(text)] if len(text) >= MIN_SPLIT else []
    for end in [*ends, len(text)]:
        sentence = text[start:end].rstrip()
        if sentence:
            first = block.start + start
            gap = block.gap if start == 0 else 0
            yield block._replace(text=sentence, start=first, end=first + len(sentence), gap=gap)
        start = end
