"""The client that waits."""

from collections.abc import Generator, Iterable, Iterator
from types import TracebackType
from typing import Any, Literal, Self, Unpack

import httpx

from app.client import transfer
from app.client.duplex import DuplexTransport
from app.client.ledger import Ledger, Packer
from app.client.pages import Options, Page, check_many, checked, parameters
from app.client.problems import BrokenStream
from app.client.results import Outcome, Rendered, Result


class Client:
    """A client of the service; may be used by several threads. Close it, or use it in a `with` block.

    Args:
        base_url: of the service; else the environment's `ARTICLE_SERVICE_URL`, else port 8000 of this machine.
        api_key: sent as `Authorization: Bearer`; else the environment's `ARTICLE_SERVICE_KEY`.
        timeout: longest wait for the service to say anything. Seconds.
        tries: most tries of one request while the service is busy or cannot be reached; of a stream, most in a row
            that bring no answer.
        compress: send and receive gzip.
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
        tls = httpx.create_ssl_context()
        settings = transfer.settings(base_url, api_key, timeout, compress) | {"verify": tls}
        self._pages = httpx.Client(**settings)
        self._streams = httpx.Client(**settings, transport=DuplexTransport(tls))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close its connections."""
        self._pages.close()
        self._streams.close()

    def clean(self, page: str | bytes, **options: Unpack[Options]) -> Result:
        """The article of one page.

        Args:
            page: as scraped, HTML or raw text; of bytes the service finds the encoding.

        Raises:
            ProblemError: the service says what is wrong.
            BrokenAnswer: what came is no answer of the service.
            httpx.TransportError: it cannot be reached.
            TypeError: the page is neither bytes nor text.
        """
        return transfer.result(self._post(transfer.request(page, transfer.JSON, options, self._compress)))

    def render(
        self, page: str | bytes, format: Literal["text", "markdown", "html", "xml-tei"], **options: Unpack[Options]
    ) -> Rendered:
        """The article of one page as a document; see `clean`."""
        asked = {**options, "format": format}
        return transfer.rendered(self._post(transfer.request(page, transfer.ANY, asked, self._compress)))

    def clean_many(
        self, pages: Iterable[str | bytes | Page], **options: Unpack[Options]
    ) -> Generator[Outcome, None, None]:
        """The outcome of every page, in their order, while they are being sent: as many as you like, constant memory.

        The next page is asked for when there is room for it, so pages may be made while answers come. A page that
        cannot be cleaned is an outcome, too. What a service that stops or breaks off has not answered is sent again.

        Args:
            pages: each may have options of its own, which win over `options`. Where they raise an error, it is
                raised here once the pages before it are answered.

        Raises:
            ProblemError: the service refuses the stream as a whole.
            BrokenStream: it answers something else than it was asked.
            BrokenAnswer: what came is no answer of the service.
            httpx.TransportError: it cannot be reached.
        """
        ledger, source = Ledger(), _Source(pages)
        retry, settled = self._retry, 0
        while True:
            try:
                yield from self._stream(ledger, source, {"input": "auto", **options})
                break
            except Exception as error:
                if ledger.settled > settled:
                    retry, settled = self._retry, ledger.settled
                retry = transfer.another(retry, error)
                retry.sleep(transfer.cause(error))
        if source.error is not None:
            raise source.error

    def _post(self, arguments: dict[str, Any]) -> httpx.Response:
        retry = self._retry
        while True:
            try:
                return transfer.checked(self._pages.post(transfer.CLEAN, **arguments))
            except Exception as error:
                retry = transfer.another(retry, error)
                retry.sleep(transfer.cause(error))

    def _stream(self, ledger: Ledger, source: "_Source", options: dict[str, Any]) -> Iterator[Outcome]:
        with self._streams.stream(
            "POST",
            transfer.STREAM,
            content=_body(ledger, source, Packer(self._compress)),
            headers=transfer.stream_headers(self._compress),
            params=parameters(options),
        ) as response:
            if response.status_code != httpx.codes.OK:
                response.read()
            transfer.checked(response)
            for data in response.iter_bytes():
                yield from ledger.settle(data)
        if not (ledger.empty and source.ended):
            raise BrokenStream("The stream ended before its answers.")


class _Source:
    """The caller's pages, as they are asked for.

    Attributes:
        ended: whether there are no more.
        error: what they raised.
    """

    def __init__(self, pages: Iterable[str | bytes | Page]) -> None:
        check_many(pages)
        self._pages = iter(pages)
        self.ended = False
        self.error: Exception | None = None

    def next(self) -> str | bytes | Page | None:
        """The next page; None where there are no more."""
        try:
            for page in self._pages:
                return checked(page)
        except Exception as error:
            self.error = error
        self.ended = True
        return None


def _body(ledger: Ledger, source: _Source, packer: Packer) -> Iterator[bytes]:
    """The body of a stream: what is still owed an answer, then the source's pages as soon as there is room."""
    for line in ledger.restart():
        yield packer.feed(line)
    while not source.ended:
        while ledger.full:
            yield b""
        page = source.next()
        if page is not None:
            yield packer.feed(ledger.add(page))
    if end := packer.end():
        yield end
