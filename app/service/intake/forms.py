"""A page and its options as a multipart form."""

import asyncio
import re
import sys
from collections.abc import AsyncGenerator
from dataclasses import replace
from typing import Any

from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser

from app.service.errors import InvalidRequest, MalformedBody
from app.service.intake.fields import check_once, from_fields, pages_in, validated
from app.service.intake.raw import from_page, media_type
from app.service.intake.records import Sent
from app.service.schemas import Options

#: Fields that are a page and not its base64.
_PAGES = ("html", "text")
#: What stands for a byte that is none of UTF-8.
_NO_UTF8 = re.compile("[\udc80-\udcff]")


class _Parser(MultiPartParser):
    """Keeps even large files in memory: the body limit bounds them, and there may be no disk to write to.

    Attributes:
        ended: whether the last boundary has come.
        charset: what the page says that it is in, where it is a field.
    """

    spool_max_size = sys.maxsize
    ended = False
    charset: str | None = None

    def on_part_end(self) -> None:
        part = self._current_part
        if part.file is not None or part.field_name not in _PAGES or self._charset != "utf-8":
            super().on_part_end()
            return
        # Starlette would read as Latin-1 whatever is no UTF-8.
        self.items.append((part.field_name, part.data.decode("utf-8", "surrogateescape")))
        _, self.charset = media_type(dict(part.item_headers).get(b"content-type", b"").decode("latin-1"))

    def on_end(self) -> None:
        self.ended = True


async def _parse_form(body: bytes, content_type: str) -> tuple[FormData, str | None]:
    """The form, and the charset of the page that is a field of it."""

    async def stream() -> AsyncGenerator[bytes, None]:
        yield body
        yield b""

    headers = Headers({"content-type": content_type})
    parser = _Parser(headers, stream(), max_files=1, max_fields=100, max_part_size=sys.maxsize)
    form = await parser.parse()
    if not parser.ended:
        raise MultiPartException("It is cut short.")
    return form, parser.charset


def from_multipart(body: bytes, content_type: str) -> Sent:
    """The page, as a file or a field, and the options of a form.

    Raises:
        MalformedBody: it is no form.
        InvalidRequest: as `from_fields`.
    """
    try:
        form, charset = asyncio.run(_parse_form(body, content_type))
    except MultiPartException as error:
        raise MalformedBody(f"The body is not a multipart form: {error.message}") from None
    except ValueError:  # of codecs that are none for text, such as "undefined"
        raise MalformedBody("The fields of the form are not in the charset that it names.") from None
    # A browser sends a nameless file of no bytes where none was chosen.
    files = [value for value in form.values() if isinstance(value, UploadFile) and (value.filename or value.size)]
    # Nor does it leave out an option that was left empty.
    items = [
        (name, value)
        for name, value in form.multi_items()
        if isinstance(value, str) and (value or name not in Options.model_fields)
    ]
    check_once(items)
    fields: dict[str, Any] = {}
    for name, value in items:
        fields[name] = f"{fields[name]},{value}" if name == "include" and name in fields else value
    if not files:
        return _undecoded(from_fields(fields), charset)
    data = files[0].file.read()
    page = validated(fields)
    if pages_in(page):
        raise InvalidRequest(f"{', '.join(pages_in(page))}: a file was sent already; give one page.")
    sent = from_page(data, *media_type(files[0].content_type or ""))
    return Sent(sent.data, sent.input, sent.charset, page, sent.warnings)


def _undecoded(sent: Sent, charset: str | None) -> Sent:
    """A page in a field: as its bytes again, where they are no UTF-8 or said to be in some charset, as a file is."""
    if isinstance(sent.data, str) and (charset is not None or _NO_UTF8.search(sent.data)):
        return replace(sent, data=sent.data.encode("utf-8", "surrogateescape"), charset=charset)
    return sent
