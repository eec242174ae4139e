"""The log: one line for each request, everything in one form, and nothing of pages, queries or keys."""

import asyncio
import json
import logging
import logging.config
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.engine.clean import ENGINE
from app.service.example import PAGE
from app.service.frames import MAX_ERRORS, MAX_FRAMES, frames
from app.service.logs import configuration
from app.settings import LogFormat
from tests.service.misbehaving import DIE, FAIL
from tests.service.serving import MISBEHAVING, running, wait_until_served

#: Stands in pages, queries and headers, and must stand in no line.
SECRET = "Xylographie"
TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
FORMS: tuple[LogFormat, ...] = ("json", "text")


def lines(log: Path) -> list[dict[str, Any]]:
    """All lines of a log as they are: JSON objects; without one that is just being written."""
    *whole, _ = log.read_text("utf-8").split("\n")
    return [json.loads(line) for line in whole]


@pytest.fixture(scope="module")
def logged(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[httpx.Client, Path]]:
    """A client of a service whose worker misbehaves on request, and its log."""
    log = tmp_path_factory.mktemp("logged") / "log"
    with running(log, MISBEHAVING, WINNOW_WORKERS="1") as (client, _):
        yield client, log


def of_request(log: Path, request_id: str) -> list[dict[str, Any]]:
    """The lines of a request, once its last is there: it is written when the answer is on its way already."""
    for _ in range(600):
        found = [line for line in lines(log) if line.get("request_id") == request_id]
        if found and found[-1]["logger"] == "winnow.requests":
            return found
        time.sleep(0.1)
    raise AssertionError("a request without a line")


def test_a_request_is_one_line_of_json(logged: tuple[httpx.Client, Path]) -> None:
    client, log = logged
    trace = {"traceparent": f"00-{TRACE}-00f067aa0ba902b7-01", "x-request-id": "job-7", "accept-encoding": "identity"}

    answer = client.post("/clean", content=PAGE.encode(), headers=trace)
    client.get("/nowhere", headers={"x-request-id": "job-8"})

    (cleaned,), (unknown,) = of_request(log, "job-7"), of_request(log, "job-8")
    assert 0 < cleaned.pop("seconds") < 1000
    assert cleaned.pop("timestamp").endswith("+00:00")
    assert cleaned == {
        "level": "INFO",
        "logger": "winnow.requests",
        "message": "POST /clean 200",
        "request_id": "job-7",
        "trace_id": TRACE,
        "method": "POST",
        "route": "/clean",
        "status": 200,
        "request_bytes": len(PAGE.encode()),
        "response_bytes": len(answer.content),
        "verdict": "ok",
        "engine": ENGINE,
    }
    assert (unknown["status"], unknown["route"], unknown["verdict"], unknown["trace_id"]) == (404, None, None, None)


def test_no_line_tells_a_secret(logged: tuple[httpx.Client, Path]) -> None:
    client, log = logged
    headers = {
        "traceparent": f"00-{TRACE}-00f067aa0ba902b7-01",
        "tracestate": f"no {SECRET}",
        "authorization": f"Bearer {SECRET}",
        "x-api-key": SECRET,
    }

    for misbehaviour in ("", FAIL, DIE):
        wait_until_served(client)
        page = f"{misbehaviour}, {SECRET}".encode()
        client.post(f"/clean?url=https://a.example/{SECRET}", content=page, headers=headers)
    client.get(f"/{SECRET}?{SECRET}={SECRET}", headers={"x-request-id": "last"})

    assert of_request(log, "last")
    assert SECRET not in log.read_text("utf-8")


def test_an_error_is_logged_once_with_its_places_and_its_request(logged: tuple[httpx.Client, Path]) -> None:
    client, log = logged
    wait_until_served(client)

    answer = client.post("/clean", content=FAIL.encode())

    error, request = of_request(log, answer.headers["x-request-id"])
    assert request["status"] == answer.status_code == 500
    assert error["level"] == "ERROR"
    assert "in misbehave" in error["error"]  # in the worker
    assert "routes.py" in error["error"]  # and in the service
    assert error["error"].endswith("builtins.RuntimeError\n")
    assert FAIL not in error["error"]


def test_on_a_terminal_it_is_text(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with running(log, WINNOW_WORKERS="1", WINNOW_LOG_FORMAT="text") as (client, _):
        client.get("/livez", headers={"x-request-id": "job-8"})

    (line,) = [line for line in log.read_text("utf-8").splitlines() if "winnow.requests" in line]
    assert "INFO    winnow.requests: GET /livez 200 request_id=job-8 method=GET route=/livez status=200" in line
    assert "color_message" not in log.read_text("utf-8")


@pytest.fixture(params=FORMS)
def logging_to(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A file that everything is logged to in one of the forms, for the time of a test."""
    log = tmp_path / "log"
    chosen = configuration(request.param, "info")
    chosen["handlers"]["out"] = {"class": "logging.FileHandler", "filename": str(log), "formatter": "line"}
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    logging.config.dictConfig(chosen)
    yield log
    for handler in root.handlers:
        handler.close()
    root.handlers[:] = before
    root.setLevel(level)


@pytest.mark.parametrize("hostile", ["a\nINFO forged", "a\r\nb", "\x1b[31mred", "\u202etxt.exe", "\x00", "\u2028x"])
def test_nobody_forges_a_line(logging_to: Path, hostile: str) -> None:
    logging.getLogger("winnow.requests").warning("%s", hostile, extra={"request_id": hostile})

    written = logging_to.read_text("utf-8")
    assert written.endswith("\n")
    assert written[:-1].isprintable()


def test_an_error_that_nobody_took_keeps_its_words(logging_to: Path) -> None:
    async def fail() -> None:
        raise ValueError(SECRET)

    async def forget() -> None:
        task = asyncio.create_task(fail())
        await asyncio.sleep(0)
        del task

    asyncio.run(forget())

    written = logging_to.read_text("utf-8")
    assert "never retrieved" in written
    assert "ValueError" in written
    assert SECRET not in written


def test_places_of_errors_are_few_whatever_they_are() -> None:
    error: Exception = ValueError(SECRET)
    for _ in range(1000):
        following = RuntimeError(SECRET)
        following.__cause__ = error
        following.add_note(SECRET)
        error = following
    error.__cause__.__cause__ = error  # type: ignore[union-attr]  # the one before, which leads to itself

    def deepen(depth: int) -> None:
        if depth:
            deepen(depth - 1)
        raise error

    with pytest.raises(RuntimeError):
        deepen(500)

    told = frames(error)
    assert SECRET not in told
    assert told.count("RuntimeError") == MAX_ERRORS
    assert len(told.splitlines()) < MAX_ERRORS * 2 * MAX_FRAMES
