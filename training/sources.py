"""A page with what its blocks are, and lines of text that were made of it as an example."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.decode import decode
from app.engine.evidence import gather
from app.engine.headline import title_candidates
from app.engine.html.parse import parse_html
from app.engine.labels import NUMBER, Label
from app.engine.model.text_inputs import read_text_inputs
from app.engine.text import parse_lines
from bench import corpus
from bench.score import tokens
from training.examples import Example, site_of
from training.lessons import kinds_of, settle, shares_of, weigh
from training.renderings import Rendering, render
from training.variants import Line, read_lines, write_lines


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A page with what its blocks are, and the texts that scrapers make of it.

    Attributes:
        shares: float32, (blocks,), [0, 1]: how much of each block is article; NaN where the gold does not say.
        kinds: int64, (blocks,): number of each block's label.
        doubtful: bool, (blocks,): the label is little more than a guess.
        title: what the page's head gives as its title.
    """

    page: corpus.Page
    shares: NDArray[np.float32]
    kinds: NDArray[np.int64]
    doubtful: NDArray[np.bool_]
    title: str
    renderings: tuple[Rendering, ...]


def read_source(page: corpus.Page, ways: Sequence[str]) -> Source | None:
    """A page rendered in some of the `WAYS`; None where it has no block."""
    parsed = parse_html(decode(page.data, None, "html").text)
    if not parsed.blocks:
        return None
    shares = shares_of([block.text for block in parsed.blocks], page.gold)
    headlines = title_candidates(parsed.head) if parsed.head else ()
    kinds, doubtful = kinds_of(gather(parsed, headlines), settle(shares))
    found = render(parsed, ways)
    title = parsed.head.title if parsed.head else ""
    return Source(page, shares, kinds, doubtful, " ".join(title.split()), tuple(found))


def are_article(source: Source, lines: Sequence[Line]) -> list[bool]:
    """Whether each line is mostly article."""
    return [line.row >= 0 and bool(source.shares[line.row] >= 0.5) for line in lines]


def label_lines(source: Source, rendering: Rendering) -> list[Line]:
    """The lines of a rendering; of those that are no block's, the head's title is told by itself."""
    found = []
    for line in read_lines(rendering.text, rendering.rows.tolist()):
        if line.row < 0 and line.text and " ".join(line.text.split()) == source.title:
            line = line._replace(label=Label.TITLE)
        found.append(line)
    return found


def make_example(source: Source, lines: Sequence[Line]) -> Example | None:
    """What some lines teach; None where no line has words."""
    text = write_lines(lines)
    parsed = parse_lines(text)
    if not parsed.blocks:
        return None
    kept = [lines[block.line - 1] for block in parsed.blocks]
    rows = np.array([line.row for line in kept], np.int64)
    texts = tuple(block.text for block in parsed.blocks)
    known = rows >= 0
    shares = np.where(known, source.shares[rows], 0).astype(np.float32)
    size = np.array([len(tokens(text)) for text in texts], np.float32)
    is_full = source.page.gold.text is not None
    kinds = np.where(known, source.kinds[rows], NUMBER[Label.INTERFACE])
    certain = np.where(known, np.where(source.doubtful[rows], 0.2, 1.0), 0.0)
    for number, line in enumerate(kept):
        if line.label is not None:
            kinds[number], certain[number], shares[number] = NUMBER[line.label], 1.0, 0.0
    counted = known | np.array([line.label is not None for line in kept])
    weight = weigh(np.where(counted | is_full, shares, np.nan).astype(np.float32), size, is_full)
    weight = np.where(counted, weight, 0).astype(np.float32)
    return Example(
        site_of(source.page),
        read_text_inputs(gather(parsed)),
        texts,
        size,
        settle(shares),
        weight,
        kinds,
        (weight * certain).astype(np.float32),
        is_full,
        source.page,
    )
