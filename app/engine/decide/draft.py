"""The labels of a page while they are being decided."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.engine.classify import Opinion, is_bare, is_running, is_told_by_phrase, reason_of
from app.engine.evidence import Evidence
from app.engine.labels import IS_ARTICLE, LABELS, NUMBER, Label
from app.engine.prose import is_sentence
from app.engine.rules import OPEN

#: What a sentence that is no question and no exclamation ends with; a headline does not.
FULL_STOPS = (".", "。", "．", "।", "۔", "…", ".”", '."', ".»", "。」")

Favor = Literal["precision", "balanced", "recall"]

#: Which of `LABELS` are not article's and the model's word suffices for: which block is the headline is told by its
#: place as well.
MODELS_WORD = ~IS_ARTICLE & np.array([label is not Label.TITLE for label in LABELS])


class Extent(NamedTuple):
    """The blocks between which the article lies; empty where `first == behind`.

    Attributes:
        first: row of the first block.
        behind: row behind the last.
    """

    first: int
    behind: int


def extent_of(blocks: NDArray[np.bool_]) -> Extent:
    """From the first to the last of some blocks; bool, shape (blocks,)."""
    rows = np.flatnonzero(blocks)
    return Extent(int(rows[0]), int(rows[-1]) + 1) if len(rows) else Extent(0, 0)


def article_chances(probabilities: NDArray[np.float32]) -> NDArray[np.float32]:
    """How likely each block is article, [0, 1].

    Args:
        probabilities: of each block and label, shape (blocks, len(LABELS)).
    """
    return np.asarray(probabilities[:, IS_ARTICLE].sum(axis=1))


@dataclass(frozen=True, slots=True)
class Decision:
    """The final labels of a page, block by block.

    Attributes:
        scores: how sure each label is, [0, 1].
        extent: where the article lies.
        reason: tells of a block, by its row, what decided.
    """

    labels: tuple[Label, ...]
    scores: tuple[float, ...]
    extent: Extent
    reason: Callable[[int], str]


class Draft:
    """What the steps of `decide` read and revise.

    Attributes:
        evidence: of the page.
        labels: int64, shape (blocks,): number of the present label in `LABELS`.
        scores: float32, shape (blocks,), [0, 1].
        prose: bool, shape (blocks,): running text that nothing speaks against.
        bare: bool, shape (blocks,): a date, a time or a number and nothing else.
        has_phrase: bool, shape (blocks,): a phrase of a word list says what it is.
        favor: the operating point asked for.
        article: how likely each block is article by the model, [0, 1]; None where the rules do not hear it.
    """

    def __init__(
        self, evidence: Evidence, opinion: Opinion, favor: Favor, article: NDArray[np.float32] | None = None
    ) -> None:
        self.evidence = evidence
        self.article = article
        self.favor = favor
        self.labels: NDArray[np.int64] = opinion.labels.copy()
        self.scores: NDArray[np.float32] = opinion.scores.copy()
        self.prose: NDArray[np.bool_] = is_running(opinion)
        self.bare: NDArray[np.bool_] = is_bare(opinion)
        self.has_phrase: NDArray[np.bool_] = is_told_by_phrase(opinion)
        self._opinion = opinion
        self._reasons = [""]
        self._told = np.zeros(len(self.labels), np.int64)
        self._chances = np.zeros(len(self.labels), np.float32)
        if not self.prose.any():
            self._take_sentences()

    def _take_sentences(self) -> None:
        """Take short sentences for running text, on a page that has no other."""
        self.prose = is_sentence(self.evidence) & self.open
        self.set_all(self.prose, Label.BODY, 0.5, "a sentence, on a page without longer text")

    def __len__(self) -> int:
        return len(self.labels)

    def label(self, block: int) -> Label:
        """The present label of a block."""
        return LABELS[int(self.labels[block])]

    def is_label(self, *labels: Label) -> NDArray[np.bool_]:
        """Whether each block has one of the labels now; bool, shape (blocks,)."""
        first, *others = labels
        found = self.labels == NUMBER[first]
        for label in others:
            found |= self.labels == NUMBER[label]
        return np.asarray(found)

    def beside(self, passed: NDArray[np.bool_]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The nearest blocks before and behind each that are not passed over: their rows, -1 and len(self) for none."""
        rows = np.arange(len(self))
        before = np.maximum.accumulate(np.where(passed, -1, rows))
        behind = np.minimum.accumulate(np.where(passed, len(self), rows)[::-1])[::-1]
        return before, behind

    def between(self, passed: NDArray[np.bool_], label: Label, most: int) -> NDArray[np.bool_]:
        """Those of some blocks that stand, so many in a row at most, between two of a label; bool, shape (blocks,)."""
        before, behind = self.beside(passed)
        few = passed & (before >= 0) & (behind < len(self)) & (behind - before <= most + 1)
        around = self.is_label(label)
        return np.asarray(few & around[before] & around.take(behind, mode="clip"))

    def set(self, block: int, label: Label, score: float, reason: str) -> None:
        """Give a block a label and the reason for it."""
        self.labels[block] = NUMBER[label]
        self.scores[block] = score
        self._told[block] = len(self._reasons)
        self._reasons.append(reason)

    def set_all(
        self,
        blocks: NDArray[np.bool_],
        label: Label | NDArray[np.int64],
        score: float | NDArray[np.float32],
        reason: str,
        chances: NDArray[np.float32] | None = None,
    ) -> None:
        """Give several blocks a label and the reason for it.

        Args:
            blocks: bool, shape (blocks,): which; as `label`, `score` and `chances`, where these differ.
            reason: why; "{:.2f}" in it stands for the chance, and is filled in when somebody asks.
        """
        rows = np.flatnonzero(blocks)
        if not len(rows):
            return
        self.labels[rows] = NUMBER[label] if isinstance(label, Label) else label[rows]
        self.scores[rows] = score[rows] if isinstance(score, np.ndarray) else score
        self._told[rows] = len(self._reasons)
        self._reasons.append(reason)
        if chances is not None:
            self._chances[rows] = chances[rows]

    @property
    def open(self) -> NDArray[np.bool_]:
        """Whether nothing sure has been said of each block yet; bool, shape (blocks,)."""
        return self.scores < OPEN

    def is_open(self, block: int) -> bool:
        """The same of one block."""
        return bool(self.scores[block] < OPEN)

    def finish(self, extent: Extent) -> Decision:
        """The labels as they stand."""
        labels = tuple(map(LABELS.__getitem__, self.labels.tolist()))
        return Decision(labels, tuple(self.scores.tolist()), extent, self._reason)

    def _reason(self, block: int) -> str:
        reason = self._reasons[self._told[block]]
        return reason.format(self._chances[block]) if reason else reason_of(self.evidence, self._opinion, block)
