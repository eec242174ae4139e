"""The last net inside the service: whatever nobody expected becomes a problem, and one line in the log."""

import asyncio
import logging

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.service.errors import Stopping
from app.service.problems import respond

_log = logging.getLogger(__name__)


class Failures:
    """ASGI middleware: answer what nobody handles, so that what stands around this sees an answer like any other.

    Where the answer has begun already the error is raised on: the server then closes the connection, which is the only
    way left to tell the caller. A request that the server gives up, for the service stops and it took too long, is to
    be sent again.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def send_noticed(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, send_noticed)
        except asyncio.CancelledError:
            if begun or scope["type"] != "http":
                raise
            stopping = Stopping("The service stops: send it again.", {"Connection": "close"})
            await respond(Request(scope), stopping)(scope, receive, send)
        except Exception as error:
            if begun or scope["type"] != "http":
                raise
            _log.exception("A request failed", extra={"request_id": scope["state"]["request_id"]})
            await respond(Request(scope), error)(scope, receive, send)
