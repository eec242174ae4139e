"""What the model reads of a page: one function for training and for serving."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.engine import characters as ch
from app.engine import features, lexicon
from app.engine.blocks import Block
from app.engine.evidence import Evidence
from app.engine.model import declared, order
from app.engine.model.cohesion import COHESION, MENTIONS, measure_cohesion, measure_mentions, read_words
from app.engine.model.hashing import Bags, hash_letters, hash_names
from app.engine.model.tree import (
    LEVELS,
    MEASURES,
    Looks,
    Tree,
    climb,
    count_repeats,
    look_alikes,
    measure_containers,
    read_looks,
)
from app.engine.page import Elements, Head

#: Columns of `features` that count; the model reads their logarithm.
_COUNTS = ("chars", "words", "stops", "commas", "symbols", "gap", "gap_after", "repeats", "siblings")
_TAGS = (
    "p",
    "div",
    "span",
    "body",
    "section",
    "article",
    "blockquote",
    "figcaption",
    "h2",
    "h3",
    "h4",
    "a",
    "td",
    "li",
)
_TAG_ROW = {tag: row for row, tag in enumerate(_TAGS)}
_PAGE = ("blocks", "words", "running", "density", "linked", "prose", "longest")
_PLACE = ("before", "to_end", "title_offset", "after_title", "depth", "depth_off", "headlines")
_ALIKE = ("count", "words", "linked", "running")
_SAID = ("title", "description", "article_body")
_OVERLAP = (*_SAID, "strong", "em", "links")
#: Those of `_SAID` whose words are looked for in the blocks.
_ABOUT = _SAID[:2]
#: Names of the columns of `Inputs.dense`.
COLUMNS: tuple[str, ...] = (
    *features.COLUMNS,
    *(f"phrase_{label}_{kind}" for label, kinds in lexicon.SCHEMA.items() for kind in kinds),
    *("named", "trail", "is_prose"),
    *(f"starts_{number}" for number in range(ch.CLASSES)),
    *(f"tag_{tag}" for tag in _TAGS),
    *(f"page_{name}" for name in _PAGE),
    *_PLACE,
    *(f"{name}_{level}" for level in range(LEVELS) for name in MEASURES),
    *(f"alike_{name}_{width}" for width in range(2) for name in _ALIKE),
    *(f"{name}_{level}" for name in ("rank", "kin") for level in range(1, LEVELS)),
    *_OVERLAP,
    *order.MEASURES,
    *(f"declared_{kind}" for kind in declared.KINDS),
    *COHESION,
    *(f"{text}_{name}" for text in _ABOUT for name in MENTIONS),
)
#: Characters at a block's beginning that must stand in what the head says, and how short they may be.
_RUN, _MIN_KEY = 40, 12
#: Only so many blocks are compared with what the head says.
_MAX_BLOCKS = 2_000


class Inputs(NamedTuple):
    """A page as the model reads it.

    Attributes:
        dense: float32, shape (blocks, len(COLUMNS)).
        names: hashed words of the looks that `chains` names.
        chains: int64, shape (blocks, NAMED): rows of `names` for the block's element, its parent and so on.
        letters: int64, shape (blocks, triples): hashed letters.
        tree: the containers of the blocks.
    """

    dense: NDArray[np.float32]
    names: Bags
    chains: NDArray[np.int64]
    letters: NDArray[np.int64]
    tree: Tree


#: Elements of a block's chain whose words the model reads.
NAMED = 4
#: Containers above a block whose means the model reads, from its parent on.
POOL_LEVELS = 4


def read_inputs(evidence: Evidence) -> Inputs:
    """Everything the model reads of a page of HTML that has blocks.

    Args:
        evidence: of a page with elements and at least one block.
    """
    page = evidence.page
    elements = page.elements
    if elements is None or not page.blocks:
        raise ValueError("the model reads pages of HTML that have blocks")
    rows = np.fromiter((block.element for block in page.blocks), np.int64, len(page.blocks))
    tree = climb(elements, np.maximum(rows, 0))
    texts = [block.text for block in page.blocks]
    looks = read_looks(elements, tree)
    chains = looks.look[looks.chains[:, :NAMED]]
    names = hash_names([tag for tag, _ in looks.kinds], [words for _, words in looks.kinds])
    return Inputs(_dense(evidence, elements, looks, tree, texts), names, chains, hash_letters(texts), tree)


def _dense(evidence: Evidence, elements: Elements, looks: Looks, tree: Tree, texts: list[str]) -> NDArray[np.float32]:
    f = evidence.features
    prose = _is_running(evidence)
    words = f["words"]
    running = np.where(prose, words, 0).astype(np.float32)
    linked = words * f["linked"]
    measured = f.matrix.copy()
    for column in _COUNTS:
        number = features.COLUMNS.index(column)
        measured[:, number] = np.log1p(measured[:, number])
    blocks = evidence.page.blocks
    spoken = read_words(f.keys)
    tags = np.fromiter((_TAG_ROW.get(block.tag, -1) for block in blocks), np.int64, len(blocks))
    parts = (
        measured,
        evidence.phrases.hits,
        np.stack([evidence.named, evidence.trail, prose], axis=1),
        f.first[:, None] == np.arange(ch.CLASSES),
        tags[:, None] == np.arange(len(_TAGS)),
        _page(words, running, linked, prose),
        _place(evidence, running, tree),
        measure_containers(tree, running, words, linked),
        _alike(look_alikes(looks), words, running, linked),
        count_repeats(looks, tree, running),
        _overlaps(evidence),
        order.measure_order(evidence, elements, running),
        np.broadcast_to(declared.declared_kinds(evidence.page.head or Head()), (len(blocks), len(declared.KINDS))),
        measure_cohesion(spoken, prose),
        measure_mentions(spoken, evidence.said[: len(_ABOUT)], len(blocks)),
    )
    return np.concatenate(parts, axis=1, dtype=np.float32)


def _is_running(evidence: Evidence) -> NDArray[np.bool_]:
    """Running text: long enough, with a sentence's punctuation, not mostly links.

    The rules have the same notion; theirs may change without the model being learned anew.
    """
    f = evidence.features
    sentence = (f["ends_stop"] > 0) | (f["stops"] > 0) | (f["commas"] > 1)
    long = ((f["words"] >= 10) & sentence) | ((f["words"] >= 35) & (f["letters"] > 0.6))
    return np.asarray(long & (f["linked"] < 0.5) & (f["letters"] > 0.5) & ~evidence.trail)


def _page(
    words: NDArray[np.float32], running: NDArray[np.float32], linked: NDArray[np.float32], prose: NDArray[np.bool_]
) -> NDArray[np.float32]:
    total, mass = max(float(words.sum()), 1.0), float(running.sum())
    row = (
        np.log(len(words)), np.log(total), np.log1p(mass), mass / total, float(linked.sum()) / total,
        float(prose.mean()), np.log1p(float(running.max())),
    )  # fmt: skip
    return np.broadcast_to(np.array(row, np.float32), (len(words), len(row)))


def _place(evidence: Evidence, running: NDArray[np.float32], tree: Tree) -> NDArray[np.float32]:
    count = len(running)
    mass = max(float(running.sum()), 1.0)
    behind = np.cumsum(running)
    titles = np.flatnonzero(evidence.named | (evidence.features["h1"] > 0))
    numbers = np.arange(count)
    title = int(titles[0]) if len(titles) else -1
    offset = np.sign(numbers - title) * np.log1p(np.abs(numbers - title)) if len(titles) else np.zeros(count)
    usual = float((tree.depth * running).sum()) / mass
    columns = (
        (behind - running) / mass,
        np.log1p(count - 1 - numbers),
        offset,
        numbers > title if len(titles) else np.full(count, 0.5),
        tree.depth / 10,
        (tree.depth - usual) / 10,
        np.log1p(np.cumsum(evidence.features["h1"])),
    )
    return np.stack(columns, axis=1).astype(np.float32)


def _alike(
    groups: NDArray[np.int64], words: NDArray[np.float32], running: NDArray[np.float32], linked: NDArray[np.float32]
) -> NDArray[np.float32]:
    columns = []
    for group in groups.T:
        count = np.bincount(group)
        total, mass, links = (np.bincount(group, values) for values in (words, running, linked))
        by_group = (np.log(count), np.log1p(total / count), links / np.maximum(total, 1), mass / np.maximum(total, 1))
        columns += [values[group] for values in by_group]
    return np.stack(columns, axis=1).astype(np.float32)


def _overlaps(evidence: Evidence) -> NDArray[np.float32]:
    """What the head says in the block's own words, and the inline markup of the block."""
    columns = np.zeros((len(evidence.page.blocks), len(_OVERLAP)), np.float32)
    said = evidence.said
    keys = enumerate(evidence.features.keys[:_MAX_BLOCKS]) if any(said) else ()
    keyed = [(block, key, key[:_RUN]) for block, key in keys if len(key) >= _MIN_KEY]
    for column, text in enumerate(said):
        start = text[:_RUN]
        if len(start) >= _MIN_KEY:
            columns[[block for block, key, opening in keyed if opening in text or start in key], column] = 1
        elif text:
            columns[[block for block, _, opening in keyed if opening in text], column] = 1
    columns[:, 3:] = _inline_markup(evidence.page.blocks, evidence.features["chars"])
    return columns


def _inline_markup(blocks: Sequence[Block], chars: NDArray[np.float32]) -> NDArray[np.float32]:
    """Share of a block's characters that are strong and emphasised, and the logarithm of its number of links."""
    count = len(blocks)
    marked = {"strong": [0] * count, "em": [0] * count}
    links = [0] * count
    for number, block in enumerate(blocks):
        for kind, start, end, _ in block.spans:
            if kind == "link":
                links[number] += 1
            elif kind in marked:
                marked[kind][number] += end - start
    strong, em = (np.minimum(np.array(number) / chars, 1) for number in marked.values())
    return np.stack([strong, em, np.log1p(links)], axis=1).astype(np.float32)
