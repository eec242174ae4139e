"""The paths of the service."""

import asyncio
import html
import platform
from collections.abc import Coroutine
from dataclasses import replace
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from app.service import docs, kinds
from app.service.bodies import Bodies
from app.service.coding import IDENTITY
from app.service.errors import NotReady, PageWanted
from app.service.fetch import Fetcher
from app.service.intake.fields import check_once
from app.service.intake.records import Arrival
from app.service.metrics import MEDIA_TYPE as METRICS_TYPE
from app.service.metrics import Metrics
from app.service.negotiate import field
from app.service.rate import Rate
from app.service.reply import API_VERSION, Reply, reply
from app.service.schemas import Health, Options, Version
from app.service.stream.route import router as stream
from app.service.workers import Workers

T = TypeVar("T")

#: Longest warning that is repeated in a header, in characters.
MAX_HEADER_CHARS = 300

#: What costs or tells something: only for callers with a key, where keys are set.
router = APIRouter()
router.include_router(stream)
#: What is the same for everybody, and what a probe asks.
public = APIRouter()
#: Who may be asked for something may be asked about it. Source: RFC 9110, 9.3.2.
READ = ["GET", "HEAD"]


# Of two the lower one serves both methods, so that `Allow` names them; the upper one describes only one.
@router.post(
    "/clean",
    summary=docs.SUMMARY,
    description=docs.CLEAN,
    responses=docs.responses(),
    response_class=Response,
    openapi_extra={"requestBody": docs.REQUEST_BODY},
)
@router.api_route("/clean", methods=["POST", "PUT"], include_in_schema=False)
async def clean(request: Request, query: Annotated[Options, Query()]) -> Response:
    workers: Workers = request.state.workers
    bodies: Bodies = request.state.bodies
    rate: Rate = request.state.rate
    rate.check(request)
    check_once(request.query_params.multi_items())
    workers.check_room()  # reading what will be refused would only make the others wait
    async with bodies.received(request) as body:
        headers = request.headers
        arrival = Arrival(
            body,
            content_type=headers.get("content-type", ""),
            content_encoding=field(headers, "content-encoding"),
            accept=field(headers, "accept"),
            accept_encoding=field(headers, "accept-encoding"),
            if_none_match=field(headers, "if-none-match"),
            query=query,
        )
        replied = await _unless_gone(request, _replied(request, arrival))
    if replied.answer is not None:
        request.state.facts = replied.answer.facts
        workers.tally.add(replied.answer.facts)
    return _response(replied)


@public.get("/livez", summary="Whether the process answers at all", response_description="It does.")
@public.api_route("/livez", methods=READ, include_in_schema=False)
async def livez() -> Health:
    return Health()


@public.get(
    "/readyz",
    summary="Whether pages can be cleaned",
    response_description="They can.",
    responses=docs.problems((kinds.NOT_READY,)),
)
@public.api_route("/readyz", methods=READ, include_in_schema=False)
async def readyz(request: Request) -> Health:
    workers: Workers = request.state.workers
    if request.state.stopping.is_set():
        raise NotReady("The service is about to stop.")
    if not workers.ready:
        raise NotReady("No worker is ready.")
    return Health()


@router.get(
    "/metrics",
    summary="The service in numbers, for Prometheus",
    response_description="Every metric with what it counts.",
    responses=docs.problems((kinds.UNAUTHORIZED,)),
    response_class=PlainTextResponse,
)
@router.api_route("/metrics", methods=READ, include_in_schema=False)
async def metrics(request: Request) -> Response:
    measured: Metrics = request.state.metrics
    return Response(measured.exposition(), headers={"Content-Type": METRICS_TYPE})


@public.get("/version", summary="What is running", response_description="The versions of API, engine and Python.")
@public.api_route("/version", methods=READ, include_in_schema=False)
async def version(request: Request) -> Version:
    return Version(api=API_VERSION, engine=request.state.engine, python=platform.python_version())


@public.api_route(kinds.BASE + "{slug}", methods=READ, include_in_schema=False)
async def explain_problem(slug: str) -> HTMLResponse:
    kind = next((kind for kind in kinds.KINDS if kind.slug == slug), None)
    if kind is None:
        raise HTTPException(404)
    title, meaning = html.escape(kind.title), html.escape(kind.meaning)
    return HTMLResponse(
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>\n'
        f"<body><h1>{title}</h1>\n<p>Status {kind.status}. {meaning}</p></body></html>\n"
    )


async def _replied(request: Request, arrival: Arrival) -> Reply:
    """The reply to a request; the page is fetched where there is only its URL, and a fetcher."""
    workers: Workers = request.state.workers
    fetcher: Fetcher | None = request.state.fetcher
    max_bytes = request.state.bodies.max_bytes
    try:
        return await workers.run(reply, arrival, max_bytes)
    except PageWanted as wanted:
        if fetcher is None:
            raise
        async with fetcher.fetched(wanted.options.url or "") as page:
            return await workers.run(reply, replace(arrival, fetched=page), max_bytes)


async def _unless_gone(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """What `work` returns; it is cancelled when the caller goes away.

    Raises:
        ClientDisconnect: the caller went away.
    """
    task, gone = asyncio.ensure_future(work), asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait((task, gone), return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise ClientDisconnect
        return task.result()
    finally:
        gone.cancel()
        task.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _response(replied: Reply) -> Response:
    headers = {"ETag": replied.etag, "Vary": "Accept, Accept-Encoding"}
    if replied.answer is None:
        # RFC 9110 has 412 for a POST here; cleaning changes nothing, so it is answered like the GET it would be.
        return Response(status_code=304, headers=headers)
    if replied.coding != IDENTITY:
        headers["Content-Encoding"] = replied.coding
    response = Response(replied.answer.body, media_type=replied.answer.media_type, headers=headers)
    response.headers["Winnow-Verdict"] = replied.answer.facts.verdict
    for warning in replied.answer.warnings:
        printable = "".join(char if " " <= char <= "~" else "?" for char in warning[:MAX_HEADER_CHARS])
        response.headers.append("Winnow-Warning", printable)
    return response
