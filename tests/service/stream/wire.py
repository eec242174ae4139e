"""A client that talks HTTP over a socket of its own, and so can say half a word and listen."""

import json
import socket
from collections.abc import Iterator, Mapping
from typing import Any, Self

import h11
import httpx

#: Longest time that anything may take to arrive on a busy machine. Seconds.
PATIENCE = 120.0


class Wire:
    """One `POST /clean/stream` in chunks.

    Attributes:
        status, headers: of the response, once `head` has read it.
    """

    def __init__(self, client: httpx.Client, query: str = "", headers: Mapping[str, str] = {}, buffer: int = 0) -> None:
        self.socket = socket.socket()
        self.socket.settimeout(PATIENCE)
        if buffer:  # so that what nobody reads is soon too much
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
        self.socket.connect((client.base_url.host, client.base_url.port))
        self._connection = h11.Connection(h11.CLIENT)
        self._held = b""
        self._say(
            h11.Request(
                method="POST",
                target=f"/clean/stream{query}",
                headers=[("Host", "winnow.example"), ("Transfer-Encoding", "chunked"), *headers.items()],
            )
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.socket.close()

    def send(self, data: bytes) -> None:
        """Send some bytes of the body, as they are."""
        self._say(h11.Data(data=data))

    def send_lines(self, *values: object) -> None:
        """Send whole lines."""
        self.send(b"".join(json.dumps(value).encode() + b"\n" for value in values))

    def end(self) -> None:
        """End the body; answers may still come."""
        self._say(h11.EndOfMessage())

    def half_close(self) -> None:
        """Say that nothing more will ever come over this connection."""
        self.socket.shutdown(socket.SHUT_WR)

    def head(self) -> h11.Response:
        """The head of the response."""
        event = self._event()
        assert isinstance(event, h11.Response)
        return event

    def informed(self) -> int:
        """The status of what comes before the head of the response."""
        while (event := self._connection.next_event()) is h11.NEED_DATA:
            self._connection.receive_data(self.socket.recv(65_536))
        assert isinstance(event, h11.InformationalResponse)
        return event.status_code

    def data(self) -> Iterator[bytes]:
        """The body of the response as it comes."""
        if self._connection.their_state is h11.SEND_RESPONSE:
            assert self.head().status_code == 200
        while isinstance(event := self._event(), h11.Data):
            yield bytes(event.data)
        assert isinstance(event, h11.EndOfMessage), event

    def lines(self) -> Iterator[dict[str, Any]]:
        """The lines of the response as they come."""
        for data in self.data():
            *whole, self._held = (self._held + data).split(b"\n")
            yield from map(json.loads, whole)
        assert self._held == b""

    def _say(self, event: h11.Event) -> None:
        data = self._connection.send(event)
        assert data is not None
        self.socket.sendall(data)

    def _event(self) -> h11.Event | type[h11.PAUSED]:
        while (event := self._connection.next_event()) is h11.NEED_DATA:
            self._connection.receive_data(self.socket.recv(65_536))
        assert not isinstance(event, type) or event is h11.PAUSED
        return event
