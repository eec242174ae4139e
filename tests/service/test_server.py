"""The service as a process: how it starts, how it ends."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from load.serving import ROOT, WINNOW
from tests.service.misbehaving import DAWDLE, HANG
from tests.service.serving import MISBEHAVING, running
from tests.service.test_errors import check


def test_told_to_stop_it_finishes_what_is_under_way(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with running(log, MISBEHAVING, WINNOW_WORKERS="1") as (client, process):

        def page() -> Iterator[bytes]:
            yield DAWDLE.encode()
            process.send_signal(signal.SIGTERM)
            while "Shutting down" not in log.read_text("utf-8"):
                time.sleep(0.05)
            yield b" and thank you"

        response = client.post("/clean", content=page())

        assert response.status_code == 200
        process.wait(timeout=60)
    assert "Application shutdown complete" in log.read_text("utf-8")
    assert "Traceback" not in log.read_text("utf-8")


def test_told_to_stop_it_says_that_each_answer_is_the_connections_last(tmp_path: Path) -> None:
    with running(tmp_path / "log", WINNOW_WORKERS="1", WINNOW_DRAIN_SECONDS="5") as (client, process):
        before = client.post("/clean", content=b"The tide is out.")
        process.send_signal(signal.SIGTERM)
        while client.get("/readyz").status_code == 200:
            time.sleep(0.05)
        after = client.post("/clean", content=b"The tide is out.")

        assert (before.status_code, after.status_code) == (200, 200)
        assert "connection" not in before.headers
        assert after.headers["connection"] == "close"
        process.wait(timeout=60)


def test_told_to_stop_it_says_so_to_whoever_it_answers_at_the_time(tmp_path: Path) -> None:
    with running(tmp_path / "log", MISBEHAVING, WINNOW_WORKERS="1", WINNOW_DRAIN_SECONDS="5") as (client, process):

        def page() -> Iterator[bytes]:
            yield DAWDLE.encode()
            process.send_signal(signal.SIGTERM)
            with httpx.Client(base_url=client.base_url) as other:
                while other.get("/readyz").status_code == 200:
                    time.sleep(0.05)

        response = client.post("/clean", content=page())

        assert (response.status_code, response.headers.get("connection")) == (200, "close")


def test_told_to_stop_it_answers_what_was_on_its_way_into_an_idle_connection(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with running(log, WINNOW_WORKERS="1", WINNOW_DRAIN_SECONDS="0") as (client, process):
        assert client.post("/clean", content=b"The tide is out.").status_code == 200  # and the connection stays open
        process.send_signal(signal.SIGTERM)
        while "Shutting down" not in log.read_text("utf-8"):
            pass
        response = client.post("/clean", content=b"The tide is out.")

        assert (response.status_code, response.headers.get("connection")) == (200, "close")
        assert process.wait(timeout=60) == 0


def test_told_to_stop_it_asks_for_what_takes_too_long_to_be_sent_again(tmp_path: Path) -> None:
    log = tmp_path / "log"
    settings = {"WINNOW_WORKERS": "1", "WINNOW_DRAIN_SECONDS": "0", "WINNOW_SHUTDOWN_SECONDS": "1"}
    with running(log, MISBEHAVING, WINNOW_PAGE_SECONDS="120", **settings) as (client, process):

        def page() -> Iterator[bytes]:
            yield HANG.encode()
            process.send_signal(signal.SIGTERM)

        response = client.post("/clean", content=page())

        check(response, 503, "stopping")
        assert int(response.headers["retry-after"]) > 0
        assert process.wait(timeout=60) == 0
    assert "Traceback" not in log.read_text("utf-8")
    assert "Exception in ASGI application" not in log.read_text("utf-8")


def test_no_worker_outlives_it(tmp_path: Path) -> None:
    with running(tmp_path / "log", WINNOW_WORKERS="2") as (_, process):
        workers = children(process.pid)
        assert len(workers) >= 2
        process.kill()
        process.wait()

    for _ in range(600):
        if not [worker for worker in workers if alive(worker)]:
            return
        time.sleep(0.1)
    raise AssertionError("workers outlive the service")


@pytest.mark.parametrize(
    ("variable", "value", "says"),
    [
        ("WINNOW_MAX_BODY_BYTE", "1000", "did you mean WINNOW_MAX_BODY_BYTES?"),
        ("WINNOW_WORKERS", "0", "winnow: WINNOW_WORKERS: Input should be greater than or equal to 1\n"),
        ("winnow_page_seconds", "soon", "winnow: WINNOW_PAGE_SECONDS: Input should be a valid number"),
        ("WINNOW_API_KEYS", "secret", "winnow: WINNOW_API_KEYS: String should match"),
    ],
)
def test_a_wrong_setting_is_named_and_nothing_starts(variable: str, value: str, says: str) -> None:
    environment = {**os.environ, variable: value}

    done = subprocess.run(
        [sys.executable, "-c", WINNOW], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr


def children(pid: int) -> list[int]:
    """The processes that a process started."""
    listing = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    return [int(child) for child, parent in map(str.split, listing.splitlines()) if int(parent) == pid]


def alive(pid: int) -> bool:
    """Whether a process is there and no mere remnant."""
    state = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
    return bool(state) and not state.startswith("Z")
