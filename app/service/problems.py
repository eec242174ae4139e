"""The only place where exceptions become HTTP: RFC 9457 problems with stable types.

Source: https://www.rfc-editor.org/rfc/rfc9457. `type` is a relative reference: this service serves a page at it.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from app import errors as engine
from app.service import errors, kinds
from app.service.kinds import Kind
from app.service.schemas import Options, Problem

MEDIA_TYPE = "application/problem+json"
#: Longest part of a caller's own name of a field that is repeated to them, in characters.
MAX_NAME_CHARS = 40
#: Most errors of one query that are described.
MAX_DESCRIBED = 5

#: How each error is answered; of an error's classes the nearest that has a row decides.
TABLE: dict[type[Exception], Kind] = {
    engine.UndecodableInput: kinds.UNDECODABLE,
    engine.NotAPage: kinds.NOT_A_PAGE,
    engine.UnknownOption: kinds.INVALID,
    errors.MalformedBody: kinds.MALFORMED,
    errors.Unauthorized: kinds.UNAUTHORIZED,
    errors.NotAcceptable: kinds.NOT_ACCEPTABLE,
    errors.BodyTooLarge: kinds.TOO_LARGE,
    errors.UnsupportedMediaType: kinds.MEDIA,
    errors.UnsupportedEncoding: kinds.ENCODING,
    errors.InvalidRequest: kinds.INVALID,
    errors.Overloaded: kinds.OVERLOADED,
    errors.RateLimited: kinds.RATE,
    errors.NotReady: kinds.NOT_READY,
    errors.Stopping: kinds.STOPPING,
    errors.DeadlineExceeded: kinds.DEADLINE,
    errors.PageWanted: kinds.FETCH_DISABLED,
    errors.FetchForbidden: kinds.FETCH_FORBIDDEN,
    errors.FetchFailed: kinds.FETCH_FAILED,
    errors.FetchTimedOut: kinds.FETCH_TIMED_OUT,
    errors.MemoryExceeded: kinds.MEMORY,
    errors.BodyTooSlow: kinds.TOO_SLOW,
    ClientDisconnect: kinds.MALFORMED,
}
#: What the router refuses.
_BY_STATUS = {kind.status: kind for kind in (kinds.NOT_FOUND, kinds.METHOD)}


def kind_of(error: Exception) -> Kind:
    """The kind of problem that an error is; `INTERNAL` for what nobody expected."""
    return next((TABLE[cls] for cls in type(error).__mro__ if cls in TABLE), kinds.INTERNAL)


def detail_of(error: Exception) -> str:
    """What a caller is told of an error: its own message where it has a row in `TABLE`, nothing of it otherwise."""
    kind = kind_of(error)
    return kind.meaning if kind is kinds.INTERNAL else str(error) or kind.meaning


def respond(request: Request, error: Exception) -> JSONResponse:
    """The response to an error."""
    own = (error.headers, error.extension) if isinstance(error, errors.ServiceError) else ({}, {})
    return problem(request, kind_of(error), detail_of(error), *own)


def problem(
    request: Request,
    kind: Kind,
    detail: str,
    headers: Mapping[str, str] | None = None,
    more: Mapping[str, int] | None = None,
) -> JSONResponse:
    """The response of one kind of problem.

    Args:
        more: members beside those that every problem has, or in place of them.
    """
    members = Problem.of(kind, detail, request.state.request_id).model_dump() | dict(more or {})
    return JSONResponse(members, status_code=members["status"], headers=headers, media_type=MEDIA_TYPE)


def describe(errors: Iterable[Mapping[str, Any]], known: Collection[str]) -> str:
    """What is wrong with which option or field; without the values, for one of them may be the page.

    Args:
        errors: pydantic's, places beginning with the name.
        known: the names there are.
    """
    return " ".join(_describe(str(error["loc"][0]), error["type"], error["msg"], known) for error in errors)


def _describe(name: str, kind: str, message: str, known: Collection[str]) -> str:
    return unknown(name, known) if kind == "extra_forbidden" else f"{name}: {message}."


def unknown(name: str, known: Collection[str]) -> str:
    """That no option or field has this name, and which there are."""
    shown = name if len(name) <= MAX_NAME_CHARS else name[:MAX_NAME_CHARS] + "…"
    return f"{shown!r} is not an option; known are {', '.join(known)}."


def install(app: FastAPI) -> None:
    """Answer every error of `app` as a problem."""

    def refused(request: Request, error: Exception) -> JSONResponse:
        return respond(request, error)

    def invalid(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)
        found = [{**item, "loc": item["loc"][1:]} for item in error.errors()[:MAX_DESCRIBED]]
        return problem(request, kinds.INVALID, describe(found, Options.model_fields))

    def routed(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)
        kind = _BY_STATUS.get(error.status_code, kinds.HTTP)
        return problem(request, kind, kind.meaning, error.headers, {"status": error.status_code})

    for cls in TABLE:
        app.add_exception_handler(cls, refused)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, routed)
