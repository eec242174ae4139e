"""Content codings: what is compressed comes back, in bounded steps, and what is not is refused."""

import gzip
import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]  # ships no types
import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.service.coding import CODINGS, IDENTITY, STEP_BYTES, accepted, compress, decompress, decompressor
from app.service.coding.zstandard import zstd
from app.service.errors import BodyTooLarge, MalformedBody
from app.service.example import PAGE
from tests.service.test_errors import check

COMPRESSED = pytest.mark.parametrize("coding", CODINGS)
MILLION = b"<p>A million bytes of this, a thousand times over.</p>\n" * 18_000


@COMPRESSED
@given(body=st.binary(max_size=2000), cut=st.integers(0, 3000))
def test_what_is_compressed_comes_back_whatever_the_pieces(coding: str, body: bytes, cut: int) -> None:
    sent = compress(body, coding)
    reader = decompressor(coding)

    found = b"".join([*reader.feed(sent[:cut]), *reader.feed(sent[cut:])])

    assert found == body
    assert reader.complete
    assert decompress(sent, coding, len(body)) == body


@COMPRESSED
def test_the_steps_are_bounded(coding: str) -> None:
    sizes = [len(piece) for piece in decompressor(coding).feed(compress(MILLION, coding))]

    assert sum(sizes) == len(MILLION)
    assert max(sizes) <= 2 * STEP_BYTES  # br fills up the block that it has begun


@COMPRESSED
def test_no_more_is_made_than_may_be(coding: str) -> None:
    with pytest.raises(BodyTooLarge):
        decompress(compress(MILLION, coding), coding, len(MILLION) - 1)


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_members_follow_each_other(coding: str) -> None:
    assert decompress(compress(b"one", coding) + compress(b"two", coding), coding, 100) == b"onetwo"


@COMPRESSED
@given(junk=st.binary(min_size=1, max_size=200))
def test_junk_is_refused(coding: str, junk: bytes) -> None:
    try:
        decompress(junk, coding, 10_000)
    except (MalformedBody, BodyTooLarge):
        return
    # By chance it may be a whole stream of this coding: then another reader of it agrees.
    whole = {"gzip": gzip.decompress, "zstd": zstd.decompress, "br": brotli.decompress}
    assert len(whole[coding](junk)) <= 10_000


@COMPRESSED
def test_what_is_cut_short_is_refused(coding: str) -> None:
    sent = compress(PAGE.encode(), coding)

    for length in range(1, len(sent)):
        with pytest.raises(MalformedBody):
            decompress(sent[:length], coding, len(PAGE) * 4)


def test_a_frame_that_asks_for_a_window_of_a_gigabyte_is_refused() -> None:
    options: dict[int, int] = {zstd.CompressionParameter.window_log: 30, zstd.CompressionParameter.content_size_flag: 0}
    writer = zstd.ZstdCompressor(options=options)
    sent = writer.compress(b"x" * 100, zstd.ZstdCompressor.FLUSH_BLOCK) + writer.flush()

    with pytest.raises(MalformedBody):
        decompress(sent, "zstd", 1000)


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("", IDENTITY),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, deflate, br", "br"),
        ("GZIP;q=1.0, br;q=0.5", "gzip"),
        ("x-gzip", "gzip"),
        ("identity, gzip;q=0.5", IDENTITY),
        ("deflate, compress", IDENTITY),
        ("*", "zstd"),
        ("*;q=0", IDENTITY),
        ("gzip;q=0, br;q=zero", IDENTITY),
        ("gzip;q=" + "1" * 10_000, "gzip"),
        ("deflate," * 10_000 + "gzip", IDENTITY),
    ],
)
def test_the_coding_of_the_answer_is_negotiated(header: str, coding: str) -> None:
    assert accepted(header) == coding


@COMPRESSED
def test_a_compressed_page_is_answered_compressed(service: httpx.Client, coding: str) -> None:
    plain = service.post("/clean?explain=1", content=PAGE.encode(), headers={"accept-encoding": IDENTITY})
    headers = {"content-encoding": coding, "accept-encoding": coding}
    with service.stream("POST", "/clean?explain=1", content=compress(PAGE.encode(), coding), headers=headers) as reply:
        raw = b"".join(reply.iter_raw())

    assert reply.status_code == 200
    assert reply.headers["content-encoding"] == coding
    assert decompress(raw, coding, 1_000_000) == plain.content
    assert len(raw) < len(plain.content)
    assert "content-encoding" not in plain.headers
    assert reply.headers["etag"] != plain.headers["etag"]


def gzip_bomb() -> bytes:
    """Two hundred megabytes in one."""
    writer = zlib.compressobj(1, wbits=31)
    million = bytes(1_000_000)
    return b"".join([*(writer.compress(million) for _ in range(200)), writer.flush()])


BOMBS: dict[str, Callable[[], bytes]] = {
    "gzip": gzip_bomb,
    "br": lambda: compress(bytes(200_000_000), "br"),
    "zstd": lambda: compress(bytes(200_000_000), "zstd"),
}


@COMPRESSED
def test_a_bomb_is_refused(service: httpx.Client, coding: str) -> None:
    response = service.post("/clean", content=BOMBS[coding](), headers={"content-encoding": coding})

    assert "10000000" in check(response, 413, "too-large")


@COMPRESSED
def test_what_is_not_compressed_as_it_says_is_refused(service: httpx.Client, coding: str) -> None:
    response = service.post("/clean", content=PAGE.encode(), headers={"content-encoding": coding})

    assert coding in check(response, 400, "malformed-body")
