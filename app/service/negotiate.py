"""What a caller prefers: the format of the answer, and the answers that it has already."""

import mimeparse  # type: ignore[import-untyped]  # ships no types

from app.engine.render import FORMATS
from app.service.errors import NotAcceptable
from app.service.schemas import Format

DEFAULT: Format = "json"
#: A longer `Accept` is not read: no client sends one. Characters.
MAX_ACCEPT_CHARS = 2000
#: Formats from the least to the most preferred where `Accept` likes several equally.
_PREFERENCE: tuple[Format, ...] = ("xml-tei", "html", "markdown", "text", DEFAULT)
#: Format by media type without parameters, in that order.
MEDIA_TYPES: dict[str, Format] = {FORMATS[name].partition(";")[0].strip(): name for name in _PREFERENCE}


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
    if asked is not None:
        return asked
    if not accept.strip(", \t"):
        return DEFAULT
    try:
        best = mimeparse.best_match(MEDIA_TYPES, accept.lower()) if len(accept) <= MAX_ACCEPT_CHARS else ""
    except mimeparse.MimeTypeParseException:
        best = ""
    if not best:
        raise NotAcceptable(f"`Accept` allows none of {', '.join(reversed(MEDIA_TYPES))}.")
    return MEDIA_TYPES[best]


def tags(header: str) -> set[str]:
    """The entity tags in `If-None-Match`, weak ones as if they were strong.

    >>> sorted(tags('"a", W/"b"'))
    ['"a"', '"b"']
    """
    return {tag.strip().removeprefix("W/") for tag in header.split(",")}
