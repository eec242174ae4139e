"""What the service itself may have to refuse. How each is answered over HTTP stands in `problems`."""

from collections.abc import Mapping
from types import MappingProxyType

from app.service.schemas import Options

#: What a caller who may well be served a moment later is asked to wait before the next try, in seconds.
RETRY_SECONDS = 1


class ServiceError(Exception):
    """Base of all refusals; the message is shown to the caller and never holds any of the page.

    Attributes:
        headers: what the response carries beside the problem.
        extension: further members of the problem. Source: RFC 9457, 3.2
    """

    extension: Mapping[str, int] = MappingProxyType({})

    def __init__(self, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.headers = dict(headers or {})


class Unavailable(ServiceError):
    """Base of what is refused now, and may not be a moment later: the response says after which time to try again."""

    def __init__(self, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail, {"Retry-After": str(RETRY_SECONDS), **(headers or {})})


class MalformedBody(ServiceError):
    """The body is not the JSON, the form or the compressed page that it claims to be."""


class Unauthorized(ServiceError):
    """The caller has no key, or one that is not known."""


class NotAcceptable(ServiceError):
    """None of the formats has a media type that `Accept` allows."""


class BodyTooLarge(ServiceError):
    """The body has more bytes than the service reads."""


class UnsupportedMediaType(ServiceError):
    """The body says that it is something else than a page."""


class UnsupportedEncoding(ServiceError):
    """The body is compressed in a way that is not read."""


class InvalidRequest(ServiceError):
    """Options or fields that are unknown, of a wrong value, or contradict each other."""


class Overloaded(Unavailable):
    """Too much is under way already: pages that wait, bytes of bodies, streams, or pages that are fetched."""


class NotReady(Unavailable):
    """There is no worker that could clean a page."""


class Stopping(Unavailable):
    """The service was told to stop."""


class DeadlineExceeded(ServiceError):
    """One page took longer than a page may."""


class RateLimited(ServiceError):
    """One caller asks too often."""


class MemoryExceeded(ServiceError):
    """One page took more memory than a page may."""


class BodyTooSlow(ServiceError):
    """The body took longer to come in than a body may."""


class PageWanted(ServiceError):
    """There is no page but a URL of one, and nobody who fetches it.

    Attributes:
        options: what was said of the page; `url` is among them.
    """

    def __init__(self, detail: str, options: Options | None = None) -> None:
        super().__init__(detail)
        self.options = options or Options()


class FetchForbidden(ServiceError):
    """The URL, or what it redirects to, is none that is fetched from."""


class FetchFailed(ServiceError):
    """There is no page at the URL, or none that could be read.

    Attributes:
        extension: also the status with which the site answered, where it is that.
    """

    def __init__(self, detail: str, upstream_status: int | None = None) -> None:
        super().__init__(detail)
        if upstream_status is not None:
            self.extension = {"upstream_status": upstream_status}


class FetchTimedOut(ServiceError):
    """The page was not there in time."""


class WorkerDied(Exception):
    """The process that cleaned the page ended on its own, out of memory say."""
