"""What a caller prefers: the format of the answer, and the answers that it has already."""

from collections.abc import Sequence

import mimeparse  # type: ignore[import-untyped]  # ships no types
from starlette.datastructures import Headers

from app.engine.render import FORMATS
from app.service.errors import NotAcceptable
from app.service.schemas import Format

DEFAULT: Format = "json"
#: A longer `Accept` is not read: no client sends one. Characters.
MAX_ACCEPT_CHARS = 2000
#: What `If-None-Match` calls whatever there is. Source: RFC 9110, 13.1.2.
ANY_TAG = "*"
#: Formats from the least to the most preferred where `Accept` likes several equally.
_PREFERENCE: tuple[Format, ...] = ("xml-tei", "html", "markdown", "text", DEFAULT)
#: Format by media type, in that order.
MEDIA_TYPES: dict[str, Format] = {FORMATS[name]: name for name in _PREFERENCE}


def field(headers: Headers, name: str) -> str:
    """A header that is a list, "" where there is none: it may go on in further lines. Source: RFC 9110, 5.3.

    >>> field(Headers(raw=[(b"accept", b"text/html"), (b"accept", b"text/plain;q=0.5")]), "Accept")
    'text/html, text/plain;q=0.5'
    """
    return ", ".join(headers.getlist(name))


def negotiate(asked: Format | None, accept: str) -> Format:
    """The format to answer in.

    >>> negotiate(None, "text/*;q=0.5, text/markdown")
    'markdown'
    >>> negotiate("text", "application/pdf")
    'text'

    Args:
        asked: the option `format`; wins over `accept`.
        accept: the header, "" where there is none. Source: RFC 9110, 12.5.1.

    Raises:
        NotAcceptable: `accept` allows none of the formats.
    """
    return asked if asked is not None else MEDIA_TYPES[best_match(tuple(MEDIA_TYPES), accept)]


def best_match(names: Sequence[str], accept: str) -> str:
    """The media type to answer in.

    Args:
        names: those there are, from the least to the most preferred where `accept` likes several equally or is empty.

    Raises:
        NotAcceptable: `accept` allows none of them.
    """
    if not accept.strip(", \t"):
        return names[-1]
    try:
        best = mimeparse.best_match(names, accept.lower()) if len(accept) <= MAX_ACCEPT_CHARS else ""
    except mimeparse.MimeTypeParseException:
        best = ""
    if not best:
        raise NotAcceptable(f"`Accept` allows none of {', '.join(reversed(names))}.")
    return str(best)


def tags(header: str) -> set[str]:
    """The entity tags in `If-None-Match`, `ANY_TAG` among them, weak ones as if they were strong.

    >>> sorted(tags('"a", W/"b"'))
    ['"a"', '"b"']
    """
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}
