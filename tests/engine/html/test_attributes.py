"""Floods of attributes: cut, without a loss of text, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from app.engine.html.attributes import MAX_ATTRIBUTES, MIN_TAG_BYTES, limit_attributes
from app.engine.html.parse import parse_html

WAYS = ("name{}", "name{}=1", "name{} = 1", "name{}='a b'", 'name{}="a/b"', "<name{}", "/name{}=")


def _tag(way: str, count: int) -> str:
    return "<p " + " ".join(way.format(number) for number in range(count)) + ">"


@pytest.mark.parametrize("way", WAYS)
def test_of_a_flood_of_attributes_the_first_are_kept(way: str) -> None:
    page = f"<b>before</b>{_tag(way, 20_000)}inside</p><p id=last>after"

    sparse, was_flooded = limit_attributes(page.encode())

    assert was_flooded
    tree = LexborHTMLParser(sparse)
    assert [len(node.attributes) for node in tree.css("p")] == [MAX_ATTRIBUTES, 1]
    assert [block.text for block in parse_html(page).blocks] == ["before", "inside", "after"]


@pytest.mark.parametrize(
    "page",
    [
        _tag("name{}=1", MAX_ATTRIBUTES) + "inside",
        "<img src='data:image/png;base64," + "iVBOR w0K=" * MIN_TAG_BYTES + "'><p>after",
        '<div data-state="{&quot;a&quot;: 1, ' + "&quot;b&quot; : [2], " * MIN_TAG_BYTES + '"><p>after',
        "<script>for (i = 0; i<n; i++) {" + "a = b; c = d; " * MIN_TAG_BYTES + "}</script><p>after",
        "Mind the gap: a <b c " + "is less than d and " * MIN_TAG_BYTES + "</b>",
        "<p>" + "Long words without an end, " * MIN_TAG_BYTES,
    ],
    ids=["at the bound", "image", "state", "script", "comparison", "text"],
)
def test_long_stretches_of_anything_else_are_left_alone(page: str) -> None:
    assert limit_attributes(page.encode()) == (page.encode(), False)


@given(st.lists(st.sampled_from(["<p", "<", ">", " a", "=", "'", '"', "/", "</p>", "é", " b=c"]), max_size=60))
def test_cutting_only_shortens_tags(parts: list[str]) -> None:
    html = ("".join(parts) + " a=b" * MIN_TAG_BYTES).encode()

    sparse, was_flooded = limit_attributes(html)

    assert (len(sparse) < len(html)) == was_flooded
    assert sparse.count(b">") == html.count(b">")
    assert limit_attributes(sparse) == (sparse, False)
