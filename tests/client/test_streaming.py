"""`clean_many` of both clients against the real service, and against servers that break off."""

import asyncio
import itertools
import json
import signal
import socket
import socketserver
import ssl
import threading
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import h11
import httpx
import pytest
import trustme

from app.client import AsyncClient, BrokenStream, Client, Outcome, Page, Refused, Unavailable
from app.client.ledger import MAX_PAGES
from tests.service.misbehaving import FAIL
from tests.service.serving import MISBEHAVING, running

TIDE = "The tide went out further than anyone in the village could remember, and it stayed out for two days."
Many = Callable[..., list[Outcome]]


def _sync(
    url: str, pages: Iterable[Any], tries: int = 3, compress: bool = True, timeout: float = 60, **options: Any
) -> list[Outcome]:
    with Client(url, tries=tries, compress=compress, timeout=timeout) as client:
        return list(client.clean_many(pages, **options))


def _async(
    url: str, pages: Iterable[Any], tries: int = 3, compress: bool = True, timeout: float = 60, **options: Any
) -> list[Outcome]:
    async def coming() -> AsyncIterator[Any]:
        for page in pages:
            await asyncio.sleep(0)
            yield page

    async def clean() -> list[Outcome]:
        async with AsyncClient(url, tries=tries, compress=compress, timeout=timeout) as client:
            return [outcome async for outcome in client.clean_many(coming(), **options)]

    return asyncio.run(clean())


@pytest.fixture(params=[_sync, _async], ids=["Client", "AsyncClient"])
def many(request: pytest.FixtureRequest) -> Many:
    """`clean_many` of either client, as a list."""
    found: Many = request.param
    return found


@pytest.mark.parametrize("compress", [True, False])
def test_every_page_comes_back_in_order(service: httpx.Client, many: Many, compress: bool) -> None:
    pages = [f"{number} {TIDE}" for number in range(MAX_PAGES + 50)]

    outcomes = many(str(service.base_url), pages, compress=compress)

    assert [outcome.page for outcome in outcomes] == pages
    assert [outcome.unwrap().text for outcome in outcomes] == pages


def test_pages_have_options_of_their_own(service: httpx.Client, many: Many) -> None:
    html = f"<title>Tide</title><h1>Tide</h1><p>{TIDE}</p>"
    pages = [html, Page(html, {"input": "text"}), Page(html, {"include": ["caption"], "explain": False, "url": None})]

    first, second, third = many(str(service.base_url), pages, include=["title"], explain=True)

    assert (first.unwrap().text, first.unwrap().title) == (f"Tide\n\n{TIDE}", "Tide")
    assert first.unwrap().blocks[0].label == "title"
    assert sum(first.unwrap().blocks[0].scores.values()) == pytest.approx(1, abs=0.01)
    assert "<" in "".join(block.text for block in second.unwrap().blocks)
    assert (third.unwrap().text, third.unwrap().blocks) == (TIDE, ())


def test_a_page_that_cannot_be_cleaned_is_an_outcome(service: httpx.Client, many: Many) -> None:
    wrong = Page(TIDE, {"favor": "all"})  # type: ignore[arg-type]  # on purpose

    before, bad, after = many(str(service.base_url), [TIDE, wrong, TIDE])

    assert before.unwrap() == after.unwrap()
    assert bad.result is None
    assert bad.problem is not None
    assert (bad.problem.type, bad.problem.status) == ("/problems/invalid-request", 422)
    with pytest.raises(Refused, match="favor"):
        bad.unwrap()


def test_a_page_longer_than_the_sockets_hold_does_not_block(service: httpx.Client, many: Many) -> None:
    pages = [f"{number} " + "x" * 3_000_000 for number in range(4)]

    outcomes = many(str(service.base_url), pages, compress=False, explain=True)

    assert [outcome.unwrap().blocks[0].text for outcome in outcomes] == pages


def test_an_answer_comes_before_the_next_page_is_asked_for(service: httpx.Client) -> None:
    """What a crawler needs, whose next page depends on the last answer."""
    given: list[str] = []

    async def coming() -> AsyncIterator[str]:
        for number in range(3):
            while len(given) < number:
                await asyncio.sleep(0.01)
            yield f"{number} {TIDE}"

    async def clean() -> None:
        async with AsyncClient(str(service.base_url)) as client:
            async for outcome in client.clean_many(coming()):
                given.append(outcome.unwrap().text)

    asyncio.run(clean())

    assert len(given) == 3


