"""Sites of our own, on real sockets: what they send is up to the test."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

#: What a site does with a connection whose request head it has read.
Behaviour = Callable[[socket.socket, bytes], None]


def sends(*pieces: bytes) -> Behaviour:
    """A site that sends this and closes."""

    def behave(connection: socket.socket, head: bytes) -> None:
        for piece in pieces:
            connection.sendall(piece)

    return behave


def answers(body: bytes, *headers: str, status: str = "200 OK") -> Behaviour:
    """A site that answers with one body."""
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", ""]
    return sends("\r\n".join(lines).encode("latin-1") + body)


def redirects(location: str, status: str = "302 Found") -> Behaviour:
    """A site that sends callers elsewhere."""
    return answers(b"", f"Location: {location}", status=status)


def forever(piece: bytes, beginning: bytes, pause: float = 0.0) -> Behaviour:
    """A site that never stops sending until it is left alone. Seconds."""

    def behave(connection: socket.socket, head: bytes) -> None:
        connection.sendall(beginning)
        over = threading.Event()
        while not over.wait(pause):
            connection.sendall(piece)

    return behave


@contextmanager
def site(behave: Behaviour, context: ssl.SSLContext | None = None) -> Iterator[tuple[int, list[bytes]]]:
    """The port of a site on 127.0.0.1, and the heads of the requests that it gets."""
    heads: list[bytes] = []
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        with suppress(OSError):  # the listener was closed
            while True:
                connection, _ = listener.accept()
                threading.Thread(target=handle, args=(connection,), daemon=True).start()

    def handle(connection: socket.socket) -> None:
        with suppress(OSError):  # the caller left
            if context is not None:
                connection = context.wrap_socket(connection, server_side=True)
            with connection:
                head = b""
                while b"\r\n\r\n" not in head and (piece := connection.recv(65536)):
                    head += piece
                heads.append(head)
                behave(connection, head)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield listener.getsockname()[1], heads
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()
