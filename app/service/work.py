"""The only module that calls the engine: what a worker process does for one request."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, get_args

from app.engine.article import Article
from app.engine.clean import ENGINE, Favor, Input, clean
from app.engine.labels import Label
from app.engine.language import detect_language
from app.engine.render import FORMATS, render
from app.service.example import PAGE, URL
from app.service.schemas import Format


@dataclass(frozen=True, slots=True)
class WorkRequest:
    """One page and all that its answer depends on beside the engine.

    Attributes:
        charset: what the sender declared.
        warnings: what the service noticed about the request; they come before the engine's.
    """

    data: bytes | str
    input: Input = "auto"
    charset: str | None = None
    url: str | None = None
    favor: Favor = "balanced"
    language: str | None = None
    format: Format = "json"
    include: tuple[Label, ...] = ()
    explain: bool = False
    warnings: tuple[str, ...] = ()


class Facts(NamedTuple):
    """What is counted of a page: nothing that it says, and of everything only so many different values.

    Attributes:
        input: what it was read as, "html" or "text".
        language: ISO 639-1 code, "other" where it has none of two letters, "unknown" where the page has too few words.
        blocks: number of blocks by label, kept or not.
    """

    input: str
    language: str
    verdict: str
    blocks: Mapping[str, int]


class WorkAnswer(NamedTuple):
    """A rendered article, UTF-8, and what formats without a place for it would lose."""

    body: bytes
    media_type: str
    warnings: tuple[str, ...]
    facts: Facts


class Warm(NamedTuple):
    """What a worker tells when it is ready: its engine, and its own answers to the example page by format."""

    engine: str
    examples: dict[Format, str]


def answer(request: WorkRequest) -> WorkAnswer:
    """Clean one page and render it.

    Raises:
        CleaningError: the caller can mend it.
    """
    article = clean(
        request.data,
        url=request.url,
        input=request.input,
        charset=request.charset,
        favor=request.favor,
        language=request.language,
    )
    article = replace(article, warnings=(*request.warnings, *article.warnings))
    rendered = render(article, request.format, include=request.include, explain=request.explain)
    # A lone surrogate that a page smuggles through must not cost its answer.
    body = rendered.encode("utf-8", "replace")
    return WorkAnswer(body, FORMATS[request.format], article.warnings, facts(article))


def facts(article: Article) -> Facts:
    """What is counted of a page."""
    language = article.metadata.language or "unknown"
    if len(language) == 3:  # ISO 639-3 has eight thousand codes, too many to count each
        language = "other"
    blocks = Counter(labelled.label.value for labelled in article.blocks)
    return Facts(article.kind, language, article.verdict.value, blocks)


def warm_up() -> Warm:
    """Load all that cleaning needs by cleaning the example page, so that no caller waits for it."""
    detect_language(URL)  # what reading its model takes for a moment is free again when the word lists are read
    examples: dict[Format, str] = {
        name: answer(WorkRequest(PAGE, url=URL, format=name)).body.decode() for name in get_args(Format)
    }
    return Warm(ENGINE, examples)
