"""Articles that nobody writes, but somebody sends."""

import pytest
from lxml import etree
from selectolax.lexbor import LexborHTMLParser
from trafilatura.xml import validate_tei

from app.engine.article import Article
from app.engine.blocks import Block, Container, Span
from app.engine.render import FORMATS, render
from app.engine.render.links import target
from app.engine.render.nesting import MAX_DEPTH
from tests.engine.render.cases import block, body

TAGS = ("ul", "li", "blockquote", "table", "tr", "td")
LONG = 200_000

HOSTILE = {
    "one-long-paragraph": body(block("word_ *a <b> & 1. 「語」 " * (LONG // 20))),
    "line-breaks": body(block("x\n" * (LONG // 2) + "x")),
    "marks": body(block("*" * (LONG // 2) + "[" * (LONG // 4) + "<" * (LONG // 4))),
    "backticks-as-code": body(block("`" * LONG, spans=(Span("code", 0, LONG),))),
    "backslashes-in-code": body(block("\\" * LONG, "pre")),
    "one-emphasis-many-times": body(block("。" * 20_000, spans=(Span("strong", 0, 20_000),) * 20_000)),
    "emphasis-in-emphasis": body(
        block("a" * 20_000, spans=tuple(Span(("strong", "em")[i % 2], i, 20_000) for i in range(20_000)))
    ),
    "many-links": body(block("ab " * 20_000, spans=tuple(Span("link", 3 * i, 3 * i + 2, "/x") for i in range(20_000)))),
    "crossing-and-outside": body(block("abc", spans=(Span("strong", 0, 2), Span("em", 1, 9), Span("del", 7, 9)))),
    "deep": body(
        *(Block(f"w{n}", "p", containers=tuple(Container(TAGS[i % 6], i) for i in range(5_000))) for n in range(50))
    ),
    "many-items": body(*(block(f"w{i}", "li", f"ul0 li{i + 1}") for i in range(5_000))),
    "wide-table": body(*(block("w", "td", f"table0 tr1 td{i + 2}") for i in range(5_000))),
    "wide-row-above-narrow-ones": body(
        *(block("w", "td", f"table0 tr{1 if i < 1_000 else i} td{i + 10_000}") for i in range(1, 3_000))
    ),
    "cells-on-a-diagonal": body(*(block("w", "td", f"table0 tr{i} td{i + 10_000}@{i}") for i in range(1, 3_000))),
    "control-characters": body(block("a\x00b\x0b\x1bc\ufffe\ufdd0\U0001ffffd"), title="\x00T"),
}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("article", HOSTILE.values(), ids=HOSTILE)
def test_hostile_articles_render(article: Article, name: str) -> None:
    words = "".join(render(article, "text").split())
    rendered = render(article, name, explain=True)
    assert words[-1] in rendered
    assert len(rendered) < 10 * LONG + 1_000 * len(article.blocks)
    if name == "xml-tei":
        assert validate_tei(etree.fromstring(rendered, etree.XMLParser(huge_tree=True)))


def test_characters_that_xml_forbids_are_left_out_of_markup() -> None:
    article = HOSTILE["control-characters"]
    assert render(article, "html") == "<article>\n<h1>T</h1>\n<p>abcd</p>\n</article>"
    assert render(article, "markdown") == "# T\n\nabcd"
    document = etree.fromstring(render(article, "xml-tei"))
    assert [node.text for node in document.iter("{*}head", "{*}p")] == [article.engine, "T", "abcd"]


def test_containers_are_rendered_to_a_depth_and_words_below_it_stay() -> None:
    path = tuple(Container("blockquote", key) for key in range(10_000))
    tree = LexborHTMLParser(render(body(Block("below", "p", containers=path)), "html"))
    assert len(tree.css("blockquote")) == MAX_DEPTH
    assert [node.text() for node in tree.css("p")] == ["below"]


@pytest.mark.parametrize(
    ("href", "base", "expected"),
    [
        ("/a?b=ü#c", "https://example.org/x/y", "https://example.org/a?b=ü#c"),
        ("../a b", "https://example.org/x/y/z", "https://example.org/x/a%20b"),
        ("//cdn.example/x", "https://example.org/", "https://cdn.example/x"),
        ("https://example.org/Köln_(Stadt)", None, "https://example.org/Köln_(Stadt)"),
        ("https://example.org/)(", None, "https://example.org/%29%28"),
        ("mailto:a@b.example", None, "mailto:a@b.example"),
        ("HTTPS://example.org", None, "HTTPS://example.org"),
        ("a/b:c", None, "a/b:c"),
        ('x"><script>', None, "x%22%3E%3Cscript%3E"),
        ("javascript:alert(1)", None, None),
        ("javascript:alert(1)", "https://example.org/", None),
        (" \x01jAva\tscr\nipt:alert(1)", "https://example.org/", None),
        ("data:text/html,x", None, None),
        ("vbscript:x", None, None),
        ("file:///etc/hosts", "https://example.org/", None),
        ("javascript\x7f:x", None, None),
        ("http://[", "https://example.org/", "http://["),
        ("//[", "https://example.org/", None),
        ("/x", "javascript:alert(1)//", "/x"),
        ("", "https://example.org/", None),
    ],
)
def test_links_lead_where_it_is_safe(href: str, base: str | None, expected: str | None) -> None:
    assert target(href, base) == expected
