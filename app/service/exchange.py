"""What is seen of every request from outside: measured, and told to whoever counts or writes it down."""

import time
from collections.abc import Callable
from typing import NamedTuple

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.service.work import Facts

#: Any other method is "_OTHER": a label that callers choose is one without end.
METHODS = frozenset(("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"))


class Exchange(NamedTuple):
    """A request and what became of it; nothing of the page, the URL or a secret.

    Attributes:
        route: template of the path ("/problems/{slug}"), "" where no route has it.
        status: None where nothing was answered.
        request_bytes, response_bytes: of the bodies, as they were received and sent.
        seconds: from the request to the end of the answer.
        facts: of the page, where one was cleaned.
        engine: name and version of what cleans.
    """

    method: str
    route: str
    status: int | None
    request_bytes: int
    response_bytes: int
    seconds: float
    request_id: str
    trace_id: str | None
    facts: Facts | None
    engine: str


class Observed:
    """ASGI middleware: tell of every request as it begins and once it is over, however it ends."""

    def __init__(self, app: ASGIApp, began: Callable[[], object], ended: Callable[[Exchange], object]) -> None:
        self._app = app
        self._began = began
        self._ended = ended

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        self._began()
        start = time.perf_counter()
        status, read, sent, over = None, 0, 0, False

        def end() -> None:
            nonlocal over
            over = True
            state = scope["state"]
            self._ended(
                Exchange(
                    method=scope["method"] if scope["method"] in METHODS else "_OTHER",
                    route=_route(scope),
                    status=status,
                    request_bytes=read,
                    response_bytes=sent,
                    seconds=time.perf_counter() - start,
                    request_id=state["request_id"],
                    trace_id=state["trace_id"],
                    facts=state.get("facts"),
                    engine=state["engine"],
                )
            )

        async def receive_counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            return message

        async def send_counted(message: Message) -> None:
            nonlocal status, sent
            await send(message)
            status = message.get("status", status)
            sent += len(message.get("body", b""))
            if message["type"] == "http.response.body" and not message.get("more_body", False):
                end()

        try:
            await self._app(scope, receive_counted, send_counted)
        finally:
            if not over:  # the caller went away, or the answer broke off
                end()


def _route(scope: Scope) -> str:
    if "route" in scope:
        path: str = scope["route"].path
        return path
    # Of a mount nothing is left but its path, which went from the path to the root.
    mounted = scope.get("root_path", "").removeprefix(scope.get("app_root_path", ""))
    return f"{mounted}/{{path}}" if "app_root_path" in scope and mounted else ""
