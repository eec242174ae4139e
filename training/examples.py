"""Pages of the corpora as examples: what the model reads, and what it should say."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from app.engine.classify import classify
from app.engine.decide import decide
from app.engine.decode import decode
from app.engine.evidence import Evidence, gather
from app.engine.headline import title_candidates
from app.engine.html.parse import parse_html
from app.engine.labels import ARTICLE_LABELS, NUMBER, Label
from app.engine.model.inputs import Inputs, read_inputs
from app.engine.page import Page
from bench import corpus
from bench.score import tokens
from training.align import align, align_snippets
from training.second import append_article
from training.shorten import shorten

#: Sets whose gold is not the article as we understand it: in a forum's, every post is gold.
LEFT_OUT = frozenset({"magic_html_forum"})
#: Headings of an article are told from its paragraphs by their elements.
_HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
#: Sets of which many pages are no articles but shops and lists, where short texts among others are all that there is.
NOT_VARIED = frozenset({"wcxb"})
#: How much a shortened page, and one with a second article, counts beside the page it is made of.
SHORTENED_COUNTS, SECOND_COUNTS = 0.35, 0.25
#: Shares of a block's tokens in the gold between which it is neither article nor not.
_UNCLEAR = (0.3, 0.7)


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
        varied: with a shortened copy and one with a second article behind each page that allows it.
    """
    found: dict[str, list[Example]] = {}
    with ProcessPoolExecutor(workers) as pool:
        for name in corpus.datasets(root, split):
            if name not in LEFT_OUT:
                pages = list(corpus.pages(root, split, name))
                donors = _donors(pages) if varied and name not in NOT_VARIED else [None] * len(pages)
                made = pool.map(make_examples, pages, donors, chunksize=8)
                found[name] = [example for examples in made for example in examples]
    return found


def _donors(pages: Sequence[corpus.Page]) -> list[corpus.Page]:
    """For each page the next one in its language; itself where there is no other."""
    following: dict[str, corpus.Page] = {}
    donors: list[corpus.Page] = []
    for page in [*pages, *pages][::-1]:
        donors.append(following.get(page.lang, page))
        following[page.lang] = page
    return donors[: -len(pages) - 1 : -1]


def make_examples(page: corpus.Page, donor: corpus.Page | None = None) -> list[Example]:
    """What a page teaches; nothing where it has no block.

    Args:
        donor: the page whose article is the second one of a copy; without it there are no copies.
    """
    parsed = parse_html(decode(page.data, None, "html").text)
    if not parsed.blocks:
        return []
    shares = _shares(parsed, page.gold)
    examples = [_make(page, parsed, shares)]
    if donor is None or page.gold.text is None:
        return examples
    short = shorten(parsed, shares >= 0.5, np.random.default_rng(crc32(page.id.encode())))
    if short is not None:
        examples.append(replace(_make(page, short[0], shares[short[1]]), counts=SHORTENED_COUNTS))
    if donor is not page and donor.gold.text is not None:
        other = parse_html(decode(donor.data, None, "html").text)
        longer = append_article(parsed, shares >= 0.5, other, _shares(other, donor.gold) >= 0.5)
        if longer is not None:
            shares = np.where(longer[1] < 0, np.float32(0), shares[longer[1]])
            examples.append(replace(_make(page, longer[0], shares), counts=SECOND_COUNTS))
    return examples


def shares_of(texts: Sequence[str], gold: corpus.Gold) -> NDArray[np.float32]:
    """How much of each block is article, as the gold has it; NaN where it does not say."""
    return align(texts, gold.text) if gold.text is not None else align_snippets(texts, gold.wanted, gold.unwanted)


def _shares(page: Page, gold: corpus.Gold) -> NDArray[np.float32]:
    return shares_of([block.text for block in page.blocks], gold)


