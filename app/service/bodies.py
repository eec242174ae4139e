"""The bodies of requests, read within bounds: so many bytes each, so many at once, so many seconds."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO

from starlette.requests import Request

from app.service.errors import BodyTooLarge, BodyTooSlow, Overloaded
from app.settings import Settings


class Bodies:
    """All bodies that the service holds.

    Attributes:
        held: their bytes, as they came.
        max_bytes: most that one may have, as it came and decompressed.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.max_bytes = settings.max_body_bytes
        self.held = 0

    @asynccontextmanager
    async def received(self, request: Request) -> AsyncIterator[bytes]:
        """The body of a request; its bytes count as held until the block is left.

        Raises:
            BodyTooLarge: it has more bytes than one may have; by its declared length before any of it is read.
            BodyTooSlow: it is not there in time.
            Overloaded: with it, more would be held than may be.
            ClientDisconnect: the caller went away.
        """
        body = BytesIO()
        try:
            await self._read(request, body)
            yield body.getvalue()  # no copy of it
        finally:
            self.held -= body.tell()

    async def _read(self, request: Request, body: BytesIO) -> None:
        limits = self._settings
        too_large = BodyTooLarge(f"The body has more than the {self.max_bytes} bytes that are read.")
        declared = request.headers.get("content-length", "")
        if declared.isdecimal() and int(declared) > self.max_bytes:
            raise too_large
        try:
            async with asyncio.timeout(limits.body_seconds):
                async for piece in request.stream():
                    body.write(piece)
                    self.held += len(piece)
                    if body.tell() > self.max_bytes:
                        raise too_large
                    if self.held > limits.max_held_bytes:
                        raise Overloaded("Too much is being read already.")
        except TimeoutError:
            seconds = f"{limits.body_seconds:g} seconds"
            raise BodyTooSlow(f"The body was not there within {seconds}.", {"Connection": "close"}) from None
