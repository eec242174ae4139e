"""Raw text to blocks: a line that has words is a block; where the line ends are lost, a sentence is."""

import re
from collections.abc import Iterator
from itertools import accumulate, chain, repeat

from app.engine.blocks import Block, records
from app.engine.page import Page

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

    A text with hardly any line ends is split into sentences, and a warning says so.
    """
    blocks = tuple(line_blocks(source))
    if len(blocks) > MAX_LINES or all(len(block.text) < MIN_CHARS for block in blocks):
        return Page("text", source, blocks)
    pieces = tuple(piece for block in blocks for piece in _sentences(block))
    if len(pieces) == len(blocks):
        return Page("text", source, blocks)
    return Page("text", source, pieces, warnings=("the text has hardly any line ends; it was split into sentences",))


def line_blocks(source: str) -> Iterator[Block]:
    """A block for every line that is not blank, without the blanks around it; nothing inside it is touched."""
    if any(end in source for end in "\r\u2028\u2029"):
        pieces = _LINE_END.split(source)
    else:  # the same, and the only one that most texts need
        pieces = list(chain.from_iterable(zip(source.split("\n"), repeat("\n"), strict=False)))
    lines, starts = pieces[::2], list(accumulate(map(len, pieces), initial=0))[::2]
    texts = list(map(str.strip, lines))
    numbers = [number for number, text in enumerate(texts) if text]
    return records(
        Block,
        [texts[number] for number in numbers],
        *map(repeat, Block("")[1:6]),
        [number - before - 1 for before, number in zip([-1, *numbers], numbers, strict=False)],
        [number + 1 for number in numbers],
        [starts[number] + lines[number].index(texts[number]) for number in numbers],
    )


def _sentences(block: Block) -> Iterator[Block]:
    """A block for every sentence of a long line."""
    text, start = block.text, 0
    ends = [match.end() for match in _SENTENCE_END.finditer(text)] if len(text) >= MIN_SPLIT else []
    for end in [*ends, len(text)]:
        sentence = text[start:end].rstrip()
        if sentence:
            yield block._replace(text=sentence, start=block.start + start, gap=block.gap if start == 0 else 0)
        start = end
