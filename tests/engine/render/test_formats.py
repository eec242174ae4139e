"""What each format makes of small articles, compared whole."""

import json
from typing import Any

import pytest
from lxml import etree
from trafilatura.xml import validate_tei

from app.engine.article import Article, Labelled, Metadata, Told
from app.engine.blocks import Block, Place
from app.engine.labels import Label, Verdict
from app.engine.render import FORMATS, as_dict, render
from app.errors import UnknownOption
from tests.engine.render.cases import CASES, Case, block, body

HEADLINE = Told(
    "equals the page's title", Place(3, 40, 46), {Label.TITLE: 0.75, Label.BODY: 0.2499, Label.LEGAL: 0.0001}
)
ARTICLE = Article(
    lambda: Metadata("Τίτλος", ("A. Ба", "C"), "2022-02-01", "PAP", "Example", "el", "https://example.org/1"),
    (
        Labelled(Block("Τίτλος", "h1"), Label.TITLE, 0.98765, HEADLINE),
        Labelled(Block("Σώμα."), Label.BODY, 0.9, Told("long text", Place(4, 60, 65))),
        Labelled(Block("Foto: X"), Label.CAPTION, 0.8, Told("figcaption", Place(5, 70, 77))),
        Labelled(Block("More"), Label.RELATED, 0.7, Told("link", Place(6, 80, 84))),
        Labelled(Block("Nice!"), Label.COMMENT, 0.7, Told("comments", Place(7, 90, 95))),
        Labelled(Block("Home"), Label.NAVIGATION, 0.7, Told("menu", Place(8, 100, 104))),
        Labelled(Block("About"), Label.NAVIGATION, 0.7, Told("menu", Place(9, 105, 110))),
    ),
    Verdict.OK,
    0.912345,
    ("A warning.",),
    "winnow/1 rules/1",
    "html",
)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_text(case: Case) -> None:
    assert render(case.article) == case.text


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_markdown(case: Case) -> None:
    assert render(case.article, "markdown") == case.markdown


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_html(case: Case) -> None:
    inside = f"{case.html}\n" if case.html else ""
    assert render(case.article, "html") == f"<article>\n{inside}</article>"


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_tei_is_valid(case: Case) -> None:
    assert validate_tei(etree.fromstring(render(case.article, "xml-tei")))


def test_tei_numbers_items_as_the_page_does() -> None:
    items = etree.fromstring(render(CASES["items-with-numbers-of-their-own"].article, "xml-tei")).iter("{*}item")

    assert [item.get("n") for item in items] == ["7", "8", "10", "3"]


def test_json_is_the_whole_answer_in_order() -> None:
    expected = {
        "title": "Τίτλος",
        "authors": ["A. Ба", "C"],
        "date": "2022-02-01",
        "source": "PAP",
        "site": "Example",
        "language": "el",
        "url": "https://example.org/1",
        "text": "Σώμα.",
        "verdict": "ok",
        "confidence": 0.9123,
        "comments": ["Nice!"],
        "related": ["More"],
        "captions": ["Foto: X"],
        "removed": {"title": 1, "caption": 1, "comment": 1, "related": 1, "navigation": 2},
        "warnings": ["A warning."],
        "engine": "winnow/1 rules/1",
    }
    rendered = render(ARTICLE, "json")
    assert json.loads(rendered) == expected
    assert list(json.loads(rendered)) == list(expected)
    assert "Σώμα" in rendered


def test_json_explains_every_block() -> None:
    blocks = as_dict(ARTICLE, include={Label.CAPTION}, explain=True)["blocks"]
    assert blocks[0] == {
        "label": "title",
        "score": 0.9877,
        "scores": {"title": 0.75, "body": 0.25},
        "reason": "equals the page's title",
        "kept": False,
        "text": "Τίτλος",
        "line": 3,
        "start": 40,
        "end": 46,
    }
    assert [explained["kept"] for explained in blocks] == [False, True, True, False, False, False, False]
    assert "blocks" not in as_dict(ARTICLE)


def test_included_labels_stand_in_place() -> None:
    assert render(ARTICLE, include={Label.CAPTION, Label.TITLE}) == "Τίτλος\n\nΣώμα.\n\nFoto: X"
    assert as_dict(ARTICLE, {Label.TITLE})["text"] == "Τίτλος\n\nΣώμα."
    assert render(ARTICLE, "markdown", include={Label.CAPTION}) == "# Τίτλος\n\nΣώμα.\n\nFoto: X"
    assert render(ARTICLE, "html", include={Label.TITLE}).count("Τίτλος") == 1


def test_tei_says_what_is_known_of_the_article() -> None:
    document = etree.fromstring(render(ARTICLE, "xml-tei"))
    assert validate_tei(document)
    header = document[0]
    texts = {
        name: [node.text for node in header.iter(f"{{*}}{name}")]
        for name in ("title", "author", "publisher", "date", "ref", "p", "language")
    }
    assert texts == {
        "title": ["Τίτλος"] * 2,
        "author": ["A. Ба", "C"] * 2,
        "publisher": ["Example", "PAP"],
        "date": ["2022-02-01"] * 2,
        "ref": ["https://example.org/1"],
        "p": ["winnow/1 rules/1"],
        "language": ["el"],
    }


def test_tei_sections_nest_by_the_level_of_their_headings() -> None:
    headings = [("A", "h2"), ("a", "h3"), ("B", "h2"), ("b", "h4")]
    document = etree.fromstring(render(body(*(block(*heading) for heading in headings), title="T"), "xml-tei"))
    depths = {head.text: sum(1 for _ in head.iterancestors("{*}div")) for head in document.iter("{*}head")}
    assert depths == {"T": 1, "A": 2, "a": 3, "B": 2, "b": 3}


def test_tei_numbers_the_items_of_ordered_lists() -> None:
    document = etree.fromstring(render(CASES["german-nested-lists"].article, "xml-tei"))
    assert [item.get("n") for item in document.iter("{*}item")] == ["3", "4", None, None]


def test_an_unknown_format_names_those_that_exist() -> None:
    with pytest.raises(UnknownOption, match="text, markdown, html, json, xml-tei"):
        render(ARTICLE, "pdf")


@pytest.mark.parametrize("include", [["captions"], "captions", "title,captions", [3]])
def test_an_unknown_label_names_those_that_exist(include: Any) -> None:
    with pytest.raises(UnknownOption, match="title, heading, body, byline, caption"):
        render(ARTICLE, "json", include=include)


def test_labels_may_be_told_by_name() -> None:
    expected = render(ARTICLE, include=[Label.TITLE, Label.BYLINE])

    assert render(ARTICLE, include=["title", "byline"]) == expected
    assert render(ARTICLE, include="title, byline") == expected


def test_the_article_renders_itself() -> None:
    assert ARTICLE.text == "Σώμα."
    assert [ARTICLE.render(name) for name in FORMATS] == [render(ARTICLE, name) for name in FORMATS]
