"""What the model of raw text reads of a page: the same `Inputs` as from HTML, with nothing but lines to go by.

Where markup is missing the context speaks: how lines follow each other, how far it is to the next paragraph or to the
last heading of comments, and whether a line's words return elsewhere on the page (`cohesion`).
"""

import numpy as np
from numpy.typing import NDArray

from app.engine import characters as ch
from app.engine import features, lexicon
from app.engine.evidence import Evidence
from app.engine.model.cohesion import COHESION, Words, find_shared, measure_cohesion, read_words, weigh
from app.engine.model.hashing import Bags, hash_letters
from app.engine.model.inputs import CLASS_COLUMNS, POOL_LEVELS, Inputs, find_running, join_columns
from app.engine.model.rhythm import RHYTHM, measure_rhythm
from app.engine.model.subject import SUBJECT, measure_subject
from app.engine.model.tree import Tree
from app.engine.percentile import percentiles

#: Columns of `features` that raw text has, the last three of them only Markdown, and those that count and are read as
#: logarithms.
_MEASURED = (*features.TEXT, "gap", "gap_after", "repeats", "linked", "heading", "item")
_COUNTS = ("chars", "words", "stops", "commas", "symbols", "gap", "gap_after", "repeats")
_PAGE = (
    "lines", "words", "running", "density", "prose", "longest", "gaps", "usual", "even", "shared", "linked", "headed",
)  # fmt: skip
#: Labels whose phrases open a stretch of lines: how far it is to the last and to the next such line is read.
_SECTIONS = ("comment", "related", "promotion", "interface", "navigation", "legal", "byline", "caption")
#: Lines on either side over which the network takes means; between them, the lines between two blank ones.
_REACHES = (4, 16, 64)
#: Words of a line that is little more than figures, such as a comment's time, and lines on either side over which the
#: share of such lines is taken.
MAX_FIGURES_WORDS = 8
_AROUND = (10, 40)
#: What a line opens with that goes on with a sentence, beside small letters where at least this share are capitals.
MIN_CAPITALS = 0.015
_GOING_ON = np.isin(np.arange(ch.CLASSES), (ch.COMMA, ch.COLON, ch.CLOSER, ch.STOP))
#: Words of a line's beginning that are hashed.
_HASHED = 12
#: Names of the columns of `Inputs.dense`.
TEXT_COLUMNS: tuple[str, ...] = (
    *_MEASURED,
    *(f"phrase_{label}_{kind}" for label, kinds in lexicon.SCHEMA.items() for kind in kinds),
    *("trail", "is_prose"),
    *(f"starts_{number}" for number in range(ch.CLASSES)),
    *(f"ends_{number}" for number in range(ch.CLASSES)),
    *(f"page_{name}" for name in _PAGE),
    *(f"{name}_{label}" for label in _SECTIONS for name in ("since", "until")),
    *RHYTHM,
    *COHESION,
    *SUBJECT,
    *(f"{name}_{line}" for line in ("first", "headline", "figures") for name in ("since", "until")),
    *("figures_near", "figures_far", "joined", "joined_before", "joined_behind"),
)
_MEASURED_COLUMNS = [features.COLUMNS.index(column) for column in _MEASURED]
_COUNT_COLUMNS = [_MEASURED.index(column) for column in _COUNTS]
#: The first column of each label's phrases, and which of these labels open stretches.
_LABEL_STARTS = np.cumsum([0, *map(len, lexicon.SCHEMA.values())])[:-1]
_SECTION_LABELS = [list(lexicon.SCHEMA).index(label) for label in _SECTIONS]


def read_text_inputs(evidence: Evidence) -> Inputs:
    """Everything the model reads of a page's lines; of markup, no more is looked at than Markdown has.

    Args:
        evidence: of a page with at least one block.
    """
    texts = evidence.page.columns.texts
    words = read_words(evidence.features.keys)
    count = len(texts)
    return Inputs(
        _dense(evidence, words),
        _hash_words(words, count),
        np.arange(count)[:, None],
        hash_letters(texts),
        _surround(evidence.features["gap"] > 0),
    )


def _dense(evidence: Evidence, words: Words) -> NDArray[np.float32]:
    f, phrases = evidence.features, evidence.phrases
    prose = find_running(evidence)
    spoken = f["words"].astype(np.float64)
    running = np.where(prose, spoken, 0)
    shared = find_shared(words)
    weights = weigh(shared, len(running))
    cohesion = measure_cohesion(shared, weights, prose)
    subject, marked = measure_subject(evidence, shared, weights, running)
    figures = (f["digits"] > 0.2) & (spoken <= MAX_FIGURES_WORDS)
    opens = np.logical_or.reduceat(phrases.hits, _LABEL_STARTS, axis=1)[:, _SECTION_LABELS]
    distances = _distances(np.column_stack([opens, marked, figures]))
    parts = (
        f.matrix[:, _MEASURED_COLUMNS],
        phrases.hits,
        np.array([evidence.trail, prose]).T,
        CLASS_COLUMNS[f.first],
        CLASS_COLUMNS[f.last],
        _page(evidence, running, cohesion),
        distances[:, : 2 * len(_SECTIONS)],
        measure_rhythm(spoken, running),
        cohesion,
        subject,
        distances[:, 2 * len(_SECTIONS) :],
        _densities(figures),
        _joined(evidence),
    )
    dense = join_columns(parts, len(running), len(TEXT_COLUMNS))
    dense[:, _COUNT_COLUMNS] = np.log1p(dense[:, _COUNT_COLUMNS])
    return dense


