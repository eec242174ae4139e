"""What may be asked, and what is answered: the shapes behind the OpenAPI description."""

from binascii import a2b_base64
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    FailFast,
    Field,
    PlainValidator,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from app.engine.clean import Favor, Input
from app.engine.labels import Label, Verdict
from app.engine.language import normalise_language
from app.service.kinds import Kind

Format = Literal["json", "text", "markdown", "html", "xml-tei"]


def _split(value: Any) -> Any:
    """Labels by commas, by repetition, or both."""
    parts = [value] if isinstance(value, str) else value
    if not isinstance(parts, list | tuple) or not all(isinstance(part, str) for part in parts):
        raise PydanticCustomError("labels_type", "Input should be labels, in a list or with commas")
    return [word for part in parts for word in map(str.strip, part.split(",")) if word]


def _known_language(value: str | None) -> str | None:
    """The engine's own check, made before a body is read or a page fetched."""
    if value is not None and normalise_language(value) is None:
        raise PydanticCustomError("language", "Input should be an ISO 639 code such as 'pl' or 'zh'")
    return value


def _any_string(value: Any) -> str:
    """A string that may hold lone surrogates, which pydantic's own `str` refuses: JSON can write them, pages do."""
    if isinstance(value, str):
        return value
    raise PydanticCustomError("string_type", "Input should be a string")


def _from_base64(value: Any) -> bytes:
    """Bytes that may have line ends in their base64; what else is no base64 is not skipped, as Python's own would."""
    text = "".join(_any_string(value).split())
    try:
        return a2b_base64(text, strict_mode=True)
    except ValueError:
        raise PydanticCustomError("base64", "Input should be base64, with + and / and = up to its end") from None


PageText = Annotated[str, PlainValidator(_any_string), WithJsonSchema({"type": "string"})]
PageBytes = Annotated[bytes, PlainValidator(_from_base64), WithJsonSchema({"type": "string", "format": "base64"})]


