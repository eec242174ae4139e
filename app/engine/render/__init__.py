"""An article as text, Markdown, HTML, JSON or TEI: one module a format."""

from collections.abc import Callable, Collection
from types import MappingProxyType

from app.engine.article import Article
from app.engine.labels import LABELS, Label
from app.engine.render import html, json, markdown, tei, text
from app.engine.render.json import as_dict
from app.errors import UnknownOption

__all__ = ["FORMATS", "as_dict", "render"]

#: Media type of each format.
FORMATS = MappingProxyType(
    {
        "text": "text/plain",
        "markdown": "text/markdown",
        "html": "text/html",
        "json": "application/json",
        "xml-tei": "application/tei+xml",
    }
)

_RENDERERS: dict[str, Callable[[Article, Collection[Label]], str]] = {
    "text": text.render,
    "markdown": markdown.render,
    "html": html.render,
    "xml-tei": tei.render,
}


def render(article: Article, format: str = "text", *, include: Collection[str] = (), explain: bool = False) -> str:
    """The article in one of `FORMATS`, without a newline at the end.

    Args:
        include: labels whose blocks are kept beside the body, in place; `Label.TITLE` puts the headline first in
            "text" and in the "text" of "json" (the other formats open with it anyway).
        explain: "json" lists every block.

    Raises:
        UnknownOption: there is no such format, or no such label.
    """
    if format not in FORMATS:
        raise UnknownOption(f"There is no format {format!r}; there are {', '.join(FORMATS)}.")
    labels = _known(include)
    return json.render(article, labels, explain) if format == "json" else _RENDERERS[format](article, labels)


def _known(include: Collection[str]) -> frozenset[Label]:
    """Labels by their names; as in a query, one string holds several with commas."""
    names = list(filter(None, map(str.strip, include.split(",")))) if isinstance(include, str) else include
    unknown = next((name for name in names if name not in LABELS), None)
    if unknown is not None:
        raise UnknownOption(f"There is no label {unknown!r}; there are {', '.join(LABELS)}.")
    return frozenset(map(Label, names))
