"""Short ways to write labelled blocks and pages in tests."""

import numpy as np

from app.engine.article import Labelled, Told
from app.engine.blocks import Block, Place
from app.engine.labels import Label
from app.engine.page import Elements, Head, Look, Page


def labelled(*rows: tuple[str, str], element: int = -1) -> tuple[Labelled, ...]:
    """Blocks from pairs of label and text."""
    return tuple(
        Labelled(Block(text, element=element), Label(label), 1.0, Told("test", Place(number, 0, len(text))))
        for number, (label, text) in enumerate(rows, 1)
    )


def elements_of(*rows: tuple[int, Look]) -> Elements:
    """Elements from pairs of parent and look, in page order."""
    parents = [parent for parent, _ in rows]
    last = list(range(len(rows)))
    for row in range(len(rows) - 1, 0, -1):
        last[parents[row]] = max(last[parents[row]], last[row])
    parent, ends, looks = (np.array(column, np.int64) for column in (parents, last, range(len(rows))))
    return Elements(parent, ends, looks, tuple(look for _, look in rows))


def page_of(head: Head | None = None, elements: Elements | None = None) -> Page:
    """A page with nothing but a head."""
    return Page("html" if head else "text", "", (), elements, head)
