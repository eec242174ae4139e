"""A system's process: what it measures, and that no page can take the run down."""

from pathlib import Path

import pytest

from bench.child import Child
from bench.systems import Request
from tests.bench.stub import BROKEN, STUB


def request(text: str) -> Request:
    return Request(f"<p>{text}</p>".encode(), None, "en", "html")


def test_answers_come_with_time_and_memory() -> None:
    with Child(STUB, deadline_seconds=60) as child:
        answer = child.ask(request("open"))

    assert (answer.text, answer.failure) == ("open", "")
    assert 0 < answer.ms < 60_000
    assert answer.peak_mb > 1


@pytest.mark.skipif(not Path("/proc/self/clear_refs").exists(), reason="the peak cannot be reset here")
def test_the_peak_is_that_of_the_call() -> None:
    with Child(STUB, deadline_seconds=60) as child:
        before, greedy, after = (child.ask(request(text)).peak_mb for text in ("one", "GREEDY", "two"))

    assert greedy > before + 50
    assert after < greedy - 50


def test_a_page_that_hangs_crashes_or_kills_costs_that_page_only() -> None:
    with Child(STUB, deadline_seconds=2) as child:
        answers = [child.ask(request(text)) for text in ("HANG", "one", "DIE", "two", "RAISE", "three")]

    assert [answer.failure for answer in answers] == [
        "timeout", "", "died", "", "ValueError: three is not a number", ""
    ]  # fmt: skip
    assert [answer.text for answer in answers] == ["", "one", "", "two", "", "three"]
    assert answers[0].ms == 2000


def test_a_system_that_does_not_load_ends_the_run() -> None:
    with (
        Child(BROKEN, deadline_seconds=2) as child,
        pytest.raises(RuntimeError, match="not start: OSError"),
    ):
        child.ask(request("open"))
