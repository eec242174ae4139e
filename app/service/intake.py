"""A request becomes work: what is the page, what was said about it, what is asked for. All in a worker."""

import asyncio
import json
import re
import sys
from collections.abc import AsyncGenerator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import mimeparse  # type: ignore[import-untyped]  # ships no types
from pydantic import ValidationError
from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from app.engine.clean import Input
from app.service.coding import coding_of, decompress
from app.service.errors import (
    BodyTooLarge,
    FetchFailed,
    InvalidRequest,
    MalformedBody,
    PageWanted,
    UnsupportedEncoding,
    UnsupportedMediaType,
)
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


class Fetched(NamedTuple):
    """A page as a site sent it.

    Attributes:
        body: its bytes, still compressed where `content_encoding` says so.
        url: where it was found in the end.
        content_type, content_encoding: the headers, "" where there is none.
    """

    body: bytes
    url: str
    content_type: str
    content_encoding: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """A request as it came, of which nothing was read yet.

    Attributes:
        body: as it came, compressed where `content_encoding` says so.
        content_type, content_encoding, accept, accept_encoding, if_none_match: the headers, "" where there is none.
        query: the options of the query.
        fetched: the page of the URL that was all there was.
    """

    body: bytes
    content_type: str
    content_encoding: str
    accept: str
    accept_encoding: str
    if_none_match: str
    query: Options
    fetched: Fetched | None = None


def read(arrival: Arrival, max_bytes: int) -> WorkRequest:
    """The work that a request asks for.

    Args:
        max_bytes: most that its body may have when it is decompressed.

    Raises:
        PageWanted: it has a URL alone; to be called again with the page that is there.
        ServiceError: see `errors`.
    """
    try:
        sent = _from_body(arrival, max_bytes)
    except PageWanted as wanted:
        if arrival.fetched is None:
            raise
        sent = _from_site(arrival.fetched, wanted.options, max_bytes)
    options = merge(arrival.query, sent.options)
    if arrival.fetched is not None:
        options = options.model_copy(update={"url": arrival.fetched.url})
    return work_of(sent, options, arrival.accept)


def work_of(sent: Sent, options: Options, accept: str = "") -> WorkRequest:
    """The work that a page asks for with these options.

    Raises:
        NotAcceptable: see `negotiate`.
    """
    nothing = () if sent.data else (NOTHING_SENT,)
    return WorkRequest(
        data=sent.data,
        input=options.input or sent.input,
        charset=sent.charset,
        url=options.url,
        favor=options.favor,
        language=options.language,
        format=negotiate(options.format, accept),
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
    for name in sorted(body.model_fields_set & query.model_fields_set):
        if getattr(query, name) != getattr(body, name):
            raise InvalidRequest(f"{name}: the query and the body say different things.")
    return override(query, body)


def override(general: Options, particular: Options) -> Options:
    """The options of both; what `particular` says wins."""
    given = particular.model_fields_set & Options.model_fields.keys()
    return general.model_copy(update={name: getattr(particular, name) for name in given})


def _from_body(arrival: Arrival, max_bytes: int) -> Sent:
    body = decompress(arrival.body, coding_of(arrival.content_encoding), max_bytes)
    media, charset = media_type(arrival.content_type)
    if media == JSON:
        return from_fields(json_object(body))
    if media == MULTIPART:
        return _from_multipart(body, arrival.content_type)
    return _from_page(body, media, charset)


def _from_site(fetched: Fetched, options: Options, max_bytes: int) -> Sent:
    """What a site sent for a URL; what would be the caller's fault in a request is the site's."""
    try:
        body = decompress(fetched.body, coding_of(fetched.content_encoding), max_bytes)
        sent = _from_page(body, *media_type(fetched.content_type))
    except BodyTooLarge:
        raise FetchFailed(f"Decompressed, the page has more than the {max_bytes} bytes that are read.") from None
    except (MalformedBody, UnsupportedEncoding, UnsupportedMediaType):
        raise FetchFailed("What the site sends is not what its headers say, or of a kind that is not read.") from None
    return Sent(sent.data, sent.input, sent.charset, options)


def _from_page(body: bytes, media: str, charset: str | None) -> Sent:
    if media and media not in PAGE_TYPES and not media.startswith("text/"):
        raise UnsupportedMediaType(f"Send the page as one of {', '.join((*PAGE_TYPES, JSON, MULTIPART))}.")
    stripped = media == CURL_DEFAULT and len(body) >= MIN_SUSPICIOUS_BYTES and not re.search(rb"[\r\n]", body)
    return Sent(body, PAGE_TYPES.get(media, "auto"), charset, warnings=(NO_LINES,) if stripped else ())


def json_object(body: bytes) -> dict[str, Any]:
    """The fields of a JSON object.

    Raises:
        MalformedBody: it is not JSON.
        InvalidRequest: it is JSON, but no object.
    """
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        raise MalformedBody("The body is not JSON; it may be cut short.") from None
    if not isinstance(value, dict):
        raise InvalidRequest('The JSON must be an object such as {"html": "…"}.')
    return value


def from_fields(fields: Mapping[str, Any]) -> Sent:
    """The page and the options in the fields of a JSON object or of a form.

    Raises:
        InvalidRequest: a field is unknown or wrong, or there is not exactly one page.
    """
    page = _validated(fields)
    if page.html is not None and page.text is not None:
        raise InvalidRequest("html, text: give one of them, not both.")
    if page.html is not None:
        return Sent(page.html, "html", options=page)
    if page.text is not None:
        return Sent(page.text, "text", options=page)
    if page.url is not None:
        raise PageWanted("There is only the url of a page, and none is fetched here: send it as html or as text.", page)
    raise InvalidRequest("There is no page: send it as html or as text, or as a file in a form.")


class _InMemory(MultiPartParser):
    """Keeps even large files in memory: the body limit bounds them, and there may be no disk to write to."""

    spool_max_size = sys.maxsize


async def _parse_form(body: bytes, content_type: str) -> FormData:
    async def stream() -> AsyncGenerator[bytes, None]:
        yield body
        yield b""

    headers = Headers({"content-type": content_type})
    parser = _InMemory(headers, stream(), max_files=1, max_fields=100, max_part_size=sys.maxsize)
    return await parser.parse()


def _from_multipart(body: bytes, content_type: str) -> Sent:
    try:
        form = asyncio.run(_parse_form(body, content_type))
    except MultiPartException as error:
        raise MalformedBody(f"The body is not a multipart form: {error.message}") from None
    files = [value for value in form.values() if isinstance(value, UploadFile)]
    fields: dict[str, Any] = {}
    for name, value in form.multi_items():
        if isinstance(value, str):
            fields[name] = f"{fields[name]},{value}" if name == "include" and name in fields else value
    if not files:
        return from_fields(fields)
    data = files[0].file.read()
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
