"""Texts of pages, every line with its label: what the labeller of raw text learns from.

The labels are those that the engine gives the same words from HTML, and those of the written pages. The lines are read
by the network of raw text as it is.
"""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from app import clean
from app.engine.decode import decode
from app.engine.evidence import gather
from app.engine.html.parse import parse_html
from app.engine.labels import NUMBER
from app.engine.model.labeller import COLUMN_SCALE
from app.engine.model.network import Network
from app.engine.model.text_inputs import read_text_inputs
from app.engine.page import Page
from app.engine.text import parse_text
from bench import corpus, rawtext
from training.marked import MarkedPage, labels_of, read_marked
from training.written import WrittenPage, read_pages

if TYPE_CHECKING:
    from training.renderings import Rendering

#: The network's file.
WEIGHTS = Path(__file__).parent.parent / "app" / "engine" / "model" / "text_weights.npz"


class Lines(NamedTuple):
    """A page's text.

    Attributes:
        read: float32, (lines, columns): the network's hidden rows and the scaled columns.
        labels: int64, (lines,): number of each line's label; -1 where its block is not known.
    """

    read: NDArray[np.float32]
    labels: NDArray[np.int64]


def read_corpora(root: Path, split: str, workers: int, varied: bool = False) -> list[Lines]:
    """The texts of all pages of a split."""
    pages = [page for name in corpus.datasets(root, split) for page in corpus.pages(root, split, name)]
    with ProcessPoolExecutor(workers) as pool:
        return [lines for found in pool.map(partial(read_lines, varied=varied), pages, chunksize=8) for lines in found]


def read_all_written() -> Iterator[Lines]:
    """The texts of all written pages."""
    yield from map(read_written, read_pages())
    for marked in read_marked():
        yield from read_marked_lines(marked)


def read_lines(page: corpus.Page, varied: bool = False) -> list[Lines]:
    """The text that the benchmark makes of a page.

    Args:
        varied: and the one that another scraper makes of it.
    """
    parsed = parse_html(decode(page.data, None, "html").text)
    if not parsed.blocks or not parsed.marked_up:  # its labels would be those of the labeller itself
        return []
    numbers = np.array([NUMBER[block.label] for block in clean(page.data, input="html").blocks])
    return _render(parsed, page.id, numbers, varied)


def read_marked_lines(marked: MarkedPage) -> list[Lines]:
    """Two texts of a page of HTML that was written with its labels."""
    parsed = parse_html(marked.source)
    return _render(parsed, marked.name, labels_of(marked, parsed), varied=True)


def _render(parsed: Page, name: str, numbers: NDArray[np.int64], varied: bool) -> list[Lines]:
    from training.renderings import WAYS, render  # its renderers are only installed to train

    ways = [rawtext.way_of(name)]
    if varied:
        others = sorted(set(WAYS) - set(rawtext.WAYS))
        ways.append(others[crc32(name.encode()) % len(others)])
    return [_read_rendering(found, numbers) for found in render(parsed, ways)]


def _read_rendering(rendering: "Rendering", numbers: NDArray[np.int64]) -> Lines:
    read = _read_columns(parse_text(rendering.text))
    return Lines(read, np.where(rendering.rows >= 0, numbers[rendering.rows], -1))


def read_written(page: WrittenPage) -> Lines:
    """A page that was written with its labels."""
    parsed = parse_text("\n".join(page.texts))
    labels = [page.labels[block.line - 1] for block in parsed.blocks]
    return Lines(_read_columns(parsed), np.array([NUMBER[label] if label else -1 for label in labels]))


def _read_columns(parsed: Page) -> NDArray[np.float32]:
    reader, inputs = network(), read_text_inputs(gather(parsed))
    columns = reader.standardise(inputs.dense)
    return np.concatenate([reader.read_page(inputs), columns * np.float32(COLUMN_SCALE)], axis=1)


@cache
def network() -> Network:
    """The network of raw text as it is shipped. Constant: a file of the package."""
    with np.load(WEIGHTS, allow_pickle=False) as arrays:
        return Network.read(arrays, "0.")
