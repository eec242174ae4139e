"""uvicorn's HTTP/1.1, with what it does not do of RFC 9110 and RFC 9112."""

import httptools
from uvicorn._types import ASGI3Application, ASGIReceiveCallable, ASGISendCallable, ASGISendEvent, Scope
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle


class UnknownCoding(ValueError):
    """The body comes in a transfer coding that is not undone."""


class Conforming(HttpToolsProtocol):
    """One connection.

    Upgrades that a caller offers are declined, and its request is served: Java's client offers one with every page, and
    uvicorn loses the page. HTTP/1.0 is answered without chunks and not told to continue, a request names one host, the
    value of a header ends where its last word does, and no transfer coding but `chunked` is taken for none.
    """

    def data_received(self, data: bytes) -> None:
        self._unset_keepalive_if_required()
        try:
            self._parse(memoryview(data))
        except httptools.HttpParserError as error:
            self.logger.warning("Invalid HTTP request received.")
            self.refuse_unread(error.__context__ or error)  # what was raised below, or the parser's own

    def refuse_unread(self, reason: BaseException) -> None:
        """Answer what could not be read, and close the connection."""
        self.send_400_response(str(reason))

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._hosts = 0

    def on_header(self, name: bytes, value: bytes) -> None:
        self._hosts += name.lower() == b"host"
        value = value.rstrip(b" \t")  # which the parser leaves there
        if name.lower() == b"transfer-encoding" and value.lower() != b"chunked":
            raise UnknownCoding  # the parser would undo the chunks alone
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        if self._offers_upgrade():
            return  # it is read again
        old = self.parser.get_http_version() == "1.0"
        if self._hosts > 1 or not (self._hosts or old):
            raise ValueError("it does not name one host")  # ends the parsing. Source: RFC 9112, 3.2
        if old:
            self.expect_100_continue = False  # Source: RFC 9110, 10.1.1
        super().on_headers_complete()
        if self.parser.should_upgrade():
            self.cycle.keep_alive = False  # what follows `CONNECT` is no HTTP

    def on_message_complete(self) -> None:
        if not self._offers_upgrade():
            super().on_message_complete()

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: ASGI3Application) -> None:
        super()._start_asgi_task(cycle, _unframed(cycle, app) if cycle.scope["http_version"] == "1.0" else app)

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
                if not self._offers_upgrade():
                    return
                data = data[offered.args[0] :]
                self._decline()

    def _offers_upgrade(self) -> bool:
        """Whether the head that was read says that another protocol may follow; with `CONNECT` one must."""
        return self.parser.should_upgrade() and self.parser.get_method() != b"CONNECT"

    def _decline(self) -> None:
        """Read a head that offers an upgrade again, without the offer.

        The parser takes what follows such a head, be it a body, for something else and then for the next request.
        Source: RFC 9110, 7.8: who does not want to upgrade goes on as if nothing had been said.
        """
        line = b" ".join((self.parser.get_method(), self.url, f"HTTP/{self.parser.get_http_version()}".encode()))
        fields = (name + b": " + value for name, value in self.headers if name != b"upgrade")
        self.parser = httptools.HttpRequestParser(self)
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)  # as uvicorn's own
        self.parser.feed_data(b"\r\n".join((line, *fields, b"", b"")))


def _unframed(cycle: RequestResponseCycle, app: ASGI3Application) -> ASGI3Application:
    """`app`, for one request of HTTP/1.0, which has no chunks: the connection ends with an answer of unknown length.

    Args:
        cycle: the request's, which closes the connection behind the answer. Source: RFC 9112, 6.1 and 6.3.
    """

    async def answer(scope: Scope, receive: ASGIReceiveCallable, send: ASGISendCallable) -> None:
        sized = True

        async def send_unframed(message: ASGISendEvent) -> None:
            nonlocal sized
            if message["type"] == "http.response.start":
                sized = any(name.lower() == b"content-length" for name, _ in message["headers"])
                if not sized:
                    cycle.chunked_encoding = False
            elif message["type"] == "http.response.body" and not sized:
                cycle.expected_content_length = len(message.get("body", b""))  # uvicorn lets no more and no less pass
            await send(message)

        await app(scope, receive, send_unframed)

    return answer
