"""TEI P5: the article as a document of the Text Encoding Initiative.

Valid under TEI's own customisation for corpora, tei_corpus, and so under all of TEI. It leaves out the modules with
`<table>` and `<code>`: a table is a list of rows, code is marked by its rendition. A heading opens a `<div>`, as TEI
wants it; a heading inside a list, a quote or a table is an `<ab type="head">`.
Source: https://tei-c.org/release/doc/tei-p5-doc/en/html/DS.html
"""

from collections.abc import Collection

from app.engine.article import Article
from app.engine.blocks import Block, Container, Span
from app.engine.labels import Label
from app.engine.render.links import target
from app.engine.render.nesting import LISTS
from app.engine.render.structure import End, Leaf, Start, events, inline
from app.engine.render.tei_header import write_header
from app.engine.render.writer import Writer

NAMESPACE = "http://www.tei-c.org/ns/1.0"

_PRESERVED = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
_ELEMENTS: dict[str, tuple[str, dict[str, str]]] = {
    "ul": ("list", {"rend": "bulleted"}),
    "ol": ("list", {"rend": "numbered"}),
    "dl": ("list", {"rend": "definitions"}),  # type="gloss" wants one term before each definition; pages do not
    "li": ("item", {}),
    "dt": ("item", {"rend": "term"}),
    "dd": ("item", {"rend": "definition"}),
    "blockquote": ("quote", {}),
    "table": ("list", {"rend": "table"}),
    "tr": ("list", {"rend": "cells"}),  # in an item: `_start`
    "th": ("item", {"rend": "head"}),
    "td": ("item", {"rend": "cell"}),
    "strong": ("hi", {"rend": "bold"}),
    "em": ("hi", {"rend": "italic"}),
    "sub": ("hi", {"rend": "sub"}),
    "sup": ("hi", {"rend": "sup"}),
    "del": ("del", {}),
    "code": ("hi", {"rend": "code"}),
}


def render(article: Article, include: Collection[Label] = ()) -> str:
    """The header with what is known of the article, its title, then the kept blocks."""
    writer = Writer(NAMESPACE, "TEI")
    write_header(writer, article)
    writer.open("text")
    writer.open("body")
    writer.open("div", type="entry")
    if article.title:
        writer.element("head", article.title, type="main")
    sections: list[int] = []  # levels of the headings whose <div> is open
    numbers: list[int | None] = []  # of the next item of each open list
    for event in events(article, include):
        match event:
            case Leaf():
                if event.kind == "heading" and not event.depth:
                    _section(writer, event.level, sections)
                _leaf(writer, event, article.metadata.base or article.metadata.url)
            case Start(Container() as container):
                _start(writer, container, numbers)
            case End(Container(tag=tag)):
                writer.close(2 if tag == "tr" else 1)
                writer.text("\n")
                if tag in LISTS:
                    numbers.pop()
    return writer.finish()


def _section(writer: Writer, level: int, sections: list[int]) -> None:
    """Close the sections that a heading of `level` ends and open its own."""
    while sections and sections[-1] >= level:
        sections.pop()
        writer.close()
    sections.append(level)
    writer.open("div")


def _start(writer: Writer, container: Container, numbers: list[int | None]) -> None:
    name, attributes = _ELEMENTS[container.tag]
    if container.tag in LISTS:
        numbers.append(container.start if container.tag == "ol" else None)
    elif container.tag == "tr":
        writer.open("item", rend="row")
    elif container.tag == "li" and (number := numbers[-1]) is not None:
        number = container.start if container.start != 1 else number
        attributes = {"n": str(number)}
        numbers[-1] = number + 1
    writer.open(name, **attributes)


def _leaf(writer: Writer, leaf: Leaf, base: str | None) -> None:
    match leaf.kind:
        case "bare":
            _inline(writer, leaf.block, base)
            return
        case "pre":
            writer.open("ab", type="code", **_PRESERVED)
            writer.text(leaf.block.text)
        case "heading":
            writer.open("ab" if leaf.depth else "head", type="head" if leaf.depth else "sub")
            _inline(writer, leaf.block, base)
        case "paragraph":
            writer.open("p")
            _inline(writer, leaf.block, base)
    writer.close()
    writer.text("\n")


def _inline(writer: Writer, block: Block, base: str | None) -> None:
    """A block's text with its links and emphasis; a line break is `<lb/>`."""
    opened: list[bool] = []  # of each open span, whether an element stands for it
    for event in inline(block):
        match event:
            case str():
                _text(writer, event)
            case Start(Span() as span):
                opened.append(_span(writer, span, base))
            case End():
                if opened.pop():
                    writer.close()


def _text(writer: Writer, text: str) -> None:
    first, *others = text.split("\n")
    writer.text(first)
    for line in others:
        writer.open("lb")
        writer.close()
        writer.text(line)


def _span(writer: Writer, span: Span, base: str | None) -> bool:
    """Open the element of a span; False for a link that leads nowhere safe."""
    if span.kind != "link":
        name, attributes = _ELEMENTS[span.kind]
        writer.open(name, **attributes)
        return True
    address = target(span.href, base)
    if address:
        writer.open("ref", target=address)
    return address is not None
