"""Emphasis that CommonMark reads back.

Its `*` and `~` open only where a word begins and close only where one ends. Scripts without spaces between words break
that: in `日本**「語」**で` the asterisks stay asterisks. So emphasis is moved off the punctuation at its edges,
`日本「**語**」で`, or is left out where nothing helps; no word is touched.
Source: https://spec.commonmark.org/0.31.2/#left-flanking-delimiter-run
"""

import unicodedata
from collections.abc import Sequence

from app.engine.blocks import Span

#: The character that marks emphasis of each kind.
_MARKS = {"strong": "*", "em": "*", "del": "~"}

_Edges = set[tuple[int, str]]


def legible(text: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans of `text` that CommonMark can say, moved where that is needed.

    >>> legible("日本「語」で", [Span("strong", 2, 5)])
    (Span(kind='strong', start=3, end=4, href=''),)
    >>> legible("a[0] is the first", [Span("link", 0, 17, "/a"), Span("code", 0, 4)])
    (Span(kind='link', start=0, end=17, href='/a'),)
    """
    spans = [span._replace(end=min(span.end, len(text))) for span in spans if span.start < len(text)]
    starts = {(span.start, _MARKS.get(span.kind, "")) for span in spans}
    ends = {(span.end, _MARKS.get(span.kind, "")) for span in spans}
    linked = bytearray(len(text))
    for span in spans:
        if span.kind == "link":
            linked[span.start : span.end] = b"\1" * (span.end - span.start)
    legible: list[Span] = []
    reach = dict.fromkeys(_MARKS, 0)  # where emphasis of each kind ends
    coded = 0  # where code ends
    for span in spans:
        if span.kind in _MARKS:
            touching = span.start > 0 and span.start in reach.values()  # the marks of both would run together
            if span.start < reach[span.kind]:
                continue
            reach[span.kind] = span.end
            moved = None if touching else _moved(text, span, starts, ends)
            legible.extend([moved] if moved else [])
        elif span.kind == "code":
            if (span.start > coded or not coded) and not _escapes(text, span, linked):  # as above
                legible.append(_stripped(text, span))
            coded = max(coded, span.end)
        elif not (span.kind == "link" and text[span.start - 1 : span.start] == "!"):  # "![" is a picture
            legible.append(span)
    return tuple(sorted(legible, key=lambda span: (span.start, -span.end)))


def _escapes(text: str, code: Span, linked: bytearray) -> bool:
    """Whether the library would escape a bracket of this code, which stands in a link: code shows its backslashes.

    Args:
        linked: 1 for every character in a link.
    """
    bracket = max(text.find(sign, code.start, code.end) for sign in "[]")
    return bracket >= 0 and linked.find(1, code.start, code.end) >= 0


def _stripped(text: str, span: Span) -> Span:
    """`span` without the white space at its edges, which Markdown would take for a part of its marks."""
    inside = text[span.start : span.end]
    end = span.start + len(inside.rstrip())
    return span._replace(start=span.end - len(inside.lstrip()), end=end)


def _moved(text: str, span: Span, starts: _Edges, ends: _Edges) -> Span | None:
    """`span` with its edges on the outer letters that Markdown needs there; None where it finds none."""
    mark, start, end = _MARKS[span.kind], span.start, span.end
    while start < end and not _flanks(text, start, start - 1, _foreign(starts, start, mark)):
        if _foreign(starts, start, mark):
            return None
        start += 1
    while start < end and not _flanks(text, end - 1, end, _foreign(ends, end, mark)):
        if _foreign(ends, end, mark):
            return None
        end -= 1
    return span._replace(start=start, end=end) if start < end else None


def _flanks(text: str, inner: int, outer: int, mixed: bool) -> bool:
    """Whether a mark between the characters at `inner` and `outer` can open or close emphasis around `inner`.

    Args:
        mixed: another kind of mark, which is punctuation, stands between the mark and `inner`.
    """
    category = unicodedata.category(text[inner])
    if category[0] in "ZC":
        return False
    if not mixed and category[0] not in "PS":
        return True
    around = text[outer] if 0 <= outer < len(text) else " "
    return around.isspace() or unicodedata.category(around)[0] == "P"


def _foreign(edges: _Edges, at: int, mark: str) -> bool:
    """Whether a span with another mark has an edge at `at`."""
    return any((at, other) in edges for other in ("", "*", "~") if other != mark)
