"""`POST /clean/stream`."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response
from starlette.requests import Request

from app.service.coding import IDENTITY, accepted, coding_of, compressor, decompressor
from app.service.errors import UnsupportedMediaType
from app.service.intake.fields import check_once
from app.service.intake.raw import CURL_DEFAULT, media_type
from app.service.negotiate import best_match, field
from app.service.rate import Rate
from app.service.schemas import Options
from app.service.stream import docs
from app.service.stream.answers import Answers
from app.service.stream.lines import Lines
from app.service.stream.response import StreamResponse
from app.service.stream.share import Share
from app.service.stream.window import Window
from app.settings import Settings

#: What lines of JSON are called; answers are called the same where `Accept` wants it.
NAMES = ("application/jsonl", "application/x-jsonlines", "application/ndjson", docs.NDJSON)
#: What clients say that were not told what they send.
_UNTOLD = ("", CURL_DEFAULT, "application/octet-stream", "text/plain")
#: Lines of one stream that are under way, a worker: enough that one slow page does not leave the others idle.
LINES_PER_WORKER = 4

router = APIRouter()


# As in `routes`: the lower one serves both methods, the upper one describes only `POST`.
@router.post(
    "/clean/stream",
    summary=docs.SUMMARY,
    description=docs.DESCRIPTION,
    responses=docs.responses(),
    response_class=Response,
    openapi_extra={"requestBody": docs.REQUEST_BODY},
)
@router.api_route("/clean/stream", methods=["POST", "PUT"], include_in_schema=False)
async def clean_stream(request: Request, query: Annotated[Options, Query()]) -> Response:
    settings: Settings = request.state.settings
    share: Share = request.state.share
    rate: Rate = request.state.rate
    rate.check(request)
    check_once(request.query_params.multi_items())
    media, _ = media_type(request.headers.get("content-type", ""))
    if media not in NAMES and media not in _UNTOLD:
        raise UnsupportedMediaType(f"Send one JSON object a line, as {docs.NDJSON}.")
    headers = {"Content-Type": best_match(NAMES, field(request.headers, "accept")), "Vary": "Accept, Accept-Encoding"}
    coding = accepted(field(request.headers, "accept-encoding"))
    if coding != IDENTITY:
        headers["Content-Encoding"] = coding
    reader = decompressor(coding_of(field(request.headers, "content-encoding")))
    return StreamResponse(
        share,
        Answers(share, query, settings.max_body_bytes, request.state.request_id),
        Lines(settings.max_body_bytes),
        Window(LINES_PER_WORKER * settings.workers, settings.max_body_bytes),
        (reader, compressor(coding)),
        request.state.stopping,
        headers,
    )
