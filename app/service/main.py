"""The application: `uvicorn app.service.main:create_app --factory`."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import TypedDict

from fastapi import Depends, FastAPI
from fastapi_offline import FastAPIOffline
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware

from app.service import page, problems, swagger
from app.service.bodies import Bodies
from app.service.docs import describer
from app.service.exchange import Exchange, Observed
from app.service.failures import Failures
from app.service.fetch import Fetcher
from app.service.headers import SecurityHeaders
from app.service.identity import Identity
from app.service.keys import KeyRequired, known_hashes
from app.service.logs import write_exchange
from app.service.metrics import Metrics
from app.service.rate import Rate
from app.service.reply import API_VERSION
from app.service.routes import public, router
from app.service.stream.share import Share
from app.service.telemetry import SpanFacts, configuration, hide_queries
from app.service.workers import Workers
from app.settings import Settings, load_settings


class State(TypedDict):
    """What lives as long as the process; requests have it as `request.state`."""

    settings: Settings
    workers: Workers
    bodies: Bodies
    rate: Rate
    share: Share
    stopping: asyncio.Event
    engine: str
    metrics: Metrics
    fetcher: Fetcher | None


def create_app(settings: Settings | None = None, fetcher: Fetcher | None = None) -> FastAPI:
    """The application.

    Args:
        settings: the environment's by default.
        fetcher: gets pages of which there is only the URL; by default one for the settings, where they allow it.

    Raises:
        UnknownSetting: see `load_settings`.
        UnusableSetting: see `load_settings`, `known_hashes` and `Rate`.
    """
    chosen = settings or load_settings()
    metrics = Metrics()

    def ended(exchange: Exchange) -> None:
        metrics.add(exchange)
        write_exchange(exchange)

    hashes, rate = known_hashes(chosen), Rate(chosen)
    # Swagger UI's files are this machine's: the service sends nobody to another.
    app = FastAPIOffline(
        title="Winnow",
        version=API_VERSION,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,  # to an address that the caller's `Host` makes up, and curl would say nothing at all
        static_url=swagger.ASSETS,
        lifespan=partial(_living, settings=chosen, rate=rate, metrics=metrics, fetcher=fetcher),
        telemetry=configuration(os.environ),
        middleware=[
            Middleware(Identity),
            Middleware(Observed, began=metrics.begin, ended=ended),
            Middleware(SpanFacts),
            Middleware(SecurityHeaders),
            *([_cors(chosen)] if chosen.cors_origins else []),
            Middleware(Failures),
        ],
    )
    #: Set when the service is told to stop, before anything ends.
    app.state.stopping = asyncio.Event()
    app.include_router(page.router)
    app.include_router(swagger.router)
    app.include_router(public)
    app.include_router(router, dependencies=[Depends(KeyRequired(hashes))] if hashes else [])
    problems.install(app)
    app.openapi = describer(app)  # type: ignore[method-assign]  # FastAPI documents this way to extend it
    return app


@asynccontextmanager
async def _living(
    app: FastAPI, settings: Settings, rate: Rate, metrics: Metrics, fetcher: Fetcher | None
) -> AsyncIterator[State]:
    """Everything that lives as long as the process, while it does."""
    if fetcher is None and settings.fetch:
        fetcher = Fetcher(settings)
    async with Workers.started(settings) as (workers, warm):
        app.state.examples = warm.examples
        hide_queries()
        share = Share(workers, settings.workers, settings.max_streams)
        with metrics.watching(workers, share, warm.engine, fetcher):
            yield {
                "settings": settings,
                "workers": workers,
                "bodies": Bodies(settings),
                "rate": rate,
                "share": share,
                "stopping": app.state.stopping,
                "engine": warm.engine,
                "metrics": metrics,
                "fetcher": fetcher,
            }


def _cors(settings: Settings) -> Middleware:
    """Lets the scripts of other sites ask, without cookies, and read what the answer's headers say."""
    return Middleware(
        CORSMiddleware,
        allow_origins=settings.cors_origins,
        allow_methods=("GET", "POST", "PUT"),
        allow_headers=("*",),
        expose_headers=("ETag", "Retry-After", "Winnow-Verdict", "Winnow-Warning", "WWW-Authenticate", "X-Request-ID"),
    )
