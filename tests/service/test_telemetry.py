"""OpenTelemetry: what is exported when the environment asks for it, and what is said where it cannot be."""

import logging
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue

import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from app.service.example import PAGE
from app.service.telemetry import ENDPOINTS, configuration
from tests.service.serving import running

TRACE, PARENT = "4bf92f3577b34da6a3ce929d0e0e4736", "00f067aa0ba902b7"
SECRET = "Xylographie"


@contextmanager
def collector() -> Iterator[tuple[str, "Queue[ExportTraceServiceRequest]"]]:
    """The address of a collector of our own, and what it receives."""
    received: Queue[ExportTraceServiceRequest] = Queue()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            received.put(ExportTraceServiceRequest.FromString(body))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            """Not on standard error."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", received
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_request_becomes_a_span_of_the_callers_trace(tmp_path: Path) -> None:
    with collector() as (address, received):
        settings = {"OTEL_EXPORTER_OTLP_ENDPOINT": address, "OTEL_METRICS_EXPORTER": "none"}
        with running(tmp_path / "log", WINNOW_WORKERS="1", OTEL_BSP_SCHEDULE_DELAY="100", **settings) as (client, _):
            headers = {"traceparent": f"00-{TRACE}-{PARENT}-01", "x-request-id": "job-7"}
            client.post(f"/clean?url=https://a.example/{SECRET}", content=PAGE.encode(), headers=headers)
            spans: dict[str, Span] = {}
            while "POST /clean" not in spans:
                exported = received.get(timeout=60)
                for resource in exported.resource_spans:
                    spans |= {span.name: span for scope in resource.scope_spans for span in scope.spans}
                    names = {entry.key: entry.value.string_value for entry in resource.resource.attributes}
                    assert names["service.name"] == "winnow"
                assert SECRET.encode() not in exported.SerializeToString()

    span = spans["POST /clean"]
    attributes = {entry.key: entry.value for entry in span.attributes}
    assert (span.trace_id.hex(), span.parent_span_id.hex()) == (TRACE, PARENT)
    assert attributes["http.route"].string_value == "/clean"
    assert attributes["http.response.status_code"].int_value == 200
    assert attributes["winnow.verdict"].string_value == "ok"
    assert attributes["winnow.request_id"].string_value == "job-7"


@pytest.mark.parametrize("name", ENDPOINTS)
def test_without_the_extra_it_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, name: str
) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk", None)

    with caplog.at_level(logging.WARNING):
        assert configuration({name: "http://collector.example"})["auto_configure"] is False

    assert f"{name} is set" in caplog.text
    assert "extra `otel`" in caplog.text


@pytest.mark.parametrize(
    "environment", [{}, {ENDPOINTS[0]: ""}, {ENDPOINTS[0]: "http://collector.example", "OTEL_SDK_DISABLED": "true"}]
)
def test_where_nobody_asks_it_says_nothing(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, environment: dict[str, str]
) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk", None)

    assert configuration(environment)["auto_configure"] is False
    assert not caplog.records
