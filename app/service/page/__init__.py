"""The page to try it on, at `/`: its own files, and the pages that it offers as examples."""

import hashlib
import re
from collections.abc import Iterator
from importlib.resources import files
from typing import NamedTuple

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.requests import Request

from app.service.example import PAGE
from app.service.negotiate import ANY_TAG, field, tags
from app.service.routes import READ
from app.service.schemas import Example, Offer

#: The page loads nothing but its own files, and nothing that it shows can run or load anything. One policy of types
#: parses the clean HTML of the service into an inert document; without it the page could not parse markup at all.
#: Source: https://www.w3.org/TR/CSP3/, https://www.w3.org/TR/trusted-types/
POLICY = "; ".join(
    [
        "default-src 'none'",
        *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "connect")),
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types inert",
    ]
)
_HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-cache",  # kept, but asked for with its tag every time
}
_MEDIA_TYPES = {"css": "text/css", "html": "text/html", "js": "text/javascript", "svg": "image/svg+xml"}

router = APIRouter(include_in_schema=False)


class File(NamedTuple):
    """A file that is served."""

    body: bytes
    media_type: str
    tag: str


def _file(body: bytes, media_type: str) -> File:
    return File(body, media_type, f'"{hashlib.blake2b(body, digest_size=16).hexdigest()}"')


def _read(folder: str) -> Iterator[tuple[str, bytes]]:
    """Names and contents of the files in a folder of this package."""
    for entry in sorted(files(__name__).joinpath(folder).iterdir(), key=lambda entry: entry.name):
        yield entry.name, entry.read_bytes()


_STATIC = {name: _file(body, _MEDIA_TYPES[name.rpartition(".")[2]]) for name, body in _read("static")}
#: The page of the documentation, then the seeds. All are sent as plain text: nothing but this page is to be shown.
_EXAMPLES = {"mill-bridge.html": _file(PAGE.encode(), "text/plain")}
_EXAMPLES |= {name: _file(body, "text/plain") for name, body in _read("seeds")}


@router.api_route("/", methods=READ)
async def home(request: Request) -> Response:
    return _response(request, _STATIC["index.html"])


@router.api_route("/page/{name}", methods=READ)
async def static(request: Request, name: str) -> Response:
    return _response(request, _STATIC.get(name))


@router.api_route("/examples", methods=READ)
async def examples(request: Request) -> Offer:
    offered = [Example(name=name, title=_title(name)) for name in _EXAMPLES]
    return Offer(examples=offered, fetch=request.state.fetcher is not None)


@router.api_route("/examples/{name}", methods=READ)
async def example(request: Request, name: str) -> Response:
    return _response(request, _EXAMPLES.get(name))


def _title(name: str) -> str:
    """The name of an example for people.

    >>> _title("004_3ef71b85d2d6fb24.txt"), _title("mill-bridge.html")
    ('Seed 004 (raw text)', 'Mill bridge (HTML)')
    """
    stem, _, ending = name.rpartition(".")
    kind = "HTML" if ending == "html" else "raw text"
    number = re.match(r"\d+", stem)
    return f"Seed {number[0]} ({kind})" if number else f"{stem.replace('-', ' ').capitalize()} ({kind})"


def _response(request: Request, file: File | None) -> Response:
    if file is None:
        raise HTTPException(404)
    headers = {**_HEADERS, "ETag": file.tag}
    if {file.tag, ANY_TAG} & tags(field(request.headers, "if-none-match")):
        return Response(status_code=304, headers=headers)
    return Response(file.body, media_type=file.media_type, headers=headers)
