"""What came: a request, and the page that is in it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from app.engine.clean import Input
from app.service.schemas import Options


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
