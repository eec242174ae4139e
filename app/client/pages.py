"""What is sent: pages and their options."""

import json
from base64 import b64encode
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypedDict, TypeVar

P = TypeVar("P")


class Options(TypedDict, total=False):
    """How pages are to be cleaned; what is not said is left to the service.

    Attributes:
        url: where the page came from; read for metadata, never fetched.
        input: what the page is; the service looks where it is not said.
        favor: "precision" drops what is doubtful, "recall" keeps it.
        include: labels to keep beside the body; "title" puts the headline first.
        explain: list every block with its label, score, reason and place.
        language: ISO 639 code, where it is known.
    """

    url: str | None
    input: Literal["auto", "html", "text", "markdown"]
    favor: Literal["precision", "balanced", "recall"]
    include: Collection[str]
    explain: bool
    language: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """One of many pages, with options of its own.

    Attributes:
        data: HTML or raw text; of bytes the service finds the encoding.
        options: those that differ from the other pages'.
    """

    data: str | bytes
    options: Options | None = None


def check_data(data: object) -> None:
    """Nothing, where this is what a page is made of.

    Raises:
        TypeError: it is neither bytes nor text.
    """
    if not isinstance(data, str | bytes):
        raise TypeError(f"a page is of type {type(data).__name__}; pass the page itself, as bytes or as str")


def check_many(pages: object) -> None:
    """Nothing, where this may be many pages.

    Raises:
        TypeError: it is one, of which each character would be a page.
    """
    if isinstance(pages, str | bytes):
        raise TypeError(f"pages is of type {type(pages).__name__}, which is one page; pass a list of them")


def checked(page: P) -> P:
    """One of many pages.

    Raises:
        TypeError: see `check_data`.
    """
    check_data(page.data if isinstance(page, Page) else page)
    return page


def parameters(options: Mapping[str, Any]) -> dict[str, str]:
    """Options as a query has them."""
    return {name: _parameter(value) for name, value in options.items() if value is not None}


def line_of(page: str | bytes | Page) -> bytes:
    """A page as a line of a stream."""
    data, options = (page.data, page.options or Options()) if isinstance(page, Page) else (page, Options())
    members: dict[str, Any] = {"text": data} if isinstance(data, str) else {"base64": b64encode(data).decode()}
    value: Any
    for name, value in options.items():
        if value is not None:
            members[name] = list(value) if _is_list(value) else value
    return json.dumps(members).encode() + b"\n"


def _parameter(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(map(str, value)) if _is_list(value) else str(value)


def _is_list(value: Any) -> bool:
    return isinstance(value, Iterable) and not isinstance(value, str)
