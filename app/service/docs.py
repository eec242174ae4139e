"""The OpenAPI description: every way to send a page, every format of the answer, every problem, with examples."""

import json
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from app.service import kinds
from app.service.example import PAGE, TEXT, URL
from app.service.kinds import Kind
from app.service.negotiate import MEDIA_TYPES
from app.service.problems import MEDIA_TYPE
from app.service.schemas import (
    Answer,
    AnswerLine,
    Format,
    PageBody,
    PageLine,
    Problem,
    ProblemLine,
    RenderedLine,
)

DESCRIPTION = """\
A scraped page in, as HTML or as raw text, in any language; the article out, with the reason for all that was left out.

    curl --data-binary @page.html 'localhost:8000/clean?format=text'

The same bytes with the same options give the same answer, byte for byte, as long as `engine` is the same.
Errors are `application/problem+json`; their `type` is the path of a page that explains it. What answers `GET` answers
`HEAD`, too.
"""

SUMMARY = "The article of a page"
CLEAN = """\
The body is the page itself, under one of the media types below, any other `text/…` or none, or JSON, or a form with one
file. The media types of HTML and of Markdown are taken at their word; with any other the page is looked at, unless
`input` says what it is. Options stand in the query, the JSON or the form; the same option may stand in two places only
with the same value. `PUT` does the same, for `curl -T`.

A page without an article is answered with 200 and a `verdict` that says so.
"""

_HEADERS: dict[str, Any] = {
    "ETag": "Names this answer to this page with these options; `If-None-Match` with it gets 304.",
    "X-Request-ID": "The request's own, or one made for it.",
    "Winnow-Verdict": "`verdict`, for the formats that have no place for it.",
    "Winnow-Warning": "One of `warnings`, for the formats that have no place for them; once for each.",
}


def _examples(page: str, text: str) -> dict[str, Any]:
    return {"html": {"summary": "HTML", "value": page}, "text": {"summary": "Raw text", "value": text}}


#: What `POST /clean` takes.
REQUEST_BODY: dict[str, Any] = {
    "description": "The page.",
    "content": {
        "text/html": {"schema": {"type": "string"}, "example": PAGE},
        "text/plain": {"schema": {"type": "string"}, "examples": _examples(PAGE, TEXT)},
        "text/markdown": {"schema": {"type": "string"}, "example": TEXT},
        "application/xhtml+xml": {"schema": {"type": "string"}, "example": PAGE},
        "application/xml": {"schema": {"type": "string"}, "example": PAGE},
        "application/octet-stream": {
            "schema": {"type": "string", "format": "binary"},
            "examples": _examples(PAGE, TEXT),
        },
        "application/x-www-form-urlencoded": {
            "schema": {"type": "string", "description": "What `curl --data-binary` sends: the page itself, no form."},
            "examples": _examples(PAGE, TEXT),
        },
        "application/json": {
            "schema": {"$ref": "#/components/schemas/PageBody"},
            "examples": {
                "html": {"summary": "HTML", "value": {"html": PAGE, "url": URL}},
                "text": {"summary": "Raw text", "value": {"text": TEXT, "include": ["title"], "favor": "recall"}},
            },
        },
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "properties": {"file": {"type": "string", "format": "binary"}},
                "description": "One file, or the page as the field `html` or `text`; its own `Content-Type` counts. "
                "Every other field is an option.",
            },
            "example": {"file": PAGE, "format": "markdown"},
        },
    },
}


def responses() -> dict[int | str, dict[str, Any]]:
    """What `POST /clean` answers. The examples of 200 are added once a worker has given them."""
    headers = {name: {"schema": {"type": "string"}, "description": text} for name, text in _HEADERS.items()}
    schemas = {media: {"schema": {"type": "string"}} for media in MEDIA_TYPES}
    schemas["application/json"] = {"schema": {"$ref": "#/components/schemas/Answer"}}
    found: dict[int | str, dict[str, Any]] = {
        200: {"description": "The article.", "headers": headers, "content": dict(reversed(schemas.items()))},
        304: {"description": "The answer is the one that `If-None-Match` names."},
    }
    return found | problems(kinds.OF_CLEAN)


def problems(of: Iterable[Kind]) -> dict[int | str, dict[str, Any]]:
    """The responses that are problems of these kinds, by status."""
    found: dict[int | str, dict[str, Any]] = {}
    for kind in of:
        example = Problem.of(kind, kind.meaning, "b7ad6b71").model_dump()
        content = {"schema": {"$ref": "#/components/schemas/Problem"}, "examples": {}}
        response = {"description": HTTPStatus(kind.status).phrase, "content": {MEDIA_TYPE: content}}
        examples = found.setdefault(kind.status, response)["content"][MEDIA_TYPE]["examples"]
        examples[kind.slug] = {"summary": kind.title, "value": example}
    return found


def describer(app: FastAPI) -> Callable[[], dict[str, Any]]:
    """What `app.openapi` is to be: the description, with the answers that `app.state.examples` holds by format.

    It is written once: that takes as long as some pages do, and anybody may ask for it.
    """

    def describe() -> dict[str, Any]:
        if app.openapi_schema is None:
            app.openapi_schema = _description(app)
        return app.openapi_schema

    return describe


def _description(app: FastAPI) -> dict[str, Any]:
    description = get_openapi(
        title=app.title, version=app.version, description=DESCRIPTION, routes=app.routes, summary=app.summary
    )
    schemas = description.setdefault("components", {}).setdefault("schemas", {})
    for model in (Answer, PageBody, Problem, PageLine, AnswerLine, RenderedLine, ProblemLine):
        schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
        schemas.update(schema.pop("$defs", {}))
        schemas[model.__name__] = schema
    for operation in (each for path in description["paths"].values() for each in path.values()):
        responses = operation["responses"]
        for status, refusal in problems(kinds.OF_HTTP).items():
            described = responses.setdefault(str(status), refusal)
            described["content"][MEDIA_TYPE]["examples"] |= refusal["content"][MEDIA_TYPE]["examples"]
        operation["responses"] = dict(sorted(responses.items()))
    content = description["paths"]["/clean"]["post"]["responses"]["200"]["content"]
    examples: dict[Format, str] = getattr(app.state, "examples", {})
    for media, entry in content.items():
        if MEDIA_TYPES[media] in examples:
            example = examples[MEDIA_TYPES[media]]
            entry["example"] = json.loads(example) if MEDIA_TYPES[media] == "json" else example
    return description
