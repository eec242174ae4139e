"""A body that is the page itself."""

import re

import mimeparse  # type: ignore[import-untyped]  # ships no types

from app.engine.clean import Input
from app.engine.sniff import HEAD_LENGTH, is_html
from app.service.errors import UnsupportedMediaType
from app.service.intake.records import Sent
from app.service.schemas import PageBody

#: What the body may be beside JSON and multipart, and how it is then read. Clients that are given a string send
#: `text/plain` or a form's type whatever the string is, so only the types of HTML and Markdown are taken at their word.
PAGE_TYPES: dict[str, Input] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "auto",
    "text/markdown": "markdown",
    "application/xml": "auto",
    "application/octet-stream": "auto",
    "application/x-www-form-urlencoded": "auto",
}
JSON = "application/json"
MULTIPART = "multipart/form-data"
CURL_DEFAULT = "application/x-www-form-urlencoded"

NO_LINES = (
    "The page came as application/x-www-form-urlencoded and without a line break. If it was sent with `curl -d @file`, "
    "curl stripped its line breaks: use `--data-binary @file` or `-T file`."
)
NO_PAGE = (
    "The body looks like the fields of a request and was read as a page: send JSON as application/json, a form as "
    "multipart/form-data."
)
#: How fields begin, as JSON and as the form that HTML sends where it has no file.
_NAMES = "|".join(PageBody.model_fields).encode()
_JSON_FIELDS = re.compile(rb'\s*\{\s*"(?:%b)"\s*:' % _NAMES)
_FORM_FIELDS = re.compile(rb"(?:%b)=" % _NAMES)
#: A page this long without a line break is suspicious, in bytes; many a shorter one has but one line.
MIN_SUSPICIOUS_BYTES = 500
#: No client writes a longer media type, in characters.
MAX_MEDIA_TYPE_CHARS = 500


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


def from_page(body: bytes, media: str, charset: str | None) -> Sent:
    """The page that a body of this media type is.

    Raises:
        UnsupportedMediaType: it is said to be something else.
    """
    if media and media not in PAGE_TYPES and not media.startswith("text/"):
        raise UnsupportedMediaType(f"Send the page as one of {', '.join((*PAGE_TYPES, JSON, MULTIPART))}.")
    suspicious = media == CURL_DEFAULT and len(body) >= MIN_SUSPICIOUS_BYTES and not re.search(rb"[\r\n]", body)
    stripped = suspicious and not is_html(body[:HEAD_LENGTH].decode("ascii", "replace"))  # which needs no line breaks
    input = PAGE_TYPES.get(media, "auto")
    fields = (input == "auto" and _JSON_FIELDS.match(body)) or (media == CURL_DEFAULT and _FORM_FIELDS.match(body))
    warnings = (NO_PAGE,) if fields else (NO_LINES,) if stripped else ()
    return Sent(body, input, charset, warnings=warnings)
