"""The client that does not wait: for asyncio."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Iterable
from contextlib import aclosing
from types import TracebackType
from typing import Any, Literal, Self, Unpack

import httpx

from app.client import transfer
from app.client.duplex_async import AsyncDuplexTransport
from app.client.ledger import Ledger, Packer
from app.client.pages import Options, Page, parameters
from app.client.problems import BrokenStream
from app.client.results import Outcome, Rendered, Result
from app.client.source import Source


class AsyncClient:
    """`Client` with `await` and `async for`, with the same arguments.

    Close it, or use it in an `async with` block.
    """

    def __init__(
        self,
        base_url: str | None = None,
        *,
        api_key: str | None = None,
        timeout: float = 60.0,
        tries: int = 5,
        compress: bool = True,
    ) -> None:
        self._retry = transfer.retries(tries)
        self._compress = compress
        self._timeout = timeout
        tls = httpx.create_ssl_context()
        settings = transfer.settings(base_url, api_key, timeout, compress) | {"verify": tls}
        self._pages = httpx.AsyncClient(**settings)
        self._streams = httpx.AsyncClient(**settings, transport=AsyncDuplexTransport(tls))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Close its connections."""
        await self._pages.aclose()
        await self._streams.aclose()

    async def clean(self, page: str | bytes, **options: Unpack[Options]) -> Result:
        """The article of one page; see `Client.clean`."""
        return transfer.result(await self._post(transfer.request(page, transfer.JSON, options, self._compress)))

    async def render(
        self, page: str | bytes, format: Literal["text", "markdown", "html", "xml-tei"], **options: Unpack[Options]
    ) -> Rendered:
        """The article of one page as a document; see `Client.clean`."""
        asked = {**options, "format": format}
        return transfer.rendered(await self._post(transfer.request(page, transfer.ANY, asked, self._compress)))

    async def clean_many(
        self, pages: Iterable[str | bytes | Page] | AsyncIterable[str | bytes | Page], **options: Unpack[Options]
    ) -> AsyncGenerator[Outcome, None]:
        """The outcome of every page, in their order, while they are being sent; see `Client.clean_many`.

        Answers come while the next page is waited for.
        """
        ledger, source = Ledger(), Source(pages)
        retry, settled = self._retry, 0
        try:
            while True:
                try:
                    async with aclosing(self._stream(ledger, source, {"input": "auto", **options})) as outcomes:
                        async for outcome in outcomes:
                            yield outcome
                    break
                except Exception as error:
                    if ledger.settled > settled:
                        retry, settled = self._retry, ledger.settled
                    retry = transfer.another(retry, error)
                    await retry.asleep(transfer.cause(error))
        finally:
            source.close()
        if source.error is not None:
            raise source.error

    async def _post(self, arguments: dict[str, Any]) -> httpx.Response:
        retry = self._retry
        while True:
            try:
                return transfer.checked(await self._pages.post(transfer.CLEAN, **arguments))
            except Exception as error:
                retry = transfer.another(retry, error)
                await retry.asleep(transfer.cause(error))

    async def _stream(self, ledger: Ledger, source: Source, options: dict[str, Any]) -> AsyncGenerator[Outcome, None]:
        settled = asyncio.Event()
        async with self._streams.stream(
            "POST",
            transfer.STREAM,
            content=_body(ledger, source, Packer(self._compress), settled),
            headers=transfer.stream_headers(self._compress),
            params=parameters(options),
        ) as response:
            if response.status_code != httpx.codes.OK:
                await _read(response, self._timeout)
            transfer.checked(response)
            async with aclosing(_patient(response.aiter_bytes(), ledger, self._timeout)) as pieces:
                async for data in pieces:
                    for outcome in ledger.settle(data):
                        settled.set()
                        yield outcome
        if not (ledger.empty and source.ended):
            raise BrokenStream("The stream ended before its answers.")


async def _body(ledger: Ledger, source: Source, packer: Packer, settled: asyncio.Event) -> AsyncIterator[bytes]:
    """The body of a stream: what is still owed an answer, then the source's pages as soon as there is room."""
    for line in ledger.restart():
        yield packer.feed(line)
    while not source.ended:
        while ledger.full:
            settled.clear()
            await settled.wait()
        page = await source.next()
        if page is not None:
            yield packer.feed(ledger.add(page))
    if end := packer.end():
        yield end


async def _read(response: httpx.Response, timeout: float) -> None:
    """Read the whole body of a response.

    Raises:
        httpx.ReadTimeout: it was not there after so many seconds.
    """
    try:
        async with asyncio.timeout(timeout):
            await response.aread()
    except TimeoutError as error:
        raise httpx.ReadTimeout("The response did not come in time.") from error


async def _patient(pieces: AsyncIterator[bytes], ledger: Ledger, timeout: float) -> AsyncGenerator[bytes, None]:
    """The pieces as they come.

    Raises:
        httpx.ReadTimeout: nothing came for so many seconds though an answer was owed all the time.
    """
    while True:
        coming = asyncio.ensure_future(anext(pieces, None))
        try:
            owed = False
            while not (await asyncio.wait({coming}, timeout=timeout))[0]:
                if owed:
                    raise httpx.ReadTimeout("No answer came in time.")
                owed = not ledger.empty
            piece = coming.result()
        finally:
            coming.cancel()
            await asyncio.wait({coming})
        if piece is None:
            return
        yield piece