def _page(evidence: Evidence, running: NDArray[np.float64], cohesion: NDArray[np.float32]) -> NDArray[np.float32]:
    f = evidence.features
    chars = f["chars"]
    count, mass = len(running), float(running.sum())
    total = max(float(f["words"].sum()), 1.0)
    longest, usual = percentiles(chars, 0.95, 0.5)
    row = (
        np.log(count), np.log(total), np.log1p(mass), mass / total, np.count_nonzero(running) / count,
        np.log1p(float(running.max())), np.count_nonzero(f["gap"]) / count, np.log1p(usual),
        np.count_nonzero((chars > 0.8 * longest) & (chars < 1.1 * longest)) / count, float(cohesion[:, 0].mean()),
        float((f["linked"] * chars).sum() / chars.sum()), np.count_nonzero(f["heading"]) / count,
    )  # fmt: skip
    return np.array([row], np.float32)


def _distances(there: NDArray[np.bool_]) -> NDArray[np.float32]:
    """How near the last and the next marked line are: 1 for the line itself, nearing 0; 0 where there is none.

    Args:
        there: shape (lines, kinds).

    Returns:
        float32, shape (lines, 2 * kinds): last and next of the first kind, then of the second.
    """
    count = len(there)
    numbers = np.arange(count)[:, None]
    distances = np.empty((*there.shape, 2), np.int64)  # `count` and more where there is none
    distances[:, :, 0] = numbers - np.maximum.accumulate(np.where(there, numbers, -count))
    distances[:, :, 1] = np.minimum.accumulate(np.where(there, numbers, 2 * count)[::-1])[::-1] - numbers
    nearness = np.append(1 / (1 + np.log1p(np.arange(count) / 2)), 0).astype(np.float32)
    return nearness.take(distances.reshape(count, -1), mode="clip")


def _densities(there: NDArray[np.bool_]) -> NDArray[np.float64]:
    """The share of marked lines among those around each line, for each of `_AROUND`; [0, 1]."""
    count = len(there)
    numbers, sums = np.arange(count), np.concatenate([[0], np.cumsum(there)])
    ranges = [(np.maximum(numbers - reach, 0), np.minimum(numbers + reach + 1, count)) for reach in _AROUND]
    return np.stack([(sums[end] - sums[start]) / (end - start) for start, end in ranges], axis=1)


def _joined(evidence: Evidence) -> NDArray[np.float64]:
    """Logarithms of the words of the sentence that a line is a piece of, and of those before and from it on.

    A line goes on with the last one's sentence where that has no end and it opens with a small letter or a comma, as
    where every link is a line. In scripts without small letters only punctuation tells.
    """
    f = evidence.features
    letters = f["letters"] * f["chars"]
    has_case = float((f["uppers"] * letters).sum()) >= MIN_CAPITALS * float(letters.sum())
    goes_on = (_GOING_ON[f.first] | (has_case & (f.first == ch.LOWER))) & (f["gap"] == 0)
    goes_on[1:] &= f["ends_stop"][:-1] == 0
    goes_on[:1] = False
    first = np.maximum.accumulate(np.where(goes_on, 0, np.arange(len(goes_on))))
    piece = np.cumsum(~goes_on) - 1
    words = f["words"].astype(np.float64)
    whole = np.bincount(piece, words)[piece]
    before = np.cumsum(words) - words
    before -= before[first]
    return np.asarray(np.log1p(np.stack([whole, before, whole - before], axis=1)))


def _hash_words(words: Words, count: int) -> Bags:
    """The first words of each line as a bag; 0 for a line without."""
    counts = np.bincount(words.line, minlength=count)
    place = np.arange(len(words.line)) - (np.cumsum(counts) - counts)[words.line]
    sizes = np.clip(counts, 1, _HASHED)
    starts = np.cumsum(sizes) - sizes
    hashes = np.zeros(int(sizes.sum()), np.int64)
    early = place < _HASHED
    hashes[(starts[words.line] + place)[early]] = words.key[early]
    return Bags(hashes, starts)


def _surround(gaps: NDArray[np.bool_]) -> Tree:
    """What takes the place of containers: the lines around each line, and those between two blank lines."""
    count = len(gaps)
    numbers = np.arange(count)
    group = np.cumsum(gaps)
    ranges = [(np.maximum(numbers - reach, 0), np.minimum(numbers + reach + 1, count)) for reach in _REACHES]
    ranges.insert(1, (np.searchsorted(group, group), np.searchsorted(group, group, side="right")))
    ranges.insert(0, (numbers, numbers + 1))
    assert len(ranges) == POOL_LEVELS + 1
    starts, ends = (np.stack([pair[side] for pair in ranges], axis=1) for side in (0, 1))
    return Tree(np.zeros_like(starts), starts, ends, numbers, np.zeros(count, np.float32))
