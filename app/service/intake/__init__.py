"""A request becomes work: what is the page, what was said about it, what is asked for. All in a worker."""

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
from app.service.intake.fields import from_fields, json_object
from app.service.intake.forms import from_multipart
from app.service.intake.raw import JSON, MULTIPART, from_page, media_type
from app.service.intake.records import Arrival, Fetched, Sent
from app.service.negotiate import negotiate
from app.service.schemas import Options
from app.service.work import WorkRequest

NOTHING_SENT = "Nothing was sent: the page is empty."


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
        # Nothing is fetched for a request that is refused whatever there is.
        negotiate(merge(arrival.query, wanted.options).format, arrival.accept)
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


def merge(query: Options, body: Options) -> Options:
    """The options of both; the same option may stand in both only with the same value.

    Raises:
        InvalidRequest: they contradict each other.
    """
    for name in sorted(_given(body) & _given(query)):
        if getattr(query, name) != getattr(body, name):
            raise InvalidRequest(f"{name}: the query and the body say different things.")
    return override(query, body)


def override(general: Options, particular: Options) -> Options:
    """The options of both; what `particular` says wins."""
    return general.model_copy(update={name: getattr(particular, name) for name in _given(particular)})


def _given(options: Options) -> set[str]:
    """The options that say something: many clients write null for what they leave open."""
    names = options.model_fields_set & Options.model_fields.keys()
    return {name for name in names if getattr(options, name) is not None}


def _from_body(arrival: Arrival, max_bytes: int) -> Sent:
    body = decompress(arrival.body, coding_of(arrival.content_encoding), max_bytes)
    media, charset = media_type(arrival.content_type)
    if media == JSON:
        return from_fields(json_object(body))
    if media == MULTIPART:
        return from_multipart(body, arrival.content_type)
    return from_page(body, media, charset)


def _from_site(fetched: Fetched, options: Options, max_bytes: int) -> Sent:
    """What a site sent for a URL; what would be the caller's fault in a request is the site's."""
    try:
        body = decompress(fetched.body, coding_of(fetched.content_encoding), max_bytes)
        sent = from_page(body, *media_type(fetched.content_type))
    except BodyTooLarge:
        raise FetchFailed(f"Decompressed, the page has more than the {max_bytes} bytes that are read.") from None
    except (MalformedBody, UnsupportedEncoding, UnsupportedMediaType):
        raise FetchFailed("What the site sends is not what its headers say, or of a kind that is not read.") from None
    return Sent(sent.data, sent.input, sent.charset, options)
