"""What every request passes before anything is parsed: its identity, and the limit on its body."""

import re
import uuid

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.service.errors import BodyTooLarge
from app.service.problems import respond

_REQUEST_ID = re.compile(r"[\x21-\x7e]{1,128}")
#: Source: https://www.w3.org/TR/trace-context-1/#traceparent-header; version ff and ids of zeros are invalid.
_TRACEPARENT = re.compile(
    r"(?!ff)[0-9a-f]{2}-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-[\x21-\x7e]{0,200})?"
)


class Identity:
    """ASGI middleware: pass `X-Request-ID` (or make one) and `traceparent` on to the response.

    The request's id stands in `request.state.request_id`.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        request_id = headers.get("x-request-id", "")
        if not _REQUEST_ID.fullmatch(request_id):
            request_id = uuid.uuid4().hex
        traceparent = headers.get("traceparent", "")
        scope.setdefault("state", {})["request_id"] = request_id

        async def send_identified(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered = MutableHeaders(scope=message)
                answered["X-Request-ID"] = request_id
                if _TRACEPARENT.fullmatch(traceparent):
                    answered["traceparent"] = traceparent
            await send(message)

        await self._app(scope, receive, send_identified)


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
