"""The blocks of a page with their labels and why they have them, worked out when somebody asks."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.engine.article import Explanation, Labelled
from app.engine.blocks import Block, Place, records
from app.engine.decide import Decision
from app.engine.labels import LABELS, Label
from app.engine.locate import locate
from app.engine.page import Page


def explained(page: Page, decision: Decision, probabilities: NDArray[np.float32]) -> tuple[Labelled, ...]:
    """The blocks as they were decided.

    Args:
        probabilities: of each block and label by the model, shape (blocks, len(LABELS)).
    """
    explanations = _Explanations(page, decision, probabilities)
    each = records(_Explanation, repeat(explanations), range(len(page.blocks)))
    return tuple(records(Labelled, page.blocks, decision.labels, decision.scores, each))


def by_line(page: Page, blocks: tuple[Labelled, ...]) -> tuple[Labelled, ...]:
    """The blocks, paragraphs that were decided as a whole taken apart: a line of raw text stays a line."""
    if not page.cut:
        return blocks
    found: list[Labelled] = []
    for row, whole in enumerate(blocks):
        found += _lines_of(whole, page.cut[row]) if row in page.cut else (whole,)
    return tuple(found)


def _lines_of(paragraph: Labelled, lines: Iterable[Block]) -> Iterator[Labelled]:
    for line in lines:
        place = Place(line.line, line.start, line.end)
        yield paragraph._replace(block=line, explanation=_OfLine(paragraph.explanation, place))


class _OfLine(NamedTuple):
    """Why a line has its label: the reason is its paragraph's."""

    of_paragraph: Explanation
    place: Place

    @property
    def reason(self) -> str:
        return self.of_paragraph.reason

    @property
    def scores(self) -> Mapping[Label, float]:
        return self.of_paragraph.scores


class _Explanations:
    """The reasons and places of all blocks of a page; finding them costs as much as the page, and few ask."""

    def __init__(self, page: Page, decision: Decision, probabilities: NDArray[np.float32]) -> None:
        self.page = page
        self.decision = decision
        self.probabilities = probabilities

    @cached_property
    def places(self) -> list[Place]:
        return locate(self.page)


class _Explanation(NamedTuple):
    of_page: _Explanations
    row: int

    @property
    def reason(self) -> str:
        return self.of_page.decision.reason(self.row)

    @property
    def place(self) -> Place:
        return self.of_page.places[self.row]

    @property
    def scores(self) -> Mapping[Label, float]:
        return dict(zip(LABELS, self.of_page.probabilities[self.row].tolist(), strict=True))
