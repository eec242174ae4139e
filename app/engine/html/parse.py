"""HTML to blocks: one pass over the parsed tree, without recursion."""

import re
from collections.abc import Callable, Collection
from functools import partial

from selectolax.lexbor import LexborHTMLParser, LexborNode

from app.engine.html.assemble import Assembler
from app.engine.html.attributes import MAX_ATTRIBUTES, limit_attributes
from app.engine.html.emoji import is_emoji
from app.engine.html.formula import draws_formula, read_formula
from app.engine.html.head import read_head
from app.engine.html.listings import language_of, mend_listings
from app.engine.html.nesting import MAX_DEPTH, limit_nesting
from app.engine.html.place import is_place
from app.engine.html.plain import split_plain_text
from app.engine.html.shadow import open_shadows
from app.engine.html.strays import part_strays
from app.engine.html.xhtml import close_empty
from app.engine.page import LEFT_OUT, MAX_BLOCKS, Page

#: Never shown as text, whatever they hold; or they hold nothing, but for pictures of emoji.
SKIPPED = frozenset(
    "script style noscript template svg iframe object embed select textarea canvas audio video map datalist head "
    "frameset noframes noembed rp area base col img input link meta param source track wbr".split()
)
#: A page that shows fewer characters is built by its scripts; what it says to readers without them is read then, and
#: what its shadow trees hold. With them read always, one page of `train` lost its article to the menus in them.
MIN_SHOWN_CHARS = 300
#: Elements that begin and end a block.
BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html label legend li main menu nav ol optgroup option p "
    "picture plaintext pre search section summary table tbody td tfoot th thead tr ul xmp listing".split()
)
#: Inline elements that rendering shows, and the span each becomes.
SPANS = (
    dict.fromkeys(("b", "strong"), "strong")
    | dict.fromkeys(("i", "em", "cite", "dfn"), "em")
    | dict.fromkeys(("code", "kbd", "samp", "tt"), "code")
    | dict.fromkeys(("del", "s", "strike"), "del")
    | {"a": "link", "sub": "sub", "sup": "sup"}
)
#: Elements that few pages have, looked for in one pass over the bytes.
_SPECIAL = re.compile(rb"<(math|noscript|pre|[Tt][Aa][Bb][Ll][Ee]|template)(?=[\s/>])")
#: What a node means for the walk.
_TEXT, _BREAK, _PASSED, _BLOCK, _SPAN, _INLINE, _FORMULA, _LISTING = range(8)


def parse_html(source: str, utf8: bytes | None = None) -> Page:
    """The page's blocks, its elements and its head.

    Args:
        source: a whole document or a fragment, however broken: the HTML standard's parser makes a tree of anything.
        utf8: the same in UTF-8, where it is at hand.
    """
    encoded = source.encode("utf-8", "ignore") if utf8 is None else utf8
    sparse, was_flooded = limit_attributes(close_empty(encoded))
    flat, was_deep = limit_nesting(sparse)
    seen = {tag.lower() for tag in _SPECIAL.findall(flat)}
    tree = LexborHTMLParser(part_strays(flat) if b"table" in seen else flat)
    if b"pre" in seen or (b"table" in seen and b"data-line-number" in flat):
        mend_listings(tree)
    formulas = b"math" in seen
    assembler = _assemble(tree.body, SKIPPED, formulas)
    uncovered: list[str] = []
    if b"template" in seen and _is_bare(assembler):
        open_shadows(tree)
        assembler = _assemble(tree.body, SKIPPED, formulas)
        uncovered.append("template")
    if b"noscript" in seen and _is_bare(assembler):
        assembler = _assemble(tree.body, SKIPPED - {"noscript"}, formulas)
        uncovered.append("noscript")
    blocks = split_plain_text(assembler.blocks, source)
    warnings = (
        (f"elements nested deeper than {MAX_DEPTH} levels were flattened", was_deep),
        (f"attributes of a tag beyond {MAX_ATTRIBUTES} were left out", was_flooded),
        (LEFT_OUT, len(blocks) > MAX_BLOCKS),
    )
    said = tuple(text for text, is_so in warnings if is_so)
    kept = tuple(blocks[:MAX_BLOCKS])
    return Page("html", source, kept, assembler.elements.finish(), read_head(tree), said, frozenset(uncovered))


