"""The pool of workers: a page goes to the next free one; one that overruns its deadline or dies is replaced."""

import asyncio
import logging
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

from app.service.errors import DeadlineExceeded, Overloaded, WorkerDied
from app.service.tally import Tally
from app.service.work import Warm, WorkAnswer, WorkRequest, answer
from app.service.worker import Task, Worker
from app.settings import Settings

#: What a caller is asked to wait before the next try when too many pages are waiting, in seconds.
RETRY_SECONDS = 1
#: How long to wait before the next try to start a worker where the machine refused one, in seconds.
RESTART_SECONDS = 1.0

_log = logging.getLogger(__name__)


class Workers:
    """So many processes, each with one page at a time.

    Args:
        task: what a worker does with a page; a function of a module, for it is sent there by name.

    Attributes:
        tally: what has happened to pages.
    """

    def __init__(self, settings: Settings, task: Task = answer) -> None:
        self._settings = settings
        self._task = task
        self.tally = Tally()
        self._all: set[Worker] = set()
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._waiting = 0
        self._replacing: set[asyncio.Task[None]] = set()
        # Threads only wait for pipes. The second half is for workers that start while others are being ended.
        self._threads = ThreadPoolExecutor(2 * settings.workers, "worker")

    @classmethod
    @asynccontextmanager
    async def started(cls, settings: Settings, task: Task = answer) -> "AsyncIterator[tuple[Workers, Warm]]":
        """All workers, warm; they are ended on leaving."""
        workers = cls(settings, task)
        try:
            warm = await asyncio.gather(*(workers._add() for _ in range(settings.workers)))
            yield workers, warm[0]
        finally:
            workers._stop()

    @property
    def ready(self) -> bool:
        """Whether there is a warm worker at all, free or not."""
        return self.warm > 0

    @property
    def warm(self) -> int:
        """Number of workers that have started, free or not."""
        return sum(worker.warm for worker in self._all)

    @property
    def busy(self) -> int:
        """Number of workers that have a page."""
        return self.warm - self._idle.qsize()

    @property
    def waiting(self) -> int:
        """Number of pages that wait for a worker."""
        return self._waiting

    async def answer(self, request: WorkRequest) -> WorkAnswer:
        """The answer of the next free worker.

        Raises:
            Overloaded: too many pages are waiting.
            DeadlineExceeded: the page took longer than a page may.
            WorkerDied: its process ended.
            CleaningError: see `work.answer`.
        """
        worker = await self._free()
        reusable = True
        try:
            exchange = asyncio.get_running_loop().run_in_executor(self._threads, worker.answer, request)
            answered = await asyncio.wait_for(exchange, self._settings.page_seconds)
        except TimeoutError:
            reusable = False
            self.tally.deadline_kills += 1
            limit = f"{self._settings.page_seconds:g} seconds"
            raise DeadlineExceeded(f"The page took longer than the {limit} that one page may take.") from None
        except WorkerDied:
            reusable = False
            self.tally.deaths += 1
            raise
        except asyncio.CancelledError:
            reusable = False
            raise
        else:
            self.tally.add(answered.facts)
            return answered
        finally:
            if reusable:
                self._idle.put_nowait(worker)
            else:
                self._replace(worker)

    async def _free(self) -> Worker:
        if self._idle.empty() and self._waiting >= self._settings.max_waiting:
            raise Overloaded(
                f"{self._waiting} pages are waiting already; try again later.", {"Retry-After": str(RETRY_SECONDS)}
            )
        self._waiting += 1
        try:
            while not (worker := await self._idle.get()).alive:  # one may have died of others' hunger for memory
                self._replace(worker)
            return worker
        finally:
            self._waiting -= 1

    async def _add(self) -> Warm:
        worker = Worker(self._task)
        self._all.add(worker)
        try:
            warm = await asyncio.get_running_loop().run_in_executor(self._threads, worker.start)
        except BaseException:
            self._drop(worker)
            raise
        self._idle.put_nowait(worker)
        return warm

    async def _add_at_last(self) -> None:
        """Try until there is a worker: a slot that is lost once is lost for good."""
        while True:
            try:
                await self._add()
                return
            except Exception:
                _log.exception("A worker did not start; trying again in %g s", RESTART_SECONDS)
                await asyncio.sleep(RESTART_SECONDS)

    def _replace(self, worker: Worker) -> None:
        self._drop(worker)
        task = asyncio.create_task(self._add_at_last())
        self._replacing.add(task)
        task.add_done_callback(self._replacing.discard)

    def _drop(self, worker: Worker) -> None:
        self._all.discard(worker)
        worker.kill()

    def _stop(self) -> None:
        for task in self._replacing:
            task.cancel()
        for worker in list(self._all):
            self._drop(worker)
        self._threads.shutdown(cancel_futures=True)
