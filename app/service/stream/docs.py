"""The stream in the OpenAPI description."""

import json
from typing import Any

from app.service import kinds
from app.service.docs import problems
from app.service.example import PAGE, TEXT, URL

NDJSON = "application/x-ndjson"
SUMMARY = "The articles of many pages, as they come"
DESCRIPTION = """\
One JSON object a line: `html`, `text` or `base64`, options that differ from those of the query, and an `id`, a string
or a number. One JSON object a line comes back for each, in the same order, with that `id` and the number of the `line`,
while lines are still being sent: what `POST /clean` answers; in another format than `json` the members `format`,
`content`, `verdict` and `warnings`; or, for a line that cannot be cleaned, the members of its problem. One bad line
costs no other.

A line may be as long as a body may be; how many there are does not matter. Whoever does not read answers is not read
from any more, so read while you send. Lines may be compressed (`Content-Encoding`), and so may answers
(`Accept-Encoding`); each answer is flushed as soon as it is there.

A last line with `"cut": true` says that the stream ended before its input: `line` and all after it were not read. When
the service is told to stop, its `type` is `/problems/stopping`: send them again. `PUT` does the same, for `curl -T -`.
"""

_LINES = ({"id": "a", "html": PAGE, "url": URL}, {"id": 2, "text": TEXT, "format": "text"}, {"id": "c"})
#: What `POST /clean/stream` takes.
REQUEST_BODY: dict[str, Any] = {
    "description": "Lines of JSON.",
    "content": {
        NDJSON: {
            "schema": {
                "type": "string",
                "description": "Each line is a `PageLine`.",
                "contentSchema": {"$ref": "#/components/schemas/PageLine"},
            },
            "example": "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in _LINES),
        }
    },
}
_ANSWERS = [{"$ref": f"#/components/schemas/{name}"} for name in ("AnswerLine", "RenderedLine", "ProblemLine")]


def responses() -> dict[int | str, dict[str, Any]]:
    """What `POST /clean/stream` answers as a whole."""
    schema = {
        "type": "string",
        "description": "Each line is an `AnswerLine`, a `RenderedLine` or a `ProblemLine`.",
        "contentSchema": {"anyOf": _ANSWERS},
    }
    found: dict[int | str, dict[str, Any]] = {
        200: {"description": "A line for each line.", "content": {NDJSON: {"schema": schema}}}
    }
    refusals = (
        kinds.UNAUTHORIZED,
        kinds.NOT_ACCEPTABLE,
        kinds.MEDIA,
        kinds.ENCODING,
        kinds.INVALID,
        kinds.INTERNAL,
        kinds.RATE,
        kinds.OVERLOADED,
        kinds.STOPPING,
    )
    return found | problems(refusals)
