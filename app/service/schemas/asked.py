"""What may be asked: a page, or a line of a stream, with its options."""

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
from app.engine.labels import Label
from app.engine.language import normalise_language

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


class PageLine(PageBody):
    """A line of a stream. Only describes: a worker reads the JSON itself."""

    id: Annotated[str | int | float | None, Field(description="Comes back with the answer.")] = None
