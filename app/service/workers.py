"""The pool of workers: a page goes to the next free one; one that a page has overrun, or that ended, is replaced."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, ParamSpec, TypeVar

from app.service.errors import DeadlineExceeded, MemoryExceeded, Overloaded, WorkerDied
from app.service.tally import Tally
from app.service.work import Warm
from app.service.worker import Worker
from app.settings import Settings

P = ParamSpec("P")
T = TypeVar("T")

#: How long to wait before the next try to start a worker where the machine refused one, in seconds.
RESTART_SECONDS = 1.0

_log = logging.getLogger(__name__)


class Workers:
    """So many processes, each with one page at a time.

    Attributes:
        tally: what has happened to pages.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.tally = Tally()
        self._all: set[Worker] = set()
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        # A queue alone lets whoever asks just as a worker comes back take it from the one that was woken for it, who
        # then stands at the end again; a lock lets them go in the order in which they came.
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._busy = 0
        self._tasks: set[asyncio.Task[Any]] = set()
        self._stopping = False

    @classmethod
    @asynccontextmanager
    async def started(cls, settings: Settings) -> "AsyncIterator[tuple[Workers, Warm]]":
        """All workers, warm; they are ended on leaving."""
        workers = cls(settings)
        try:
            await asyncio.gather(*(workers._add() for _ in range(settings.workers)))
            yield workers, next(iter(workers._all)).warm
        finally:
            await workers._stop()

    @property
    def ready(self) -> bool:
        """Whether there is a warm worker at all, free or not."""
        return self.warm > 0

    @property
    def warm(self) -> int:
        """Number of workers that have started, free or not."""
        return len(self._all)

    @property
    def busy(self) -> int:
        """Number of workers that have a page."""
        return self._busy

    @property
    def waiting(self) -> int:
        """Number of pages that wait for a worker."""
        return self._waiting

    def check_room(self) -> None:
        """Nothing, where a page could be taken now.

        Raises:
            Overloaded: too many pages are waiting.
        """
        if self._idle.empty() and self._waiting >= self._settings.max_waiting:
            raise Overloaded(f"{self._waiting} pages are waiting already; try again later.")

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a function of a module makes of a page, in the next free worker.

        Cancelled while the page waits, it gives its place up; later, the page is finished for nobody: to replace its
        worker would cost more.

        Raises:
            Overloaded: too many pages are waiting.
            DeadlineExceeded, MemoryExceeded: the page took longer, or more, than a page may.
            WorkerDied: its process ended.
            Exception: whatever the function raised.
        """
        self.check_room()
        return await self.run_in_turn(function, *args, **kwargs)

    async def run_in_turn(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`run` for a caller that bounds by itself how many of its pages wait: they are not refused."""
        worker = await self._free()
        return await asyncio.shield(self._start(self._exchange(worker, function, *args, **kwargs)))

    async def _exchange(self, worker: Worker, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        seconds = self._settings.page_seconds
        reusable = False
        self._busy += 1
        try:
            async with asyncio.timeout(seconds):
                result = await worker.run(function, *args, **kwargs)
            reusable = True
            return result
        except TimeoutError:
            self.tally.deadline_kills += 1
            raise DeadlineExceeded(
                f"The page took longer than the {seconds:g} seconds that one page may take."
            ) from None
        except MemoryExceeded:
            self.tally.memory_kills += 1
            raise
        except WorkerDied:
            self.tally.deaths += 1
            raise
        except Exception:
            reusable = True
            raise
        finally:
            self._busy -= 1
            if reusable:
                self._idle.put_nowait(worker)
            else:
                self._replace(worker)

    async def _free(self) -> Worker:
        self._waiting += 1
        try:
            async with self._turn:
                while not (worker := await self._idle.get()).alive:  # it may have ended this very moment, or before
                    self._replace(worker)
                return worker
        finally:
            self._waiting -= 1

    async def _add(self) -> None:
        worker = await Worker.started(self._settings.page_memory_bytes)
        self._all.add(worker)
        self._idle.put_nowait(worker)
        self._start(self._watch(worker))

    async def _watch(self, worker: Worker) -> None:
        """Replace a worker that ends while it has no page: one may die of others' hunger for memory."""
        await worker.ended()
        self._replace(worker)

    async def _add_at_last(self) -> None:
        """Try until there is a worker: a slot that is lost once is lost for good."""
        while True:
            try:
                return await self._add()
            except Exception:
                _log.exception("A worker did not start; trying again in %g s", RESTART_SECONDS)
                await asyncio.sleep(RESTART_SECONDS)

    def _replace(self, worker: Worker) -> None:
        if worker not in self._all:
            return
        self._all.remove(worker)
        worker.kill()
        if not self._stopping:
            self._start(self._add_at_last())

    def _start(self, work: Coroutine[Any, Any, T]) -> "asyncio.Task[T]":
        """A task that is ended, at the latest, with the pool."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _stop(self) -> None:
        self._stopping = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        for worker in self._all:
            worker.kill()
