"""Who is owed an answer: the pages of a stream that were sent, in their order."""

import json
import sys
import zlib
from collections import deque
from collections.abc import Iterator
from typing import Any, NamedTuple

from app.client.pages import Page, line_of
from app.client.problems import BrokenStream, ProblemError, understood
from app.client.results import Outcome, Result
from app.service.stream.lines import Lines

#: Most pages and most bytes of them that are kept until they are answered: they may have to be sent again.
MAX_PAGES = 256
MAX_BYTES = 8_000_000
_GZIP_WBITS = 31


class _Entry(NamedTuple):
    page: str | bytes | Page
    line: bytes


class Ledger:
    """Pages sent and not yet answered; constant memory however many there are.

    Attributes:
        settled: number of pages that were answered.
    """

    def __init__(self) -> None:
        self._owed: deque[_Entry] = deque()
        self._bytes = 0
        self._next = 1
        self._lines = Lines(sys.maxsize)
        self.settled = 0

    @property
    def full(self) -> bool:
        """Whether an answer must come before the next page may be sent."""
        return len(self._owed) >= MAX_PAGES or self._bytes >= MAX_BYTES

    @property
    def empty(self) -> bool:
        """Whether every page that was sent is answered."""
        return not self._owed

    def add(self, page: str | bytes | Page) -> bytes:
        """The line to send for a page, whose answer is owed from now on."""
        entry = _Entry(page, line_of(page))
        self._owed.append(entry)
        self._bytes += len(entry.line)
        return entry.line

    def restart(self) -> Iterator[bytes]:
        """The lines that a new stream must begin with: those that the last one left unanswered."""
        self._next = 1
        self._lines = Lines(sys.maxsize)
        return iter([entry.line for entry in self._owed])

    def settle(self, data: bytes) -> Iterator[Outcome]:
        """What the oldest pages that are owed an answer came to, as the next bytes of a stream tell.

        Raises:
            ProblemError: the stream ends here, and the page was not read.
            BrokenStream: this answers another line, or none.
        """
        for line in self._lines.feed(data):
            yield self._settle(understood(_members, line.data or b"", BrokenStream))

    def _settle(self, members: dict[str, Any]) -> Outcome:
        if members.get("cut"):
            raise understood(ProblemError.of_line, members, BrokenStream)
        if not self._owed or members.get("line") != self._next:
            raise BrokenStream(f"Line {self._next} was to be answered, not line {members.get('line')}.")
        entry = self._owed.popleft()
        self._bytes -= len(entry.line)
        self._next += 1
        self.settled += 1
        if "status" in members:
            return Outcome(entry.page, problem=understood(ProblemError.of_line, members, BrokenStream))
        return Outcome(entry.page, understood(Result.of, members, BrokenStream))


def _members(line: bytes) -> dict[str, Any]:
    members = json.loads(line)
    if not isinstance(members, dict):
        raise ValueError("no object")
    return members


class Packer:
    """The lines of a stream as they go out; what was fed can be read at the other end at once."""

    def __init__(self, compress: bool) -> None:
        self._stream = zlib.compressobj(wbits=_GZIP_WBITS) if compress else None

    def feed(self, line: bytes) -> bytes:
        """The next bytes of the body."""
        return line if self._stream is None else self._stream.compress(line) + self._stream.flush(zlib.Z_SYNC_FLUSH)

    def end(self) -> bytes:
        """What ends the body."""
        return b"" if self._stream is None else self._stream.flush()
