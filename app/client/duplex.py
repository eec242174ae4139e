"""HTTP/1.1 that reads the response while it sends the request, which httpx's own transports do one after the other.

A long stream needs it: its service stops reading lines while nobody reads its answers. One connection a request; no
proxies, for those that buffer a request would wait for its end.
"""

import selectors
import socket
import ssl
from collections.abc import Iterator

import h11
import httpx

#: Most bytes that are read at a time.
READ_BYTES = 65_536


def head_of(request: httpx.Request) -> h11.Request:
    """The head of a request.

    Raises:
        httpx.LocalProtocolError: it can never be sent: a header has a line break in it, say.
    """
    # One request a connection: whether the other end keeps it open does not matter.
    headers = [*request.headers.raw, (b"Connection", b"close")]
    kept = [(name, value) for name, value in headers if (name.lower(), value) != (b"connection", b"keep-alive")]
    try:
        return h11.Request(method=request.method.encode(), target=request.url.raw_path, headers=kept)
    except h11.LocalProtocolError as error:
        raise httpx.LocalProtocolError(str(error), request=request) from error


def check_scheme(url: httpx.URL) -> None:
    """Nothing, where a URL is one of HTTP: what is meant to go over TLS must not go without, for a slip of the pen.

    Raises:
        httpx.UnsupportedProtocol: it is another.
    """
    if url.scheme not in ("http", "https"):
        raise httpx.UnsupportedProtocol(f"The address of the service begins with {url.scheme!r}, not with http://.")


def seconds(request: httpx.Request, name: str) -> float | None:
    """One of httpx's four timeouts; None is no limit."""
    seconds: float | None = request.extensions.get("timeout", {}).get(name)
    return seconds


def port_of(url: httpx.URL) -> int:
    """The port that a URL names, or that its scheme has."""
    return url.port or (443 if url.scheme == "https" else 80)


def response_of(head: h11.Response, stream: httpx.SyncByteStream | httpx.AsyncByteStream) -> httpx.Response:
    """The response with this head, whose body is yet to be read."""
    return httpx.Response(head.status_code, headers=head.headers.raw_items(), stream=stream)


class DuplexTransport(httpx.BaseTransport):
    """A transport of `httpx.Client`.

    The body of the request is asked for its next piece whenever nothing has come to read; an empty piece says that
    there is none before something was read.
    """

    def __init__(self, tls: ssl.SSLContext) -> None:
        self._tls = tls

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        check_scheme(request.url)
        head = head_of(request)
        exchange = _Exchange(request, self._tls)
        try:
            exchange.send(head)
            event = exchange.next_event()
            while isinstance(event, h11.InformationalResponse):
                event = exchange.next_event()
        except BaseException:
            exchange.close()
            raise
        assert isinstance(event, h11.Response)  # h11 gives nothing else here
        return response_of(event, exchange)


class _Exchange(httpx.SyncByteStream):
    """A connection; as a stream, the body of its response."""

    def __init__(self, request: httpx.Request, tls: ssl.SSLContext) -> None:
        assert isinstance(request.stream, httpx.SyncByteStream)
        self._body = iter(request.stream)
        self._timeout = seconds(request, "read")
        self._http = h11.Connection(h11.CLIENT)
        self._socket = self._connect(request, tls)
        self._selector = selectors.DefaultSelector()
        self._selector.register(self._socket, selectors.EVENT_READ)
        self._sending, self._ended = True, False

    def __iter__(self) -> Iterator[bytes]:
        while isinstance(event := self.next_event(), h11.Data):
            yield bytes(event.data)

    def close(self) -> None:
        self._selector.close()
        self._socket.close()

    def send(self, event: h11.Event) -> None:
        """Send the next part of the request."""
        self._send(self._http.send(event) or b"")

    def next_event(self) -> h11.Event | type[h11.PAUSED]:
        """What comes next of the response; meanwhile the request is sent.

        Raises:
            httpx.TransportError: the connection broke, or nothing came in time.
        """
        try:
            while (event := self._http.next_event()) is h11.NEED_DATA:
                if not self._receive():
                    self._go_on()
        except h11.RemoteProtocolError as error:
            raise httpx.RemoteProtocolError(str(error)) from error
        return event  # type: ignore[return-value]  # NEED_DATA is the only other one, and h11 types it as a class

    def _connect(self, request: httpx.Request, tls: ssl.SSLContext) -> socket.socket:
        url = request.url
        try:
            connected = socket.create_connection((url.host, port_of(url)), seconds(request, "connect"))
            connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            if url.scheme == "https":
                connected = tls.wrap_socket(connected, server_hostname=url.host)
        except TimeoutError as error:
            raise httpx.ConnectTimeout(str(error), request=request) from error
        except OSError as error:
            raise httpx.ConnectError(str(error), request=request) from error
        connected.setblocking(False)
        return connected

    def _go_on(self) -> None:
        """Send the next piece of the body, or wait for something to read where there is none."""
        piece = next(self._body, None) if self._sending else b""
        if piece is None:
            self._sending = False
            self.send(h11.EndOfMessage())
        elif piece:
            self.send(h11.Data(data=piece))
        else:
            self._wait(selectors.EVENT_READ)

    def _receive(self) -> bool:
        """Read what is there; whether there was anything, the end included."""
        try:
            data = self._socket.recv(READ_BYTES)
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return False
        except OSError as error:
            raise httpx.ReadError(str(error)) from error
        self._http.receive_data(data)
        self._ended = not data
        return True

    def _send(self, data: bytes) -> None:
        """Send, and read what comes meanwhile: the other end may be unable to go on before somebody does."""
        rest = memoryview(data)
        while rest:
            try:
                rest = rest[self._socket.send(rest) :]
            except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
                if not self._receive():
                    self._wait(selectors.EVENT_READ | selectors.EVENT_WRITE)
                elif self._ended:
                    return
            except OSError:
                self._sending = False  # what it has to say about that may still be there to read
                return

    def _wait(self, events: int) -> None:
        self._selector.modify(self._socket, events)
        if not self._selector.select(self._timeout):
            raise httpx.ReadTimeout("Nothing came in time.")
