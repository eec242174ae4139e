"""The choice of the article's blocks from their probabilities."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.decide.article import CERTAIN, LEAD_REACH, LEAST, MIN_REPEATED, choose_article, find_repetitions
from app.engine.decide.draft import Favor

_PAGES = st.lists(st.tuples(st.floats(0, 1, width=32), st.integers(0, 80)), min_size=1, max_size=30)
FAVORS: tuple[Favor, ...] = ("precision", "balanced", "recall")


def _choose(chances: list[float], words: list[int] | None = None, favor: Favor = "balanced") -> list[int]:
    sizes = words or [20] * len(chances)
    return [int(chosen) for chosen in choose_article(np.array(chances, np.float32), np.array(sizes, np.float32), favor)]


@pytest.mark.parametrize(
    ("chances", "chosen"),
    [
        ([0.02, 0.98, 0.97, 0.6, 0.05], [0, 1, 1, 1, 0]),
        # a doubtful block far away is left out, one between paragraphs is not
        ([0.9, 0.6, 0.9, *[0.01] * 10, 0.6], [1, 1, 1, *[0] * 10, 0]),
        # a certain block is chosen wherever it stands
        ([0.9, 0.9, *[0.01] * 30, 0.95], [1, 1, *[0] * 30, 1]),
        # an unlikely block between two parts of the article stays out
        ([0.95, 0.95, 0.1, 0.95], [1, 1, 0, 1]),
        ([0.4, 0.3], [0, 0]),
        # where little is sure, more is risked
        ([0.6, 0.42, 0.42, 0.2], [1, 1, 1, 0]),
        # but not for many teasers behind what is sure: either all of them are the article's or none is
        ([0.95, 0.95, *[0.45] * 12], [1, 1, *[0] * 12]),
        # of two stretches that cannot both be the article, the likelier one is, if it is not much shorter
        ([0.98, 0.98, 0.98, *[0.01] * 30, *[0.7] * 5], [1, 1, 1, *[0] * 35]),
        ([0.6, 0.95, 0.95, 0.4, 0.95], [1, 1, 1, 0, 1]),
        ([0.0, 1.0], [0, 1]),
        ([], []),
    ],
)
def test_chooses_the_run(chances: list[float], chosen: list[int]) -> None:
    assert _choose(chances) == chosen


@pytest.mark.parametrize("favor", FAVORS)
@given(page=_PAGES)
def test_takes_likely_blocks_and_all_certain_ones(favor: Favor, page: list[tuple[float, int]]) -> None:
    chances, words = [chance for chance, _ in page], [size for _, size in page]
    chosen = np.array(_choose(chances, words, favor), np.bool_)
    likely = np.array(chances, np.float32) > LEAST[favor]
    assert not (chosen & (np.array(chances) == 0)).any()
    assert chosen[np.array(chances, np.float32) > CERTAIN[favor]].all()
    assert chosen.any() == likely.any()


@pytest.mark.parametrize(("chance", "between", "chosen"), [(0.65, 6, 1), (0.55, 6, 0), (0.65, LEAD_REACH, 0)])
def test_a_lead_may_stand_a_little_above_the_run(chance: float, between: int, chosen: int) -> None:
    chances = [chance, *[0.05] * between, 0.95, 0.95]
    words = [10, *[60] * between, 40, 40]
    assert _choose(chances, words) == [chosen, *[0] * between, 1, 1]


def test_favor_moves_the_bound() -> None:
    chances = [0.95, 0.6, 0.4, 0.95]
    assert [_choose(chances, favor=favor) for favor in FAVORS] == [[1, 0, 0, 1], [1, 1, 0, 1], [1, 1, 1, 1]]


def test_long_blocks_are_chosen_once() -> None:
    texts = ["lead", "ad", "lead", "yes", "yes", "ad"]
    chosen = np.array([1, 0, 1, 1, 1, 1], np.bool_)
    words = np.where(np.array(texts) == "yes", MIN_REPEATED - 1, MIN_REPEATED).astype(np.float32)
    containers = [1, 1, 2, 1, 2, 1]
    assert find_repetitions(chosen, texts, words, containers).tolist() == [False, False, True, False, False, False]


def test_what_is_said_twice_in_one_container_stays() -> None:
    chosen = np.ones(4, np.bool_)
    found = find_repetitions(chosen, ["chorus"] * 4, np.full(4, MIN_REPEATED, np.float32), [1, 1, 2, 1])
    assert found.tolist() == [False, False, True, False]
