"""The bare engine on all cores: processes that clean pages from their own memory, without a service in between."""

import multiprocessing
import os
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle
from multiprocessing.synchronize import Barrier

from app.service.work import WorkRequest, answer

#: How long one process waits for the others to be as warm as it is, in seconds.
START_SECONDS = 300.0


def engine_times(pages: Sequence[bytes], seconds: float, processes: int) -> list[float]:
    """Seconds of every page that so many processes together clean in this time, over and over the same pages.

    Raises:
        BrokenProcessPool: a process died.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    context = multiprocessing.get_context("spawn")
    starts = [len(pages) * number // processes for number in range(processes)]
    parts = [list(pages[start:]) + list(pages[:start]) for start in starts]
    with ProcessPoolExecutor(processes, context, initializer=_meet, initargs=(context.Barrier(processes),)) as pool:
        return [taken for times in pool.map(_clean, parts, [seconds] * processes) for taken in times]


def _meet(barrier: Barrier) -> None:
    import app.service.preload  # noqa: F401  # as warm as a worker of the service

    barrier.wait(START_SECONDS)


def _clean(pages: Sequence[bytes], seconds: float) -> list[float]:
    times: list[float] = []
    end = time.perf_counter() + seconds
    for page in cycle(pages):
        start = time.perf_counter()
        if start >= end:
            break
        answer(WorkRequest(page))
        times.append(time.perf_counter() - start)
    return times
