"""The containers around each kept block, in a nesting that any format can hold.

Pages nest their elements wrongly, and blocks that were taken out leave holes: not deeper than `MAX_DEPTH`, items in
lists, cells in rows, rows in tables, no tables that only lay out the page.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from app.engine.blocks import HEADINGS, Block, Container

#: Containers around a block that are rendered, counted from the outermost; deeper ones are left out, their words stay.
#: Readers indent, and parsers of HTML and Markdown have limits; no article nests its lists and quotes this deep.
MAX_DEPTH = 32

#: A table with more paragraphs than this in one cell lays out the page and is no table.
MAX_CELL_PARAGRAPHS = 3

#: A table with fewer cells than one in so many of its rows' and columns' places is none: filled up, a row of a thousand
#: cells and a thousand rows of one would be a million. Of 888 tables in the articles of `train` and `dev`, the sparsest
#: has one in 7, one in a hundred fewer than one in 2.
MAX_SPARSENESS = 16

LISTS = frozenset({"ul", "ol", "dl"})
CELLS = frozenset({"td", "th"})
HOLDERS = frozenset({"li", "dt", "dd", "td", "th"})

#: What may stand in an element that holds only certain children; a list's first is put in where the page has none.
_CHILDREN = {"ul": ("li",), "ol": ("li",), "dl": ("dd", "dt"), "table": ("tr",), "tr": ("td", "th")}

#: The list around an item that stands in none.
_HOMES = {"li": "ul", "dt": "dl", "dd": "dl"}
_TABLE_PARTS = frozenset({"tr", "td", "th"})

Path = tuple[Container, ...]


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
    """Keys of the tables that lay out the page: one column without a header, a cell with whole passages, or few cells.

    A table in an item of a list counts as one too: readers of Markdown disagree on where such a table begins.
    """
    layout: set[int] = set()
    rows: defaultdict[int, defaultdict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
    columns: defaultdict[int, set[int]] = defaultdict(set)
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
            elif container.tag in CELLS and table >= 0:
                rows[table][row].add(container.key)
                columns[table].add(container.column)
                if container.tag == "th":
                    headed.add(table)
        if table < 0:
            continue
        cell = block.containers[-1]
        paragraphs[cell.key] += cell.tag in CELLS
        if block.tag in HEADINGS or paragraphs[cell.key] > MAX_CELL_PARAGRAPHS:
            layout.add(table)
    for table, cells in rows.items():
        counts = list(map(len, cells.values()))
        widest = max(counts)
        sparse = len(counts) * max(widest, len(columns[table])) > MAX_SPARSENESS * sum(counts)
        if sparse or (widest == 1 and table not in headed):
            layout.add(table)
    return layout


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
