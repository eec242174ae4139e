"""Callers: many at once, in step with the answers or at a rate of their own, and what each got."""

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from itertools import cycle, islice, takewhile
from typing import NamedTuple

import aiohttp

#: Nothing is waited for longer than this: what takes so long has hung. Seconds.
PATIENCE_SECONDS = 120.0
#: In place of a status: no connection could be made, the connection broke before an answer, or nothing came.
UNANSWERED = REFUSED, LOST, HUNG = -1, -2, -3


class Outcome(NamedTuple):
    """What became of one request.

    Attributes:
        status: the answer's, or one of `REFUSED`, `LOST`, `HUNG`.
        began, seconds: when it was sent (`time.perf_counter`), and how long until all of the answer was there.
        problem: an error is one, as it is promised: its media type is that of problems.
    """

    status: int
    began: float
    seconds: float
    problem: bool


class Caller:
    """Sends pages to one service."""

    def __init__(self, session: aiohttp.ClientSession, url: str) -> None:
        self._session = session
        self._url = f"{url}/clean"

    @classmethod
    @asynccontextmanager
    async def to(cls, url: str, fresh: bool = False) -> "AsyncIterator[Caller]":
        """A caller that keeps its connections open, as many as it needs.

        Args:
            fresh: a new connection for each page. uvicorn's processes keep those that they took, and one takes all that
                are there: the other would be idle.
        """
        connector = aiohttp.TCPConnector(limit=0, force_close=fresh)
        async with aiohttp.ClientSession(connector=connector, auto_decompress=False) as session:
            yield cls(session, url)

    async def send(self, page: bytes) -> Outcome:
        """Send one page; never raises for what the service does."""
        began = time.perf_counter()
        status, problem = LOST, False
        try:
            async with asyncio.timeout(PATIENCE_SECONDS), self._session.post(self._url, data=page) as response:
                await response.read()
                status, problem = response.status, response.content_type == "application/problem+json"
        except TimeoutError:
            status = HUNG
        except aiohttp.ClientConnectorError:
            status = REFUSED
        except aiohttp.ClientError:
            pass
        return Outcome(status, began, time.perf_counter() - began, problem)

    async def closely(self, pages: Sequence[bytes], seconds: float, callers: int) -> list[Outcome]:
        """So many callers, each of which sends its next page when the last is answered."""
        end = time.perf_counter() + seconds
        return await self.each(takewhile(lambda _: time.perf_counter() < end, cycle(pages)), callers)

    async def each(self, pages: Iterable[bytes], callers: int) -> list[Outcome]:
        """Every page once, by so many callers, each of which sends the next one when its last is answered."""
        queue = iter(pages)
        outcomes: list[Outcome] = []

        async def call() -> None:
            for page in queue:
                outcomes.append(await self.send(page))

        await asyncio.gather(*(call() for _ in range(callers)))
        return outcomes

    async def paced(self, pages: Sequence[bytes], seconds: float, rate: float) -> list[Outcome]:
        """`rate` pages a second, evenly, whether or not the last are answered."""
        start = time.perf_counter()
        tasks = []
        for number, page in enumerate(islice(cycle(pages), max(1, int(seconds * rate)))):
            await asyncio.sleep(start + number / rate - time.perf_counter())
            tasks.append(asyncio.create_task(self.send(page)))
        return await asyncio.gather(*tasks)


def statuses(outcomes: Sequence[Outcome]) -> dict[int, int]:
    """Number of outcomes by status."""
    return dict(sorted(Counter(outcome.status for outcome in outcomes).items()))
