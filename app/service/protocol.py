"""uvicorn's HTTP/1.1, with bounds on what it leaves open: heads, and callers that stall.

What it does not do of RFC 9110 and 9112 is done here too: it loses the body of a request that offers an upgrade,
answers HTTP/1.0 in chunks, and takes any number of `Host`.
"""

import asyncio
import socket
import uuid

import httptools
from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol, RequestResponseCycle

from app.service import kinds
from app.service.kinds import Kind
from app.service.metrics import Metrics
from app.service.problems import MEDIA_TYPE
from app.service.schemas import Problem
from app.service.unframed import unframed

#: Most bytes of a request line and its headers together, and longest time until they are there. Seconds.
MAX_HEAD_BYTES = 32_768
HEAD_SECONDS = 10.0
#: How long a body that nobody waits for any more is read on, so that its sender gets to read the answer. Seconds.
LINGER_SECONDS = 5.0
#: How long a caller may leave what is sent to it unread, or without a sign of life. Milliseconds.
UNREAD_MILLISECONDS = 60_000
#: How long nothing may come before a caller is asked for that sign, and how long until it is asked again. Seconds.
PROBE_SECONDS = 30

#: Under this name the state of a request may hold an event, which is set when its connection is lost. Without it, only
#: who asks for more of the body hears of that.
GONE = "gone"


