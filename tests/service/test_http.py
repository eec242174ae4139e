"""What HTTP asks of every server, over a raw socket."""

import gzip
import json
import socket

import h11
import httpx
import pytest

from app.service.example import TEXT
from tests.service.test_connections import connected, everything
from tests.service.test_errors import check_served

PAGE = TEXT.encode()
LINES = b"".join(json.dumps({"id": number, "text": TEXT}).encode() + b"\n" for number in range(3))
UPGRADE = b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQCAAAAAAIAAAAA\r\n"
LAST = b"GET /version HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


def request(path: bytes, body: bytes, headers: bytes = b"", version: bytes = b"1.1", chunked: bool = False) -> bytes:
    """A whole `POST`."""
    framing = b"Transfer-Encoding: chunked" if chunked else b"Content-Length: %d" % len(body)
    sent = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body) if chunked else body
    return b"POST %b HTTP/%b\r\nHost: x\r\n%b\r\n%b\r\n%b" % (path, version, framing, headers, sent)


def exchanged(client: httpx.Client, *pieces: bytes) -> bytes:
    """All that comes back to some bytes, sent one piece after the other, until the service closes the connection."""
    with connected(client) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for piece in pieces:
            connection.sendall(piece)
        return everything(connection)


def answers(data: bytes, *methods: str) -> list[tuple[int, bytes]]:
    """Status and body of each answer, as h11 reads them."""
    connection = h11.Connection(h11.CLIENT)
    connection.receive_data(data)
    connection.receive_data(b"")
    found: list[tuple[int, bytes]] = []
    for method in methods:
        if found:
            connection.start_next_cycle()
        connection.send(h11.Request(method=method, target="/", headers=[("Host", "x")]))
        connection.send(h11.EndOfMessage())
        status, body = 0, b""
        while not isinstance(event := connection.next_event(), h11.EndOfMessage):
            if isinstance(event, h11.Response):
                status = event.status_code
            elif isinstance(event, h11.Data):
                body += event.data
        found.append((status, body))
    return found


@pytest.mark.parametrize("version", [b"1.0", b"1.1"])
def test_an_upgrade_that_is_offered_costs_no_body(service: httpx.Client, version: bytes) -> None:
    plain = service.post("/clean?format=text", content=PAGE).content
    close = b"X: y\r\n" if version == b"1.0" else b"X: y\r\nConnection: close\r\n"

    found = exchanged(service, request(b"/clean?format=text", PAGE, UPGRADE + close, version))

    assert answers(found, "POST") == [(200, plain)]


@pytest.mark.parametrize("chunked", [False, True])
@pytest.mark.parametrize("step", [1, 40, 10_000])
def test_what_follows_an_upgrade_that_is_offered_is_read(service: httpx.Client, chunked: bool, step: int) -> None:
    """However it is cut: no body is taken for a request, and no request for a body."""
    body = PAGE + LAST
    plain = service.post("/clean?format=text", content=body).content
    offered = request(b"/clean?format=text", body, UPGRADE, chunked=chunked)
    asked = offered + b"GET /livez HTTP/1.1\r\nHost: x\r\n" + UPGRADE + b"\r\n" + offered + LAST

    found = exchanged(service, *(asked[at : at + step] for at in range(0, len(asked), step)))

    *read, version = answers(found, "POST", "GET", "POST", "GET")
    assert read == [(200, plain), (200, b'{"status":"ok"}'), (200, plain)]
    assert json.loads(version[1])["service"] == "winnow"


def test_very_many_upgrades_are_read_one_after_the_other(service: httpx.Client) -> None:
    offer = b"GET /livez HTTP/1.1\r\nHost: x\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n"

    found = exchanged(service, offer * 3000 + LAST)

    assert found.count(b'{"status":"ok"}') == 3000


@pytest.mark.parametrize(("target", "status"), [(b"a.example:443", 400), (b"/clean", 405)])
def test_nothing_follows_connect(service: httpx.Client, target: bytes, status: int) -> None:
    found = exchanged(service, b"CONNECT %b HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n" % target + LAST)

    assert found.startswith(b"HTTP/1.1 %d " % status)
    assert found.count(b"HTTP/1.1 ") == 1
    check_served(service)


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_http_1_0_is_answered_without_chunks(service: httpx.Client, encoding: str) -> None:
    accept = f"Accept-Encoding: {encoding}\r\n".encode()

    found = exchanged(service, request(b"/clean/stream?format=text", LINES, accept, b"1.0"))

    head, _, body = found.partition(b"\r\n\r\n")
    assert b"transfer-encoding" not in head.lower()
    assert b"connection: close" in head
    whole = service.post("/clean/stream?format=text", content=LINES, headers={"accept-encoding": encoding})
    decoded = httpx.Response(200, headers={"content-encoding": encoding}, content=body).text
    assert [json.loads(line)["content"] for line in decoded.splitlines()] == [
        json.loads(line)["content"] for line in whole.text.splitlines()
    ]


