"""The paths of the service."""

import hashlib
import html
import platform
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.requests import Request

from app.service import docs, kinds
from app.service.errors import NotReady
from app.service.intake import read
from app.service.metrics import MEDIA_TYPE as METRICS_TYPE
from app.service.metrics import Metrics
from app.service.schemas import Health, Options, Version
from app.service.work import WorkAnswer, WorkRequest
from app.service.workers import Workers

#: Version of the HTTP interface; another number is another contract.
API_VERSION = "1"
#: Longest warning that is repeated in a header, in characters.
MAX_HEADER_CHARS = 300

#: What costs or tells something: only for callers with a key, where keys are set.
router = APIRouter()
#: What is the same for everybody, and what a probe asks.
public = APIRouter()


# The lower one serves both methods, so that `Allow` names them; the upper one describes only `POST`.
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
    work = await read(request, query)
    headers = {"ETag": etag(work, request.state.engine), "Vary": "Accept"}
    if headers["ETag"] in _tags(request.headers.get("if-none-match", "")):
        # RFC 9110 has 412 for a POST here; cleaning changes nothing, so it is answered like the GET it would be.
        return Response(status_code=304, headers=headers)
    answer = await workers.answer(work)
    request.state.facts = answer.facts
    return _response(answer, headers)


@public.get("/livez", summary="Whether the process answers at all")
async def livez() -> Health:
    return Health()


@public.get("/readyz", summary="Whether pages can be cleaned", responses={503: docs.problem(kinds.NOT_READY)})
async def readyz(request: Request) -> Health:
    workers: Workers = request.state.workers
    if not workers.ready:
        raise NotReady("No worker is ready.")
    return Health()


@router.get("/metrics", summary="The service in numbers, for Prometheus", response_class=PlainTextResponse)
async def metrics(request: Request) -> Response:
    measured: Metrics = request.state.metrics
    return Response(measured.exposition(), headers={"Content-Type": METRICS_TYPE})


@public.get("/version", summary="What is running")
async def version(request: Request) -> Version:
    return Version(api=API_VERSION, engine=request.state.engine, python=platform.python_version())


@public.get("/", include_in_schema=False)
async def home(request: Request) -> RedirectResponse:
    return RedirectResponse(f"{request.scope.get('root_path', '')}/docs")


@public.get(kinds.BASE + "{slug}", include_in_schema=False)
async def explain_problem(slug: str) -> HTMLResponse:
    kind = next((kind for kind in kinds.KINDS if kind.slug == slug), None)
    if kind is None:
        raise HTTPException(404)
    title, meaning = html.escape(kind.title), html.escape(kind.meaning)
    return HTMLResponse(
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>\n'
        f"<body><h1>{title}</h1>\n<p>Status {kind.status}. {meaning}</p></body></html>\n"
    )


def etag(work: WorkRequest, engine: str) -> str:
    """A strong validator: the page, all that its answer depends on beside it, and the engine."""
    data = work.data if isinstance(work.data, bytes) else work.data.encode("utf-8", "surrogatepass")
    options = repr((API_VERSION, engine, type(work.data).__name__, replace(work, data="")))
    digest = hashlib.blake2b(options.encode("utf-8", "surrogatepass"), digest_size=16)
    digest.update(b"\0")
    digest.update(data)
    return f'"{digest.hexdigest()}"'


def _tags(header: str) -> set[str]:
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}


def _response(answer: WorkAnswer, headers: dict[str, str]) -> Response:
    response = Response(answer.body, media_type=answer.media_type, headers=headers)
    response.headers["Winnow-Verdict"] = answer.facts.verdict
    for warning in answer.warnings:
        printable = "".join(char if " " <= char <= "~" else "?" for char in warning[:MAX_HEADER_CHARS])
        response.headers.append("Winnow-Warning", printable)
    return response
