"""What can go wrong at the other end.

    Exception
    ├── ProblemError      the service says what is wrong
    │   ├── Refused       4xx: the same request will be refused again
    │   ├── Unavailable   429, 503: later, it may be answered
    │   └── Failed        any other 5xx: the service broke, or gave the page up
    └── BrokenAnswer      what came is no answer of the service: the page of a proxy, say
        └── BrokenStream  the answers are not those of the lines that were sent

That it cannot be reached at all is one of httpx's own errors, `httpx.TransportError`.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from http import HTTPStatus
from typing import Any, TypeVar

import httpx

S = TypeVar("S")
T = TypeVar("T")

_LATER = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)


class ProblemError(Exception):
    """A problem as RFC 9457 has it.

    Attributes:
        type: the kind of problem, "about:blank" where whoever answered does not say.
        title: the kind in a few words.
        status: the HTTP status.
        detail: what is wrong with this request and what to do about it.
        request_id: names the request in the service's log; None where it is not known.
        response: None where the problem is that of a line of a stream.
    """

    def __init__(self, members: Mapping[str, Any], response: httpx.Response | None = None) -> None:
        self.type = str(members.get("type", "about:blank"))
        self.title = str(members.get("title", ""))
        status = members.get("status")
        self.status = status if isinstance(status, int) else response.status_code if response is not None else 0
        self.detail = str(members.get("detail", ""))
        self.request_id: str | None = members.get("request_id")
        self.response = response
        super().__init__(f"{self.status} {self.title}: {self.detail}" if self.detail else f"{self.status} {self.title}")

    @classmethod
    def of_line(cls, members: Mapping[str, Any]) -> "ProblemError":
        """The problem of a line."""
        return _class(int(members["status"]))(members)

    @classmethod
    def of_response(cls, response: httpx.Response) -> "ProblemError":
        """The problem of a response that was read; a proxy's own answer becomes one too."""
        elsewhere = response.headers.get("location")
        plain = {
            "title": response.reason_phrase,
            "status": response.status_code,
            "detail": f"The service is said to be at {elsewhere}." if elsewhere else "",
            "request_id": response.headers.get("x-request-id"),
        }
        members = None
        if response.headers.get("content-type", "").startswith("application/problem+json"):
            with suppress(ValueError):
                members = json.loads(response.content)
        return _class(response.status_code)(members if isinstance(members, dict) else plain, response)


class Refused(ProblemError):
    """The request must change."""


class Unavailable(ProblemError):
    """The service is busy, stopping or not ready; it was asked as often as the client may."""


class Failed(ProblemError):
    """The service broke, or gave the page up."""


class BrokenAnswer(Exception):
    """What came is no answer of the service, though its status says so."""


class BrokenStream(BrokenAnswer):
    """A stream ended before its answers, or answered something else than it was asked."""


def understood(make: Callable[[S], T], what: S, otherwise: type[BrokenAnswer] = BrokenAnswer) -> T:
    """What is made of something that came, which may be anything.

    Raises:
        BrokenAnswer: nothing can be made of it; of the class `otherwise`.
    """
    try:
        return make(what)
    except (AttributeError, KeyError, OverflowError, RecursionError, TypeError, ValueError) as error:
        raise otherwise("What came is no answer of the service.") from error


def _class(status: int) -> type[ProblemError]:
    if status in _LATER:
        return Unavailable
    return Failed if status >= HTTPStatus.INTERNAL_SERVER_ERROR else Refused
