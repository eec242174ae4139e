"""Labels every block by what it is itself, without a look at its neighbours.

The rules are a ladder: the first that holds gives the label, the score and the reason. What the page's order says is
for `decide`.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.evidence import Evidence
from app.engine.labels import NUMBER
from app.engine.prose import is_prose
from app.engine.rules import RULES
from app.engine.signs import is_time, is_wordless

_RULE_LABELS = np.array([NUMBER[rule.label] for rule in RULES], np.int64)
_TOLD_BY_PHRASE = np.array([rule.phrase for rule in RULES], np.bool_)
_IS_PROSE = np.array([rule.holds is is_prose for rule in RULES], np.bool_)
_IS_BARE = np.array([rule.holds in (is_time, is_wordless) for rule in RULES], np.bool_)
_RULE_SCORES = np.array([rule.score for rule in RULES], np.float32)


@dataclass(frozen=True, slots=True, eq=False)
class Opinion:
    """What the rules say of each block alone.

    Attributes:
        labels: int64, shape (blocks,): number of the label in `LABELS`.
        scores: float32, shape (blocks,), [0, 1].
        rules: int64, shape (blocks,): row of the deciding rule in `RULES`.
    """

    labels: NDArray[np.int64]
    scores: NDArray[np.float32]
    rules: NDArray[np.int64]


def classify(evidence: Evidence) -> Opinion:
    """The first rule that holds for each block."""
    rules = np.array([rule.holds(evidence) for rule in RULES]).argmax(axis=0)  # the last holds for every block
    return Opinion(_RULE_LABELS[rules], _RULE_SCORES[rules], rules)


def reason_of(evidence: Evidence, opinion: Opinion, block: int) -> str:
    """Why a block has its label, with the phrase that said so."""
    rule = RULES[int(opinion.rules[block])]
    return (evidence.phrases.first(block, rule.label.value) if rule.phrase else "") or rule.reason


def is_running(opinion: Opinion) -> NDArray[np.bool_]:
    """Whether each block is running text that nothing speaks against; bool, shape (blocks,)."""
    return _IS_PROSE[opinion.rules]


def is_bare(opinion: Opinion) -> NDArray[np.bool_]:
    """Whether each block is a date, a time or a number and nothing else; bool, shape (blocks,)."""
    return _IS_BARE[opinion.rules]


def is_told_by_phrase(opinion: Opinion) -> NDArray[np.bool_]:
    """Whether a phrase of a word list gave each block its label; bool, shape (blocks,)."""
    return _TOLD_BY_PHRASE[opinion.rules]
