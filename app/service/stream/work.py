"""What a worker process does for one line of a stream."""

import json
import math
from typing import NamedTuple

from app.errors import CleaningError
from app.service.errors import InvalidRequest, PageWanted, ServiceError
from app.service.frames import keep_frames
from app.service.intake import override, work_of
from app.service.intake.fields import from_fields, json_object
from app.service.schemas import Options
from app.service.work import Facts, WorkAnswer, WorkRequest, answer

#: What says which page an answer belongs to; given back as it came.
ID = "id"
NO_ID = "null"
#: What a line is told that has only an address.
NO_PAGE = "url: a line holds the page itself, as html or as text; POST /clean fetches pages, where that is allowed."


class LineAnswer(NamedTuple):
    """What a line of a stream comes to.

    Attributes:
        id: the line's own, as JSON; `NO_ID` where it has none, or none that could be read.
        members: those of the answer as the inside of a JSON object, UTF-8; b"" where there is an error.
        error: what is wrong with the line.
        facts: what is counted of its page, where one was cleaned.
    """

    id: str
    members: bytes
    error: Exception | None = None
    facts: Facts | None = None


def answer_line(data: bytes, query: Options) -> LineAnswer:
    """Clean the page of one line.

    Args:
        query: the options of the whole stream; a line's own win over them.

    Raises:
        MemoryError: of any other error the answer tells.
    """
    identity = NO_ID
    try:
        fields = json_object(data)
        identity = identity_of(fields.pop(ID, None))
        sent = from_fields(fields)
        work = work_of(sent, override(query, sent.options))
        found = answer(work)
        return LineAnswer(identity, _members(work, found), facts=found.facts)
    except PageWanted:
        # Not done on purpose: the waiting for other people's servers would hold up all lines behind it.
        return LineAnswer(identity, b"", InvalidRequest(NO_PAGE))
    except (CleaningError, ServiceError) as error:
        return LineAnswer(identity, b"", error)
    except MemoryError:
        raise  # the process must not go on
    except Exception as error:
        keep_frames(error)
        return LineAnswer(identity, b"", error)


def read_identity(data: bytes) -> str:
    """The id of a line that was given up, as JSON."""
    try:
        return identity_of(json_object(data).get(ID))
    except ServiceError:
        return NO_ID


def identity_of(value: object) -> str:
    """An id as JSON.

    Raises:
        InvalidRequest: it is neither a string nor a number, nor none at all.
    """
    right = value is None or (isinstance(value, str | int | float) and not isinstance(value, bool))
    if not right or (isinstance(value, float) and not math.isfinite(value)):
        raise InvalidRequest(f"{ID}: give a string or a number.")
    return json.dumps(value)


def _members(work: WorkRequest, found: WorkAnswer) -> bytes:
    if work.format == "json":
        return found.body[1:-1]
    members = {
        "format": work.format,
        "content": found.body.decode(),
        "verdict": found.facts.verdict,
        "warnings": found.warnings,
    }
    return json.dumps(members, ensure_ascii=False).encode()[1:-1]
