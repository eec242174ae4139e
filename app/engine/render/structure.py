"""The flat kept blocks as one well-formed stream of events: what every renderer with markup writes from.

Everything is a walk over the blocks in order, without recursion.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import Literal, NamedTuple

from app.engine.article import Article, Labelled, wanted
from app.engine.blocks import HEADINGS, Block, Container, Span
from app.engine.labels import Label
from app.engine.render.gaps import find_gaps
from app.engine.render.nesting import HOLDERS, Path, common, paths
from app.engine.wrapped import CUT, join_lines, paragraphs

#: A cell without words.
_EMPTY = Container("td", -1)


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
    gaps = find_gaps(walk)
    opened: Path = ()
    for labelled, path in zip(kept, walk, strict=True):
        shared = common(opened, path)
        yield from map(End, reversed(opened[shared:]))
        for container in path[shared:]:
            yield from (Start(_EMPTY), End(_EMPTY)) * gaps.get(container.key, 0)
            yield Start(container)
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
    bare = bool(path) and path[-1].tag in HOLDERS and inhabitants[path[-1]] == 1
    return Leaf(block, "bare" if bare else "paragraph", depth=len(path))
