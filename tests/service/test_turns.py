"""Pages that wait have the next free worker in the order in which they came."""

import asyncio
import operator

from app.service.workers import Workers
from app.settings import Settings

COMERS = 500


async def _orders() -> tuple[list[int], list[int]]:
    """Numbers of callers as they came, one at every turn of the loop, and as they were answered."""
    answered: list[int] = []
    async with Workers.started(Settings(workers=1, max_waiting=COMERS)) as (workers, _):

        async def call(number: int) -> None:
            answered.append(await workers.run(operator.pos, number))

        callers = []
        for number in range(COMERS):
            callers.append(asyncio.create_task(call(number)))
            await asyncio.sleep(0)
        await asyncio.gather(*callers)
    return list(range(COMERS)), answered


def test_nobody_overtakes_a_page_that_waits() -> None:
    came, answered = asyncio.run(_orders())
    assert answered == came
