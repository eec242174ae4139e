"""The bare engine on all cores: processes that clean pages from their own memory, without a service in between."""

import multiprocessing
import os
import time
from collections.abc import Sequence
from itertools import cycle
from multiprocessing.queues import SimpleQueue
from multiprocessing.synchronize import Barrier

from app.service.work import WorkRequest, answer


def engine_times(pages: Sequence[bytes], seconds: float, processes: int) -> list[float]:
    """Seconds of every page that so many processes together clean in this time, over and over the same pages."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    context = multiprocessing.get_context("spawn")
    barrier, results = context.Barrier(processes), context.SimpleQueue()
    starts = [len(pages) * number // processes for number in range(processes)]
    parts = [list(pages[start:]) + list(pages[:start]) for start in starts]
    cleaners = [context.Process(target=_clean, args=(part, seconds, barrier, results)) for part in parts]
    for cleaner in cleaners:
        cleaner.start()
    times = [taken for _ in cleaners for taken in results.get()]
    for cleaner in cleaners:
        cleaner.join()
    return times


def _clean(pages: Sequence[bytes], seconds: float, barrier: Barrier, results: "SimpleQueue[list[float]]") -> None:
    import app.service.preload  # noqa: F401  # as warm as a worker of the service

    barrier.wait()
    times: list[float] = []
    end = time.perf_counter() + seconds
    for page in cycle(pages):
        start = time.perf_counter()
        if start >= end:
            break
        answer(WorkRequest(page))
        times.append(time.perf_counter() - start)
    results.put(times)
