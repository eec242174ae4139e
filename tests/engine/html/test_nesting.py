"""Elements nested too deep, and what only looks so."""

import pytest

from app.engine.html.nesting import MAX_DEPTH, limit_nesting
from app.engine.html.parse import parse_html


@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "ul><li", "table><tr><td", "font", "section"])
def test_hostile_nesting_is_flattened_and_keeps_its_text(tag: str) -> None:
    depth = 200_000 if tag == "div" else 30_000
    html = "before" + f"<{tag}>" * depth + "inside" + f"</{tag.partition('>')[0]}>" * depth + "<p>after</p>"

    page = parse_html(html)

    assert "".join(block.text for block in page.blocks) == "beforeinsideafter"
    assert page.warnings


@pytest.mark.parametrize("tag", ["p", "li", "dd", "tr><td"])
def test_end_tags_that_are_left_out_are_no_nesting(tag: str) -> None:
    page = parse_html("<table>" * ("td" in tag) + "".join(f"<{tag}>{number}" for number in range(10_000)))

    assert [block.text for block in page.blocks] == [str(number) for number in range(10_000)]
    assert page.warnings == ()


def test_ordinary_nesting_is_left_alone() -> None:
    html = b"<div>" * MAX_DEPTH + b"x" + b"</div>" * MAX_DEPTH + b"<p>y</p>" * 500

    assert limit_nesting(html) == (html, False)


def test_a_page_full_of_drawings_is_not_taken_for_a_nested_one() -> None:
    drawing = "<svg viewBox='0 0 9 9'>" + "<path d='M1,2'/>" * 3_000 + "<text>drawn</text></svg>"

    page = parse_html(f"<p>before{drawing}</p>" * 3 + "<p>after</p>")

    assert [block.text for block in page.blocks] == ["before"] * 3 + ["after"]
    assert page.warnings == ()
