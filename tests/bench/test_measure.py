"""Measuring: what a system is given, and what the cache spares."""

from pathlib import Path

import pytest

from bench.cache import Cache, Result
from bench.corpus import Gold, Page
from bench.measure import lexbor_ms, measure, request_of
from bench.systems import System
from tests.bench.conftest import html_of
from tests.bench.stub import LOUD, STUB

PAGES = [Page("ours", str(number), None, "en", "", Gold("x"), html_of(f"page {number}")) for number in range(3)]


def run(system: System, folder: Path, fresh: bool = False, archive: str = "a" * 64) -> list[Result]:
    return list(measure(system, PAGES, archive, "html", folder, 60, fresh))


def test_results_come_in_the_order_of_the_pages(tmp_path: Path) -> None:
    results = run(STUB, tmp_path)

    assert [(result.id, result.text) for result in results] == [("0", "page 0"), ("1", "page 1"), ("2", "page 2")]
    assert all(result.parse_ms > 0 for result in results)


def test_known_pages_are_not_measured_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = run(STUB, tmp_path)
    monkeypatch.setattr("bench.measure.Child.ask", _unexpected)

    assert run(STUB, tmp_path) == first


@pytest.mark.parametrize(
    ("system", "fresh", "archive"), [(STUB, True, "a" * 64), (STUB, False, "b" * 64), (LOUD, False, "a" * 64)]
)
def test_other_work_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, system: System, fresh: bool, archive: str
) -> None:
    run(STUB, tmp_path)
    monkeypatch.setattr("bench.measure.Child.ask", _unexpected)

    with pytest.raises(AssertionError, match="asked"):
        run(system, tmp_path, fresh, archive)


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    run(STUB, tmp_path)
    with Cache(tmp_path, "a" * 64, "html", STUB.name, STUB.fingerprint()) as cache:
        text = cache.path.read_text(encoding="utf-8")
    cache.path.write_text(text[:-20], encoding="utf-8")

    assert [result.text for result in run(STUB, tmp_path)] == ["page 0", "page 1", "page 2"]
    assert cache.path.read_text(encoding="utf-8").count("\n") == 3


def test_raw_text_goes_as_it_is_or_as_paragraphs() -> None:
    pytest.importorskip("bs4")
    pytest.importorskip("inscriptis")
    pytest.importorskip("markdownify")
    pytest.importorskip("resiliparse")
    pytest.importorskip("w3lib")
    page = Page("ours", "page-1", None, "en", "", Gold("x"), html_of("a < b"))  # "page-1" is read as innertext

    assert request_of(page, "html", reads_text=False).data == page.data
    assert request_of(page, "text", reads_text=True)[0::3] == ("Home Sport\n\na < b", "text")
    assert request_of(page, "markdown", reads_text=True).kind == "text"
    given = request_of(page, "text", reads_text=False)
    assert given.kind == "html"
    assert "<p>Home Sport</p>\n<p>a &lt; b</p>" in str(given.data)


def test_a_larger_page_takes_longer_to_parse() -> None:
    assert lexbor_ms(b"<p>word " * 20_000) > lexbor_ms(b"<p>word ")


def _unexpected(*_: object) -> None:
    raise AssertionError("the system was asked")