@pytest.mark.parametrize(
    ("path", "body"), [(b"/clean?format=text", PAGE), (b"/nowhere", PAGE), (b"/clean/stream", b"")]
)
def test_http_1_0_has_all_other_answers_as_they_are(service: httpx.Client, path: bytes, body: bytes) -> None:
    ((status, found),) = answers(exchanged(service, request(path, body, version=b"1.0")), "POST")

    newer = service.post(path.decode(), content=body)
    assert status == newer.status_code
    assert len(found) == len(newer.content)


def test_a_stream_of_http_1_0_is_answered_line_by_line(service: httpx.Client) -> None:
    first, *rest = LINES.splitlines(keepends=True)
    with connected(service) as connection:
        connection.sendall(request(b"/clean/stream", LINES, version=b"1.0")[: -len(b"".join(rest))])
        found = b""
        while not found.endswith(b"}\n"):
            found += connection.recv(65536)
        assert found.count(b'"line": ') == 1
        connection.sendall(b"".join(rest))
        found += everything(connection)

    assert found.count(b'"line": ') == len([first, *rest])


@pytest.mark.parametrize(("version", "told"), [(b"1.0", False), (b"1.1", True)])
def test_only_who_can_wait_is_told_to_continue(service: httpx.Client, version: bytes, told: bool) -> None:
    headers = b"Expect: 100-continue \r\nConnection: close\r\n"

    found = exchanged(service, request(b"/clean", PAGE, headers, version))

    assert found.startswith(b"HTTP/1.1 100 ") is told
    assert b"HTTP/1.1 200 OK" in found


@pytest.mark.parametrize(
    ("version", "hosts", "status"),
    [(b"1.1", 0, 400), (b"1.1", 1, 200), (b"1.1", 2, 400), (b"1.0", 0, 200), (b"1.0", 1, 200), (b"1.0", 2, 400)],
)
def test_there_is_one_host(service: httpx.Client, version: bytes, hosts: int, status: int) -> None:
    head = b"GET /livez HTTP/%b\r\n%bConnection: close\r\n\r\n" % (version, b"Host: x\r\n" * hosts)

    assert exchanged(service, head).startswith(b"HTTP/1.1 %d " % status)


@pytest.mark.parametrize("path", [b"/clean", b"/clean/stream"])
@pytest.mark.parametrize("headers", [b"gzip, chunked", b"gzip\r\nTransfer-Encoding: chunked", b"bogus, chunked"])
def test_a_transfer_coding_that_is_not_undone_is_refused(service: httpx.Client, path: bytes, headers: bytes) -> None:
    sent = request(path, gzip.compress(PAGE), chunked=True).replace(b" chunked", b" " + headers, 1)

    ((status, body),) = answers(exchanged(service, sent), "POST")

    problem = json.loads(body)
    assert (status, problem["status"], problem["type"]) == (501, 501, "/problems/unsupported-transfer-coding")
    assert "Content-Encoding" in problem["detail"]


@pytest.mark.parametrize(
    ("sent", "reason"),
    [
        (b"POST /clean HTTP/1.1\r\n\r\n", "does not name one host"),
        ("POST /clean?url=http://a.example/żubr HTTP/1.1\r\nHost: x\r\n\r\n".encode(), "char in url"),
        (request(b"/clean", PAGE, b"Transfer-Encoding: chunked\r\n"), "Content-Length"),
        (request(b"/clean", PAGE, b"X : y\r\n"), "header token"),
        (b"BREW /clean HTTP/1.1\r\nHost: x\r\n\r\n", "method"),
    ],
)
def test_what_cannot_be_read_is_told_why(service: httpx.Client, sent: bytes, reason: str) -> None:
    ((status, body),) = answers(exchanged(service, sent), "POST")

    assert status == 400
    assert reason in json.loads(body)["detail"]


def test_white_space_around_a_value_is_none_of_it(service: httpx.Client) -> None:
    sent = request(b"/clean", PAGE, b"X-Request-ID: \t abc \t \r\nConnection: close\r\n")

    assert b"x-request-id: abc\r\n" in exchanged(service, sent)


@pytest.mark.parametrize(
    "path",
    [
        *("/", "/livez", "/readyz", "/version", "/metrics", "/docs", "/openapi.json", "/examples", "/page/main.js"),
        *("/examples/mill-bridge.html", "/docs/assets/swagger-ui.css", "/problems/too-large", "/problems/nowhere"),
    ],
)
def test_what_can_be_had_can_be_asked_about(service: httpx.Client, path: str) -> None:
    whole, head = service.get(path), service.head(path)

    assert (head.status_code, head.content) == (whole.status_code, b"")
    assert head.headers["content-type"] == whole.headers["content-type"]
    if path not in ("/metrics", "/problems/nowhere"):  # whose length is another each time
        assert head.headers["content-length"] == whole.headers["content-length"]


def test_what_is_allowed_is_named(service: httpx.Client) -> None:
    assert set(service.delete("/livez").headers["allow"].split(", ")) == {"GET", "HEAD"}


def test_the_service_says_what_it_is(service: httpx.Client) -> None:
    assert service.get("/livez").json() == service.get("/readyz").json() == {"status": "ok"}
    version = service.get("/version").json()
    assert version.keys() == {"service", "api", "engine", "python"}
    assert version["engine"].startswith("winnow/")
