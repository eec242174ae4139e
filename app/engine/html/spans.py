"""Inline markup over a text, as the walk collects it and as a block has it."""

from collections.abc import Sequence

from app.engine.blocks import Span

#: Kind, start, end and target of a span in the text as it is collected.
OpenSpan = tuple[str, int, int, str]


def tidy(spans: Sequence[OpenSpan], text: str, lead: int) -> tuple[Span, ...]:
    """The spans within the trimmed text, without blanks at their edges, outer before inner.

    Args:
        lead: how many characters were trimmed at its beginning.

    >>> tidy([("em", 1, 5, "")], "it is", 1)
    (Span(kind='em', start=0, end=4, href=''),)
    """
    tidied: list[Span] = []
    length = len(text)
    for kind, start, end, href in spans:
        start, end = start - lead, end - lead
        if start < 0:
            start = 0
        if end > length:
            end = length
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            tidied.append(Span(kind, start, end, href))
    if len(tidied) > 1:
        tidied.sort(key=lambda span: (span[1], -span[2]))
    return tuple(tidied)
