"""The service as a process."""

import asyncio
import os
import select
import signal
import sys
from contextlib import suppress
from types import FrameType

import uvicorn
from fastapi import FastAPI

from app.service.logs import configuration
from app.service.main import create_app
from app.service.protocol import Protocol
from app.settings import UnknownSetting, UnusableSetting, load_settings

#: How long a connection may lie idle, in seconds: longer than clients keep theirs (nginx: 60), so that none sends a
#: request into a connection that is being closed.
KEEP_ALIVE_SECONDS = 75
#: How often the door is looked at before it is closed.
MAX_LET_IN = 100


class Server(uvicorn.Server):
    """Told to stop, it says so at `/readyz` a while before it closes its door: requests are sent elsewhere by then."""

    def __init__(self, config: uvicorn.Config, app: FastAPI, drain_seconds: float) -> None:
        super().__init__(config)
        self._stopping: asyncio.Event = app.state.stopping
        self._drain_seconds = drain_seconds

    async def main_loop(self) -> None:
        """Until the door closes."""
        await super().main_loop()
        self._stopping.set()
        for connection in self.server_state.connections:
            if isinstance(connection, Protocol):
                connection.answer_last()
        await asyncio.sleep(self._drain_seconds)
        await self._let_in()

    async def _let_in(self) -> None:
        """Wait until nobody stands in the door: the system made those connections, and to close it would break them."""
        doors = select.poll()
        for door in (door for server in self.servers for door in server.sockets):
            doors.register(door.fileno(), select.POLLIN)
        for _ in range(MAX_LET_IN):  # a flood of callers must not keep the service from stopping
            if not doors.poll(0):
                break
            await asyncio.sleep(0)


def serve(host: str = "127.0.0.1", port: int = 8000, workers: int | None = None) -> None:
    """Serve until told to stop (SIGTERM or SIGINT): requests under way are finished first.

    Args:
        port: 0 is any free one.
        workers: processes that clean pages; by default what the settings say. One more process speaks HTTP.

    Raises:
        SystemExit: 0 after SIGTERM; 2 with a message on standard error where a setting is wrong; uvicorn's own where it
            cannot start.
    """
    try:
        settings = load_settings() if workers is None else load_settings(workers=workers)
        app = create_app(settings)
    except (UnknownSetting, UnusableSetting) as error:
        print(f"winnow: {error}", file=sys.stderr)
        raise SystemExit(2) from None
    os.environ.setdefault("OTEL_SERVICE_NAME", "winnow")
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        http=Protocol,
        ws="none",
        server_header=False,
        access_log=False,  # it would show the URL's query
        log_config=configuration(settings.log_format, settings.log_level),
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=settings.shutdown_seconds,
    )
    # uvicorn raises the signal that ended it once more when all is done: only then does this one hear it.
    signal.signal(signal.SIGTERM, _exit)
    with suppress(KeyboardInterrupt):
        Server(config, app, settings.drain_seconds).run()


def _exit(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)
