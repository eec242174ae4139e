"""Bytes that come in pieces become lines, however they are cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.service.stream.lines import Line, Lines


def lines_of(pieces: list[bytes], max_bytes: int = 1000) -> list[Line]:
    lines = Lines(max_bytes)
    return [*(line for piece in pieces for line in lines.feed(piece)), *lines.end()]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", []),
        (b"\n\r\n \t\n", []),
        (b"a\nb\n", [(1, b"a"), (2, b"b")]),
        (b"a\r\nb", [(1, b"a"), (2, b"b")]),
        (b"\n\na\n\nb", [(3, b"a"), (5, b"b")]),
        (b"\xef\xbb\xbfa\n\xef\xbb\xbfb", [(1, b"a"), (2, b"\xef\xbb\xbfb")]),
        (b"\xef\xbb\xbf\na", [(2, b"a")]),
        ("ä\u2028ö\x0bü\x85".encode(), [(1, "ä\u2028ö\x0bü\x85".encode())]),
    ],
    ids=["nothing", "blank", "line feeds", "CRLF", "counted", "byte order mark", "it alone", "no other line ends"],
)
def test_a_line_ends_at_a_line_feed(body: bytes, expected: list[tuple[int, bytes]]) -> None:
    assert lines_of([body]) == expected


def test_of_a_line_that_is_too_long_nothing_is_kept() -> None:
    assert lines_of([b"12345\n123", b"456\n", b"1" * 100, b"\n", b"12345\n", b"\n", b"1234567"], max_bytes=5) == [
        (1, b"12345"),
        (2, None),
        (3, None),
        (4, b"12345"),
        (6, None),
    ]


@given(st.lists(st.sampled_from([b"", b"a", b"\r", b"\n", b"\n\n", b" ", b"\xef\xbb\xbf", "ü€".encode(), b"x" * 12])))
def test_where_the_body_is_cut_makes_no_difference(pieces: list[bytes]) -> None:
    body = b"".join(pieces)

    assert lines_of(pieces, 10) == lines_of([body], 10) == lines_of([body[at : at + 1] for at in range(len(body))], 10)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r \t\ufeff"), min_size=1)))
def test_every_line_comes_back(texts: list[str]) -> None:
    assert lines_of(["\n".join(texts).encode()]) == [(at, text.encode()) for at, text in enumerate(texts, 1)]
