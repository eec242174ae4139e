"""Lines without the marks in them, and with the spans around their words, whose offsets the marks shift."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise

from app.engine.blocks import Block, Container, Span

Range = tuple[int, int]
#: Where the words of a line are cut, by their offsets: behind its first and before its last.
Split = Callable[[str], Iterable[int]]


class Marked:
    """A source whose marks and spans are known.

    Args:
        marks: ranges that are no words, in any order; they may overlap.
        spans: in order of start, outer before inner.
    """

    def __init__(self, source: str, marks: Iterable[Range], spans: Sequence[Span]) -> None:
        self._source = source
        self._marks = _join(marks)
        self._ends = [end for _, end in self._marks]
        self._spans = spans
        self._next = 0
        self._begun: list[Span] = []

    def blocks(
        self, start: int, end: int, tag: str, containers: tuple[Container, ...], split: Split | None = None
    ) -> Iterator[Block]:
        """The words of a range as one line, or as several where `split` does so to them; none that is only marks.

        Ranges are to be asked for in order: spans that a range was behind are forgotten.

        Args:
            tag: of the first; others are lines.
        """
        cuts = [start, *(self._cuts(start, end, split) if split else ()), end]
        for first, behind in pairwise(cuts):
            if block := self._block(first, behind, tag if first == start else "line", containers):
                yield block

    def _cuts(self, start: int, end: int, split: Split) -> Iterator[int]:
        """Where a range is cut, by offsets of the source."""
        visible = self._visible(start, end)
        place = _Places(visible)
        return map(place.in_source, split("".join([self._source[first:behind] for first, behind in visible])))

    def _block(self, start: int, end: int, tag: str, containers: tuple[Container, ...]) -> Block | None:
        visible = self._visible(start, end)
        whole = "".join([self._source[first:behind] for first, behind in visible])
        text = whole.strip()
        if not text:
            return None
        lead = whole.index(text)
        place = _Places(visible)
        spans = self._clip(self._around(start, end), place, lead, len(text))
        linked = sum([end - start for kind, start, end, _ in spans if kind == "link"])
        first, behind = place.in_source(lead), place.in_source(lead + len(text) - 1) + 1
        return Block(text, tag, -1, containers, spans, min(linked, len(text)), start=first, end=behind)

    def _around(self, start: int, end: int) -> list[Span]:
        """The spans that have something of a range."""
        self._begun = [span for span in self._begun if span.end > start]
        while self._next < len(self._spans) and self._spans[self._next].start < end:
            span = self._spans[self._next]
            self._next += 1
            if span.end > start:
                self._begun.append(span)
        return self._begun

    def _visible(self, start: int, end: int) -> list[Range]:
        """The ranges of a line outside the marks."""
        found = []
        at = start
        for number in range(bisect_right(self._ends, start), len(self._marks)):
            first, behind = self._marks[number]
            if first >= end:
                break
            if first > at:
                found.append((at, first))
            at = behind
        return [*found, (at, end)] if at < end else found

    @staticmethod
    def _clip(spans: Iterable[Span], place: "_Places", lead: int, length: int) -> tuple[Span, ...]:
        """The part of each span that lies in a line, by offsets of the line's text."""
        clipped = []
        for kind, start, end, href in spans:
            first = max(place.in_text(start) - lead, 0)
            behind = min(place.in_text(end) - lead, length)
            if first < behind:
                clipped.append(Span(kind, first, behind, href))
        return tuple(clipped)


class _Places:
    """Offsets of the source and of the words that are visible, from one to the other."""

    def __init__(self, visible: Sequence[Range]) -> None:
        self._visible = visible
        self._starts = [start for start, _ in visible]
        self._before = list(accumulate([end - start for start, end in visible], initial=0))

    def in_text(self, offset: int) -> int:
        """Of an offset of the source: how many visible characters stand before it."""
        number = bisect_right(self._starts, offset) - 1
        if number < 0:
            return 0
        start, end = self._visible[number]
        return self._before[number] + min(offset, end) - start

    def in_source(self, offset: int) -> int:
        """Where a visible character stands."""
        number = bisect_right(self._before, offset) - 1
        return self._visible[number][0] + offset - self._before[number]


def _join(ranges: Iterable[Range]) -> list[Range]:
    """The same ranges in order, those that touch joined."""
    found: list[Range] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif start < end:
            found.append((start, end))
    return found
