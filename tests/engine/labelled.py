"""Short ways to write labelled blocks and pages in tests."""

from app.engine.article import Labelled, Told
from app.engine.blocks import Block, Place
from app.engine.labels import Label
from app.engine.page import Elements, Head, Page


def labelled(*rows: tuple[str, str], element: int = -1) -> tuple[Labelled, ...]:
    """Blocks from pairs of label and text."""
    return tuple(
        Labelled(Block(text, element=element), Label(label), 1.0, Told("test", Place(number, 0, len(text))))
        for number, (label, text) in enumerate(rows, 1)
    )


def page_of(head: Head | None = None, elements: Elements | None = None) -> Page:
    """A page with nothing but a head."""
    return Page("html" if head else "text", "", (), elements, head)
