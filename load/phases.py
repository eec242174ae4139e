"""What is asked of the service under load, one function a promise; each gives figures."""

import asyncio
import os
import random
import signal
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from app.settings import Settings
from bench.figures import percentile
from load.drive import LOST, UNANSWERED, Caller, Outcome, statuses
from load.engine import bare_engine
from load.figures import Figure
from load.serving import TRAFILATURA, Served, served

#: Pages that the systems have in turn.
AT_A_TIME = 60

Turn = Callable[[range], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of it.

    Attributes:
        pages: what is sent, over and over.
        seconds: of a phase; of the first at least; overload lasts `overload_seconds`.
        workers: processes that clean pages, of every service and of the bare engine.
    """

    pages: Sequence[bytes]
    seconds: float
    overload_seconds: float
    workers: int

    @property
    def settings(self) -> dict[str, str]:
        """The environment of a service of ours."""
        return {"WINNOW_WORKERS": str(self.workers)}


def throughput(plan: Plan) -> tuple[list[Figure], float, list[float]]:
    """Pages a second of the bare engine, the service and trafilatura; also the service's, and the engine's times."""
    bare, ours, peer, times = asyncio.run(_side_by_side(plan))
    figures = [
        Figure("bare engine, pages a second", f"{bare:.1f}"),
        Figure("over HTTP, pages a second", f"{ours:.1f}", "≥ 80 % of the engine's", ours >= 0.8 * bare),
        Figure("share of the bare engine's", f"{ours / bare:.0%}"),
        Figure("trafilatura over HTTP, pages a second", f"{peer:.1f}"),
        Figure("times trafilatura's", f"{ours / peer:.1f}", "≥ 5", ours >= 5 * peer),
    ]
    return figures, ours, times


async def _side_by_side(plan: Plan) -> tuple[float, float, float, list[float]]:
    """Pages a second of the three, and the engine's times of the pages.

    All have the same pages, some at a time in turn, so that a machine that slows down does so for each of them.
    """
    pages, callers = plan.pages, 2 * plan.workers
    taken, times = [0.0, 0.0, 0.0], list[float]()
    with (
        bare_engine(pages, plan.workers) as clean,
        served(**plan.settings) as ours,
        served(TRAFILATURA.format(workers=plan.workers)) as peer,
    ):
        async with Caller.to(ours.url, fresh=True) as to_ours, Caller.to(peer.url, fresh=True) as to_peer:

            async def bare(numbers: range) -> None:
                times.extend(await asyncio.to_thread(clean, numbers))

            async def send(caller: Caller, numbers: range) -> None:
                outcomes = await caller.each(pages[numbers.start : numbers.stop], callers)
                if unexpected := statuses(outcomes).keys() - {200}:
                    raise RuntimeError(f"pages were answered with {unexpected}")

            turns: Sequence[Turn] = (bare, partial(send, to_ours), partial(send, to_peer))
            for turn in turns:
                await turn(range(min(len(pages), 8 * plan.workers)))  # all processes have begun
            times.clear()
            for numbers in _some_at_a_time(len(pages), plan.seconds):
                for which, turn in enumerate(turns):
                    start = time.perf_counter()
                    await turn(numbers)
                    taken[which] += time.perf_counter() - start
    bare_rate, our_rate, peer_rate = (len(times) / each for each in taken)
    return bare_rate, our_rate, peer_rate, times


def _some_at_a_time(count: int, seconds: float) -> Iterator[range]:
    """Numbers of all pages, over and over as long as the time is not yet up."""
    end = time.perf_counter() + seconds
    while True:
        yield from (range(first, min(count, first + AT_A_TIME)) for first in range(0, count, AT_A_TIME))
        if time.perf_counter() >= end:
            return


def latency(plan: Plan, rate: float, engine: Sequence[float]) -> list[Figure]:
    """p99 at 70 % of the most that the service does."""

    async def drive() -> list[Outcome]:
        with served(**plan.settings) as service:
            async with Caller.to(service.url) as caller:
                return await caller.paced(plan.pages, plan.seconds, 0.7 * rate)

    outcomes = asyncio.run(drive())
    ours, bare = percentile([outcome.seconds for outcome in outcomes], 0.99), percentile(engine, 0.99)
    return [
        Figure("the engine's own p99", f"{1000 * bare:.0f} ms"),
        Figure("p99 at 70 % load", f"{1000 * ours:.0f} ms", "≤ 5 times the engine's", ours <= 5 * bare),
        _answered("at 70 % load", outcomes, {200}),
    ]


def overload(plan: Plan, rate: float) -> list[Figure]:
    """Three times what the service does: all is answered, and afterwards it is as before."""

    async def drive() -> tuple[list[Outcome], list[Outcome]]:
        with served(**plan.settings) as service:
            async with Caller.to(service.url) as caller:
                during = await caller.paced(plan.pages, plan.overload_seconds, 3 * rate)
                return during, await caller.closely(plan.pages, plan.seconds / 2, 1)

    during, after = asyncio.run(drive())
    served_seconds = [outcome.seconds for outcome in during if outcome.status == 200]
    waiting = Settings.model_fields["max_waiting"].default
    longest = 2 * (waiting + plan.workers) / rate + 1  # what a full queue takes, twice
    p99 = percentile(served_seconds, 0.99)
    return [
        _answered("at 300 % load", during, {200, 503}),
        Figure("p99 of the 200s at 300 % load", f"{p99:.2f} s", f"≤ {longest:.2f} s (a full queue)", p99 <= longest),
        _answered("right after it", after, {200}),
    ]


def deaths(plan: Plan, rate: float) -> list[Figure]:
    """A worker is killed every second: only what it had in work fails, with a problem."""
    killed = 0

    async def kill(service: Served) -> None:
        nonlocal killed
        chance = random.Random(1)
        while True:
            await asyncio.sleep(1)
            if workers := service.workers():
                os.kill(chance.choice(workers), signal.SIGKILL)
                killed += 1

    async def drive() -> list[Outcome]:
        with served(**plan.settings) as service:
            killer = asyncio.create_task(kill(service))
            async with Caller.to(service.url) as caller:
                outcomes = await caller.paced(plan.pages, plan.seconds, 0.3 * rate)
            killer.cancel()
            return outcomes

    outcomes = asyncio.run(drive())
    failed = sum(outcome.status == 500 for outcome in outcomes)
    return [
        Figure("workers killed", str(killed)),
        _answered("while workers are killed", outcomes, {200, 500, 503}),
        Figure("pages lost with them", str(failed), "≤ one a worker", failed <= killed),
    ]


def stop(plan: Plan, rate: float) -> list[Figure]:
    """SIGTERM under load: whoever has a connection gets an answer, and the exit code is 0."""

    async def drive() -> tuple[list[Outcome], int]:
        with served(**plan.settings) as service:
            async with Caller.to(service.url) as caller:
                driving = asyncio.create_task(caller.paced(plan.pages, plan.seconds, 0.7 * rate))
                await asyncio.sleep(plan.seconds / 2)
                code = await asyncio.to_thread(service.stop)
                return await driving, code

    outcomes, code = asyncio.run(drive())
    lost = sum(outcome.status == LOST for outcome in outcomes)
    return [
        Figure("exit code after SIGTERM under load", str(code), "0", code == 0),
        Figure("requests accepted and not answered", str(lost), "0", lost == 0),
        Figure("statuses of that run", str(statuses(outcomes))),
    ]


def all_phases(plan: Plan) -> Iterator[list[Figure]]:
    """Every promise, one after the other."""
    figures, rate, engine = throughput(plan)
    yield figures
    yield latency(plan, rate, engine)
    yield from (phase(plan, rate) for phase in (overload, deaths, stop))


def _answered(when: str, outcomes: Sequence[Outcome], expected: set[int]) -> Figure:
    found = statuses(outcomes)
    proper = all(outcome.problem for outcome in outcomes if outcome.status not in (200, *UNANSWERED))
    must = f"only {sorted(expected)}, errors as problems"
    return Figure(f"statuses {when}", str(found), must, found.keys() <= expected and proper)
