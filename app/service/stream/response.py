"""The response that answers lines while they come in."""

import asyncio
from collections.abc import Mapping

from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.service.coding import Compressor, Decompressor
from app.service.errors import MalformedBody, Stopping
from app.service.protocol import GONE
from app.service.stream.answers import Answers
from app.service.stream.lines import Line, Lines
from app.service.stream.share import Share
from app.service.stream.window import Window

#: Answers that are ready go out together up to this size, so that compression has something to work on. Bytes.
FLUSH_BYTES = 65_536


class StreamResponse(Response):
    """Reads the request's body line by line and writes an answer to each, in order, both at the same time.

    What is under way is bounded: as long as the client does not read its answers, no more of its lines are read. When
    it goes away, lines that no worker has yet are dropped. When the service is told to stop, lines that were accepted
    are answered, and a last line says which was not read any more.

    Args:
        lines: not yet fed.
        window: empty.
        stopping: set when the service is told to stop.
    """

    def __init__(
        self,
        share: Share,
        answers: Answers,
        lines: Lines,
        window: Window[bytes],
        coding: tuple[Decompressor, Compressor],
        stopping: asyncio.Event,
        headers: Mapping[str, str],
    ) -> None:
        super().__init__(headers=headers)
        del self.headers["content-length"]  # of the empty body that it has until it is called
        self._share = share
        self._answers = answers
        self._lines = lines
        self._window = window
        self._decompressor, self._compressor = coding
        self._stopping = stopping
        #: Number of the first line that was not accepted, and why there will be no more; None at the end of the body.
        self._next = 1
        self._cut: Exception | None = Stopping("This line and all after it were not read: send them again.")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        gone = scope["state"][GONE] = asyncio.Event()
        with self._share.entered():
            await self._exchange(receive, send, gone)

    async def _exchange(self, receive: Receive, send: Send, gone: asyncio.Event) -> None:
        try:
            async with asyncio.TaskGroup() as group:
                reader = group.create_task(self._read(receive))
                stopper = group.create_task(self._stop(reader))
                watcher = group.create_task(_watch(gone))
                await asyncio.sleep(0)  # whoever waits for "100 Continue" gets it before the head
                await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
                await self._write(send)
                for task in (reader, stopper, watcher):
                    task.cancel()
        except* (ClientDisconnect, OSError):
            pass  # nobody is there to be told
        finally:
            self._window.cancel()

    async def _stop(self, reader: asyncio.Task[None]) -> None:
        await self._stopping.wait()
        reader.cancel()

    async def _read(self, receive: Receive) -> None:
        """Put every line that comes in into the window.

        Raises:
            ClientDisconnect: it went away.
        """
        try:
            await self._accept(receive)
            self._cut = None
        except MalformedBody as error:
            self._cut = error
        finally:
            self._window.close()

    async def _accept(self, receive: Receive) -> None:
        more = True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ClientDisconnect
            for piece in self._decompressor.feed(message.get("body", b"")):
                for line in self._lines.feed(piece):
                    await self._put(line)
                await asyncio.sleep(0)  # a few bytes may decompress to very many
            more = message.get("more_body", False)
        if not self._decompressor.complete:
            raise MalformedBody("The compressed body is cut short.")
        for line in self._lines.end():
            await self._put(line)

    async def _put(self, line: Line) -> None:
        self._next = line.number
        size = len(line.data or b"")
        await self._window.room(size)
        self._window.put(size, self._answers.to(line))
        self._next = line.number + 1

    async def _write(self, send: Send) -> None:
        while (first := await self._window.take()) is not None:
            answers = bytearray(first)
            while self._window.has_result and len(answers) < FLUSH_BYTES:
                answers += await self._window.take() or b""
            await self._send(send, bytes(answers))
        if self._cut is not None:
            await self._send(send, self._answers.problem(self._next, self._cut, cut=True))
        await send({"type": "http.response.body", "body": self._compressor.end()})

    async def _send(self, send: Send, data: bytes) -> None:
        compress = self._compressor.feed
        # What takes long must not hold up everybody else.
        body = compress(data) if len(data) <= FLUSH_BYTES else await asyncio.to_thread(compress, data)
        await send({"type": "http.response.body", "body": body, "more_body": True})


async def _watch(gone: asyncio.Event) -> None:
    """End everything when the client goes away: lines that it sent before may be thousands."""
    await gone.wait()
    raise ClientDisconnect
