"""Streams when something breaks: a page, a client, the service."""

import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.service.misbehaving import DAWDLE, DEVOUR, DIE, FAIL, HANG
from tests.service.serving import MISBEHAVING, running
from tests.service.stream.wire import PATIENCE, Wire

TIDE = "The tide went out further than anyone in the village could remember, and it stayed out for two days."


@pytest.fixture(scope="module")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a service with two workers that misbehave on request, and room for two streams."""
    settings = {"WINNOW_WORKERS": "2", "WINNOW_MAX_STREAMS": "2", "WINNOW_PAGE_SECONDS": "8"}
    with running(tmp_path_factory.mktemp("pair") / "log", MISBEHAVING, **settings) as (client, _):
        yield client


@pytest.fixture
def pair(serving: httpx.Client) -> httpx.Client:
    """The same client, once no stream is open: one that broke off ends a moment after its client knows."""
    deadline = time.monotonic() + PATIENCE
    while metric(serving, "winnow_streams"):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return serving


def metric(client: httpx.Client, name: str) -> float:
    """A figure of the service, all labels together."""
    lines = client.get("/metrics").text.splitlines()
    return sum(float(line.rpartition(" ")[2]) for line in lines if line.partition(" ")[0].partition("{")[0] == name)


@pytest.mark.parametrize(
    ("page", "status", "slug"),
    [
        (HANG, 504, "deadline-exceeded"),
        (DIE, 500, "internal-error"),
        (FAIL, 500, "internal-error"),
        (DEVOUR, 500, "memory-exceeded"),
    ],
)
def test_a_page_that_breaks_costs_only_its_line(pair: httpx.Client, page: str, status: int, slug: str) -> None:
    with Wire(pair) as wire:
        wire.send_lines(*({"id": at, "text": page if at == 3 else TIDE} for at in range(9)))
        wire.end()
        answers = list(wire.lines())

    assert [answer["id"] for answer in answers] == list(range(9))
    assert [answer.get("status") for answer in answers] == [status if at == 3 else None for at in range(9)]
    assert answers[3]["type"] == f"/problems/{slug}"
    assert "secret" not in str(answers)


def test_pages_are_cleaned_side_by_side_and_answered_in_order(pair: httpx.Client) -> None:
    cleaned, kills = metric(pair, "winnow_pages_total"), metric(pair, "winnow_deadline_kills_total")
    with Wire(pair) as wire:
        wire.send_lines({"id": "slow", "text": HANG}, *({"id": at, "text": TIDE} for at in range(5)))
        wire.end()
        # The other worker takes the pages behind the one that hangs, before that is given up.
        while metric(pair, "winnow_pages_total") < cleaned + 5:
            assert metric(pair, "winnow_deadline_kills_total") == kills
        assert [answer["id"] for answer in wire.lines()] == ["slow", *range(5)]


def test_a_client_that_goes_away_stops_the_work(pair: httpx.Client) -> None:
    before = metric(pair, "winnow_pages_total")
    with Wire(pair) as wire:
        wire.send_lines(*({"id": at, "text": DAWDLE} for at in range(1000)))
        next(wire.lines())

    deadline = time.monotonic() + PATIENCE
    while metric(pair, "winnow_workers_busy"):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert metric(pair, "winnow_pages_total") - before < 100


def test_a_sender_that_breaks_off_in_a_line_stops_the_work(pair: httpx.Client) -> None:
    with Wire(pair) as wire:
        wire.send_lines({"text": TIDE})
        wire.send(b'{"text": "')
        next(wire.lines())
        wire.half_close()

        with pytest.raises(Exception, match="without sending complete message body"):
            list(wire.lines())


def test_a_sender_that_breaks_the_protocol_gets_no_second_answer_amid_the_first(pair: httpx.Client) -> None:
    with Wire(pair) as wire:
        wire.send_lines({"text": TIDE})
        next(wire.lines())
        wire.socket.sendall(b"no chunk\r\n")

        rest = b""
        while data := wire.socket.recv(65_536):
            rest += data
    assert rest == b""


def test_single_pages_are_answered_while_streams_run(pair: httpx.Client) -> None:
    total, answered = 150, [0, 0]

    def read(at: int, wire: Wire) -> None:
        for _ in wire.lines():
            answered[at] += 1

    with ThreadPoolExecutor() as threads, Wire(pair) as first, Wire(pair) as second:
        for wire in (first, second):
            wire.send_lines(*({"id": number, "text": TIDE} for number in range(total)))
            wire.end()
        reading = [threads.submit(read, at, wire) for at, wire in enumerate((first, second))]
        for _ in range(4):
            assert pair.post("/clean", content=TIDE).status_code == 200
        assert sum(answered) < 2 * total
        for task in reading:
            task.result()
    assert answered == [total, total]


def test_a_stream_is_answered_while_single_pages_throng(pair: httpx.Client) -> None:
    over = threading.Event()

    def throng() -> None:
        with httpx.Client(base_url=pair.base_url, timeout=PATIENCE) as client:
            while not over.is_set():
                assert client.post("/clean", content=TIDE).status_code == 200

    with ThreadPoolExecutor() as threads, Wire(pair) as wire:
        posting = [threads.submit(throng) for _ in range(6)]
        try:
            wire.send_lines(*({"id": number, "text": TIDE} for number in range(10)))
            wire.end()
            assert [answer["id"] for answer in wire.lines()] == list(range(10))
        finally:
            over.set()
        for task in posting:
            task.result()


def test_one_stream_too_many_is_refused_as_a_whole(pair: httpx.Client) -> None:
    with Wire(pair) as first, Wire(pair) as second:
        assert first.head().status_code == second.head().status_code == 200

        response = pair.post("/clean/stream", content=b"")

        assert metric(pair, "winnow_streams") == 2
        assert (response.status_code, response.json()["type"]) == (503, "/problems/overloaded")
        assert int(response.headers["retry-after"]) >= 1
    deadline = time.monotonic() + PATIENCE
    while pair.post("/clean/stream", content=b"").status_code != 200:
        assert time.monotonic() < deadline


def test_told_to_stop_it_answers_what_it_accepted_and_says_where_it_stopped(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with running(log, MISBEHAVING, WINNOW_WORKERS="1", WINNOW_SHUTDOWN_SECONDS="60") as (client, process):
        with Wire(client) as wire:
            wire.send_lines(*({"id": at, "text": DAWDLE if at == 1 else TIDE} for at in range(100)))
            answers = wire.lines()
            first = next(answers)
            process.send_signal(signal.SIGTERM)
            *others, last = answers

        assert [answer["id"] for answer in (first, *others)] == list(range(1 + len(others)))
        assert not [answer for answer in others if "status" in answer]
        assert 1 + len(others) < 100
        assert (last["cut"], last["type"], last["line"]) == (True, "/problems/stopping", 2 + len(others))
        assert process.wait(timeout=PATIENCE) == 0
    assert "Traceback" not in log.read_text("utf-8")


def test_told_to_stop_it_cuts_nothing_that_was_complete(tmp_path: Path) -> None:
    with running(tmp_path / "log", MISBEHAVING, WINNOW_WORKERS="1", WINNOW_SHUTDOWN_SECONDS="60") as (client, process):
        with Wire(client) as wire:
            wire.send_lines({"id": 0, "text": TIDE}, {"id": 1, "text": DAWDLE}, {"id": 2, "text": TIDE})
            wire.end()
            answers = wire.lines()
            next(answers)
            process.send_signal(signal.SIGTERM)

            assert [answer["id"] for answer in answers] == [1, 2]
        assert process.wait(timeout=PATIENCE) == 0