def _make(page: corpus.Page, parsed: Page, shares: NDArray[np.float32]) -> Example:
    """The article is where the gold says.

    Of what the gold leaves out, the rules say what it is: they read what the page says of itself.
    """
    evidence = gather(parsed, title_candidates(parsed.head) if parsed.head else ())
    texts = tuple(block.text for block in parsed.blocks)
    size = np.array([len(tokens(text)) for text in texts], np.float32)
    is_full = page.gold.text is not None
    weight = weigh(shares, size, is_full)
    article = settle(shares)
    kind, doubtful = kinds_of(evidence, article)
    kind_weight = np.where(doubtful, 0.2 * weight, weight)
    inputs = read_inputs(evidence)
    return Example(site_of(page), inputs, texts, size, article, weight, kind, kind_weight, is_full, page)


def settle(shares: NDArray[np.float32]) -> NDArray[np.float32]:
    """Shares that are nearly all or nothing as 1 or 0; 0 where the gold does not say."""
    return np.nan_to_num(np.where(shares >= 0.8, 1, np.where(shares < 0.2, 0, shares))).astype(np.float32)


def weigh(shares: NDArray[np.float32], size: NDArray[np.float32], is_full: bool) -> NDArray[np.float32]:
    """Long blocks count more, but not as much more as they are longer; a page's weights sum to at most 1."""
    weight = np.sqrt(size + 0.5)
    if not is_full:
        return np.where(np.isnan(shares), 0, 3 * weight / weight.sum()).astype(np.float32)
    unclear = (shares > _UNCLEAR[0]) & (shares < _UNCLEAR[1])
    weight = np.where(unclear, 0.3 * weight, weight)
    return np.asarray(weight / weight.sum(), np.float32)


def kinds_of(evidence: Evidence, article: NDArray[np.float32]) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """The label of each block, and where the rules had nothing but article to say of what the gold leaves out."""
    opinion = classify(evidence)
    decided = np.array([NUMBER[label] for label in decide(evidence, opinion).labels])
    kept = [NUMBER[label] for label in ARTICLE_LABELS]
    is_heading = np.array([block.tag in _HEADINGS for block in evidence.page.blocks]) | (
        decided == NUMBER[Label.HEADING]
    )
    doubtful = (article < 0.5) & np.isin(decided, kept)
    other = np.where(np.isin(opinion.labels, kept), NUMBER[Label.RELATED], opinion.labels)
    inside = np.where(is_heading, NUMBER[Label.HEADING], NUMBER[Label.BODY])
    return np.where(article >= 0.5, inside, np.where(doubtful, other, decided)), doubtful


def site_of(page: corpus.Page) -> str:
    """The site of a page: its host without subdomains; a page without an address is a site of its own."""
    host = urlsplit(page.url or "").hostname or f"{page.dataset}/{page.id}"
    return ".".join(host.split(".")[-2:]) if not host.endswith((".co.uk", ".com.au", ".com.tr")) else host


def select(example: Example, keep: NDArray[np.bool_]) -> Example:
    """The example as if its page had only the blocks to keep, at least one."""
    inputs, tree = example.inputs, example.inputs.tree
    ordered = keep[tree.order]
    before = np.concatenate([[0], np.cumsum(ordered)])
    number = np.cumsum(keep) - 1
    tree = tree._replace(
        chains=tree.chains[keep],
        starts=before[tree.starts[keep]],
        ends=before[tree.ends[keep]],
        order=number[tree.order[ordered]],
        depth=tree.depth[keep],
    )
    inputs = inputs._replace(
        dense=inputs.dense[keep], chains=inputs.chains[keep], letters=inputs.letters[keep], tree=tree
    )
    total = max(float(example.weight[keep].sum()), 1e-6) if example.is_full else 1.0
    return replace(
        example,
        inputs=inputs,
        texts=tuple(text for text, kept in zip(example.texts, keep, strict=True) if kept),
        size=example.size[keep],
        article=example.article[keep],
        weight=example.weight[keep] / total,
        kind=example.kind[keep],
        kind_weight=example.kind_weight[keep] / total,
    )