def _is_bare(assembler: Assembler) -> bool:
    return sum([len(block.text) for block in assembler.blocks]) < MIN_SHOWN_CHARS


def _assemble(body: LexborNode | None, skipped: Collection[str], formulas: bool) -> Assembler:
    assembler = Assembler()
    if body is not None:
        _walk(body, assembler, skipped, formulas)
    return assembler


def _walk(root: LexborNode, to: Assembler, skipped: Collection[str], formulas: bool) -> None:
    """Tell the assembler of every start, end and text below `root`, in page order, except in `skipped` elements.

    Ends soon after the page has more than `MAX_BLOCKS`.

    Args:
        formulas: the page may have some.
    """
    text, blocks = to.text, to.blocks
    closers = {_BLOCK: to.close_block, _SPAN: text.close_span, _INLINE: to.close_inline}
    closers[_LISTING] = partial(_close_listing, to)
    kinds: dict[int, tuple[int, str]] = {}
    open_nodes: list[tuple[LexborNode, Callable[[], None]]] = []
    node = root
    while True:  # a page has thousands of nodes: whatever is done for each of them is done right here
        try:
            kind, tag = kinds[node.tag_id]
        except KeyError:
            kind, tag = kinds[node.tag_id] = _kind_of(node, skipped)
        if kind == _TEXT:
            if to.preformatted:
                to.add_preformatted(node.text_content or " ")
            elif node.is_empty_text_node or (words := node.text_content or " ").isspace():
                text.space = True
            else:
                to.add_text(words)
        elif kind == _BREAK:
            if len(blocks) > MAX_BLOCKS:
                break
            to.add_break()
        elif kind == _FORMULA:
            to.add_formula(read_formula(node))
        elif kind != _PASSED:
            if kind == _BLOCK and len(blocks) > MAX_BLOCKS:
                break
            kind = _open(kind, tag, node, to, formulas)
            child = node.first_child
            if child is not None:
                open_nodes.append((node, closers[kind]))
                node = child
                continue
            closers[kind]()
        elif tag == "img" and is_emoji(alt := node.attrs.sget("alt", "")):
            (to.add_preformatted if to.preformatted else to.add_text)(alt)
        following = node.next if open_nodes else None
        while following is None and open_nodes:
            node, close = open_nodes.pop()
            close()
            following = node.next if open_nodes else None
        if following is None:
            break
        node = following
    to.flush()


def _open(kind: int, tag: str, node: LexborNode, to: Assembler, formulas: bool) -> int:
    """Tell the assembler of the start of an element; what it is to be closed as."""
    if kind == _BLOCK:
        to.open_block(tag, node.attributes)
        if tag == "pre" and (language := language_of(node)):
            to.text.open_span("code", language)
            return _LISTING
    elif kind == _SPAN:
        href = node.attrs.sget("href") if tag == "a" else ""
        if tag == "a" and not href and is_place(node.attributes):
            to.open_inline(tag, {})  # one never closed holds the rest of the page: its name says nothing
            return _INLINE
        to.text.open_span(SPANS[tag], href)
    else:
        attributes = node.attributes
        to.open_inline(tag, attributes, formulas and "aria-hidden" in attributes and draws_formula(node))
    return kind


def _close_listing(to: Assembler) -> None:
    to.text.close_span()
    to.close_block()


def _kind_of(node: LexborNode, skipped: Collection[str]) -> tuple[int, str]:
    tag = node.tag or "-"
    if tag == "-text":
        return _TEXT, tag
    if tag == "br":
        return _BREAK, tag
    if tag == "math":
        return _FORMULA, tag
    if tag[0] == "-" or tag[0] == "!" or tag in skipped:
        return _PASSED, tag
    if tag in BLOCKS:
        return _BLOCK, tag
    return (_SPAN, tag) if tag in SPANS else (_INLINE, tag)
