"""The commands that put the service under load, in short: what they promise holds, what they measure is so."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from load.drive import LOST, REFUSED, Caller, statuses
from load.engine import bare_engine
from load.figures import Figure, table
from load.killers import expressions, figures, units
from load.pages import made_pages, real_pages
from load.serving import WINNOW, Served, served
from load.soak import soak
from load.stream import BARE, Sample, flow
from load.stream import figures as stream_figures

PAGES = list(islice(made_pages(), 30))


@pytest.fixture(scope="module")
def service() -> Iterator[Served]:
    with served(WINNOW_WORKERS="2", WINNOW_PAGE_SECONDS="60") as running:
        yield running


def test_pages_are_answered_in_step_and_at_a_rate(service: Served) -> None:
    async def drive() -> tuple[dict[int, int], dict[int, int]]:
        async with Caller.to(service.url) as caller:
            closely = await caller.closely(PAGES, 2, 4)
            paced = await caller.paced(PAGES, 2, 5)
            return statuses(closely), statuses(paced)

    closely, paced = asyncio.run(drive())

    assert closely.keys() == {200}
    assert paced == {200: 10}


def test_a_worker_that_is_killed_costs_its_page_at_most(service: Served) -> None:
    async def drive() -> dict[int, int]:
        async with Caller.to(service.url) as caller:
            driving = asyncio.create_task(caller.closely(PAGES, 3, 4))
            for _ in range(3):
                await asyncio.sleep(0.7)
                os.kill(service.workers()[0], signal.SIGKILL)
            return statuses(await driving)

    found = asyncio.run(drive())

    assert found.keys() <= {200, 500}
    assert found.get(500, 0) <= 3


def test_memory_and_descriptors_are_sampled(service: Served) -> None:
    samples = asyncio.run(soak(service, made_pages(2), 60, 6, 4))

    assert [sample.pages for sample in samples] == [10, 20, 30, 40, 50, 60]
    assert all(sample.resident_bytes > 50_000_000 for sample in samples)
    assert samples[-1].descriptors <= samples[1].descriptors


def test_told_to_stop_under_load_it_loses_nothing(service: Served) -> None:
    async def drive() -> tuple[dict[int, int], int]:
        async with Caller.to(service.url) as caller:
            driving = asyncio.create_task(caller.paced(PAGES, 6, 5))
            await asyncio.sleep(2)
            code = await asyncio.to_thread(service.stop)
            return statuses(await driving), code

    found, code = asyncio.run(drive())

    assert code == 0
    assert found.keys() <= {200, REFUSED}
    assert LOST not in found
    assert found[200] > 0


def test_the_bare_engine_is_timed_on_all_processes() -> None:
    with bare_engine(PAGES, 2) as clean:
        times = [*clean(range(len(PAGES))), *clean([0])]

    assert len(times) == len(PAGES) + 1
    assert all(0 < taken < 60 for taken in times)


def test_a_table_says_what_is_not_met() -> None:
    shown = table([Figure("a", "1", "≥ 2", False), Figure("b", "3"), Figure("c", "4", "≥ 2", True)])

    assert [line.split("|")[4].strip() for line in shown.splitlines()[2:]] == ["NO", "", "yes"]


def test_without_corpora_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="--corpora"):
        real_pages(tmp_path)


@pytest.mark.parametrize("program", [WINNOW, BARE], ids=["engine", "bare"])
def test_documents_flow_through_a_stream(program: str) -> None:
    samples: list[Sample] = []
    with served(program, WINNOW_WORKERS="2", WINNOW_PAGE_SECONDS="60") as service:
        found = flow(service, 200, samples)

    assert found == (200, 0)
    assert [sample.documents for sample in samples] == list(range(4, 201, 4))
    assert all(sample.service > 10_000_000 and sample.client > 10_000_000 for sample in samples)


def test_a_stream_is_shown_with_what_it_must_hold() -> None:
    figures = stream_figures(300, 100, 1, bare=True)

    assert [figure.met for figure in figures[:3]] == [None, True, True]
    assert {figure.name for figure in figures if figure.must} >= {"service grows", "client grows"}


def test_what_hurts_an_expression_is_made_of_its_own_signs() -> None:
    assert len(list(expressions())) > 30
    assert {"a", " ", "-", "a-", "- ", "|"} <= set(units())


def test_pages_that_hurt_are_compared_at_two_lengths() -> None:
    growth, slowest = figures(["a ", "0"], chars=200)

    assert growth.met  # too quick to tell
    assert slowest.value.endswith(" s")


@pytest.mark.parametrize("command", [["soak", "--pages", "200"], ["stream", "--documents", "200", "--warm", "200"]])
def test_a_run_that_would_measure_nothing_is_refused(command: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", "load", *command], capture_output=True, text=True)

    assert done.returncode == 2
    assert "leaves nothing of 200 to measure" in done.stderr
