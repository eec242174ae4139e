"""A request becomes work: what is the page, what was said about it, what is asked for."""

import json
import re
import sys
from collections.abc import Mapping
from contextlib import aclosing
from dataclasses import dataclass, field
from typing import Any

import mimeparse  # type: ignore[import-untyped]  # ships no types
from pydantic import ValidationError
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from app.engine.clean import Input
from app.service.errors import InvalidRequest, MalformedBody, UnsupportedEncoding, UnsupportedMediaType
from app.service.negotiate import negotiate
from app.service.problems import describe, unknown
from app.service.schemas import Options, PageBody
from app.service.work import WorkRequest

#: What the body may be beside JSON and multipart, and how it is then read. Clients that are given a string send
#: `text/plain` or a form's type whatever the string is, so only HTML's own types are taken at their word.
PAGE_TYPES: dict[str, Input] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "auto",
    "application/xml": "auto",
    "application/octet-stream": "auto",
    "application/x-www-form-urlencoded": "auto",
}
JSON = "application/json"
MULTIPART = "multipart/form-data"
CURL_DEFAULT = "application/x-www-form-urlencoded"

NOTHING_SENT = "Nothing was sent: the page is empty."
NO_LINES = (
    "The page came as application/x-www-form-urlencoded and without a line break. If it was sent with `curl -d @file`, "
    "curl stripped its line breaks: use `--data-binary @file` or `-T file`."
)
#: A page this long without a line break is suspicious, in bytes; many a shorter one has but one line.
MIN_SUSPICIOUS_BYTES = 500
#: No client writes a longer media type, in characters.
MAX_MEDIA_TYPE_CHARS = 500


@dataclass(frozen=True, slots=True)
class Sent:
    """A page as it came, and the options that came with it.

    Attributes:
        input: what the media type says it is.
        options: those in the body; the query may hold more.
    """

    data: bytes | str
    input: Input = "auto"
    charset: str | None = None
    options: Options = field(default_factory=Options)
    warnings: tuple[str, ...] = ()


async def read(request: Request, query: Options) -> WorkRequest:
    """The work that a request asks for.

    Raises:
        ServiceError: see `errors`; also what `BodyLimit` raises while the body is read.
    """
    encoding = request.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("", "identity"):
        raise UnsupportedEncoding("Send the body without compression.", {"Accept-Encoding": "identity"})
    media, charset = media_type(request.headers.get("content-type", ""))
    if media == JSON:
        sent = _from_json(await request.body())
    elif media == MULTIPART:
        sent = await _from_multipart(request)
    else:
        sent = _from_page(await request.body(), media, charset)
    options = merge(query, sent.options)
    nothing = () if sent.data else (NOTHING_SENT,)
    return WorkRequest(
        data=sent.data,
        input=options.input or sent.input,
        charset=sent.charset,
        url=options.url,
        favor=options.favor,
        language=options.language,
        format=negotiate(options.format, request.headers.get("accept", "")),
        include=tuple(sorted(options.include)),
        explain=options.explain,
        warnings=(*sent.warnings, *nothing),
    )


def media_type(header: str) -> tuple[str, str | None]:
    """Media type, lower case and "" where there is none, and charset of a `Content-Type`.

    >>> media_type('Text/HTML; charset="KOI8-R"')
    ('text/html', 'KOI8-R')
    """
    if not header.strip():
        return "", None
    try:
        kind, subtype, parameters = mimeparse.parse_mime_type(header[:MAX_MEDIA_TYPE_CHARS])
    except mimeparse.MimeTypeParseException:
        raise UnsupportedMediaType("`Content-Type` is no media type.") from None
    return f"{kind}/{subtype}".lower(), parameters.get("charset") or None


def merge(query: Options, body: Options) -> Options:
    """The options of both; the same option may stand in both only with the same value.

    Raises:
        InvalidRequest: they contradict each other.
    """
    given = {name: getattr(body, name) for name in sorted(body.model_fields_set & Options.model_fields.keys())}
    for name, value in given.items():
        if name in query.model_fields_set and getattr(query, name) != value:
            raise InvalidRequest(f"{name}: the query and the body say different things.")
    return query.model_copy(update=given)


def _from_page(body: bytes, media: str, charset: str | None) -> Sent:
    if media and media not in PAGE_TYPES and not media.startswith("text/"):
        raise UnsupportedMediaType(f"Send the page as one of {', '.join((*PAGE_TYPES, JSON, MULTIPART))}.")
    stripped = media == CURL_DEFAULT and len(body) >= MIN_SUSPICIOUS_BYTES and not re.search(rb"[\r\n]", body)
    return Sent(body, PAGE_TYPES.get(media, "auto"), charset, warnings=(NO_LINES,) if stripped else ())


def _from_json(body: bytes) -> Sent:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise MalformedBody("The body is not JSON; it may be cut short.") from None
    if not isinstance(value, dict):
        raise InvalidRequest('The JSON must be an object such as {"html": "…"}.')
    return _from_fields(value)


def _from_fields(fields: Mapping[str, Any]) -> Sent:
    page = _validated(fields)
    if page.html is not None and page.text is not None:
        raise InvalidRequest("html, text: give one of them, not both.")
    if page.html is not None:
        return Sent(page.html, "html", options=page)
    if page.text is not None:
        return Sent(page.text, "text", options=page)
    raise InvalidRequest("There is no page: send it as html or as text, or as a file in a form.")


class _InMemory(MultiPartParser):
    """Keeps even large files in memory: the body limit bounds them, and there may be no disk to write to."""

    spool_max_size = sys.maxsize


async def _from_multipart(request: Request) -> Sent:
    try:
        async with aclosing(request.stream()) as stream:
            parser = _InMemory(request.headers, stream, max_files=1, max_fields=100, max_part_size=sys.maxsize)
            form = await parser.parse()
    except MultiPartException as error:
        raise MalformedBody(f"The body is not a multipart form: {error.message}") from None
    files = [value for value in form.values() if isinstance(value, UploadFile)]
    fields: dict[str, Any] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            fields[name] = f"{fields[name]},{value}" if name == "include" and name in fields else value
    if not files:
        return _from_fields(fields)
    data = await files[0].read()
    await form.close()
    page = _validated(fields)
    if page.html is not None or page.text is not None:
        raise InvalidRequest("html, text: a file was sent already; give one page.")
    sent = _from_page(data, *media_type(files[0].content_type or ""))
    return Sent(sent.data, sent.input, sent.charset, page, sent.warnings)


def _validated(fields: Mapping[str, Any]) -> PageBody:
    known = PageBody.model_fields
    # Not left to pydantic, which would write an error for each of a million wrong names.
    if (wrong := next((name for name in fields if name not in known), None)) is not None:
        raise InvalidRequest(unknown(wrong, known))
    try:
        return PageBody.model_validate(fields)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        raise InvalidRequest(describe(found, known)) from None
