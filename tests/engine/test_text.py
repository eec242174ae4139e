"""Raw text to blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.text import parse_text

ENDS = {"Unix": "\n", "Windows": "\r\n", "old Mac": "\r", "Unicode": "\u2028"}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS.keys())
def test_lines_are_numbered_whatever_ends_them(end: str) -> None:
    blocks = parse_text(end.join(["Erste", "", "", "  Zweite ", "Dritte"])).blocks

    assert [(block.text, block.line, block.gap) for block in blocks] == [
        ("Erste", 1, 0),
        ("Zweite", 4, 2),
        ("Dritte", 5, 0),
    ]


@given(st.text(alphabet=st.sampled_from("ab \t\r\n\u2028ค漢"), max_size=200))
def test_every_block_stands_where_it_says(source: str) -> None:
    blocks = parse_text(source).blocks

    assert [source[block.start : block.start + len(block.text)] for block in blocks] == [block.text for block in blocks]
    assert "".join("".join(block.text for block in blocks).split()) == "".join(source.split())
