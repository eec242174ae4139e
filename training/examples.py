"""Pages of the corpora as examples: what the model reads, and what it should say."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from app.engine.decode import decode
from app.engine.evidence import gather
from app.engine.headline import title_candidates
from app.engine.html.parse import parse_html
from app.engine.model.inputs import Inputs, read_inputs
from app.engine.page import Page
from bench import corpus
from bench.score import tokens
from training.lessons import kinds_of, settle, shares_of, weigh
from training.marked import MarkedPage, as_page, known_shares, labels_of, read_marked
from training.second import append_article
from training.shorten import shorten
from training.written import WRITTEN

#: Sets whose gold is not the article as we understand it: in a forum's, every post is gold.
LEFT_OUT = frozenset({"magic_html_forum"})
#: Sets of which many pages are no articles but shops and lists, where short texts among others are all that there is.
NOT_VARIED = frozenset({"wcxb"})
#: How much the labels of a written page count beside those that rules gave. Learned with 80 of them, the labels of 113
#: other pages are right on .861 with 1, .870 with 4; as much of their articles is kept.
SAID_COUNTS = 4
#: How much a shortened page, and one with a second article, counts beside the page it is made of.
SHORTENED_COUNTS, SECOND_COUNTS = 0.35, 0.25


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A page to learn from.

    Attributes:
        group: pages of one group are of one site; they are never on both sides of a split.
        inputs: what the model reads.
        texts: the blocks' texts, for scoring.
        size: float32, (blocks,): number of each block's tokens.
        article: float32, (blocks,), [0, 1]: how much of it is article.
        weight: float32, (blocks,): how much the answer for the block counts; 0 where the gold does not say.
        kind: int64, (blocks,): number of its label.
        kind_weight: float32, (blocks,): how much the answer for the label counts.
        is_full: the gold is the whole article.
        page: with its gold.
        counts: how much the page counts beside others of its dataset, [0, 1].
    """

    group: str
    inputs: Inputs
    texts: tuple[str, ...]
    size: NDArray[np.float32]
    article: NDArray[np.float32]
    weight: NDArray[np.float32]
    kind: NDArray[np.int64]
    kind_weight: NDArray[np.float32]
    is_full: bool
    page: corpus.Page
    counts: float = 1.0


def read_examples(root: Path, split: str, workers: int = 2, varied: bool = False) -> dict[str, list[Example]]:
    """The examples of a split by dataset; pages without any block are left out.

    Args:
        varied: with a shortened copy and one with a second article behind each page that allows it, and with the
            written pages.
    """
    found: dict[str, list[Example]] = {}
    with ProcessPoolExecutor(workers) as pool:
        for name in corpus.datasets(root, split):
            if name not in LEFT_OUT:
                pages = list(corpus.pages(root, split, name))
                donors = [pages[number] for number in _donors([page.lang for page in pages])]
                varies = varied and name not in NOT_VARIED
                made = pool.map(make_examples, pages, donors if varies else [None] * len(pages), chunksize=8)
                found[name] = [example for examples in made for example in examples]
    if varied:
        found[WRITTEN] = written_examples()
    return found


def _donors(languages: Sequence[str]) -> list[int]:
    """For each page the number of the next one in its language; its own where there is no other."""
    following: dict[str, int] = {}
    donors: dict[int, int] = {}
    for number, language in [*enumerate(languages), *enumerate(languages)][::-1]:
        donors[number] = following.get(language, number)
        following[language] = number
    return [donors[number] for number in range(len(languages))]


class _Reading(NamedTuple):
    """A page as parsed, and what its blocks are.

    Attributes:
        shares: float32, (blocks,), [0, 1]: how much of each block is article; NaN where the gold does not say.
        known: int64, (blocks,): number of each block's label, -1 for unknown; None where nobody said any.
    """

    page: corpus.Page
    parsed: Page
    shares: NDArray[np.float32]
    known: NDArray[np.int64] | None = None

    def take(self, parsed: Page, origin: NDArray[np.int64]) -> "_Reading":
        """The same of a changed copy.

        Args:
            origin: int64, (blocks of the copy,): which block each was; -1 for one that is none of the article.
        """
        shares = np.where(origin < 0, np.float32(0), self.shares[origin])
        known = None if self.known is None else np.where(origin < 0, -1, self.known[origin])
        return _Reading(self.page, parsed, shares, known)


def make_examples(page: corpus.Page, donor: corpus.Page | None = None) -> list[Example]:
    """What a page teaches; nothing where it has no block.

    Args:
        donor: the page whose article is the second one of a copy; without it there are no copies.
    """
    reading = _read(page)
    if not reading.parsed.blocks:
        return []
    if donor is None or page.gold.text is None:
        return [_make(reading)]
    other = _read(donor) if donor is not page and donor.gold.text is not None else None
    return [_make(reading), *_copies(reading, other)]


def written_examples() -> list[Example]:
    """What the pages of HTML written for the purpose teach."""
    readings = [_read_marked(marked) for marked in read_marked()]
    donors = [readings[number] for number in _donors([reading.page.lang for reading in readings])]
    pairs = zip(readings, donors, strict=True)
    return [
        example
        for reading, donor in pairs
        for example in (_make(reading), *_copies(reading, donor if donor is not reading else None))
    ]


def _read(page: corpus.Page) -> _Reading:
    parsed = parse_html(decode(page.data, None, "html").text)
    return _Reading(page, parsed, shares_of([block.text for block in parsed.blocks], page.gold))


def _read_marked(marked: MarkedPage) -> _Reading:
    parsed = parse_html(marked.source)
    known = labels_of(marked, parsed)
    return _Reading(as_page(marked, parsed, known), parsed, known_shares(known), known)


def _copies(reading: _Reading, donor: _Reading | None) -> Iterator[Example]:
    """A page with a shorter article, and with the donor's behind its own, where it allows them."""
    article = reading.shares >= 0.5
    short = shorten(reading.parsed, article, np.random.default_rng(crc32(reading.page.id.encode())))
    if short is not None:
        yield replace(_make(reading.take(short[0], np.flatnonzero(short[1]))), counts=SHORTENED_COUNTS)
    longer = append_article(reading.parsed, article, donor.parsed, donor.shares >= 0.5) if donor else None
    if longer is not None:
        yield replace(_make(reading.take(*longer)), counts=SECOND_COUNTS)


def _make(reading: _Reading) -> Example:
    """The article is where the gold says.

    Of what the gold leaves out, the rules say what it is, where nobody else does: they read what the page says of
    itself.
    """
    page, parsed, shares, known = reading
    evidence = gather(parsed, title_candidates(parsed.head) if parsed.head else ())
    texts = tuple(block.text for block in parsed.blocks)
    size = np.array([len(tokens(text)) for text in texts], np.float32)
    is_full = page.gold.text is not None
    weight = weigh(shares, size, is_full)
    article = settle(shares)
    kind, doubtful = kinds_of(evidence, article, known)
    kind_weight = np.where(doubtful, 0.2 * weight, weight) * (1 if known is None else SAID_COUNTS)
    inputs = read_inputs(evidence)
    return Example(site_of(page), inputs, texts, size, article, weight, kind, kind_weight, is_full, page)


def site_of(page: corpus.Page) -> str:
    """The site of a page: its host without subdomains; a page without an address is a site of its own."""
    host = urlsplit(page.url or "").hostname or f"{page.dataset}/{page.id}"
    return ".".join(host.split(".")[-2:]) if not host.endswith((".co.uk", ".com.au", ".com.tr")) else host
