"""What the model reads of a page: one function for training and for serving."""

from collections.abc import Iterable
from itertools import repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.engine import characters as ch
from app.engine import features, word_lists
from app.engine.evidence import Evidence
from app.engine.model import declared, order
from app.engine.model.cohesion import COHESION, measure_cohesion
from app.engine.model.hashing import Bags, hash_letters, hash_names
from app.engine.model.looks import Looks, count_repeats, look_alikes, read_looks
from app.engine.model.mentions import MENTIONS, measure_mentions
from app.engine.model.place import ALIKE, PAGE, PLACE, describe_alike, describe_page, describe_place
from app.engine.model.said import OVERLAP, SAID, measure_overlaps
from app.engine.model.shared import find_shared, read_words, weigh
from app.engine.model.tree import LEVELS, MEASURES, Tree, climb, measure_containers, sum_inside
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
#: Those of `SAID` whose words are looked for in the blocks.
_ABOUT = SAID[:2]
#: Names of the columns of `Inputs.dense`.
COLUMNS: tuple[str, ...] = (
    *features.COLUMNS,
    *(f"phrase_{label}_{kind}" for label, kinds in word_lists.SCHEMA.items() for kind in kinds),
    *("named", "trail", "is_prose"),
    *(f"starts_{number}" for number in range(ch.CLASSES)),
    *(f"tag_{tag}" for tag in _TAGS),
    *(f"page_{name}" for name in PAGE),
    *PLACE,
    *(f"{name}_{level}" for level in range(LEVELS) for name in MEASURES),
    *(f"alike_{name}_{width}" for width in range(2) for name in ALIKE),
    *(f"{name}_{level}" for name in ("rank", "kin") for level in range(1, LEVELS)),
    *OVERLAP,
    *order.MEASURES,
    *(f"declared_{kind}" for kind in declared.KINDS),
    *COHESION,
    *(f"{text}_{name}" for text in _ABOUT for name in MENTIONS),
)
_COUNT_COLUMNS = [features.COLUMNS.index(column) for column in _COUNTS]
#: A row of columns for each class of a character, and for each row of `_TAGS` and for any other.
CLASS_COLUMNS = np.eye(ch.CLASSES, dtype=np.float32)
_TAG_COLUMNS = np.eye(len(_TAGS) + 1, len(_TAGS), dtype=np.float32)


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
    tree = climb(elements, np.maximum(page.columns.elements, 0))
    looks = read_looks(elements, tree)
    chains = looks.look[looks.chains[:, :NAMED]]
    names = hash_names([tag for tag, _ in looks.kinds], [words for _, words in looks.kinds])
    letters = hash_letters(page.columns.texts)
    return Inputs(_dense(evidence, elements, looks, tree), names, chains, letters, tree)


def _dense(evidence: Evidence, elements: Elements, looks: Looks, tree: Tree) -> NDArray[np.float32]:
    f = evidence.features
    count = len(evidence.page.blocks)
    prose = find_running(evidence) & (f["linked"] < 0.5)
    values = np.zeros((4, count))  # words of running text, words, words inside links, whether it is running text
    values[1] = f["words"]
    np.copyto(values[0], values[1], where=prose)
    np.multiply(f["words"], f["linked"], out=values[2])
    values[3] = prose
    running = values[0]
    inside = sum_inside(tree, values)
    spoken, said = read_words((*f.keys, *evidence.said[: len(_ABOUT)])).split(count)
    shared = find_shared(spoken)
    tags = list(map(_TAG_ROW.get, evidence.page.columns.tags, repeat(-1)))
    parts = (
        f.matrix,
        evidence.phrases.hits,
        np.array([evidence.named, evidence.trail, prose]).T,
        CLASS_COLUMNS[f.first],
        _TAG_COLUMNS[tags],
        describe_page(values),
        describe_place(evidence, running, tree),
        measure_containers(tree, values, inside),
        describe_alike(look_alikes(looks), values),
        count_repeats(looks, inside[0]),
        measure_overlaps(evidence),
        order.measure_order(evidence, elements, tree.chains[:, 0], running),
        declared.declared_kinds(evidence.page.head or Head())[None],
        measure_cohesion(shared, weigh(shared, count), prose),
        measure_mentions(spoken, said, len(_ABOUT), count),
    )
    dense = join_columns(parts, count, len(COLUMNS))
    dense[:, _COUNT_COLUMNS] = np.log1p(dense[:, _COUNT_COLUMNS])
    return dense


def join_columns(parts: Iterable[NDArray[np.generic]], rows: int, columns: int) -> NDArray[np.float32]:
    """Matrices side by side as one of so many rows and columns; one of a single row holds for all rows."""
    joined = np.empty((rows, columns), np.float32)
    behind = 0
    for part in parts:
        first, behind = behind, behind + part.shape[1]
        joined[:, first:behind] = part
    assert behind == columns
    return joined


def find_running(evidence: Evidence) -> NDArray[np.bool_]:
    """Whether each block is running text, links or not: long enough and with a sentence's punctuation.

    The rules have the same notion; theirs may change without the model being learned anew.
    """
    f = evidence.features
    sentence = (f["ends_stop"] > 0) | (f["stops"] > 0) | (f["commas"] > 1)
    long = ((f["words"] >= 10) & sentence) | ((f["words"] >= 35) & (f["letters"] > 0.6))
    return np.asarray(long & (f["letters"] > 0.5) & ~evidence.trail)
