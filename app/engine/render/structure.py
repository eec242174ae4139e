"""The flat kept blocks as one well-formed stream of events: what every renderer with markup writes from.

Pages nest their elements wrongly, and blocks that were taken out leave holes. So the containers of each block are
first made into a `Path` that any format can hold: not deeper than `MAX_DEPTH`, items in lists, cells in rows, rows in
tables, no tables that only lay out the page. Everything is a walk over the blocks in order, without recursion.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Literal, NamedTuple

from app.engine.article import Article, Labelled, wanted
from app.engine.blocks import Block, Container, Span
from app.engine.labels import Label
from app.engine.wrapped import CUT, join_lines, paragraphs

#: Containers around a block that are rendered, counted from the outermost; deeper ones are left out, their words stay.
#: Readers indent, and parsers of HTML and Markdown have limits; no article nests its lists and quotes this deep.
MAX_DEPTH = 32

#: A table with more paragraphs than this in one cell lays out the page and is no table.
MAX_CELL_PARAGRAPHS = 3

LISTS = frozenset({"ul", "ol", "dl"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_CELLS = frozenset({"td", "th"})
_HOLDERS = frozenset({"li", "dt", "dd", "td", "th"})

#: What may stand in an element that holds only certain children; a list's first is put in where the page has none.
_CHILDREN = {"ul": ("li",), "ol": ("li",), "dl": ("dd", "dt"), "table": ("tr",), "tr": ("td", "th")}

#: The list around an item that stands in none.
_HOMES = {"li": "ul", "dt": "dl", "dd": "dl"}
_TABLE_PARTS = frozenset({"tr", "td", "th"})

Path = tuple[Container, ...]


class Leaf(NamedTuple):
    """A block in the place where it is written.

    Attributes:
        kind: "bare" is the only paragraph of a list item or a cell and needs no element of its own.
        level: of a heading, 2 to 6 (1 is the article's title); 0 for other kinds.
        depth: number of containers open around it.
    """

    block: Block
    kind: Literal["paragraph", "heading", "pre", "bare"]
    level: int = 0
    depth: int = 0


class Start(NamedTuple):
    """A container or a span of inline markup opens."""

    node: Container | Span


class End(NamedTuple):
    """The container or span that opened last of those still open closes."""

    node: Container | Span


def events(article: Article, include: Collection[Label] = ()) -> Iterator[Start | Leaf | End]:
    """The kept blocks of `article` in page order inside their containers; every `Start` has its `End`."""
    labels = wanted(include)
    kept = _whole([labelled for labelled in article.blocks if labelled.label in labels])
    walk = paths([labelled.block for labelled in kept])
    inhabitants = Counter(path[-1] for path in walk if path)
    opened: Path = ()
    for labelled, path in zip(kept, walk, strict=True):
        shared = common(opened, path)
        yield from map(End, reversed(opened[shared:]))
        yield from map(Start, path[shared:])
        yield _leaf(labelled.block, labelled.label, path, inhabitants)
        opened = path
    yield from map(End, reversed(opened))


def _whole(kept: Sequence[Labelled]) -> list[Labelled]:
    """The blocks, the lines of one paragraph as one."""
    if all(labelled.block.tag != CUT for labelled in kept):
        return list(kept)
    first = iter([labelled for labelled in kept if labelled.block.tag != CUT])
    lines = paragraphs([labelled.block for labelled in kept])
    return [next(first)._replace(block=join_lines(paragraph)) for paragraph in lines]


def paths(blocks: Sequence[Block]) -> list[Path]:
    """The containers to render around each block, outermost first, legally nested."""
    layout = _layout_tables(blocks)
    found: list[Path] = []
    path: Path = ()
    for block in blocks:
        path = _nest(_without(layout, block.containers[:MAX_DEPTH]), path) if block.containers else ()
        found.append(path)
    return found


def common(one: Path, other: Path) -> int:
    """How many containers, from the outermost, two paths share."""
    if not one or not other:
        return 0
    for index, (left, right) in enumerate(zip(one, other, strict=False)):
        if left.key != right.key or left.tag != right.tag:
            return index
    return min(len(one), len(other))


def inline(block: Block) -> Iterator[Start | str | End]:
    """The text of a block inside its inline markup; the strings joined are the text.

    A span of white space, inside another of its kind, or inside code adds nothing and is left out: nesting has a bound.
    """
    text, at = block.text, 0
    if not block.spans:
        yield text
        return
    opened: list[Span] = []
    for span in block.spans:
        while opened and opened[-1].end <= span.start:
            yield text[at : opened[-1].end]
            at = opened[-1].end
            yield End(opened.pop())
        end = min(span.end, opened[-1].end if opened else len(text))
        if span.start < at or span.start >= end or any(outer.kind in (span.kind, "code") for outer in opened):
            continue
        if text[span.start : end].isspace():
            continue
        yield text[at : span.start]
        at = span.start
        opened.append(span._replace(end=end))
        yield Start(opened[-1])
    while opened:
        yield text[at : opened[-1].end]
        at = opened[-1].end
        yield End(opened.pop())
    yield text[at:]


def _leaf(block: Block, label: Label, path: Path, inhabitants: Counter[Container]) -> Leaf:
    """How a block is written: the page's own markup decides, then the label."""
    if block.tag == "pre":
        return Leaf(block, "pre", depth=len(path))
    if block.tag in HEADINGS:
        return Leaf(block, "heading", max(2, int(block.tag[1])), len(path))
    if label is Label.HEADING and not path:
        return Leaf(block, "heading", 2)
    bare = bool(path) and path[-1].tag in _HOLDERS and inhabitants[path[-1]] == 1
    return Leaf(block, "bare" if bare else "paragraph", depth=len(path))


def _nest(containers: Path, before: Path) -> Path:
    """`containers` with what is missing between them put in; `before` is the path of the block before this one."""
    path: list[Container] = []
    for container in containers:
        tag, parent = container.tag, path[-1].tag if path else ""
        if tag in _TABLE_PARTS and tag not in _CHILDREN.get(parent, ()):
            continue  # no parser of HTML leaves a row without its table
        while path and path[-1].tag in _CHILDREN and tag not in _CHILDREN[path[-1].tag]:
            if path[-1].tag in LISTS:
                path.append(_implied(path, before))
            else:
                path.pop()
        if tag in _HOMES and (not path or path[-1].tag not in LISTS):
            path.append(Container(_HOMES[tag], ~path[-1].key if path else -1))
        path.append(container)
    while path and path[-1].tag in ("table", "tr"):  # a table's caption stands before it
        path.pop()
    if path and path[-1].tag in LISTS:
        path.append(_implied(path, before))
    return tuple(path)


def _implied(path: list[Container], before: Path) -> Container:
    """The item that must follow the list at the end of `path`: the one still open, as browsers show it, else a new."""
    depth, parent = len(path), path[-1]
    if len(before) > depth and before[depth - 1].key == parent.key and before[depth].tag in _CHILDREN[parent.tag]:
        return before[depth]
    return Container(_CHILDREN[parent.tag][0], ~parent.key)


def _layout_tables(blocks: Sequence[Block]) -> set[int]:
    """Keys of the tables that lay out the page: one column without a header, or a cell with whole passages in it.

    A table in an item of a list counts as one too: readers of Markdown disagree on where such a table begins.
    """
    layout: set[int] = set()
    rows: defaultdict[int, defaultdict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    headed: set[int] = set()
    paragraphs: Counter[int] = Counter()
    for block in blocks:
        table = row = -1
        in_item = False
        for container in block.containers[:MAX_DEPTH]:
            if container.tag == "table":
                layout.update({table} - {-1})
                table, row = container.key, -1
                if in_item:
                    layout.add(table)
            elif container.tag == "tr":
                row = container.key
            elif container.tag in ("li", "dd", "dt"):
                in_item = True
            elif container.tag in _CELLS and table >= 0:
                rows[table][row].add(container.key)
                if container.tag == "th":
                    headed.add(table)
        if table < 0:
            continue
        cell = block.containers[-1]
        paragraphs[cell.key] += cell.tag in _CELLS
        if block.tag in HEADINGS or paragraphs[cell.key] > MAX_CELL_PARAGRAPHS:
            layout.add(table)
    narrow = {table for table, cells in rows.items() if max(map(len, cells.values())) == 1}
    return layout | (narrow - headed)


def _without(tables: set[int], containers: Path) -> Path:
    """`containers` without the given tables, their rows and cells."""
    if not tables:
        return containers
    left: list[Container] = []
    table = -1
    for container in containers:
        if container.tag == "table":
            table = container.key
        if table not in tables or container.tag not in ("table", "tr", "td", "th"):
            left.append(container)
    return tuple(left)
