import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.sniff import HEAD_LENGTH, is_html, list_of_pages

CASES = json.loads((Path(__file__).parent / "cases" / "sniff.json").read_text("utf-8"))
LANGUAGES = json.loads((Path(__file__).parent / "cases" / "languages.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["label"])
def test_html_and_raw_text_are_told_apart(case: dict[str, Any]) -> None:
    assert case["html"] is is_html(case["text"])


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('<?xml version="1.0"?>\n<!-- x -->\n<rss version="2.0"><channel>', "feed"),
        ('<feed xml:lang="pl" xmlns="http://www.w3.org/2005/Atom">', "feed"),
        ('<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">', "feed"),
        ('<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">', "sitemap"),
        ("<rss> is the element that holds a feed of version 2.0.", None),
        ('The feed begins with <rss version="2.0">', None),
        ('<html xmlns="http://www.w3.org/1999/xhtml"><rss version="2.0"/></html>', None),
    ],
)
def test_lists_of_pages_for_machines_are_no_pages(text: str, kind: str | None) -> None:
    assert list_of_pages(text) == kind


@pytest.mark.parametrize("row", LANGUAGES, ids=lambda row: row["language"])
def test_every_language_is_text_until_it_is_marked_up(row: dict[str, str]) -> None:
    assert not is_html(row["text"])
    assert is_html(f"<div class='a'>{row['text']}</div>")
    assert is_html(f"{row['text'][:20]}<p>{row['text']}</p>")


def test_a_page_may_be_longer_than_what_is_looked_at() -> None:
    script = "<script>" + "a < b; " * HEAD_LENGTH + "</script>"

    assert is_html(f"<html><head>{script}</head></html>")
    assert is_html(f"{script}<p>text</p>")
    assert is_html(f"<div data-state='{'{}, ' * HEAD_LENGTH}'><p>text</p></div>")
    assert not is_html("<b and c, said the teacher, " * HEAD_LENGTH)


@pytest.mark.parametrize(
    "piece", ["<", "<a ", "<!--", "<!-- -->", "<?xml ", "<p>", "</p>", "`", "```\n", "\t", "a<b>\n"]
)
def test_repetition_does_no_harm(piece: str) -> None:
    assert is_html(piece * 100_000) is is_html(piece * 200_000)


MARKUP = st.sampled_from(
    ["<p>", "</p>", "<b>", "</b>", "<br>", "<div class=x>", "</div>", "<!--", "-->", "```", "\n", " ", "w"]
)


@given(st.lists(MARKUP | st.text(max_size=5)).map("".join))
def test_any_text_has_an_answer_and_its_page_is_html(text: str) -> None:
    assert is_html(text) in (True, False)
    assert is_html(f"<!doctype html>{text}")
