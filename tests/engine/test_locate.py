"""Blocks of HTML found again in the source."""

import pytest

from app.engine.html.parse import MIN_SHOWN_CHARS, parse_html
from app.engine.locate import locate

ENOUGH = "b" * MIN_SHOWN_CHARS

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
    (
        "what stands aside at the beginning",
        "<p><u hidden>By</u> Ana</p>\n<p><u hidden>By</u> Jo</p>\n<p>By</p>",
        [("Ana", 1), ("By", 1), ("Jo", 2), ("By", 2), ("By", 3)],
    ),
    (
        "words that are not read stand within another block",
        "<p>a <select><option>b</select>\n\n\n c</p>\n<p><img alt=✅>d</p>\n<p>b</p>\n<p>e",
        [("a <select><option>b</select>\n\n\n c", 1), ("", 4), ("b", 6), ("e", 7)],
    ),
    (
        "a picture's words",
        "<p>a<img alt=✅> c</p>\n<p>a</p>\n<p><img alt=✅>e</p>\n<p>d</p>",
        [("a", 1), ("a", 2), ("", 2), ("d", 4)],
    ),
    ("others begin alike", "<select><option>b c<option>d</select>\n<p>b</p>\n<p>d e</p>", [("b", 2), ("d e", 3)]),
    (
        "a part of it stands somewhere else",
        "<p><img alt=✅>a</p>\n<p>b</p>\n<p>✅</p>\n<p>c",
        [("✅", 3), ("b", 2), ("✅", 3), ("c", 4)],
    ),
    ("signs of tags", "<p title='a > b'>1 < 2</p>\n<svg-b>3</svg-b>", [("1 < 2", 1), ("3", 2)]),
    (
        "the parser moved them",
        "<table><tr><td>cell</td></tr>\nmoved out</table>\n<p>end</p>",
        [("moved out", 2), ("cell", 1), ("end", 3)],
    ),
    ("words for readers without scripts", "<body><noscript>a</noscript>\n<p>b</p>", [("a", 1), ("b", 2)]),
    (
        "the same where the page shows enough",
        f"<body><noscript>a</noscript>\n<p>a</p>\n<p>{ENOUGH}</p>",
        [("a", 2), (ENOUGH, 3)],
    ),
    (
        "a text file in a pre",
        "<title>a</title>\n<pre>\n\n  a\nb &lt;c&gt; <i>d</i>\n1 < 2 &amp; 3\n",
        [("a", 4), ("b &lt;c&gt; <i>d", 5), ("1 < 2 &amp; 3", 6)],
    ),
    ("with line ends of Windows", "<pre>\r\na\r\n\r\n&amp;\r\nb</pre>\r\n", [("a", 2), ("&amp;", 4), ("b", 5)]),
    ("Markdown in a pre", "<pre># *a*\n\n- [b](/b)\n- &lt; **c**</pre>", [("a", 1), ("b", 3), ("&lt; **c", 4)]),
    (
        "a text that stands again far below the place where it is not to be found",
        "<body><title>a</title>" + "".join(f"\n<p>{number}</p><p>b</p>" for number in range(60)) + "\n<h2>a</h2>",
        [("a", 62), *((text, row + 2) for row in range(60) for text in (str(row), "b")), ("", 62)],
    ),
    ("Japanese", "<div>東京</div><!-- 東京 -->\n<div>大阪</div>", [("東京", 1), ("大阪", 2)]),
]


@pytest.mark.parametrize(("html", "expected"), [case[1:] for case in PAGES], ids=[case[0] for case in PAGES])
def test_places_hold_the_words_of_the_block(html: str, expected: list[tuple[str, int]]) -> None:
    places = locate(parse_html(html))

    assert [(html[place.start : place.end], place.line) for place in places] == expected
