"""Changes a rendered page as scrapers, sites and languages differ, line by line, so that every line keeps its label."""

import gzip
import textwrap
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from app.engine.blocks import Block
from app.engine.labels import ARTICLE_LABELS, Label
from app.engine.markdown import is_markdown
from app.engine.text import parse_text, split_lines

#: Longest line of furniture that is exchanged for another language's, in characters.
MAX_EXCHANGED = 60


class Line(NamedTuple):
    """A line of a text, or a blank one.

    Attributes:
        row: the block of the page that it came from; -1 unknown or none.
        label: what it is, where it is no block's.
    """

    text: str
    row: int = -1
    label: Label | None = None


BLANK = Line("")
#: Lines of furniture by language and label.
Strings = Mapping[str, Mapping[Label, Sequence[str]]]


def read_lines(text: str, rows: Sequence[int]) -> list[Line]:
    """The lines of a text, blank ones too; those of Markdown with their marks.

    Args:
        rows: of the blocks that the text is read as.
    """
    blocks = parse_text(text).blocks
    if is_markdown(text):
        within: defaultdict[int, list[tuple[Block, int]]] = defaultdict(list)
        for block, row in zip(blocks, rows, strict=True):
            within[block.line].append((block, row))
        return [
            one for number, line in enumerate(split_lines(text)[0], 1) for one in _read_line(line, within[number], text)
        ]
    found: list[Line] = []
    for block, row in zip(blocks, rows, strict=True):
        found += [BLANK] * min(block.gap, 3)
        found.append(Line(block.text, row))
    return found


def _read_line(line: str, blocks: Sequence[tuple[Block, int]], text: str) -> list[Line]:
    """A line of Markdown; of a table's row, a line a cell."""
    if len(blocks) > 1:
        return [Line(text[block.start : block.end], row) for block, row in blocks]
    return [Line(line.strip(), blocks[0][1] if blocks else -1)]


def write_lines(lines: Sequence[Line]) -> str:
    """The text."""
    return "\n".join(line.text for line in lines)


def read_strings(path: Path) -> Strings:
    """Lines of furniture: a gzipped table with the columns language, label and text."""
    found: dict[str, dict[Label, list[str]]] = defaultdict(lambda: defaultdict(list))
    known = {label.value: label for label in Label} | {"timestamp": Label.BYLINE}
    with gzip.open(path, "rt", encoding="utf-8") as rows:
        next(rows)
        for row in rows:
            language, label, text, *_ = row.rstrip("\n").split("\t")
            if label in known and 2 <= len(text) <= MAX_EXCHANGED * 2:
                found[language][known[label]].append(text)
    return {language: dict(labels) for language, labels in found.items() if sum(map(len, labels.values())) >= 300}


def double_space(lines: Sequence[Line]) -> list[Line]:
    """A blank line behind every line."""
    return [one for line in lines if line.text for one in (line, BLANK)]


def single_space(lines: Sequence[Line]) -> list[Line]:
    """No blank line at all."""
    return [line for line in lines if line.text]


def wrap(lines: Sequence[Line], width: int) -> list[Line]:
    """Lines cut at so many characters, at a blank where there is one."""
    found: list[Line] = []
    for line in lines:
        pieces = textwrap.wrap(line.text, width, break_long_words=len(line.text) > 2 * width) or [""]
        found += [line._replace(text=piece) for piece in pieces]
    return found


def bullet(lines: Sequence[Line], sign: str, most: int) -> list[Line]:
    """A sign before every line of at most so many characters."""
    return [
        line._replace(text=f"{sign} {line.text}") if line.text and len(line.text) <= most else line for line in lines
    ]


def glue(lines: Sequence[Line], share: float, between: str, random: np.random.Generator) -> list[Line]:
    """Some line ends lost; the longer of two lines lends its label."""
    found: list[Line] = []
    for line in lines:
        if found and line.text and found[-1].text and random.random() < share:
            last = found[-1]
            longer = last if len(last.text) >= len(line.text) else line
            found[-1] = longer._replace(text=last.text + between + line.text)
        else:
            found.append(line)
    return found


def exchange(
    lines: Sequence[Line], labels: Sequence[Label | None], strings: Strings, share: float, random: np.random.Generator
) -> list[Line]:
    """Some short lines of furniture exchanged for such lines in another language.

    Args:
        labels: what each line is; None where that is not known.
    """
    languages = sorted(strings)
    spoken = strings[languages[int(random.integers(len(languages)))]]
    found = []
    for line, label in zip(lines, labels, strict=True):
        known = spoken.get(label, ()) if label is not None and label not in ARTICLE_LABELS else ()
        if known and len(line.text) <= MAX_EXCHANGED and random.random() < share:
            said = known[int(random.integers(len(known)))]
            line = Line(f"[{said}](/)" if "](" in line.text else said, label=label)
        found.append(line)
    return found


def lay_out(lines: Sequence[Line], random: np.random.Generator) -> list[Line]:
    """The lines as another scraper would have set them; two times in five as they are."""
    way = random.random()
    if way < 0.4:
        return list(lines)
    if way < 0.5:
        return double_space(lines)
    if way < 0.65:
        return single_space(lines)
    if way < 0.8:
        wrapped = wrap(lines, int(random.integers(66, 84)))
        return single_space(wrapped) if random.random() < 0.3 else wrapped
    if way < 0.87:
        return bullet(lines, str(random.choice(["-", "*", "•", "·"])), int(random.choice([40, 80, 10_000])))
    return glue(lines, float(random.uniform(0.02, 0.2)), str(random.choice([" ", ""])), random)
