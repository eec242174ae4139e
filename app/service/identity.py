"""Who asks and where in a trace: what the caller said of the request is passed on."""

import re
import uuid

from opentelemetry import trace
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_REQUEST_ID = re.compile(r"[\x21-\x7e]{1,128}")
_TRACE_CONTEXT = TraceContextTextMapPropagator()


class Identity:
    """ASGI middleware: pass `X-Request-ID` (or make one), `traceparent` and `tracestate` on to the response.

    `request.state.request_id` is the request's, `request.state.trace_id` its trace's (32 hexadecimal digits), None
    where it belongs to none.
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
        given = _trace_context(headers)
        passed = {"X-Request-ID": request_id, **given}
        trace_id = given["traceparent"].split("-")[1] if given else _own_trace_id()
        scope.setdefault("state", {}).update(request_id=request_id, trace_id=trace_id)

        async def send_identified(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(passed)
            await send(message)

        await self._app(scope, receive, send_identified)


def _trace_context(headers: Headers) -> dict[str, str]:
    """The caller's trace context as it goes on; empty where there is none or it is malformed.

    Source: https://www.w3.org/TR/trace-context-1/
    """
    parents = headers.getlist("traceparent")
    if len(parents) != 1:
        return {}
    carrier = {"traceparent": parents, "tracestate": headers.getlist("tracestate")}
    context = trace.get_current_span(_TRACE_CONTEXT.extract(carrier)).get_span_context()
    if not context.is_valid:
        return {}
    state = context.trace_state.to_header()
    return {"traceparent": parents[0].strip()} | ({"tracestate": state} if state else {})


def _own_trace_id() -> str | None:
    context = trace.get_current_span().get_span_context()
    return trace.format_trace_id(context.trace_id) if context.is_valid else None
