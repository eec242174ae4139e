"""The one recipe: what the service and the command both call."""

from collections.abc import Iterator, Sequence
from functools import partial
from importlib.metadata import version
from typing import Literal, NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray

from app.engine.article import Article, Labelled
from app.engine.classify import classify
from app.engine.confidence import confidence_of
from app.engine.decide import Decision, Favor, decide, without_article, without_offer
from app.engine.decode import Decoded, decode
from app.engine.evidence import Evidence, gather
from app.engine.explain import by_line, explained
from app.engine.headline import host_name, title_candidates
from app.engine.html.parse import parse_html
from app.engine.labels import ARTICLE_LABELS, Verdict
from app.engine.language import normalise_language
from app.engine.metadata import read_metadata
from app.engine.model import predict
from app.engine.model import version as model_version
from app.engine.page import Page
from app.engine.schema_org import states_body
from app.engine.several import LISTS_PAGES, SEVERAL_ARTICLES, holds_several, lists_pages
from app.engine.sniff import has_markup, is_html, list_of_pages
from app.engine.text import parse_text
from app.engine.verdict import judge
from app.errors import NotAPage, UnknownOption

__all__ = ["ENGINE", "Favor", "Input", "clean"]

Input = Literal["auto", "html", "text", "markdown"]

#: Said of a page whose scripts would show its article.
ONLY_STATED = "the page shows no article; its JSON-LD has the text of one, which is not read"
#: What is said of a text that may be a fragment of HTML.
TAGS = "the text has tags of HTML in it and was read as raw text; with input=html they are markup"

#: Said where the caller's `url` is none of a page on the web.
NO_ADDRESS = "url is no http or https address of a public host; it was not used"

ENGINE = f"winnow/{version('winnow')} model/{model_version()}"


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
        input: what it is; "auto" looks, for Markdown in what is said to be "text", too.
        charset: what the sender declared, from an HTTP header say; checked against the bytes.
        favor: "precision" drops what is doubtful, "recall" keeps it.
        language: ISO 639 code, where the caller knows it; detected else.

    Raises:
        UndecodableInput: the bytes are no text.
        NotAPage: it is a feed or the like, and `input` does not say that it is to be read as text.
        UnknownOption: `input`, `favor` or `language` has a value that is not known.
        TypeError: `data` is neither bytes nor text, or an option no text.
    """
    _check_types(data, url=url, charset=charset, language=language)
    known_language = _check(input, favor, language)
    decoded = decode(data, charset, "text" if input == "markdown" else input)
    page = _parse(decoded, input)
    headlines = title_candidates(page.head) if page.head else ()
    evidence = gather(page, headlines)
    probabilities = predict(evidence)
    decision = decide(evidence, classify(evidence), favor, probabilities)
    outcome = _conclude(evidence, decision, probabilities)
    metadata = partial(read_metadata, page, outcome.blocks, headlines, url=url, language=known_language)
    tags = (TAGS,) if page.kind == "text" and input == "auto" and has_markup(decoded.text) else ()
    address = (NO_ADDRESS,) if url and not host_name(url) else ()
    warnings = (*decoded.warnings, *address, *page.warnings, *tags, *_warnings(evidence, outcome.blocks))
    return Article(
        metadata, by_line(page, outcome.blocks), outcome.verdict, outcome.confidence, warnings, ENGINE, page.kind
    )


def _warnings(evidence: Evidence, blocks: Sequence[Labelled]) -> Iterator[str]:
    page = evidence.page
    if page.kind == "text" and holds_several(evidence):
        yield SEVERAL_ARTICLES
    if page.kind == "html" and lists_pages(evidence, blocks):
        yield LISTS_PAGES
    if page.head and not any(labelled.label in ARTICLE_LABELS for labelled in blocks) and states_body(page.head):
        yield ONLY_STATED


class _Outcome(NamedTuple):
    """What follows from a decision."""

    blocks: tuple[Labelled, ...]
    verdict: Verdict
    confidence: float


def _conclude(evidence: Evidence, decision: Decision, probabilities: NDArray[np.float32]) -> _Outcome:
    """Judge a page by its labels; one that turns out to be no article loses its body, a paywalled one its offer."""
    blocks = explained(evidence.page, decision, probabilities)
    verdict = judge(blocks, evidence.phrases, evidence.page)
    final = without_offer(without_article(decision, verdict), verdict, evidence.phrases)
    if final is not decision:
        blocks = explained(evidence.page, final, probabilities)
    return _Outcome(blocks, verdict, confidence_of(evidence, final, verdict))


def _check_types(data: object, **options: object) -> None:
    if not isinstance(data, bytes | str):
        raise TypeError(f"data is of type {type(data).__name__}; pass the page itself, as bytes or as str")
    for name, value in options.items():
        if not isinstance(value, str | None):
            raise TypeError(f"{name} is of type {type(value).__name__}; pass a str, or None where it is not known")


def _check(input: str, favor: str, language: str | None) -> str | None:
    """The language as a plain code; refuses option values that are not known."""
    for name, value, known in (("input", input, get_args(Input)), ("favor", favor, get_args(Favor))):
        if value not in known:
            raise UnknownOption(f"{name} is {value!r}; it must be one of {', '.join(known)}")
    if language is None:
        return None
    code = normalise_language(language)
    if code is None:
        raise UnknownOption(f"language is {language!r}; it must be an ISO 639 code such as 'pl' or 'zh'")
    return code


def _parse(decoded: Decoded, input: Input) -> Page:
    if input in ("auto", "html") and (kind := list_of_pages(decoded.text)):
        raise NotAPage(f"the input is a {kind}, which lists pages: send those; with input=text it is read as raw text")
    as_html = is_html(decoded.text) if input == "auto" else input == "html"
    return parse_html(decoded.text, decoded.utf8) if as_html else parse_text(decoded.text, input == "markdown")
