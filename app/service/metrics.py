"""The service in numbers, for Prometheus.

Names and units of what is measured of requests are OpenTelemetry's.
Source: https://opentelemetry.io/docs/specs/semconv/http/http-metrics/#http-server
"""

from collections.abc import Iterator
from contextlib import contextmanager

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    GCCollector,
    Histogram,
    PlatformCollector,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector

from app.service.exchange import Exchange
from app.service.fetch import Fetcher
from app.service.stream.share import Share
from app.service.workers import Workers

MEDIA_TYPE = CONTENT_TYPE_PLAIN_0_0_4
#: From a probe to a page that takes all of its time. Seconds.
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
#: From a line of text to the largest body. Bytes.
_BYTES = (1e3, 3e3, 1e4, 3e4, 1e5, 3e5, 1e6, 3e6, 1e7)
_ROUTE = ("http_request_method", "http_route", "http_response_status_code")


class Metrics:
    """What is measured of requests; `watching` adds what is counted of pages.

    No label is the caller's own words: routes are templates, and methods that no route has are "_OTHER".
    """

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        for collector in (ProcessCollector, PlatformCollector, GCCollector):
            collector(registry=self._registry)
        self._active = Gauge("http_server_active_requests", "Requests under way.", registry=self._registry)
        text = "Requests refused before they were read."
        self._unread = Counter("http_server_unread_requests", text, _ROUTE[-1:], registry=self._registry)
        self._duration = self._histogram("request_duration_seconds", "From the request to the answer's end.", _SECONDS)
        self._read = self._histogram("request_body_size_bytes", "Bodies as they were received.", _BYTES)
        self._sent = self._histogram("response_body_size_bytes", "Bodies as they were sent.", _BYTES)

    def begin(self) -> None:
        """Count a request that is under way."""
        self._active.inc()

    def add(self, exchange: Exchange) -> None:
        """Measure one request that is over."""
        self._active.dec()
        labels = (exchange.method, exchange.route, str(exchange.status or "none"))
        self._duration.labels(*labels).observe(exchange.seconds)
        self._read.labels(*labels).observe(exchange.request_bytes)
        self._sent.labels(*labels).observe(exchange.response_bytes)

    def add_unread(self, status: int) -> None:
        """Count one request that was no HTTP, or whose head was too large: no route ever saw it."""
        self._unread.labels(str(status)).inc()

    @contextmanager
    def watching(self, workers: Workers, share: Share, engine: str, fetcher: Fetcher | None) -> Iterator[None]:
        """Show these workers and their streams too, as long as they run, and what came of fetching."""
        collector = _OfPages(workers, share, engine, fetcher)
        self._registry.register(collector)
        try:
            yield
        finally:
            self._registry.unregister(collector)

    def exposition(self) -> bytes:
        """All of it, in the text format. Source: https://prometheus.io/docs/instrumenting/exposition_formats/"""
        return generate_latest(self._registry)

    def _histogram(self, name: str, text: str, buckets: tuple[float, ...]) -> Histogram:
        return Histogram(f"http_server_{name}", text, _ROUTE, buckets=buckets, registry=self._registry)


class _OfPages(Collector):
    """Reads the workers, the streams and the fetcher when somebody asks: nothing is counted twice."""

    def __init__(self, workers: Workers, share: Share, engine: str, fetcher: Fetcher | None) -> None:
        self._workers = workers
        self._share = share
        self._engine = engine
        self._fetcher = fetcher

    def collect(self) -> Iterator[Metric]:
        workers, tally = self._workers, self._workers.tally
        yield InfoMetricFamily("winnow", "What is running.", {"engine": self._engine})
        yield GaugeMetricFamily("winnow_workers", "Processes that can clean a page.", workers.warm)
        yield GaugeMetricFamily("winnow_workers_busy", "Processes that have a page.", workers.busy)
        yield GaugeMetricFamily("winnow_pages_waiting", "Pages that wait for a process.", workers.waiting)
        yield GaugeMetricFamily("winnow_streams", "Streams that are open.", self._share.streams)
        pages = CounterMetricFamily("winnow_pages", "Pages answered.", labels=("input", "language", "verdict"))
        for labels, count in tally.pages.items():
            pages.add_metric(labels, count)
        yield pages
        blocks = CounterMetricFamily("winnow_blocks", "Blocks of those pages, kept or not.", labels=("label",))
        for label, count in tally.blocks.items():
            blocks.add_metric((label,), count)
        yield blocks
        yield CounterMetricFamily("winnow_deadline_kills", "Pages given up as too slow.", tally.deadline_kills)
        yield CounterMetricFamily("winnow_memory_kills", "Pages given up as too large in memory.", tally.memory_kills)
        yield CounterMetricFamily("winnow_worker_deaths", "Processes that died over a page.", tally.deaths)
        if self._fetcher is not None:
            fetches = CounterMetricFamily("winnow_fetches", "Pages fetched, or not.", labels=("outcome",))
            for outcome, count in self._fetcher.outcomes.items():
                fetches.add_metric((outcome,), count)
            yield fetches
