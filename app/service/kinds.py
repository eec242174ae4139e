"""The kinds of problems: what a caller may rely on when something goes wrong."""

from typing import NamedTuple

BASE = "/problems/"
#: Most bytes of a request line and its headers together.
MAX_HEAD_BYTES = 32_768


class Kind(NamedTuple):
    """A kind of problem.

    Attributes:
        slug: the last part of its `type`; never changes.
        meaning: what it says and what to do about it, in a sentence or two.
    """

    slug: str
    status: int
    title: str
    meaning: str

    @property
    def type(self) -> str:
        """The `type` of its problems."""
        return BASE + self.slug


MALFORMED = Kind(
    "malformed-body",
    400,
    "The body is malformed",
    "The body is not the JSON, the form or the compressed page that it claims to be.",
)
UNAUTHORIZED = Kind(
    "unauthorized", 401, "A key is needed", "This service answers only callers with a key; `WWW-Authenticate` says how."
)
FETCH_DISABLED = Kind(
    "fetch-disabled",
    403,
    "Pages are not fetched",
    "Send the page itself as html or as text; a page is fetched by its url alone only with WINNOW_FETCH=true.",
)
FETCH_FORBIDDEN = Kind(
    "fetch-forbidden",
    403,
    "The URL is not fetched",
    "Only http and https URLs of hosts on the public internet are, on the ports of WINNOW_FETCH_PORTS.",
)
FETCH_FAILED = Kind(
    "fetch-failed",
    502,
    "The page could not be fetched",
    "There is no page at the URL, or none that is read; `upstream_status` is what the site answered, where it did.",
)
FETCH_TIMED_OUT = Kind(
    "fetch-timed-out", 504, "Fetching took too long", "The page was not there in time (WINNOW_FETCH_SECONDS)."
)
NOT_FOUND = Kind("not-found", 404, "There is nothing here", "No resource has this path; /docs lists those that exist.")
METHOD = Kind(
    "method-not-allowed", 405, "The method is not allowed", "The resource exists; `Allow` names the methods it has."
)
NOT_ACCEPTABLE = Kind(
    "not-acceptable", 406, "No format is acceptable", "`Accept` rules out every media type that an article comes in."
)
TOO_SLOW = Kind(
    "too-slow",
    408,
    "The body came too slowly",
    "The body took longer to come in than this service waits (WINNOW_BODY_SECONDS).",
)
TOO_LARGE = Kind(
    "too-large",
    413,
    "The body is too large",
    "The body has more bytes, compressed or not, than this service reads (WINNOW_MAX_BODY_BYTES).",
)
MEDIA = Kind(
    "unsupported-media-type",
    415,
    "The media type is not supported",
    "A page is sent as HTML, as plain text, as JSON or as a multipart file.",
)
ENCODING = Kind(
    "unsupported-encoding",
    415,
    "The content encoding is not supported",
    "The body is compressed in a way that is not read; `Accept-Encoding` names those that are.",
)
UNDECODABLE = Kind(
    "undecodable-input",
    415,
    "The body is not text",
    "The bytes are no text in any encoding: a picture, an archive, a PDF or noise.",
)
NOT_A_PAGE = Kind(
    "not-a-page",
    415,
    "The body lists pages and is none",
    "A feed (RSS, Atom) or a sitemap is no page: send the pages that it lists.",
)
INVALID = Kind(
    "invalid-request",
    422,
    "The request is not valid",
    "An option or a field is unknown, missing, contradicts another or has a value that is not known.",
)
MEMORY = Kind(
    "memory-exceeded",
    500,
    "The page took too much memory",
    "One page may take only so much (WINNOW_PAGE_MEMORY_BYTES); this one was given up. The same page will be again.",
)
INTERNAL = Kind("internal-error", 500, "Something broke on our side", "The request may be fine; please report it.")
RATE = Kind(
    "rate-limited",
    429,
    "One caller asks too often",
    "Try again after the seconds of `Retry-After` (WINNOW_RATE_LIMIT); nothing was read.",
)
OVERLOADED = Kind("overloaded", 503, "Too much is waiting", "Try again after the seconds of `Retry-After`.")
HEAD = Kind(
    "head-too-large",
    431,
    "The headers are too large",
    f"Request line and headers together have more than {MAX_HEAD_BYTES} bytes.",
)
PROTOCOL = Kind(
    "malformed-request", 400, "The request is malformed", "What came is no HTTP/1, or does not name one host."
)
CODING = Kind(
    "unsupported-transfer-coding",
    501,
    "The transfer coding is not supported",
    "A body comes with its length or in chunks; what is compressed says so in `Content-Encoding`.",
)
NOT_READY = Kind("not-ready", 503, "The service is not ready", "No page can be cleaned at the moment; try again later.")
STOPPING = Kind(
    "stopping",
    503,
    "The service is stopping",
    "Send again what was not answered: a page, or of a stream this line and all after it.",
)
DEADLINE = Kind(
    "deadline-exceeded",
    504,
    "The page took too long",
    "One page may take only so long (WINNOW_PAGE_SECONDS); this one was given up. The same page will be again.",
)
HTTP = Kind("http-error", 400, "The request failed", "The protocol refuses the request; the status says why.")

#: What cleaning a page may end in.
OF_CLEAN = (
    MALFORMED, UNAUTHORIZED, FETCH_DISABLED, FETCH_FORBIDDEN, NOT_ACCEPTABLE, TOO_SLOW, TOO_LARGE, MEDIA, ENCODING,
    UNDECODABLE, NOT_A_PAGE, INVALID, INTERNAL, FETCH_FAILED, MEMORY, RATE, OVERLOADED, DEADLINE,
    FETCH_TIMED_OUT, STOPPING,
)  # fmt: skip
#: What any request may end in, before it is known what it wants.
OF_HTTP = (HEAD, PROTOCOL, CODING)
KINDS = (*OF_CLEAN, NOT_FOUND, METHOD, *OF_HTTP, NOT_READY, HTTP)
