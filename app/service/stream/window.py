"""What one stream may have under way: so many lines, so many bytes, answered in the order they came in."""

import asyncio
from collections import deque
from collections.abc import Awaitable
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class _Entry(NamedTuple, Generic[T]):
    size: int
    task: asyncio.Future[T]


class Window(Generic[T]):
    """A queue of work under way between one coroutine that puts and one that takes.

    Args:
        max_lines: most pieces of work under way.
        max_bytes: most bytes under way; a piece that has more is under way alone.
    """

    def __init__(self, max_lines: int, max_bytes: int) -> None:
        self._max_lines = max_lines
        self._max_bytes = max_bytes
        self._bytes = 0
        self._entries: deque[_Entry[T]] = deque()
        self._closed = False
        self._taken = asyncio.Event()
        self._put = asyncio.Event()

    async def room(self, size: int) -> None:
        """Wait until a piece of `size` bytes may be put."""
        while self._entries and (len(self._entries) >= self._max_lines or self._bytes + size > self._max_bytes):
            self._taken.clear()
            await self._taken.wait()

    def put(self, size: int, work: Awaitable[T]) -> None:
        """Have a piece of work under way, begun at once."""
        self._bytes += size
        self._entries.append(_Entry(size, asyncio.ensure_future(work)))
        self._put.set()

    def close(self) -> None:
        """Say that nothing more will be put."""
        self._closed = True
        self._put.set()

    async def take(self) -> T | None:
        """What the oldest piece of work came to; None after the last."""
        while not self._entries:
            if self._closed:
                return None
            self._put.clear()
            await self._put.wait()
        # It stays in the window until it is done, so that what is under way stays bounded.
        result = await self._entries[0].task
        self._bytes -= self._entries.popleft().size
        self._taken.set()
        return result

    @property
    def has_result(self) -> bool:
        """Whether `take` would not have to wait."""
        return bool(self._entries) and self._entries[0].task.done()

    def cancel(self) -> None:
        """Give up all that is under way."""
        for entry in self._entries:
            entry.task.cancel()
