"""What every request passes before anything is parsed: the limit on its body."""

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.service.errors import BodyTooLarge
from app.service.problems import respond


class BodyLimit:
    """ASGI middleware: refuse a body above `max_bytes`, by its declared length at once, else as soon as it is passed.

    Starlette has one too, but it answers in plain text.
    """

    def __init__(self, app: ASGIApp, max_bytes: int) -> None:
        self._app = app
        self._max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        too_large = BodyTooLarge(f"The body has more than the {self._max_bytes} bytes that are read.")
        declared = Headers(scope=scope).get("content-length", "")
        if declared.isdecimal() and int(declared) > self._max_bytes:
            await respond(Request(scope), too_large)(scope, receive, send)
            return
        received = 0

        async def receive_limited() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._max_bytes:
                raise too_large
            return message

        await self._app(scope, receive_limited, send)
