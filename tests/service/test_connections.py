"""Callers that stall, vanish or never end, over a raw socket: each is let go of, and the next is served."""

import json
import socket
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx
import pytest

from app.service import protocol
from app.service.example import TEXT
from load.serving import WINNOW
from tests.service.misbehaving import DAWDLE
from tests.service.serving import MISBEHAVING, running
from tests.service.test_errors import check, check_served


@pytest.fixture(scope="module")
def narrow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a service with one worker, little room and little patience."""
    settings = {
        "WINNOW_WORKERS": "1",
        "WINNOW_PAGE_SECONDS": "60",
        "WINNOW_BODY_SECONDS": "1",
        "WINNOW_MAX_BODY_BYTES": "3000000",
        "WINNOW_MAX_HELD_BYTES": "4000000",
        "WINNOW_MAX_WAITING": "1",
    }
    with running(tmp_path_factory.mktemp("narrow") / "log", MISBEHAVING, **settings) as (client, _):
        yield client


@contextmanager
def connected(client: httpx.Client) -> Iterator[socket.socket]:
    """A socket to the service of a client."""
    with socket.create_connection((client.base_url.host, client.base_url.port or 80), timeout=60) as connection:
        yield connection


def everything(connection: socket.socket) -> bytes:
    """All that comes until the service closes the connection."""
    found = b""
    try:
        while data := connection.recv(65536):
            found += data
    except ConnectionResetError:
        pass
    return found


def head(length: int | None = None, path: str = "/clean") -> bytes:
    """A request up to its body; without a length it comes in chunks."""
    framing = "Transfer-Encoding: chunked" if length is None else f"Content-Length: {length}"
    return f"POST {path} HTTP/1.1\r\nHost: x\r\n{framing}\r\n\r\n".encode()


def test_a_head_that_does_not_come_is_not_waited_for(narrow: httpx.Client) -> None:
    def wait(sent: bytes) -> bytes:
        with connected(narrow) as connection:
            connection.sendall(sent)
            return everything(connection)

    with ThreadPoolExecutor() as threads:
        found = list(threads.map(wait, (b"", b"POST /cl", b"POST /clean HTTP/1.1\r\nHost: x\r\n")))

    assert found == [b"", b"", b""]


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /livez HTTP/1.1\r\n" + b"".join(b"X-%d: %s\r\n" % (at, b"y" * 1000) for at in range(40)) + b"\r\n",
        b"GET /livez?" + b"x" * 40_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /livez HTTP/1.1\r\nX: " + b"x" * 3_000_000,
        b"GET /" + b"x" * 3_000_000,
    ],
    ids=["many headers", "long line", "endless header", "endless line"],
)
def test_a_head_that_is_too_large_is_refused(narrow: httpx.Client, sent: bytes) -> None:
    with connected(narrow) as connection:
        with suppress(OSError):  # it may be refused before it is all sent
            connection.sendall(sent)
        found = everything(connection)

    assert found.startswith(b"HTTP/1.1 431 ") or (not found and len(sent) > 1_000_000)
    if found:
        assert json.loads(found.partition(b"\r\n\r\n")[2])["type"] == "/problems/head-too-large"
    check_served(narrow)


def test_what_is_not_http_is_refused(narrow: httpx.Client) -> None:
    with connected(narrow) as connection:
        connection.sendall(b"\x16\x03\x01 hello\r\n\r\n")
        found = everything(connection)

    assert found.startswith(b"HTTP/1.1 400 ")
    assert json.loads(found.partition(b"\r\n\r\n")[2])["type"] == "/problems/malformed-request"
    assert 'http_server_unread_requests_total{http_response_status_code="400"} ' in narrow.get("/metrics").text


def test_a_body_that_does_not_come_is_not_waited_for(narrow: httpx.Client) -> None:
    with connected(narrow) as connection:
        connection.sendall(head(1000) + b"<p>")
        found = everything(connection)

    assert found.startswith(b"HTTP/1.1 408 ")
    assert b"/problems/too-slow" in found
    check_served(narrow)


def test_a_body_that_nobody_waits_for_is_not_read_for_ever(narrow: httpx.Client) -> None:
    with connected(narrow) as connection:
        connection.sendall(head(path="/nowhere"))
        end = time.monotonic() + 10 * protocol.LINGER_SECONDS
        closed = False
        while not closed and time.monotonic() < end:
            try:
                connection.sendall(b"4\r\nmore\r\n")
            except OSError:
                closed = True
            time.sleep(0.05)
    assert closed


@pytest.fixture(scope="module")
def hasty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a service that leaves no connection idle for long."""
    hurry = "from app.service import server; server.KEEP_ALIVE_SECONDS = 1\n"
    with running(tmp_path_factory.mktemp("hasty") / "log", hurry + WINNOW, WINNOW_WORKERS="1") as (client, _):
        yield client


