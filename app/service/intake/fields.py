"""A page and its options as fields: of a JSON object or of a form."""

import asyncio
import json
import sys
from collections.abc import AsyncGenerator, Iterable, Mapping
from typing import Any

from pydantic import ValidationError
from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from app.service.errors import InvalidRequest, MalformedBody, PageWanted
from app.service.intake.raw import from_page, media_type
from app.service.intake.records import Sent
from app.service.problems import describe, unknown
from app.service.schemas import PageBody


def json_object(body: bytes) -> dict[str, Any]:
    """The fields of a JSON object.

    Raises:
        MalformedBody: it is not JSON, or one object of it has a name twice: who reads it otherwise reads another.
        InvalidRequest: it is JSON, but no object.
    """
    try:
        value = json.loads(body, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        raise MalformedBody(f"This is no JSON from character {error.pos + 1} on; it may be cut short.") from None
    except UnicodeDecodeError:
        raise MalformedBody("This is no JSON: it is not in UTF-8.") from None
    except (ValueError, RecursionError):
        raise MalformedBody("This JSON has a number that is too long, or is nested too deep.") from None
    if not isinstance(value, dict):
        raise InvalidRequest('The JSON must be an object such as {"html": "…"}.')
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise MalformedBody("The JSON has two members of the same name in one object.")
    return found


def check_once(items: Iterable[tuple[str, str]]) -> None:
    """Refuse options of a query or a form that are said twice and differently; labels add up.

    Raises:
        InvalidRequest: one of them is.
    """
    said: dict[str, str] = {}
    for name, value in items:
        if name in PageBody.model_fields and name != "include" and said.setdefault(name, value) != value:
            raise InvalidRequest(f"{name}: it is given twice, with different values.")


def from_fields(fields: Mapping[str, Any]) -> Sent:
    """The page and the options in the fields of a JSON object or of a form.

    Raises:
        InvalidRequest: a field is unknown or wrong, or there is not exactly one page.
    """
    page = _validated(fields)
    if len(_pages(page)) > 1:
        raise InvalidRequest(f"{', '.join(_pages(page))}: give one of them, not both.")
    if page.html is not None:
        return Sent(page.html, "html", options=page)
    if page.text is not None:
        return Sent(page.text, "text", options=page)
    if page.base64 is not None:
        return Sent(page.base64, options=page)
    if page.url is not None:
        raise PageWanted("There is only the url of a page, and none is fetched here: send it as html or as text.", page)
    raise InvalidRequest("There is no page: send it as html or as text, or as a file in a form.")


def _pages(page: PageBody) -> list[str]:
    """The names of the fields that hold a page."""
    return [name for name in ("html", "text", "base64") if getattr(page, name) is not None]


class _Parser(MultiPartParser):
    """Keeps even large files in memory: the body limit bounds them, and there may be no disk to write to.

    Attributes:
        ended: whether the last boundary has come.
    """

    spool_max_size = sys.maxsize
    ended = False

    def on_end(self) -> None:
        self.ended = True


async def _parse_form(body: bytes, content_type: str) -> FormData:
    async def stream() -> AsyncGenerator[bytes, None]:
        yield body
        yield b""

    headers = Headers({"content-type": content_type})
    parser = _Parser(headers, stream(), max_files=1, max_fields=100, max_part_size=sys.maxsize)
    form = await parser.parse()
    if not parser.ended:
        raise MultiPartException("It is cut short.")
    return form


def from_multipart(body: bytes, content_type: str) -> Sent:
    """The page, as a file or a field, and the options of a form.

    Raises:
        MalformedBody: it is no form.
        InvalidRequest: as `from_fields`.
    """
    try:
        form = asyncio.run(_parse_form(body, content_type))
    except MultiPartException as error:
        raise MalformedBody(f"The body is not a multipart form: {error.message}") from None
    except ValueError:  # of codecs that are none for text, such as "undefined"
        raise MalformedBody("The fields of the form are not in the charset that it names.") from None
    # A browser sends a nameless file of no bytes where none was chosen.
    files = [value for value in form.values() if isinstance(value, UploadFile) and (value.filename or value.size)]
    items = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    check_once(items)
    fields: dict[str, Any] = {}
    for name, value in items:
        fields[name] = f"{fields[name]},{value}" if name == "include" and name in fields else value
    if not files:
        return from_fields(fields)
    data = files[0].file.read()
    page = _validated(fields)
    if _pages(page):
        raise InvalidRequest(f"{', '.join(_pages(page))}: a file was sent already; give one page.")
    sent = from_page(data, *media_type(files[0].content_type or ""))
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
