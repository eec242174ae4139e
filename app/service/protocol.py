"""HTTP/1.1, with bounds on what is left open: heads, and callers that stall."""

import asyncio
import socket
import uuid

from uvicorn._types import ASGI3Application
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, RequestResponseCycle

from app.service import kinds
from app.service.conforming import Conforming, UnknownCoding
from app.service.kinds import MAX_HEAD_BYTES, Kind
from app.service.metrics import Metrics
from app.service.problems import MEDIA_TYPE
from app.service.schemas import Problem

#: Longest time until a request line and its headers are there. Seconds.
HEAD_SECONDS = 10.0
#: How long a body that nobody waits for any more is read on, so that its sender gets to read the answer. Seconds.
LINGER_SECONDS = 5.0
#: How long a caller may leave what is sent to it unread, or without a sign of life. Milliseconds.
UNREAD_MILLISECONDS = 60_000
#: How long nothing may come before a caller is asked for that sign, and how long until it is asked again. Seconds.
PROBE_SECONDS = 30
#: What was sent before its caller could know that the service stops is here by then. Without it one run in eight under
#: load lost a request.
PARTING_SECONDS = 0.5

#: Under this name the state of a request may hold an event, which is set when its connection is lost. Without it, only
#: who asks for more of the body hears of that.
GONE = "gone"


class Protocol(Conforming):
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
        self._parsed_bytes = 0
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
        super().data_received(data)
        # What the parser has not made a header of yet counts as well: it holds it, and copies it at each call.
        if self._head_bytes is not None and not self._begun:
            self._head_bytes += len(data)
            if self._head_bytes > MAX_HEAD_BYTES and not self.transport.is_closing():
                self._refuse(kinds.HEAD)
        self._lie_idle()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._head_bytes, self._parsed_bytes, self._complete, self._begun = 0, 0, False, True
        self._close_after(HEAD_SECONDS)

    def on_url(self, url: bytes) -> None:
        self._check(url)
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self._check(name, value)
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._head_bytes = None
        self._close_after(None)
        super().on_headers_complete()
        stopping: asyncio.Event = self.app_state["stopping"]
        if stopping.is_set():
            self.answer_last()

    def on_message_complete(self) -> None:
        self._complete = True
        self._close_after(None)
        super().on_message_complete()

    def on_response_complete(self) -> None:
        abandoned = not self._complete and not self.pipeline
        super().on_response_complete()
        if abandoned:
            self._close_after(LINGER_SECONDS)

    def shutdown(self) -> None:
        """Take leave; uvicorn calls it when the door is closed, and its own would close a connection that lies idle.

        A request may be on its way into that one, or there and not read yet: it has a moment to come, and is answered.
        """
        self.answer_last()
        if self.cycle is None or self.cycle.response_complete:
            self._close_after(PARTING_SECONDS)

    def answer_last(self) -> None:
        """Let the answer that is owed, where one is, be the connection's last."""
        if self.cycle is not None:
            self.cycle.keep_alive = False

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        self._active = cycle
        super()._start_asgi_task(cycle, app)

    def refuse_unread(self, reason: BaseException) -> None:
        if self._parsed_bytes > MAX_HEAD_BYTES:
            self._refuse(kinds.HEAD)
        elif isinstance(reason, UnknownCoding):
            self._refuse(kinds.CODING)
        else:
            self._refuse(kinds.PROTOCOL, f"The request cannot be read: {reason}.")

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

    def _refuse(self, kind: Kind, detail: str = "") -> None:
        """Say what is wrong with what came and close; amid an answer that would be read as some of it."""
        active = self._active
        if active is not None and active.response_started and not active.response_complete:
            self.transport.close()
            return
        metrics: Metrics = self.app_state["metrics"]
        metrics.add_unread(kind.status)
        body = Problem.of(kind, detail or kind.meaning, uuid.uuid4().hex).model_dump_json()
        headers = f"content-type: {MEDIA_TYPE}\r\ncontent-length: {len(body)}\r\nconnection: close\r\n\r\n"
        self.transport.write(STATUS_LINE[kind.status] + headers.encode() + body.encode())
        self.transport.close()
