"""The bare engine on all cores: processes that clean pages from their own memory, without a service in between."""

import multiprocessing
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.synchronize import Barrier

from app.service.work import WorkRequest, answer

#: How long one process waits for the others to be as warm as it is, in seconds.
START_SECONDS = 300.0

_pages: Sequence[bytes] = ()


@contextmanager
def bare_engine(pages: Sequence[bytes], processes: int) -> Iterator[Callable[[Iterable[int]], list[float]]]:
    """A function that cleans the pages of these numbers, all processes side by side: seconds of each page.

    Raises:
        BrokenProcessPool: a process died.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    context = multiprocessing.get_context("spawn")
    begun = (pages, context.Barrier(processes))
    with ProcessPoolExecutor(processes, context, initializer=_hold, initargs=begun) as pool:
        yield lambda numbers: list(pool.map(_clean, numbers))


def _hold(pages: Sequence[bytes], barrier: Barrier) -> None:
    import app.service.preload  # noqa: F401  # as warm as a worker of the service

    global _pages
    _pages = pages
    barrier.wait(START_SECONDS)


def _clean(number: int) -> float:
    start = time.perf_counter()
    answer(WorkRequest(_pages[number]))
    return time.perf_counter() - start
