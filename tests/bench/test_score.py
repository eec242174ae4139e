"""The definition of the score, by examples, by its properties, and against the reference where it is."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.corpus import Gold, Page
from bench.score import body_score, overlap, shingles, snippet_counts, snippet_score, tokens
from tests.bench.reference import reference

WORDS = [
    "the", "bridge", "is", "open", "Ящик", "и", "сало", "naïve", "今日は晴れ", "ภาษาไทย",
    "x2", "_y", "3,5", "don't\nnew", "line", "&amp;", "😀",
]  # fmt: skip


def page(text: str, data: bytes = b"") -> Page:
    return Page("d", "1", None, "en", "", Gold(text), data)


@pytest.mark.parametrize(
    ("answer", "gold", "expected"),
    [
        ("a b c d e", "a b c d e", (1, 1, 1)),
        ("a b c d e f g", "a b c d e", (2 / 4, 1, 2 / 3)),
        ("a b c d", "a b c d e f", (1, 1 / 3, 1 / 2)),
        ("A, b. C! d?", "a b c d", (1, 1, 1)),
        ("a b c d a b c d", "a b c d", (1 / 5, 1, 1 / 3)),
        ("a b", "a b", (1, 1, 1)),
        ("a b c", "a b c d", (0, 0, 0)),
        ("今日は晴れ", "今日は晴", (1 / 2, 1, 2 / 3)),
        ("", "a", (0, 0, 0)),
        ("a", "", (0, 0, 0)),
        ("…", " ", (1, 1, 1)),
    ],
)
def test_overlap(answer: str, gold: str, expected: tuple[float, float, float]) -> None:
    assert overlap(answer, gold) == pytest.approx(expected)


@given(st.lists(st.sampled_from(WORDS)).map(" ".join), st.lists(st.sampled_from(WORDS)).map(" ".join))
def test_overlap_is_symmetric_and_bounded(one: str, other: str) -> None:
    score, mirrored = overlap(one, other), overlap(other, one)

    assert (score.precision, score.recall) == (mirrored.recall, mirrored.precision)
    assert score.f1 == pytest.approx(mirrored.f1)
    assert 0 <= score.f1 <= 1
    assert overlap(one, one) == (1, 1, 1)


@given(st.text())
def test_as_many_shingles_as_tokens_less_three(text: str) -> None:
    count = len(tokens(text))

    assert shingles(text).total() == (max(1, count - 3) if count else 0)


@pytest.mark.parametrize(
    ("title", "answer", "f1"),
    [
        ("The bridge is open | Daily", "two years of work are over", 1),
        ("The bridge is open | Daily", "The bridge is open\ntwo years of work are over", 1),
        ("Another thing", "two years of work are over", 6 / 10),
        ("", "two years of work are over", 6 / 10),
    ],
)
def test_a_title_line_of_the_gold_may_be_left_out(title: str, answer: str, f1: float) -> None:
    data = f"<head><TITLE id=t>{title}</TITLE>".encode()
    gold = "The bridge is open\ntwo years of work are over"

    assert body_score(answer, page(gold, data)).f1 == pytest.approx(f1)


def test_the_title_is_unescaped_and_looked_for_at_the_page_head_only() -> None:
    gold = "Käse & Brot\nzwei Jahre Arbeit sind um"
    answer = "zwei Jahre Arbeit sind um"

    assert body_score(answer, page(gold, b"<title>K&auml;se &amp; Brot</title>")).f1 == 1
    assert body_score(answer, page(gold, b" " * 300_000 + b"<title>K&auml;se &amp; Brot</title>")).f1 < 1


def test_snippets_are_counted_over_all_pages() -> None:
    first = Gold(None, ("one two", "three"), ("menu",))
    second = Gold(None, ("four",), ("foot", "share"))

    assert snippet_counts("one\n  two menu", first) == (1, 1, 1)
    assert snippet_score([("one\n  two menu", first), ("four", second)]) == pytest.approx((2 / 3, 2 / 3, 2 / 3))
    assert snippet_score([("", first)]) == (0, 0, 0)
    assert snippet_score([]) == (0, 0, 0)


def test_agrees_with_the_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = reference("score", monkeypatch)
    dice = random.Random(3)
    for _ in range(300):
        gold = "\n".join(" ".join(dice.choices(WORDS, k=dice.randrange(9))) for _ in range(4))
        answer = " ".join(dice.choices(gold.split(" ") + WORDS, k=dice.randrange(40)))
        title = gold.split("\n")[0] if dice.random() < 0.5 else "another"
        data = f"<title>{title}</title>".encode()
        row = {"gold": {"kind": "full", "text": gold}, "html": data}
        assert tuple(body_score(answer, page(gold, data))) == theirs.body_score(answer, row)
        wanted, unwanted = gold.split("\n")[:2], gold.split("\n")[2:]
        counts = theirs.snippet_counts(answer, {"gold": {"with": wanted, "without": unwanted}})
        expected = (counts["tp"], counts["fn"], counts["fp"])
        assert snippet_counts(answer, Gold(None, tuple(wanted), tuple(unwanted))) == expected
