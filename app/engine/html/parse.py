"""HTML to blocks: one pass over the parsed tree, without recursion."""

from collections.abc import Collection

from selectolax.lexbor import LexborHTMLParser, LexborNode

from app.engine.blocks import Block
from app.engine.html.assemble import Assembler
from app.engine.html.flags import BY_TAG, Flag, flags_of_names
from app.engine.html.head import read_head
from app.engine.html.nesting import MAX_DEPTH, limit_nesting
from app.engine.page import Elements, Page
from app.engine.text import line_blocks

#: Never shown as text, whatever they hold.
SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "select",
        "textarea",
        "canvas",
        "audio",
        "video",
        "map",
        "datalist",
        "head",
        "frameset",
        "noframes",
        "noembed",
        "rp",
    ]
)
#: A page that shows fewer characters is built by its scripts; what it says to readers without them is read then.
MIN_SHOWN_CHARS = 300
#: Elements that begin and end a block.
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "label",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "picture",
        "plaintext",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "xmp",
        "listing",
    ]
)
#: Inline elements that rendering shows, and the span each becomes.
SPANS = {
    "a": "link",
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "cite": "em",
    "dfn": "em",
    "code": "code",
    "kbd": "code",
    "samp": "code",
    "tt": "code",
    "sub": "sub",
    "sup": "sup",
    "del": "del",
    "s": "del",
    "strike": "del",
}
_NAMING = ("class", "id", "role", "itemprop", "itemtype", "rel", "data-testid", "data-component")
_TEXT = "-text"


def parse_html(source: str) -> Page:
    """The page's blocks, its elements and its head.

    Args:
        source: a whole document or a fragment, however broken: the HTML standard's parser makes a tree of anything.
    """
    flat, was_deep = limit_nesting(source)
    tree = LexborHTMLParser(flat)
    assembler = _assemble(tree.body, SKIPPED)
    if sum([len(block.text) for block in assembler.blocks]) < MIN_SHOWN_CHARS and "<noscript" in flat:
        assembler = _assemble(tree.body, SKIPPED - {"noscript"})
    elements = _with_flags(assembler)
    blocks = _split_plain_text(assembler.blocks)
    warnings = (f"elements nested deeper than {MAX_DEPTH} levels were flattened",) if was_deep else ()
    return Page("html", source, tuple(blocks), elements, read_head(tree), warnings)


def _split_plain_text(blocks: list[Block]) -> list[Block]:
    """The lines of a `<pre>` as blocks where it is all of the page: a text file that was wrapped to be shown."""
    if len(blocks) != 1 or blocks[0].tag != "pre" or any(span.kind == "code" for span in blocks[0].spans):
        return blocks
    lines = line_blocks(blocks[0].text)
    return [line._replace(element=blocks[0].element, line=0, start=0) for line in lines]


def _assemble(body: LexborNode | None, skipped: Collection[str]) -> Assembler:
    assembler = Assembler()
    if body is not None:
        _walk(body, assembler, skipped)
    return assembler


def _walk(root: LexborNode, to: Assembler, skipped: Collection[str]) -> None:
    """Tell the assembler of every start, end and text below `root`, in page order; `skipped` elements are passed over."""
    names: dict[int, str] = {}
    open_nodes: list[tuple[LexborNode, str]] = []
    node: LexborNode | None = root
    while node is not None:
        tag_id = node.tag_id
        tag = names.get(tag_id)
        if tag is None:
            tag = names[tag_id] = node.tag or "-"
        child = None
        if tag == _TEXT:
            to.add_text(node.text_content or "")
        elif tag == "br":
            to.add_break()
        elif tag[0] != "-" and tag not in skipped:
            _enter(node, tag, to)
            child = node.first_child
            if child is None:
                _leave(tag, to)
        if child is not None:
            open_nodes.append((node, tag))
            node = child
            continue
        following = node.next if open_nodes else None
        while following is None and open_nodes:
            node, tag = open_nodes.pop()
            _leave(tag, to)
            following = node.next if open_nodes else None
        node = following
    to.flush()


def _enter(node: LexborNode, tag: str, to: Assembler) -> None:
    if tag in BLOCKS:
        attributes = node.attributes
        to.open_block(
            tag, _names(attributes), _own_flags(tag, attributes), attributes.get("start") if tag == "ol" else None
        )
    elif tag in SPANS:
        to.open_span(SPANS[tag], (node.attributes.get("href") or "") if tag == "a" else "")
    else:
        attributes = node.attributes
        to.open_inline(_names(attributes) if attributes else "", _own_flags(tag, attributes) if attributes else 0)


def _leave(tag: str, to: Assembler) -> None:
    if tag in BLOCKS:
        to.close_block()
    elif tag in SPANS:
        to.close_span()
    else:
        to.close_inline()


def _names(attributes: dict[str, str | None]) -> str:
    if not attributes:
        return ""
    return " ".join([value for key in _NAMING if (value := attributes.get(key))])


def _own_flags(tag: str, attributes: dict[str, str | None]) -> int:
    flags = int(BY_TAG.get(tag, 0))
    if attributes:
        style = attributes.get("style")
        hidden = "hidden" in attributes or attributes.get("aria-hidden") == "true"
        if hidden or (style and "none" in style and "display:none" in style.replace(" ", "").lower()):
            flags |= Flag.HIDDEN
    return flags


def _with_flags(assembler: Assembler) -> Elements:
    """The element columns, each row's flags joined with those of its class words."""
    by_names = flags_of_names(assembler.names)
    flags = [own | by_names[names] for own, names in zip(assembler.own_flags, assembler.names, strict=True)]
    return Elements(assembler.parents, assembler.tags, assembler.names, flags)
