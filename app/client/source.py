"""Pages to be sent, as an asynchronous client comes by them."""

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Iterable

from app.client.pages import Page, check_many, checked


class Source:
    """The caller's pages, as they are asked for.

    Attributes:
        ended: whether there are no more.
        error: what they raised.
    """

    def __init__(self, pages: Iterable[str | bytes | Page] | AsyncIterable[str | bytes | Page]) -> None:
        check_many(pages)
        self._pages = _checked(pages)
        self._coming: asyncio.Future[str | bytes | Page | None] | None = None
        self.ended = False
        self.error: BaseException | None = None

    async def next(self) -> str | bytes | Page | None:
        """The next page; None where there are no more. One that nobody waits for any more is next all the same."""
        if self._coming is None:
            self._coming = asyncio.ensure_future(anext(self._pages, None))
        await asyncio.wait({self._coming})
        coming, self._coming = self._coming, None
        self.error = coming.exception()
        page = None if self.error else coming.result()
        self.ended = page is None
        return page

    def close(self) -> None:
        """Wait for no more pages."""
        if self._coming is not None:
            self._coming.cancel()


async def _checked(
    pages: Iterable[str | bytes | Page] | AsyncIterable[str | bytes | Page],
) -> AsyncIterator[str | bytes | Page]:
    if isinstance(pages, AsyncIterable):
        async for page in pages:
            yield checked(page)
    else:
        for page in pages:
            yield checked(page)
