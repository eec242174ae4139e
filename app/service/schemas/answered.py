"""What is answered: articles, problems, lines of a stream, and what the service says of itself."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from app.engine.labels import Label, Verdict
from app.service.kinds import Kind
from app.service.schemas.asked import Format


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
