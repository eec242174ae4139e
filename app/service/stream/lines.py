"""A body that comes in pieces becomes lines, none of them longer than is read."""

from collections.abc import Iterator
from typing import NamedTuple

_BOM = b"\xef\xbb\xbf"
#: White space of JSON that may stand around a line; among it the carriage return of a CRLF. Source: RFC 8259, 2.
_BLANK = b" \t\r"


class Line(NamedTuple):
    """A line that says something.

    Attributes:
        number: its place in the body, 1 for the first; lines that are blank count too.
        data: without white space around it; None where it was longer than is read.
    """

    number: int
    data: bytes | None


class Lines:
    """Splits at line feeds, wherever the pieces begin and end; holds no more than one line.

    >>> lines = Lines(max_bytes=10)
    >>> list(lines.feed(b'{"id": 1}\\r\\n\\n[')), list(lines.feed(b"]")), list(lines.end())
    ([Line(number=1, data=b'{"id": 1}')], [], [Line(number=3, data=b'[]')])

    Args:
        max_bytes: longest line that is kept, with the white space around it; of a longer one nothing is.
    """

    def __init__(self, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._number = 1
        self._held = bytearray()
        self._too_long = False

    def feed(self, piece: bytes) -> Iterator[Line]:
        """The lines that the next piece of the body ends; it must be read to the end."""
        *ended, rest = piece.split(b"\n")
        for part in ended:
            if not (part or self._held or self._too_long):  # nothing but line feeds must cost next to nothing
                self._number += 1
                continue
            self._hold(part)
            yield from self.end()
        self._hold(rest)

    def end(self) -> Iterator[Line]:
        """The line that the body breaks off in, if it says something: the last may lack its line feed."""
        data = bytes(self._held)
        if self._number == 1:
            data = data.removeprefix(_BOM)
        data = data.strip(_BLANK)
        if self._too_long or data:
            yield Line(self._number, None if self._too_long else data)
        self._number += 1
        self._held = bytearray()
        self._too_long = False

    def _hold(self, part: bytes) -> None:
        if self._too_long or len(self._held) + len(part) > self._max_bytes:
            self._too_long = True
            self._held = bytearray()
        else:
            self._held += part