def test_what_the_pages_raise_is_raised_behind_their_answers(service: httpx.Client) -> None:
    def pages() -> Iterator[str]:
        yield TIDE
        raise LookupError("no more")

    async def asynchronously() -> list[str]:
        async with AsyncClient(str(service.base_url)) as client:
            outcomes = client.clean_many(pages())
            found = [(await anext(outcomes)).unwrap().text]
            with pytest.raises(LookupError):
                await anext(outcomes)
        return found

    with Client(str(service.base_url)) as client:
        outcomes = client.clean_many(pages())
        assert next(outcomes).unwrap().text == TIDE
        with pytest.raises(LookupError):
            next(outcomes)
    assert asyncio.run(asynchronously()) == [TIDE]


def test_what_is_no_page_is_told(service: httpx.Client, many: Many) -> None:
    with pytest.raises(TypeError, match="bytes"):
        many(str(service.base_url), [TIDE, TIDE.encode()])


def test_it_can_be_left_before_the_end(service: httpx.Client) -> None:
    async def asynchronously() -> Outcome:
        async with AsyncClient(str(service.base_url)) as client:
            outcomes = client.clean_many(itertools.repeat(TIDE))
            first = await anext(outcomes)
            await outcomes.aclose()
            return first

    with Client(str(service.base_url)) as client:
        outcomes = client.clean_many(itertools.repeat(TIDE))
        assert next(outcomes) == asyncio.run(asynchronously())
        outcomes.close()


def test_single_pages_and_documents(service: httpx.Client) -> None:
    async def asynchronously() -> tuple[object, object]:
        async with AsyncClient(str(service.base_url)) as client:
            return await client.clean(TIDE.encode()), await client.render(TIDE, "markdown")

    with Client(str(service.base_url)) as client:
        found = client.clean(TIDE), client.render(TIDE, "markdown")
        assert found == asyncio.run(asynchronously())
        with pytest.raises(Refused, match="favor"):
            client.clean(TIDE, favor="all")  # type: ignore[arg-type]  # wrong on purpose
    assert (found[0].text, found[1].content.strip()) == (TIDE, TIDE)


def test_what_a_service_that_stops_left_is_answered_by_the_next(tmp_path: Path) -> None:
    """Two services at one address, one after the other, while a client streams."""
    pages = [f"{number} {TIDE}" for number in range(200)]
    with running(tmp_path / "one", WINNOW_WORKERS="1", WINNOW_SHUTDOWN_SECONDS="60") as (first, process):
        port = first.base_url.port
        with Client(str(first.base_url), tries=200) as client:
            outcomes = client.clean_many(pages)
            found = [next(outcomes)]
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=120)
            program = f"from app.service.server import serve; serve(port={port})"
            with running(tmp_path / "two", program, WINNOW_WORKERS="1"):
                found += outcomes

    assert [outcome.page for outcome in found] == pages
    assert [outcome.unwrap().text for outcome in found] == pages


def test_a_worker_that_dies_is_that_page_s_problem(tmp_path: Path, many: Many) -> None:
    with running(tmp_path / "log", MISBEHAVING, WINNOW_WORKERS="1") as (service, _):
        before, bad, after = many(str(service.base_url), [TIDE, FAIL, TIDE])

    assert before.result == after.result
    assert bad.problem is not None
    assert bad.problem.type == "/problems/internal-error"


@contextmanager
def answering(
    *connections: Callable[[Iterator[dict[str, Any]]], Iterator[bytes]], tls: ssl.SSLContext | None = None
) -> Iterator[str]:
    """The address of a server that answers each connection by the next of these, from the lines it gets."""
    left = list(connections)

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            http = h11.Connection(h11.SERVER)
            answer = left.pop(0) if len(left) > 1 else left[0]
            for data in answer(self._lines(http)):
                self.request.sendall(data)

        def _lines(self, http: h11.Connection) -> Iterator[dict[str, Any]]:
            held = b""
            while not isinstance(event := http.next_event(), h11.EndOfMessage):
                if event is h11.NEED_DATA:
                    http.receive_data(self.request.recv(65_536))
                elif isinstance(event, h11.Data):
                    *whole, held = (held + event.data).split(b"\n")
                    yield from map(json.loads, whole)

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"{'https' if tls else 'http'}://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()


