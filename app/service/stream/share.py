"""The streams' share of the workers: however many they are, they leave room for single pages, and for each other."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from app.service.errors import Overloaded
from app.service.schemas import Options
from app.service.stream.work import LineAnswer, answer_line, read_identity
from app.service.workers import Workers


class Share:
    """All streams of a process together have as many pages in the pool as it has workers.

    So a single page waits behind that many at most, and the next line of every stream behind one of each other: whose
    turn it is goes by the order in which they asked, and a stream asks for a few lines at a time only.

    Args:
        max_streams: most streams at a time.

    Attributes:
        streams: how many are open.
    """

    def __init__(self, workers: Workers, slots: int, max_streams: int) -> None:
        self._workers = workers
        self._slots = asyncio.Semaphore(slots)
        self._max_streams = max_streams
        self.streams = 0
        self._pages: set[asyncio.Task[LineAnswer]] = set()

    @contextmanager
    def entered(self) -> Iterator[None]:
        """A stream, as long as the block is not left.

        Raises:
            Overloaded: there are too many.
        """
        if self.streams >= self._max_streams:
            raise Overloaded(f"{self.streams} streams are open already; try again later.")
        self.streams += 1
        try:
            yield
        finally:
            self.streams -= 1

    async def answer(self, data: bytes, query: Options) -> LineAnswer:
        """What a line comes to, once it is its turn; when cancelled, a page that a worker has already is finished."""
        await self._slots.acquire()
        page = asyncio.create_task(self._answer(data, query))
        self._pages.add(page)
        page.add_done_callback(self._done)
        return await asyncio.shield(page)

    def _done(self, page: asyncio.Task[LineAnswer]) -> None:
        self._pages.discard(page)
        self._slots.release()

    async def _answer(self, data: bytes, query: Options) -> LineAnswer:
        try:
            found = await self._workers.run_in_turn(answer_line, data, query)
        except Exception as error:
            # The worker took the id with it. Reading it takes as long as the line, and anyone could send such lines.
            identity = await asyncio.to_thread(read_identity, data)
            return LineAnswer(identity, b"", error)
        if found.facts is not None:
            self._workers.tally.add(found.facts)
        return found
