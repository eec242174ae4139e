"""An article as text, Markdown, HTML, JSON or TEI: one module a format."""

from collections.abc import Callable, Collection
from types import MappingProxyType

from app.engine.article import Article
from app.engine.labels import Label
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


def render(article: Article, format: str = "text", *, include: Collection[Label] = (), explain: bool = False) -> str:
    """The article in one of `FORMATS`, without a newline at the end.

    Args:
        include: labels whose blocks are kept beside the body, in place; `Label.TITLE` puts the headline first in
            "text" and in the "text" of "json" (the other formats open with it anyway).
        explain: "json" lists every block.

    Raises:
        UnknownOption: there is no such format.
    """
    if format == "json":
        return json.render(article, include, explain)
    if format not in _RENDERERS:
        raise UnknownOption(f"There is no format {format!r}; there are {', '.join(FORMATS)}.")
    return _RENDERERS[format](article, include)
