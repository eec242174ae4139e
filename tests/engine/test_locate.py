"""Blocks of HTML found again in the source."""

import pytest

from app.engine.html.parse import parse_html
from app.engine.locate import locate

PAGES = [
    ("plain", "<p>one</p>\n<p>two</p>", [("one", 1), ("two", 2)]),
    ("entities", "<p>R&amp;D</p>\n\n<p>caf&eacute; noir</p>", [("R&amp;D", 1), ("caf&eacute; noir", 3)]),
    ("inline tags", "<p>a <b>b</b> c</p><p>d</p>", [("a <b>b</b> c", 1), ("d", 1)]),
    (
        "a word that stands in a tag and a script too",
        '<a title="News"></a><script>News</script><p>News</p>',
        [("News", 1)],
    ),
    ("the same words twice", "<p>Heute</p>\n<p>Heute</p>", [("Heute", 1), ("Heute", 2)]),
    ("white space", "<p>\n  viel\n  Platz </p>", [("viel\n  Platz", 2)]),
    (
        "what stands aside",
        "<p>a <u hidden>b</u> c\n <span class=sr-only>d</span>e</p>\n<p>b</p><p>d</p>",
        [
            ("a <u hidden>b</u> c\n <span class=sr-only>d</span>e", 1),
            ("b</u> c\n <span class=sr-only>d", 1),
            ("b", 3),
            ("d", 3),
        ],
    ),
    ("Japanese", "<div>東京</div><!-- 東京 -->\n<div>大阪</div>", [("東京", 1), ("大阪", 2)]),
]


@pytest.mark.parametrize(("html", "expected"), [case[1:] for case in PAGES], ids=[case[0] for case in PAGES])
def test_places_hold_the_words_of_the_block(html: str, expected: list[tuple[str, int]]) -> None:
    places = locate(parse_html(html))

    assert [(html[place.start : place.end], place.line) for place in places] == expected


def test_a_block_that_the_parser_moved_gets_an_empty_place() -> None:
    html = "<table><tr><td>cell</td></tr>moved out</table><p>end</p>"
    places = locate(parse_html(html))

    assert len(places) == 3
    assert html[places[-1].start : places[-1].end] == "end"
