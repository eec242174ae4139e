"""Servers that answer as the service does, break off, talk nonsense or read nothing."""

import itertools
import json
import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import h11


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
