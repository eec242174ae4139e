"""What the model of raw text reads of a page: the same `Inputs` as from HTML, with nothing but lines to go by.

Where markup is missing the context speaks: how lines follow each other, how far it is to the next paragraph or to the
last heading of comments, and whether a line's words return elsewhere on the page (`cohesion`).
"""

import numpy as np
from numpy.typing import NDArray

from app.engine import characters as ch
from app.engine import features, word_lists
from app.engine.evidence import Evidence
from app.engine.model.around import measure_densities, measure_nearness, surround
from app.engine.model.cohesion import COHESION, measure_cohesion
from app.engine.model.hashing import Bags, hash_letters
from app.engine.model.inputs import CLASS_COLUMNS, Inputs, find_running, join_columns
from app.engine.model.rhythm import RHYTHM, measure_rhythm
from app.engine.model.sentences import SENTENCES, measure_sentences
from app.engine.model.shared import Words, find_shared, read_words, weigh
from app.engine.model.subject import SUBJECT, measure_subject
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
#: Words of a line that is little more than figures, such as a comment's time.
MAX_FIGURES_WORDS = 8
#: Words of a line's beginning that are hashed.
_HASHED = 12
#: Names of the columns of `Inputs.dense`.
TEXT_COLUMNS: tuple[str, ...] = (
    *_MEASURED,
    *(f"phrase_{label}_{kind}" for label, kinds in word_lists.SCHEMA.items() for kind in kinds),
    *("trail", "is_prose"),
    *(f"starts_{number}" for number in range(ch.CLASSES)),
    *(f"ends_{number}" for number in range(ch.CLASSES)),
    *(f"page_{name}" for name in _PAGE),
    *(f"{name}_{label}" for label in _SECTIONS for name in ("since", "until")),
    *RHYTHM,
    *COHESION,
    *SUBJECT,
    *(f"{name}_{line}" for line in ("first", "headline", "figures") for name in ("since", "until")),
    *("figures_near", "figures_far"),
    *SENTENCES,
)
_MEASURED_COLUMNS = [features.COLUMNS.index(column) for column in _MEASURED]
_COUNT_COLUMNS = [_MEASURED.index(column) for column in _COUNTS]
#: The first column of each label's phrases, and which of these labels open stretches.
_LABEL_STARTS = np.cumsum([0, *map(len, word_lists.SCHEMA.values())])[:-1]
_SECTION_LABELS = [list(word_lists.SCHEMA).index(label) for label in _SECTIONS]


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
        surround(evidence.features["gap"] > 0),
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
    nearness = measure_nearness(np.column_stack([opens, marked, figures]))
    parts = (
        f.matrix[:, _MEASURED_COLUMNS],
        phrases.hits,
        np.array([evidence.trail, prose]).T,
        CLASS_COLUMNS[f.first],
        CLASS_COLUMNS[f.last],
        _page(evidence, running, cohesion),
        nearness[:, : 2 * len(_SECTIONS)],
        measure_rhythm(spoken, running),
        cohesion,
        subject,
        nearness[:, 2 * len(_SECTIONS) :],
        measure_densities(figures),
        measure_sentences(evidence),
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
