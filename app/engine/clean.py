"""The one recipe: what the service, the command and the batch all call."""

from typing import Literal

from app.engine.article import Article

Input = Literal["auto", "html", "text"]
Favor = Literal["precision", "balanced", "recall"]


def clean(
    data: bytes | str,
    url: str | None = None,
    input: Input = "auto",
    charset: str | None = None,
    favor: Favor = "balanced",
    language: str | None = None,
) -> Article:
    """The article of one page.

    Args:
        data: the page as scraped: HTML or raw text, bytes or already decoded.
        url: where it came from; only read for metadata, never fetched.
        input: what it is; "auto" looks.
        charset: what the sender declared, from an HTTP header say; checked against the bytes.
        favor: "precision" drops what is doubtful, "recall" keeps it.
        language: ISO 639 code, where the caller knows it; detected else.

    Raises:
        UndecodableInput: the bytes are no text.
        UnknownOption: `input`, `favor` or `language` has a value that is not known.
    """
    raise RuntimeError
