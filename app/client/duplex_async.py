"""`duplex` for asyncio. Its timeout is that of the head: how long the body may take is for its reader to say."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import suppress

import h11
import httpx

from app.client.duplex import READ_BYTES, check_scheme, head_of, port_of, response_of, seconds


class AsyncDuplexTransport(httpx.AsyncBaseTransport):
    """A transport of `httpx.AsyncClient`; the body of the request is sent by a task of its own."""

    def __init__(self, tls: ssl.SSLContext) -> None:
        self._tls = tls

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        check_scheme(url)
        head = head_of(request)
        tls = self._tls if url.scheme == "https" else None
        try:
            async with asyncio.timeout(seconds(request, "connect")):
                connection = await asyncio.open_connection(url.host, port_of(url), ssl=tls)
        except TimeoutError as error:
            raise httpx.ConnectTimeout(str(error), request=request) from error
        except OSError as error:
            raise httpx.ConnectError(str(error), request=request) from error
        exchange = _Exchange(head, request.stream, *connection)
        try:
            timeout = seconds(request, "read")
            event = await exchange.next_event(timeout)
            while isinstance(event, h11.InformationalResponse):
                event = await exchange.next_event(timeout)
        except BaseException:
            await exchange.aclose()
            raise
        assert isinstance(event, h11.Response)  # h11 gives nothing else here
        return response_of(event, exchange)


class _Exchange(httpx.AsyncByteStream):
    """A connection; as a stream, the body of its response."""

    def __init__(
        self,
        head: h11.Request,
        body: httpx.SyncByteStream | httpx.AsyncByteStream,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
    ) -> None:
        assert isinstance(body, httpx.AsyncByteStream)
        self._reader = reader
        self._writer = writer
        self._http = h11.Connection(h11.CLIENT)
        self._sender = asyncio.create_task(self._send(head, body))

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while isinstance(event := await self.next_event(), h11.Data):
            yield bytes(event.data)

    async def aclose(self) -> None:
        self._sender.cancel()
        await asyncio.wait({self._sender})
        # Not closed in order: that would wait until the other end has taken what it no longer reads.
        self._writer.transport.abort()
        with suppress(OSError):
            await self._writer.wait_closed()

    async def next_event(self, timeout: float | None = None) -> h11.Event | type[h11.PAUSED]:
        """What comes next of the response.

        Raises:
            httpx.TransportError: the connection broke, or nothing came in time.
        """
        try:
            while (event := self._http.next_event()) is h11.NEED_DATA:
                self._http.receive_data(await self._receive(timeout))
        except h11.RemoteProtocolError as error:
            raise httpx.RemoteProtocolError(str(error)) from error
        return event  # type: ignore[return-value]  # NEED_DATA is the only other one, and h11 types it as a class

    async def _receive(self, timeout: float | None) -> bytes:
        try:
            async with asyncio.timeout(timeout):
                return await self._reader.read(READ_BYTES)
        except TimeoutError as error:
            raise httpx.ReadTimeout("Nothing came in time.") from error
        except OSError as error:
            raise httpx.ReadError(str(error)) from error

    async def _send(self, head: h11.Request, body: httpx.AsyncByteStream) -> None:
        try:
            await self._write(head)
            async for piece in body:
                await self._write(h11.Data(data=piece))
            await self._write(h11.EndOfMessage())
        except OSError:
            pass  # what the other end has to say about that may still be there to read
        except Exception as error:
            self._reader.set_exception(error)  # no answer will come: whoever waits for one is told

    async def _write(self, event: h11.Event) -> None:
        self._writer.write(self._http.send(event) or b"")
        await self._writer.drain()
