"""What reading a body costs."""

import asyncio
import tracemalloc

from starlette.requests import Request
from starlette.types import Message

from app.service.bodies import Bodies
from app.settings import Settings

PIECE, PIECES = 60_000, 150


async def _held() -> tuple[int, int, int]:
    """Bytes of a body, bytes that count as held for it while it is read, and bytes of memory that it takes then."""
    left = PIECES

    async def receive() -> Message:
        nonlocal left
        left -= 1
        return {"type": "http.request", "body": b"x" * PIECE, "more_body": left > 0}

    bodies = Bodies(Settings())
    before, _ = tracemalloc.get_traced_memory()
    async with bodies.received(Request({"type": "http", "headers": []}, receive)) as body:
        after, _ = tracemalloc.get_traced_memory()
        found = len(body), bodies.held, after - before
    assert bodies.held == 0
    return found


def test_a_body_is_held_once() -> None:
    tracemalloc.start()
    try:
        size, held, taken = asyncio.run(_held())
    finally:
        tracemalloc.stop()

    assert size == held == PIECE * PIECES
    assert taken < 1.2 * size
