"""Workers that end while they have no page."""

import asyncio
import os
import signal
from typing import Any

import pytest

from app.service.worker import Worker
from app.service.workers import Workers
from app.settings import Settings


async def _until(workers: Workers, warm: int) -> None:
    """Wait until there are so many."""
    async with asyncio.timeout(60):
        while workers.warm != warm:
            await asyncio.sleep(0.01)


async def _killed(monkeypatch: pytest.MonkeyPatch) -> tuple[list[tuple[bool, int]], set[int], set[int]]:
    """Ready and busy without any, and with all again; the processes before and after."""
    allowed, start = asyncio.Event(), Worker.started

    async def held(*arguments: Any) -> Worker:
        await allowed.wait()
        return await start(*arguments)

    async with Workers.started(Settings(workers=2)) as (workers, _):
        before = set(await asyncio.gather(workers.run(os.getpid), workers.run(os.getpid)))
        monkeypatch.setattr(Worker, "started", held)
        for worker in before:
            os.kill(worker, signal.SIGKILL)
        await _until(workers, 0)
        seen = [(workers.ready, workers.busy)]
        allowed.set()
        await _until(workers, 2)
        seen.append((workers.ready, workers.busy))
        return seen, before, set(await asyncio.gather(workers.run(os.getpid), workers.run(os.getpid)))


def test_those_that_ended_are_no_more_counted_and_replaced_before_anyone_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    seen, before, after = asyncio.run(_killed(monkeypatch))

    assert seen == [(False, 0), (True, 0)]
    assert len(after) == 2
    assert not after & before
