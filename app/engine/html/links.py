"""Rows of links that stand side by side: a block each, though nothing but their styles sets them apart."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from app.engine.blocks import HEADINGS, Block, Span
from app.engine.html.spans import OpenSpan, tidy

#: In these, links belong together: a headline and its section, a cell, an item.
_WHOLE = HEADINGS | {"td", "th", "li", "dt", "dd", "pre"}
#: What stands between the links of a row. Commas join names and tags, slashes and arrows the steps of a trail.
_BETWEEN = " \n\u00a0|｜¦·•∙●‧・⋅-–—"

#: Targets of what scripts make buttons of; they begin none that is a page.
_NOWHERE = ("#", "javascript:")


def part_links(block: Block) -> Sequence[Block]:
    """The links of a block that is nothing else, each with what separates it from the next; else the block itself.

    Neighbours that lead to the same page are one.
    """
    links = _side_by_side(block.spans)
    if len(links) < 2 or block.tag in _WHOLE or block.text[links[-1].end :].strip(_BETWEEN):
        return (block,)
    starts, end = [0], 0
    for number, link in enumerate(links):
        if block.text[end : link.start].strip(_BETWEEN):
            return (block,)
        if number and (link.href != links[number - 1].href or link.href.startswith(_NOWHERE)):
            starts.append(link.start)
        end = link.end
    return _cut(block, starts) if len(starts) > 1 else (block,)


def _side_by_side(spans: Sequence[Span]) -> list[Span]:
    """The links, but for those inside others, which broken markup has."""
    links: list[Span] = []
    for span in spans:
        if span.kind == "link" and (not links or span.start >= links[-1].end):
            links.append(span)
    return links


def _cut(block: Block, starts: Sequence[int]) -> list[Block]:
    spans: list[list[OpenSpan]] = [[] for _ in starts]
    for span in block.spans:
        for part in range(bisect_right(starts, span.start) - 1, bisect_left(starts, span.end)):
            spans[part].append(span)
    parts = []
    for start, behind, inside in zip(starts, (*starts[1:], len(block.text)), spans, strict=True):
        text = block.text[start:behind].rstrip()
        tidied = tidy(inside, text, start)
        linked = sum(span.end - span.start for span in tidied if span.kind == "link")
        parts.append(block._replace(text=text, spans=tidied, linked=linked))
    return parts