@pytest.mark.parametrize(
    ("request_head", "more"),
    [
        (b"POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n", b"hello"),
        (b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n", b"\r\n"),
        (b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n", b""),
    ],
    ids=["the rest of a body", "a line break", "nothing"],
)
def test_a_connection_does_not_lie_idle_for_ever(hasty: httpx.Client, request_head: bytes, more: bytes) -> None:
    with connected(hasty) as connection:
        connection.sendall(request_head)
        while b"\r\n\r\n" not in connection.recv(65536):
            pass
        connection.sendall(more)
        rest = everything(connection)  # ends when the service closes the connection, or fails

    assert b"HTTP/1.1" not in rest


@pytest.mark.parametrize("answered", [False, True], ids=["while it streams", "once it is answered"])
def test_a_stream_whose_caller_sends_no_more_ends_its_connection(service: httpx.Client, answered: bool) -> None:
    body = json.dumps({"text": TEXT}).encode()
    with connected(service) as connection:
        connection.settimeout(protocol.LINGER_SECONDS * 2)  # much shorter than an idle connection is kept
        connection.sendall(head(len(body), "/clean/stream") + body)
        found = b""
        while answered and not found.endswith(b"\r\n0\r\n\r\n"):
            found += connection.recv(65536)
        connection.shutdown(socket.SHUT_WR)
        found += everything(connection)

    assert found.endswith(b"\n\r\n0\r\n\r\n")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of its timers")
def test_a_caller_that_says_nothing_is_asked_whether_it_is_there(service: httpx.Client) -> None:
    with connected(service) as connection:
        connection.sendall(head(path="/clean/stream"))
        assert connection.recv(65536).startswith(b"HTTP/1.1 200")
        ends = [f"0100007F:{port:04X}" for port in (connection.getpeername()[1], connection.getsockname()[1])]
        rows = (row.split() for row in Path("/proc/net/tcp").read_text("ascii").splitlines())
        (timer,) = [row[5] for row in rows if row[1:3] == ends]

    kind, jiffies = timer.split(":")
    assert kind == "02"  # keep-alive
    assert int(jiffies, 16) <= 100 * protocol.PROBE_SECONDS


def test_bodies_that_are_more_than_may_be_held_are_refused(narrow: httpx.Client) -> None:
    page = b"<p>%s</p>" % DAWDLE.encode() + b" " * 2_500_000
    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(lambda _: narrow.post("/clean", content=page), range(2)))

    first, second = sorted(answers, key=lambda answer: answer.status_code)
    assert first.status_code == 200
    check(second, 503, "overloaded")
    assert int(second.headers["retry-after"]) > 0
    check_served(narrow)


@pytest.mark.parametrize("half", [False, True], ids=["gone", "half closed"])
def test_a_caller_that_goes_away_gives_up_its_place(narrow: httpx.Client, half: bool) -> None:
    page = f"<p>{DAWDLE}</p>".encode()
    for _ in range(4):  # only one is in work at a time, and only one may wait
        with connected(narrow) as connection:
            connection.sendall(head(len(page)) + page)
            if half:
                connection.shutdown(socket.SHUT_WR)
                everything(connection)

    found: list[int] = []
    while 200 not in found and len(found) < 100:
        found.append(narrow.post("/clean", content=TEXT.encode()).status_code)
        time.sleep(0.1)
    assert found[-1] == 200


def test_a_caller_that_goes_away_gives_up_its_place_whatever_it_sent_behind(narrow: httpx.Client) -> None:
    behind = b"GET /livez HTTP/1.1\r\nHost: x\r\n\r\n"
    page = f"<p>{DAWDLE}</p>".encode()
    with connected(narrow) as first, connected(narrow) as second:
        first.sendall(head(len(page)) + page)
        while "winnow_workers_busy 1.0" not in narrow.get("/metrics").text:
            time.sleep(0.01)
        second.sendall(head(len(page)) + page + behind)
        while "winnow_pages_waiting 1.0" not in narrow.get("/metrics").text:
            time.sleep(0.01)
        second.close()
        time.sleep(0.2)

        assert "winnow_workers_busy 1.0" in (found := narrow.get("/metrics").text)
        assert "winnow_pages_waiting 0.0" in found


def test_a_large_body_stalls_no_other(tmp_path: Path) -> None:
    """What is slow about a large request is done beside the event loop: even a body that is being read for a minute."""
    with running(tmp_path / "log", MISBEHAVING, WINNOW_WORKERS="1", WINNOW_PAGE_SECONDS="60") as (client, _):
        body = json.dumps({"html": DAWDLE, "include": ["title"] * 1_000_000}).encode()
        with ThreadPoolExecutor(1) as threads:
            large = threads.submit(client.post, "/clean", content=body, headers={"content-type": "application/json"})
            answered = 0
            while not large.done():
                assert client.get("/livez").status_code == 200
                answered += 1

        assert large.result().status_code == 200
        assert answered > 10
