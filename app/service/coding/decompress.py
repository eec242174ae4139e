"""Decompression, of a whole body or as it comes in."""

import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

import brotli  # type: ignore[import-untyped]  # ships no types

from app.service.coding.names import GZIP_WBITS, IDENTITY
from app.service.coding.zstandard import zstd
from app.service.errors import BodyTooLarge, MalformedBody

#: Most bytes that one step of decompression makes.
STEP_BYTES = 65_536
#: A zstd frame may ask for more memory than this for its window; none that RFC 9659 allows does. Power of two.
_MAX_WINDOW_LOG = 23


class Decompressor(Protocol):
    """Decompresses a body as it comes in."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What the next bytes of the body make, in pieces of `STEP_BYTES` at most.

        Raises:
            MalformedBody: they are not of this coding.
        """

    @property
    def complete(self) -> bool:
        """Whether the body may end here."""


class _Plain:
    """No coding at all."""

    complete = True

    def feed(self, data: bytes) -> Iterator[bytes]:
        yield from (data[start : start + STEP_BYTES] for start in range(0, len(data), STEP_BYTES))


class _Gzip:
    """One member after another, as RFC 1952 allows."""

    def __init__(self) -> None:
        self._member = zlib.decompressobj(GZIP_WBITS)
        self._begun = False

    @property
    def complete(self) -> bool:
        return not self._begun

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data:
            self._begun = True
            try:
                yield self._member.decompress(data, STEP_BYTES)
            except zlib.error:
                raise _malformed("gzip") from None
            data = self._member.unconsumed_tail
            if self._member.eof:
                data = self._member.unused_data
                self._member = zlib.decompressobj(GZIP_WBITS)
                self._begun = False


class _Zstd:
    """One frame after another, as RFC 8878 allows."""

    def __init__(self) -> None:
        self._new()

    def _new(self) -> None:
        self._frame = zstd.ZstdDecompressor(options={zstd.DecompressionParameter.window_log_max: _MAX_WINDOW_LOG})
        self.complete = True

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data or not (self._frame.needs_input or self.complete):
            self.complete = False
            try:
                yield self._frame.decompress(data, STEP_BYTES)
            except zstd.ZstdError:
                raise _malformed("zstd") from None
            data = b""
            if self._frame.eof:
                data = self._frame.unused_data
                self._new()


class _Brotli:
    """One stream; there is no second."""

    def __init__(self) -> None:
        self._stream = brotli.Decompressor()
        self.complete = True

    def feed(self, data: bytes) -> Iterator[bytes]:
        pending = bool(data)
        while pending:
            try:
                piece = self._stream.process(data, output_buffer_limit=STEP_BYTES)
            except brotli.error:
                raise _malformed("br") from None
            yield piece
            data = b""
            self.complete = self._stream.is_finished()
            # It takes in more than it gives out: only a step that is not full says that there is nothing left.
            pending = not self.complete and (len(piece) >= STEP_BYTES or not self._stream.can_accept_more_data())


_DECOMPRESSORS: dict[str, Callable[[], Decompressor]] = {
    IDENTITY: _Plain,
    "gzip": _Gzip,
    "zstd": _Zstd,
    "br": _Brotli,
}


def decompressor(coding: str) -> Decompressor:
    """What reads a coding, one of `CODINGS` or `IDENTITY`."""
    return _DECOMPRESSORS[coding]()


def decompress(body: bytes, coding: str, max_bytes: int) -> bytes:
    """A whole body without its coding.

    Raises:
        MalformedBody: it is not of this coding, or cut short.
        BodyTooLarge: it has more than `max_bytes` without it; no more than these were made.
    """
    if coding == IDENTITY:
        return body
    reader = decompressor(coding)
    found = bytearray()
    for piece in reader.feed(body):
        found += piece
        if len(found) > max_bytes:
            raise BodyTooLarge(f"Decompressed, the body has more than the {max_bytes} bytes that are read.")
    if not reader.complete:
        raise _malformed(coding)
    return bytes(found)


def _malformed(coding: str) -> MalformedBody:
    return MalformedBody(f"The body is not {coding} as `Content-Encoding` says; it may be cut short.")
