"""`clean_many` of both clients, called the same way."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from typing import Any

import pytest

from app.client import AsyncClient, Client, Outcome

Many = Callable[..., list[Outcome]]


def _sync(
    url: str, pages: Iterable[Any], tries: int = 3, compress: bool = True, timeout: float = 60, **options: Any
) -> list[Outcome]:
    with Client(url, tries=tries, compress=compress, timeout=timeout) as client:
        return list(client.clean_many(pages, **options))


def _async(
    url: str, pages: Iterable[Any], tries: int = 3, compress: bool = True, timeout: float = 60, **options: Any
) -> list[Outcome]:
    async def coming() -> AsyncIterator[Any]:
        for page in pages:
            await asyncio.sleep(0)
            yield page

    async def clean() -> list[Outcome]:
        async with AsyncClient(url, tries=tries, compress=compress, timeout=timeout) as client:
            return [outcome async for outcome in client.clean_many(coming(), **options)]

    return asyncio.run(clean())


@pytest.fixture(params=[_sync, _async], ids=["Client", "AsyncClient"])
def many(request: pytest.FixtureRequest) -> Many:
    """`clean_many` of either client, as a list."""
    found: Many = request.param
    return found
