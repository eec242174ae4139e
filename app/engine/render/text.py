"""The words alone.

A blank line between paragraphs, a line for each list item, a line for each table row with its cells joined by a tab,
a tab for each empty one before another, preformatted text as it is. No character is added: no bullets, no numbers. No
newline at the end; no article is "".
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence

from app.engine.article import Article
from app.engine.blocks import Block
from app.engine.labels import Label
from app.engine.render.gaps import find_gaps
from app.engine.render.nesting import LISTS, Path, common, paths
from app.engine.wrapped import CUT

#: How a line of raw text begins that is a list item. No dashes longer than a hyphen: they open direct speech.
_MARKED = re.compile(r"(?:[-*+•‣⁃◦▪▫●○■□►▶✓✔·・]|[(（]?(?:\d{1,3}|[a-zA-Z])[.)])\s|[(（]?\d{1,3}[．、）]")


def render(article: Article, include: Collection[Label] = ()) -> str:
    """The body and the blocks labelled as one of `include`; with `Label.TITLE` the headline first."""
    blocks = article.kept(include)
    walk = paths(blocks)
    loose = _loose(walk)
    gaps = find_gaps(walk)
    parts = [article.title, "\n\n"] if Label.TITLE in include and article.title else []
    before: Path = ()
    marked = False
    for index, (block, path) in enumerate(zip(blocks, walk, strict=True)):
        was_marked, marked = marked, block.tag == "line" and _MARKED.match(block.text) is not None
        shared = common(before, path)
        if index:
            joined = (marked and was_marked) or block.tag == CUT
            parts.append("\n" if joined else _between(before[:shared], loose))
        parts.append("\t" * sum([gaps.get(container.key, 0) for container in path[shared:]]))
        parts.append(_line(block, path, loose))
        before = path
    return "".join(parts).rstrip()


def _between(shared: Path, loose: set[int]) -> str:
    """What separates two blocks in the same `shared` containers."""
    tags = {container.tag for container in shared}
    if "tr" in tags:
        row = max(index for index, container in enumerate(shared) if container.tag == "tr")
        return "\t" if row == len(shared) - 1 else " "
    if "table" in tags:
        return "\n"
    lists = [container for container in shared if container.tag in LISTS]
    return "\n" if lists and lists[0].key not in loose else "\n\n"


def _line(block: Block, path: Path, loose: set[int]) -> str:
    """A block's text, on one line where it stands in a row or in an item."""
    if not path or "\n" not in block.text:
        return block.text
    in_row = any(container.tag == "tr" for container in path)
    in_item = block.tag != "pre" and any(container.tag in LISTS and container.key not in loose for container in path)
    return " ".join(block.text.split()) if in_row or in_item else block.text


def _loose(walk: Sequence[Path]) -> set[int]:
    """Keys of the lists of which an item holds several paragraphs: they are set as paragraphs, like CommonMark's."""
    items = Counter(path[-1].key for path in walk if path and path[-1].tag in ("li", "dt", "dd"))
    return {
        container.key
        for path in walk
        if path and path[-1].tag in ("li", "dt", "dd") and items[path[-1].key] > 1
        for container in path
        if container.tag in LISTS
    }
