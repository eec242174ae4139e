"""XHTML is read as XML where it says so, and only there."""

import pytest

from app.engine.html.parse import parse_html
from app.engine.html.xhtml import close_empty
from app.engine.locate import locate

HEAD = '<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">'


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('<script src="a/b>c.js"/><title/>', '<script src="a/b>c.js"></script><title></title>'),
        ("<p />x<epub:Switch id='\"'\n/>", "<p></p>x<epub:Switch id='\"'></epub:Switch>"),
        ('<br/><img alt="/>" /><HR/>', '<br/><img alt="/>" /><HR/>'),
        ("<a href=/x/>y</a>", "<a href=/x/>y</a>"),
        ("<!-- <p/> --><script>'<script/>'</script><i/>", "<!-- <p/> --><script>'<script/>'</script><i></i>"),
        ("a < b <i", "a < b <i"),
    ],
)
def test_elements_that_end_themselves(written: str, read: str) -> None:
    assert close_empty((HEAD + written).encode()) == (HEAD + read).encode()


@pytest.mark.parametrize("head", ["<html>", HEAD.partition("\n")[2], "<?xml version='1.0'?><html>"])
def test_html_is_left_alone(head: str) -> None:
    html = (head + "<body><div/>x").encode()

    assert close_empty(html) is html


def test_a_page_of_xhtml_is_not_lost_in_its_head() -> None:
    page = parse_html(f'{HEAD}<head><title/><script src="x"/></head><body><h1><a id="c1"/>Один</h1><p>Два</p>')

    assert [(block.text, block.tag, block.linked) for block in page.blocks] == [("Один", "h1", 0), ("Два", "p", 0)]
    assert [page.source[start:end] for _, start, end in locate(page)] == ["Один", "Два"]


@pytest.mark.parametrize("unit", ["<a ", "<a b='", "<script", "<script>", "<!--", '<a b="c" ', "<a" + " " * 99])
def test_what_never_ends_stays_as_it_is(unit: str) -> None:
    html = (HEAD + unit * (2_000_000 // len(unit))).encode()

    assert close_empty(html) == html


def test_many_empty_elements_are_closed() -> None:
    assert close_empty((HEAD + "<a/>" * 500_000).encode()) == (HEAD + "<a></a>" * 500_000).encode()