class Options(BaseModel):
    """How a page is to be cleaned and answered."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: Annotated[
        Format | None, Field(description="Format of the answer; wins over `Accept`. Without either it is `json`.")
    ] = None
    favor: Annotated[Favor, Field(description="`precision` drops what is doubtful, `recall` keeps it.")] = "balanced"
    include: Annotated[
        frozenset[Label],
        FailFast(),
        BeforeValidator(_split),
        Field(description="Labels to keep beside the body, by commas or repeated. `title` puts the headline first."),
    ] = frozenset()
    explain: Annotated[
        bool, Field(description="List every block with its label, score, reason and place (`json` only).")
    ] = False
    url: Annotated[str | None, Field(max_length=8192, description="Where the page came from; read for metadata.")] = (
        None
    )
    language: Annotated[
        str | None,
        Field(max_length=35, description="ISO 639 code of the page's language, where known; else detected."),
        AfterValidator(_known_language),
    ] = None
    input: Annotated[
        Input | None, Field(description="What the page is. Without it the media type tells, else looking (`auto`).")
    ] = None


class PageBody(Options):
    """A page and its options as JSON, or as the fields of a form: one of `html`, `text` and `base64`.

    Without any of them the page is fetched from `url`, where the service is set to do so.
    """

    html: Annotated[PageText | None, Field(description="The page as HTML.")] = None
    text: Annotated[PageText | None, Field(description="The page as raw text.")] = None
    base64: Annotated[
        PageBytes | None,
        Field(description="The page as its bytes in base64; it is looked at, and so is its encoding."),
    ] = None


class ExplainedBlock(BaseModel):
    """A block of the page with what became of it."""

    model_config = ConfigDict(extra="forbid")

    label: Annotated[Label, Field(description="What it is.")]
    score: Annotated[float, Field(ge=0, le=1, description="How sure the engine is of the label; 1 is certain.")]
    scores: Annotated[dict[Label, float], Field(description="What the model gives each label, none with 0.")]
    reason: Annotated[str, Field(description="The evidence that decided.")]
    kept: Annotated[bool, Field(description="Whether it stands in `text`.")]
    text: Annotated[str, Field(description="Its own words.")]
    line: Annotated[int, Field(description="Its line in the decoded page, 1 for the first.")]
    start: Annotated[int, Field(description="Offset of its first character in the decoded page.")]
    end: Annotated[int, Field(description="Offset behind its last character.")]


class Answer(BaseModel):
    """The article of a page, and what was left out of it. Only describes: the engine writes the JSON itself."""

    model_config = ConfigDict(extra="forbid")

    title: Annotated[str | None, Field(description="The headline.")]
    authors: Annotated[list[str], Field(description="Who wrote it.")]
    date: Annotated[str | None, Field(description="When it was published, ISO 8601.")]
    source: Annotated[str | None, Field(description="The agency or paper that it credits.")]
    site: Annotated[str | None, Field(description="The name of the site that shows it.")]
    language: Annotated[str | None, Field(description="Its language, ISO 639.")]
    url: Annotated[str | None, Field(description="Where it stands.")]
    text: Annotated[str, Field(description="The body alone: a blank line between paragraphs, one line a list item.")]
    verdict: Annotated[Verdict, Field(description="What the page as a whole is; `no_article` is an answer, no error.")]
    confidence: Annotated[float, Field(ge=0, le=1, description="How far `text` can be trusted; 1 is certain.")]
    comments: Annotated[list[str], Field(description="Readers' comments, in page order.")]
    related: Annotated[list[str], Field(description="Links to other articles, in page order.")]
    captions: Annotated[list[str], Field(description="Captions and credits of pictures, in page order.")]
    removed: Annotated[dict[Label, int], Field(description="Number of blocks left out of the body, by label.")]
    blocks: Annotated[list[ExplainedBlock], Field(description="Every block of the page, with `explain` only.")] = []
    warnings: Annotated[list[str], Field(description="What the caller should know, a sentence each.")]
    engine: Annotated[str, Field(description="What decided: an answer is the same as long as this is.")]


class Problem(BaseModel):
    """An error, as RFC 9457 has it."""

    type: Annotated[str, Field(description="The kind of problem: stable, and the path of a page that explains it.")]
    title: Annotated[str, Field(description="The kind of problem in a few words.")]
    status: Annotated[int, Field(description="The status of the response.")]
    detail: Annotated[str, Field(description="What is wrong with this request and what to do about it.")]
    request_id: Annotated[str, Field(description="The `X-Request-ID` of the response.")]

    @classmethod
    def of(cls, kind: Kind, detail: str, request_id: str) -> "Problem":
        """A problem of a kind, with its status."""
        return cls(type=kind.type, title=kind.title, status=kind.status, detail=detail, request_id=request_id)


Id = Annotated[str | int | float | None, Field(description="The line's own, as it came.")]
Number = Annotated[int, Field(ge=1, description="Number of the line, 1 for the first; blank ones count.")]


class PageLine(PageBody):
    """A line of a stream. Only describes: a worker reads the JSON itself."""

    id: Annotated[str | int | float | None, Field(description="Comes back with the answer.")] = None


class AnswerLine(Answer):
    """The answer to a line of a stream."""

    id: Id
    line: Number


class RenderedLine(BaseModel):
    """The answer to a line of a stream in another format than `json`."""

    model_config = ConfigDict(extra="forbid")

    id: Id
    line: Number
    format: Annotated[Format, Field(description="As it was asked for.")]
    content: Annotated[str, Field(description="The article.")]
    verdict: Annotated[Verdict, Field(description="What the page as a whole is.")]
    warnings: Annotated[list[str], Field(description="What the caller should know, a sentence each.")]


class ProblemLine(Problem):
    """What is wrong with a line of a stream, and with no other."""

    model_config = ConfigDict(extra="forbid")

    id: Id
    line: Number
    cut: Annotated[
        Literal[True] | None, Field(description="The stream ends here: this line and all after it were not read.")
    ] = None


class Version(BaseModel):
    """What is running."""

    service: Annotated[str, Field(description="Always `winnow`.")] = "winnow"
    api: Annotated[str, Field(description="Version of this HTTP interface.")]
    engine: Annotated[str, Field(description="What cleans: an answer is the same as long as this is.")]
    python: Annotated[str, Field(description="Version of the Python that runs it.")]


class Example(BaseModel):
    """A page to try the service on: `/examples/` and its name."""

    name: str
    title: str


class Offer(BaseModel):
    """What the page at `/` can be tried on."""

    examples: list[Example]
    fetch: Annotated[bool, Field(description="Whether a page is fetched by its URL.")]


class Health(BaseModel):
    """Whether the service is up."""

    status: Literal["ok"] = "ok"
