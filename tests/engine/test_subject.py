"""What raw text says that it is about: its headline, and the words that return below."""

import numpy as np
import pytest

from app.engine.evidence import Evidence, gather
from app.engine.model.shared import find_shared, read_words, weigh
from app.engine.model.subject import SUBJECT, measure_subject
from app.engine.model.text_inputs import TEXT_COLUMNS, read_text_inputs
from app.engine.text import parse_text
from tests.engine.pages import PARAGRAPHS

MENU = ["Home", "Town and harbour", "Sport of the week"]
TEASER = "Ferry fares rise this spring as crossings grow longer, and the company blames fuel for most of it."
CHINESE = [
    "首页",
    "古桥重新开放通行",
    "这座古桥在洪水两年之后重新开放，镇议会说，工程师更换了十一块石头，清理了桥拱，还铺了新的步道。",
    "古桥重新开放以后，住在附近的居民每天早上都从桥上走过，孩子们去上学，老人们去市场，大家都很高兴。",
]


def _measure(lines: list[str]) -> tuple[dict[str, list[float]], list[list[int]]]:
    """The columns by name, and the lines that say the first again, and the headline."""
    evidence = gather(parse_text("\n".join(lines)))
    words = evidence.features["words"].astype(np.float64)
    running = np.where(words >= 10, words, 0)
    shared = find_shared(read_words(evidence.features.keys))
    measured, marked = measure_subject(evidence, shared, weigh(shared, len(words)), running)
    columns = zip(SUBJECT, measured.T.tolist(), strict=True)
    return dict(columns), [np.flatnonzero(column).tolist() for column in marked.T]


@pytest.mark.parametrize(
    ("lines", "headline"),
    [
        ([*MENU, "Old bridge opens again", *PARAGRAPHS], 3),
        ([*MENU, "Old bridge opens again", *MENU, *PARAGRAPHS, "Storm takes down the old oak"], 3),
        (CHINESE, 1),
    ],
)
def test_the_headline_is_the_short_line_whose_words_return_below(lines: list[str], headline: int) -> None:
    columns, (_, found) = _measure(lines)
    assert found == [headline]
    assert columns["announced_share"][headline] > max(columns["announced_share"][:headline])
    assert columns["headline_share"][headline] == 0


def test_a_line_that_says_the_first_again_is_marked() -> None:
    lines = ["Old bridge opens again - The Ferry Post", *MENU, "Old bridge opens again", *PARAGRAPHS]
    columns, (again, headline) = _measure(lines)
    assert again == headline == [4]
    assert columns["first_share"][4] == 1


def test_a_teaser_has_fewer_of_the_articles_words_than_its_paragraphs() -> None:
    columns, _ = _measure([*MENU, "Old bridge opens again", *PARAGRAPHS, *MENU, *MENU, *MENU, TEASER])
    for name in ("run_share", "below_share"):
        assert columns[name][-1] < min(columns[name][4:8])


def test_without_words_there_is_no_subject() -> None:
    columns, marked = _measure(["1", "·", "22"])
    assert marked == [[], []]
    assert not any(map(any, columns.values()))


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["The bridge was opened by", "Ida Holm", "on Monday", ", she said.", "Next"], [5, 6, 1]),
        (["The bridge was opened by", "", "on Monday"], [5, 2]),
        (["The bridge was opened.", "by night"], [4, 2]),
        (["Мост открыла", "мэр города", "в понедельник."], [6, 6, 6]),
        (["파란 다리", "새로운 시장"], [2, 2]),
    ],
)
def test_pieces_of_a_sentence_are_joined(lines: list[str], words: list[int]) -> None:
    evidence: Evidence = gather(parse_text("\n".join(lines)))
    joined = read_text_inputs(evidence).dense[:, TEXT_COLUMNS.index("joined")]
    assert np.rint(np.expm1(joined)).astype(int).tolist() == words
