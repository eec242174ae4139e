"""Content codings: what a body is compressed with, both ways, in steps of bounded size.

Source: RFC 9110, 8.4.1; RFC 9659 for the window of zstd.
"""

import gzip
import sys
import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

import brotli  # type: ignore[import-untyped]  # ships no types

from app.service.errors import BodyTooLarge, MalformedBody, UnsupportedEncoding

if sys.version_info >= (3, 14):
    from compression import zstd as zstd
else:
    from backports import zstd as zstd


#: Codings that are read and written, from the most to the least preferred where a client likes several equally.
CODINGS = ("zstd", "br", "gzip")
IDENTITY = "identity"
#: Most bytes that one step of decompression makes.
STEP_BYTES = 65_536
#: A zstd frame may ask for more memory than this for its window; none that RFC 9659 allows does. Power of two.
_MAX_WINDOW_LOG = 23
#: Levels that cost about what they save on a fast line: a page's JSON shrinks to a third within a millisecond.
_GZIP_LEVEL, _BROTLI_QUALITY, _ZSTD_LEVEL = 4, 4, 3
#: The window of zlib, and that its wrapper is that of gzip.
_GZIP_WBITS = 31
#: A longer `Accept-Encoding` is not read: no client sends one. Characters.
_MAX_HEADER_CHARS = 500


def coding_of(header: str) -> str:
    """The coding that a `Content-Encoding` names, `IDENTITY` for none.

    Raises:
        UnsupportedEncoding: it is none of `CODINGS`, or several on top of each other.
    """
    coding = header.strip().lower().removeprefix("x-") or IDENTITY
    if coding != IDENTITY and coding not in CODINGS:
        known = ", ".join(CODINGS)
        raise UnsupportedEncoding(
            f"Send the body compressed with one of {known}, or not at all.", {"Accept-Encoding": known}
        )
    return coding


def accepted(header: str) -> str:
    """The coding to answer in, as an `Accept-Encoding` has it.

    >>> accepted("gzip, deflate, br;q=0.5")
    'gzip'
    >>> accepted("*, zstd;q=0")
    'br'
    """
    weights: dict[str, float] = {}
    for part in header[:_MAX_HEADER_CHARS].lower().split(","):
        name, _, parameters = part.partition(";")
        weights[name.strip().removeprefix("x-")] = _weight(parameters)
    found = {coding: weights.get(coding, weights.get("*", 0.0)) for coding in CODINGS}
    best = max(CODINGS, key=lambda coding: found[coding])
    return best if found[best] > 0 and found[best] >= weights.get(IDENTITY, 0.0) else IDENTITY


def _weight(parameters: str) -> float:
    name, _, value = parameters.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0


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
        self._member = zlib.decompressobj(_GZIP_WBITS)
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
                self._member = zlib.decompressobj(_GZIP_WBITS)
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


def compress(body: bytes, coding: str) -> bytes:
    """A whole body in a coding, one of `CODINGS` or `IDENTITY`."""
    if coding == "gzip":
        return gzip.compress(body, _GZIP_LEVEL, mtime=0)
    if coding == "br":
        compressed: bytes = brotli.compress(body, quality=_BROTLI_QUALITY)
        return compressed
    return zstd.compress(body, _ZSTD_LEVEL) if coding == "zstd" else body


class Compressor(Protocol):
    """Compresses a body as it goes out, so that what was written can be read at once."""

    def feed(self, data: bytes) -> bytes:
        """The next bytes of the body, and all that was held back before them."""

    def end(self) -> bytes:
        """What ends the body."""


class _ToPlain:
    def feed(self, data: bytes) -> bytes:
        return data

    def end(self) -> bytes:
        return b""


class _ToGzip:
    def __init__(self) -> None:
        self._stream = zlib.compressobj(_GZIP_LEVEL, wbits=_GZIP_WBITS)

    def feed(self, data: bytes) -> bytes:
        return self._stream.compress(data) + self._stream.flush(zlib.Z_SYNC_FLUSH)

    def end(self) -> bytes:
        return self._stream.flush()


class _ToZstd:
    def __init__(self) -> None:
        self._stream = zstd.ZstdCompressor(_ZSTD_LEVEL)

    def feed(self, data: bytes) -> bytes:
        return self._stream.compress(data, zstd.ZstdCompressor.FLUSH_BLOCK)

    def end(self) -> bytes:
        return self._stream.flush()


class _ToBrotli:
    def __init__(self) -> None:
        self._stream = brotli.Compressor(quality=_BROTLI_QUALITY)

    def feed(self, data: bytes) -> bytes:
        compressed: bytes = self._stream.process(data) + self._stream.flush()
        return compressed

    def end(self) -> bytes:
        ending: bytes = self._stream.finish()
        return ending


_COMPRESSORS: dict[str, Callable[[], Compressor]] = {
    IDENTITY: _ToPlain,
    "gzip": _ToGzip,
    "zstd": _ToZstd,
    "br": _ToBrotli,
}


def compressor(coding: str) -> Compressor:
    """What writes a coding, one of `CODINGS` or `IDENTITY`, as it comes."""
    return _COMPRESSORS[coding]()


def _malformed(coding: str) -> MalformedBody:
    return MalformedBody(f"The body is not {coding} as `Content-Encoding` says; it may be cut short.")
