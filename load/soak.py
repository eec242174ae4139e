"""Page after page, each another: memory and descriptors of the service must not grow."""

import asyncio
import statistics
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from load.drive import Caller
from load.figures import Figure
from load.serving import Served, served

#: Growth that is none: what a heap's own unrest makes of it. Bytes a page.
MAX_SLOPE = 50.0
#: Most pages under way at once, for each worker.
_DEPTH = 2


class Sample(NamedTuple):
    """What the service held after so many pages."""

    pages: int
    resident_bytes: int
    descriptors: int


async def soak(service: Served, pages: Iterator[bytes], count: int, samples: int, callers: int) -> list[Sample]:
    """Send so many pages; the samples are taken at even distances, between two pages.

    Raises:
        RuntimeError: a page was not answered with 200.
    """
    found = []
    for number in range(samples):
        part = iter(list(islice(pages, count * (number + 1) // samples - count * number // samples)))

        async def call(part: Iterator[bytes], caller: Caller) -> None:
            for page in part:
                if (outcome := await caller.send(page)).status != 200:
                    raise RuntimeError(f"a page was answered with {outcome.status}")

        async with Caller.to(service.url) as caller:
            await asyncio.gather(*(call(part, caller) for _ in range(callers)))
        await asyncio.sleep(0.2)  # closed connections are let go of
        found.append(Sample(count * (number + 1) // samples, service.resident_bytes(), service.descriptors()))
    return found


def figures(pages: Iterator[bytes], count: int, warm: int, workers: int) -> list[Figure]:
    """What `count` pages leave behind, beyond what the first `warm` of them do."""
    with served(WINNOW_WORKERS=str(workers)) as service:
        taken = asyncio.run(soak(service, pages, count, 50, _DEPTH * workers))
    settled = [sample for sample in taken if sample.pages > warm]
    slope, _ = statistics.linear_regression(
        [sample.pages for sample in settled], [sample.resident_bytes for sample in settled]
    )
    lost = settled[-1].descriptors - settled[0].descriptors
    return [
        Figure("pages", str(count)),
        Figure(f"resident after {settled[0].pages} pages", f"{settled[0].resident_bytes / 1e6:.0f} MB"),
        Figure("resident at the end", f"{settled[-1].resident_bytes / 1e6:.0f} MB"),
        Figure("growth", f"{slope:.1f} bytes a page", f"≤ {MAX_SLOPE:g}", slope <= MAX_SLOPE),
        Figure("descriptors lost", str(lost), "0", lost <= 0),
    ]
