"""Clean HTML: one `<article>` element to put into a page, not a document.

Nothing of the page's markup is copied: elements are written anew from the blocks, every word is escaped, links are
resolved and checked. A sanitiser goes over the result all the same: nothing executable survives one mistake.
"""

from collections.abc import Collection
from html import escape

import nh3

from app.engine.article import Article
from app.engine.blocks import Block, Container, Span
from app.engine.labels import Label
from app.engine.render.characters import legal
from app.engine.render.links import SCHEMES, target
from app.engine.render.structure import End, Leaf, Start, events, inline

_BLOCKS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "ul", "ol", "li", "dl", "dt", "dd"}
_TABLES = {"table", "tr", "th", "td"}
_INLINE = {"a", "strong", "em", "code", "sub", "sup", "del", "br"}
#: The attribute that has the number of a container.
_NUMBERS = {"ol": "start", "li": "value"}
_SANITISER = nh3.Cleaner(
    tags={"article"} | _BLOCKS | _TABLES | _INLINE,
    attributes={"article": {"lang"}, "a": {"href"}, "ol": {"start"}, "li": {"value"}, "code": {"class"}},
    url_schemes=set(SCHEMES),
    link_rel=None,
)


def render(article: Article, include: Collection[Label] = ()) -> str:
    """The title as `<h1>`, then the kept blocks in their lists, quotes and tables."""
    metadata = article.metadata
    lang = f' lang="{escape(metadata.language)}"' if metadata.language else ""
    title = f"<h1>{escape(metadata.title)}</h1>\n" if metadata.title else ""
    parts = [f"<article{lang}>\n{title}"]
    for event in events(article, include):
        match event:
            case Leaf():
                parts.append(_leaf(event, metadata.base or metadata.url))
            case Start(Container() as container):
                parts.append(_start(container))
            case End(Container(tag=tag)):
                parts.append(f"</{tag}>\n")
    return _SANITISER.clean(legal("".join([*parts, "</article>"])))


def _start(container: Container) -> str:
    if container.start == 1 or container.tag not in _NUMBERS:
        return f"<{container.tag}>"
    return f'<{container.tag} {_NUMBERS[container.tag]}="{container.start}">'


def _leaf(leaf: Leaf, base: str | None) -> str:
    match leaf.kind:
        case "pre":
            language = next((span.href for span in leaf.block.spans if span.kind == "code" and span.href), "")
            names = f' class="language-{escape(language)}"' if language else ""
            return f"<pre><code{names}>{escape(leaf.block.text)}</code></pre>\n"
        case "heading":
            return f"<h{leaf.level}>{_inline(leaf.block, base)}</h{leaf.level}>\n"
        case "paragraph":
            return f"<p>{_inline(leaf.block, base)}</p>\n"
        case "bare":
            return _inline(leaf.block, base)


def _inline(block: Block, base: str | None) -> str:
    """A block's text with its links and emphasis; a line break is `<br>`."""
    parts: list[str] = []
    closing: list[str] = []
    for event in inline(block):
        match event:
            case str():
                parts.append(escape(event).replace("\n", "<br>"))
            case Start(Span() as span):
                opening, end = _tags(span, base)
                parts.append(opening)
                closing.append(end)
            case End():
                parts.append(closing.pop())
    return "".join(parts)


def _tags(span: Span, base: str | None) -> tuple[str, str]:
    """The opening and the closing tag of a span; none for a link that leads nowhere safe."""
    if span.kind != "link":
        return f"<{span.kind}>", f"</{span.kind}>"
    href = target(span.href, base)
    return (f'<a href="{escape(href)}">', "</a>") if href else ("", "")