class Protocol(HttpToolsProtocol):
    """One connection.

    A caller has `HEAD_SECONDS` to say what it wants, and `LINGER_SECONDS` to end a body that was answered before it was
    complete. How long a body may take that is waited for is not decided here. Once the service is told to stop, each
    answer is the connection's last and says so: its caller's next request goes elsewhere.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as in uvicorn's own
        super().connection_made(transport)
        connected = transport.get_extra_info("socket")
        if connected is not None and hasattr(socket, "TCP_USER_TIMEOUT") and connected.family != socket.AF_UNIX:
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNREAD_MILLISECONDS)
            # That alone ends nothing while nothing is sent: a caller of a stream may have gone without a word.
            connected.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPIDLE, PROBE_SECONDS)
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_KEEPINTVL, PROBE_SECONDS)
        self._deadline: asyncio.TimerHandle | None = None
        #: Bytes of the head that is coming in, as far as they are known; None while none is.
        self._head_bytes: int | None = 0
        self._parsed_bytes = self._hosts = 0
        self._complete = self._begun = False
        #: The request that is being answered; uvicorn's `cycle` is the last that came, which may be queued behind it.
        self._active: RequestResponseCycle | None = None
        self._close_after(HEAD_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        self._close_after(None)
        super().connection_lost(exc)
        active = self._active
        if active is not None and not active.response_complete:
            active.disconnected = True
            active.message_event.set()
        if (gone := self._gone()) is not None:
            gone.set()

    def eof_received(self) -> bool:  # type: ignore[override]  # uvicorn's own says nothing, and closes the connection
        """Whether a caller that will not send any more is still answered: who streams and has sent all it had is."""
        if self._active is None or self._active.response_complete or not self._complete or self._gone() is None:
            return False
        self._active.keep_alive = False  # nothing can follow
        return True

    def data_received(self, data: bytes) -> None:
        self._begun = False
        self._unset_keepalive_if_required()
        try:
            self._parse(memoryview(data))
        except httptools.HttpParserError:
            self.logger.warning("Invalid HTTP request received.")
            self._refuse(kinds.HEAD if self._parsed_bytes > MAX_HEAD_BYTES else kinds.PROTOCOL)
        # What the parser has not made a header of yet counts as well: it holds it, and copies it at each call.
        if self._head_bytes is not None and not self._begun:
            self._head_bytes += len(data)
            if self._head_bytes > MAX_HEAD_BYTES and not self.transport.is_closing():
                self._refuse(kinds.HEAD)
        self._lie_idle()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._head_bytes, self._complete, self._begun = 0, False, True
        self._parsed_bytes = self._hosts = 0
        self._close_after(HEAD_SECONDS)

    def on_url(self, url: bytes) -> None:
        self._check(url)
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._check(name, value)
        self._hosts += name.lower() == b"host"
        super().on_header(name, value.rstrip(b" \t"))  # which the parser leaves there

    def on_headers_complete(self) -> None:
        if self._offers_upgrade():
            return
        old = self.parser.get_http_version() == "1.0"
        if self._hosts > 1 or not (self._hosts or old):
            raise ValueError("not one host")  # as in `_check`. Source: RFC 9112, 3.2
        if old:
            self.expect_100_continue = False  # Source: RFC 9110, 10.1.1
        self._head_bytes = None
        self._close_after(None)
        super().on_headers_complete()
        stopping: asyncio.Event = self.app_state["stopping"]
        if stopping.is_set() or self.parser.should_upgrade():  # what follows `CONNECT` is no HTTP
            self.answer_last()

    def on_message_complete(self) -> None:
        if self._offers_upgrade():
            return
        self._complete = True
        self._close_after(None)
        super().on_message_complete()

    def on_response_complete(self) -> None:
        abandoned = not self._complete and not self.pipeline
        super().on_response_complete()
        if abandoned:
            self._close_after(LINGER_SECONDS)

    def answer_last(self) -> None:
        """Let the answer that is owed, where one is, be the connection's last."""
        if self.cycle is not None:
            self.cycle.keep_alive = False

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._active = cycle
        super()._start_asgi_task(cycle, unframed(cycle, app) if cycle.scope["http_version"] == "1.0" else app)

    def _parse(self, data: memoryview) -> None:
        """Read what came.

        Raises:
            httptools.HttpParserError: it is no HTTP, or a head that is refused.
        """
        while data:
            try:
                self.parser.feed_data(data)
                return
            except httptools.HttpParserUpgrade as offered:
                data = data[offered.args[0] :]
                if not self._offers_upgrade():
                    return
                self._decline()

    def _offers_upgrade(self) -> bool:
        """Whether the head that was read says that another protocol may follow; with `CONNECT` one must."""
        return self.parser.should_upgrade() and self.parser.get_method() != b"CONNECT"

    def _decline(self) -> None:
        """Read a head that offers an upgrade again, without the offer. Java's client makes one with every page.

        The parser takes what follows such a head, be it a body, for something else or for the next request. Source: RFC
        9110, 7.8: who does not want to upgrade goes on as if nothing had been said.
        """
        line = b" ".join((self.parser.get_method(), self.url, f"HTTP/{self.parser.get_http_version()}".encode()))
        fields = (name + b": " + value for name, value in self.headers if name != b"upgrade")
        self.parser = httptools.HttpRequestParser(self)
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)  # as uvicorn's own
        self.parser.feed_data(b"\r\n".join((line, *fields, b"", b"")))

    def _gone(self) -> asyncio.Event | None:
        return None if self._active is None else self._active.scope["state"].get(GONE)

    def _check(self, *parts: bytes) -> None:
        self._parsed_bytes += sum(map(len, parts))
        if self._parsed_bytes > MAX_HEAD_BYTES:
            raise ValueError("head too large")  # ends the parsing; uvicorn makes a refusal of it

    def _lie_idle(self) -> None:
        """Bound the idleness of a connection that has nothing under way: uvicorn counts from an answer, until any byte.

        The rest of a body that was answered before it was there, or a line break behind one, begins no request.
        """
        answered = self.cycle is not None and self.cycle.response_complete
        if answered and self._complete and self.timeout_keep_alive_task is None and not self.transport.is_closing():
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )

    def _close_after(self, seconds: float | None) -> None:
        """Close the connection in so many seconds, or never; only the last call counts."""
        if self._deadline is not None:
            self._deadline.cancel()
        self._deadline = None if seconds is None else self.loop.call_later(seconds, self.transport.close)

    def _refuse(self, kind: Kind) -> None:
        """Say what is wrong with what came and close; amid an answer that would be read as some of it."""
        active = self._active
        if active is not None and active.response_started and not active.response_complete:
            self.transport.close()
            return
        metrics: Metrics = self.app_state["metrics"]
        metrics.add_unread(kind.status)
        body = Problem.of(kind, kind.meaning, uuid.uuid4().hex).model_dump_json()
        headers = f"content-type: {MEDIA_TYPE}\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n"
        self.transport.write(STATUS_LINE[kind.status] + headers.encode() + body.encode())
        self.transport.close()
