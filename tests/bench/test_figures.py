"""Results of pages put together."""

import math

import pytest

from bench.cache import Result
from bench.corpus import Gold, Page
from bench.figures import Figures, figures, grouped, is_empty, mean_f1, percentile

GOLD = "one two three four five"


def page(page_id: str, lang: str = "en", page_type: str = "", gold: Gold | None = None) -> Page:
    return Page("ours", page_id, None, lang, page_type, gold or Gold(GOLD), b"")


def result(text: str, ms: float = 1.0, peak_mb: float = 1.0, failure: str = "") -> Result:
    return Result("", text, ms, 0.5, peak_mb, failure)


def test_a_record_for_all_and_for_each_large_group() -> None:
    pages = [page(str(number), "pl" if number < 6 else "el", "forum" if number % 2 else "") for number in range(10)]

    assert {group: len(members) for group, members in grouped(pages).items()} == {
        "all": 10,
        "lang:pl": 6,
        "type:forum": 5,
    }
    assert list(grouped(pages)) == ["all", "lang:pl", "type:forum"]


def test_figures_of_full_gold() -> None:
    pages = [page(str(number)) for number in range(4)]
    results = [
        result(GOLD, 1, 10),
        result("six seven eight nine", 2, 30),
        result("", 3, 20, "timeout"),
        result("…", 10, 5, "KeyError: 'x'"),
    ]

    (record,) = figures("ours", pages, results)

    assert (record.precision, record.recall, record.f1) == (0.25, 0.25, 0.25)
    assert (record.median_ms, record.p95_ms, record.mean_ms) == (2.5, 10, 4)
    assert (record.pages_per_second, record.parses, record.peak_mb) == (250, 8, 30)
    assert (record.empty, record.crashes, record.timeouts) == (2, 1, 1)


def test_figures_of_snippets_are_counted_together() -> None:
    pages = [page(str(number), gold=Gold(None, ("one", "two"), ("menu",))) for number in range(2)]

    (record,) = figures("ours", pages, [result("one two menu"), result("one")])

    assert (record.gold, record.precision, record.recall, record.f1) == ("snippets", 0.75, 0.75, 0.75)


def test_languages_are_scored_by_their_own_pages() -> None:
    pages = [page(str(number), "pl" if number < 5 else "el") for number in range(10)]
    results = [result(GOLD if number < 5 else "") for number in range(10)]

    assert {record.group: record.f1 for record in figures("ours", pages, results)} == {
        "all": 0.5,
        "lang:el": 0.0,
        "lang:pl": 1.0,
    }


@pytest.mark.parametrize(
    ("gold", "text", "empty"),
    [
        (Gold("a"), " \n – ", True),
        (Gold("a"), "b", False),
        (Gold(""), "", False),
        (Gold(None, ("a",)), "", True),
        (Gold(None, (), ("a",)), "", False),
    ],
)
def test_is_empty(gold: Gold, text: str, empty: bool) -> None:
    assert is_empty(page("1", gold=gold), text) is empty


@pytest.mark.parametrize(("count", "rank"), [(1, 1), (19, 19), (20, 19), (21, 20), (100, 95), (101, 96)])
def test_percentile_takes_the_nearest_rank(count: int, rank: int) -> None:
    assert percentile(range(count, 0, -1), 0.95) == rank


def test_percentiles_of_few_values_and_of_none() -> None:
    assert [percentile([3, 1, 2], share) for share in (0, 0.5, 1)] == [1, 2, 3]
    assert math.isnan(percentile([], 0.5))


def test_the_mean_counts_datasets_with_full_gold_once_each() -> None:
    def record(dataset: str, group: str, gold: str, f1: float) -> Figures:
        return Figures("s", dataset, group, gold, 1, 0, 0, f1, 0, 0, 0, 0, 0, 0, 0, 0, 0)

    records = [record("a", "all", "full", 0.5), record("a", "lang:en", "full", 0.1), record("b", "all", "full", 1.0)]

    assert mean_f1([*records, record("c", "all", "snippets", 0.2)]) == {"s": 0.75}
