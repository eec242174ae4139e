"""A page and its options as fields, as a JSON object has them."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import ValidationError

from app.service.errors import InvalidRequest, MalformedBody, PageWanted
from app.service.intake.records import Sent
from app.service.problems import describe, unknown
from app.service.schemas import PageBody


def json_object(body: bytes) -> dict[str, Any]:
    """The fields of a JSON object.

    Raises:
        MalformedBody: it is not JSON, or one object of it has a name twice: who reads it otherwise reads another.
        InvalidRequest: it is JSON, but no object.
    """
    try:
        value = json.loads(body, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        raise MalformedBody(f"This is no JSON from character {error.pos + 1} on; it may be cut short.") from None
    except UnicodeDecodeError:
        raise MalformedBody("This is no JSON: it is not in UTF-8.") from None
    except (ValueError, RecursionError):
        raise MalformedBody("This JSON has a number that is too long, or is nested too deep.") from None
    if not isinstance(value, dict):
        raise InvalidRequest('The JSON must be an object such as {"html": "…"}.')
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise MalformedBody("The JSON has two members of the same name in one object.")
    return found


def check_once(items: Iterable[tuple[str, str]]) -> None:
    """Refuse options of a query or a form that are said twice and differently; labels add up.

    Raises:
        InvalidRequest: one of them is.
    """
    said: dict[str, str] = {}
    for name, value in items:
        if name in PageBody.model_fields and name != "include" and said.setdefault(name, value) != value:
            raise InvalidRequest(f"{name}: it is given twice, with different values.")


def from_fields(fields: Mapping[str, Any]) -> Sent:
    """The page and the options in the fields of a JSON object or of a form.

    Raises:
        InvalidRequest: a field is unknown or wrong, or there is not exactly one page.
    """
    page = validated(fields)
    if len(pages_in(page)) > 1:
        raise InvalidRequest(f"{', '.join(pages_in(page))}: give one of them, not both.")
    if page.html is not None:
        return Sent(page.html, "html", options=page)
    if page.text is not None:
        return Sent(page.text, "text", options=page)
    if page.base64 is not None:
        return Sent(page.base64, options=page)
    if page.url is not None:
        raise PageWanted("There is only the url of a page, and none is fetched here: send it as html or as text.", page)
    raise InvalidRequest("There is no page: send it as html or as text, or as a file in a form.")


def pages_in(page: PageBody) -> list[str]:
    """The names of the fields that hold a page."""
    return [name for name in ("html", "text", "base64") if getattr(page, name) is not None]


def validated(fields: Mapping[str, Any]) -> PageBody:
    """The fields, each of which is known and right.

    Raises:
        InvalidRequest: one is not.
    """
    known = PageBody.model_fields
    # Not left to pydantic, which would write an error for each of a million wrong names.
    if (wrong := next((name for name in fields if name not in known), None)) is not None:
        raise InvalidRequest(unknown(wrong, known))
    try:
        return PageBody.model_validate(fields)
    except ValidationError as error:
        found = error.errors(include_url=False, include_context=False, include_input=False)
        raise InvalidRequest(describe(found, known)) from None
