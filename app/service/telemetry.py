"""OpenTelemetry, switched on by its own variables (`OTEL_…`) where the extra `otel` is installed.

FastAPI makes the spans and the metrics; here it is told what they must not hold.
Source: https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
"""

import logging
from collections.abc import Mapping
from importlib.util import find_spec

from fastapi.telemetry import TelemetryConfig
from opentelemetry import trace
from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Any of these asks for telemetry; FastAPI reads them and the rest.
ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT")
_NEEDED = ("opentelemetry.sdk", "opentelemetry.exporter")

_log = logging.getLogger(__name__)


def configuration(environment: Mapping[str, str]) -> TelemetryConfig:
    """What FastAPI is to do: export spans and metrics where the environment says so, and no logs.

    Its log records would hold what errors say, and that may be some of the page.
    """
    asked = [name for name in ENDPOINTS if environment.get(name)]
    disabled = environment.get("OTEL_SDK_DISABLED", "").lower() == "true"
    installed = all(map(find_spec, _NEEDED))
    if asked and not disabled and not installed:
        _log.warning("%s is set, but nothing is exported: install Winnow with its extra `otel`", asked[0])
    return {"auto_configure": bool(asked) and installed, "logs": False}


def hide_queries() -> None:
    """Keep the queries of URLs out of the spans: they may name the pages that callers clean."""
    if find_spec("opentelemetry.sdk") is None:
        return
    from opentelemetry.sdk.trace import TracerProvider

    from app.service.redaction import HiddenQueries

    provider = trace.get_tracer_provider()
    if isinstance(provider, TracerProvider):
        provider.add_span_processor(HiddenQueries())


class SpanFacts:
    """ASGI middleware: add to the request's span what only this service knows of it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        span = trace.get_current_span()

        async def send_annotated(message: Message) -> None:
            if message["type"] == "http.response.start":
                state = scope["state"]
                span.set_attribute("winnow.request_id", state["request_id"])
                if "facts" in state:
                    span.set_attribute("winnow.verdict", state["facts"].verdict)
            await send(message)

        await self._app(scope, receive, send_annotated)