OK = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"


def chunk(**members: Any) -> bytes:
    line = json.dumps({"verdict": "ok", "confidence": 1.0, "engine": "e", **members}).encode() + b"\n"
    return b"%x\r\n%b\r\n" % (len(line), line)


def echo(lines: Iterator[dict[str, Any]], most: int | None = None) -> Iterator[bytes]:
    yield OK
    for number, line in itertools.islice(enumerate(lines, 1), most):
        yield chunk(line=number, text=line["text"])
    if most is None:
        yield b"0\r\n\r\n"


def breaking(lines: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    return echo(lines, 3)


def busy(lines: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    for _ in lines:  # as the service does: who closes on what is still coming may take its own answer back
        pass
    yield b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"


def misled(lines: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    yield OK + chunk(line=2, text="the second")


def foreign(lines: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    for _ in lines:
        pass
    yield b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<p>Hello\n"


def listed(lines: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    for _ in lines:
        pass
    yield b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n[]\n"


def vague(lines: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    for _ in lines:
        pass
    problem = b"Content-Type: application/problem+json\r\nContent-Length: 15\r\n\r\n" + b'{"status":null}'
    yield b"HTTP/1.1 404 Not Found\r\n" + problem


def short(lines: Iterator[dict[str, Any]]) -> Iterator[bytes]:
    for _ in lines:
        pass
    yield OK + chunk(line=1, text="0") + b"0\r\n\r\n"


@contextmanager
def deaf(says: bytes) -> Iterator[str]:
    """The address of a server that says this to whoever connects, and reads nothing."""
    connections: list[socket.socket] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):  # the listener was closed
            while True:
                connections.append(listener.accept()[0])
                connections[-1].sendall(says)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()
        for connection in connections:
            connection.close()


@pytest.mark.parametrize(
    "says",
    [OK, b"", b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 9\r\n\r\n"],
    ids=["a head", "nothing", "half a refusal"],
)
def test_a_service_that_reads_nothing_is_given_up(many: Many, says: bytes) -> None:
    with deaf(says) as url, pytest.raises(httpx.ReadTimeout):
        many(url, ["x" * 3_000_000] * 3, tries=1, compress=False, timeout=0.5)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is waited for between two tries."""
    monkeypatch.setattr("httpx_retries.retry.Retry.backoff_strategy", lambda retry: 0.0)


@pytest.mark.usefixtures("hurried")
def test_what_was_not_answered_is_sent_again(many: Many) -> None:
    with answering(busy, breaking, busy, breaking, echo) as url:
        outcomes = many(url, map(str, range(20)), tries=9, compress=False)

    assert [outcome.unwrap().text for outcome in outcomes] == [str(number) for number in range(20)]


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (busy, Unavailable),
        (misled, BrokenStream),
        (short, BrokenStream),
        (foreign, BrokenStream),
        (listed, BrokenStream),
        (vague, Refused),
    ],
    ids=lambda each: each.__name__,
)
def test_it_is_not_sent_for_ever(many: Many, answer: Any, error: type[Exception]) -> None:
    with answering(answer) as url, pytest.raises(error):
        many(url, map(str, range(20)), compress=False)


@pytest.mark.usefixtures("hurried")
def test_a_service_that_is_not_there_is_told(many: Many) -> None:
    with answering(echo) as url:
        pass

    with pytest.raises(httpx.ConnectError):
        many(url, ["page"])


def test_nothing_is_sent_to_an_address_that_is_none_of_http(many: Many) -> None:
    with answering(echo) as url, pytest.raises(httpx.UnsupportedProtocol):
        many(url.replace("http", "htttps"), ["page"], tries=99)


def test_it_streams_over_tls(many: Many, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority, tls = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(tls)
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    pages = [f"{number} " + "x" * 200_000 for number in range(40)]

    with answering(echo, tls=tls) as url:
        with pytest.raises(httpx.ConnectError):
            many(url, pages, tries=1, compress=False)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
        outcomes = many(url, pages, compress=False)

    assert [outcome.unwrap().text for outcome in outcomes] == pages
