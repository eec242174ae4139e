"""What holds of every page that goes through the engine."""

import json
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine import Label, Verdict, clean
from app.engine.clean import NO_ADDRESS, ONLY_STATED, TAGS
from app.engine.several import LISTS_PAGES
from app.errors import NotAPage, UnknownOption

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.json"))
TEXTS = [case["input"] for path in CASES for case in json.loads(path.read_text(encoding="utf-8"))]
BODY = {Label.BODY, Label.HEADING}

WORDS = st.sampled_from(
    [
        *(
            "Home",
            "Comments (3)",
            "|",
            "© 2024",
            "Read also:",
            "Das ist ein ganzer Satz, der etwas sagt.",
            "12:30",
            "\n",
        ),
        *("東京で会議が開かれた。", "мост открыт для всех.", "مرحبا بالعالم", "\u200f"),
        *(".", "?", "\n\n", "http://a.b"),
        *("<p>", "</p>", "<div class=ad>", "</div>", "<div", "&amp;", "<h1>", "\ud800", "\x00"),
    ]
)


@pytest.mark.parametrize(
    ("shown", "warned"), [("", True), ("<p>" + "Das ist ein ganzer Satz, der etwas sagt. " * 9, False)]
)
def test_an_article_that_only_scripts_would_show_is_told_of(shown: str, warned: bool) -> None:
    stated = '{"@type": "NewsArticle", "headline": "Мост", "articleBody": "Мост открыт для всех."}'
    article = clean(f"<script type=application/ld+json>{stated}</script><div id=app></div>{shown}", input="html")

    assert ("Мост открыт" in article.text, ONLY_STATED in article.warnings) == (False, warned)


@pytest.mark.parametrize(
    ("page", "warned"),
    [
        ("{teasers}", True),
        ("<article>{story}</article><aside class=related-posts>{teasers}</aside>", False),
        ("<meta property=og:type content=article>{teasers}", False),
    ],
)
def test_a_page_of_teasers_is_told_of(page: str, warned: bool) -> None:
    teaser = "<article><h2><a href=/{0}>Die {0}. alte Brücke ist wieder offen</a></h2><p>{1}</p></article>"
    summary = "Nach {} Jahren Arbeit wurde die Brücke am Montag geöffnet, und viele Leute kamen, um sie zu sehen."
    teasers = "".join(teaser.format(number, summary.format(number)) for number in range(2, 9))
    story = "".join(f"<p>{summary.format(number)} {'Das ist ein ganzer Satz. ' * 9}</p>" for number in range(9, 15))

    article = clean(page.format(teasers=teasers, story=story), input="html")

    assert summary.format(9 if "{story}" in page else 2) in article.text
    assert (LISTS_PAGES in article.warnings) == warned


@pytest.mark.parametrize(
    ("url", "used"),
    [("https://a.example/1", True), ("a.example/1", False), ("ftp://a.example/1", False), ("http://localhost", False)],
)
def test_an_address_that_is_none_is_told_of(url: str, used: bool) -> None:
    article = clean("<p>" + "Das ist ein ganzer Satz, der etwas sagt. " * 9, url=url, input="html")

    assert (article.metadata.url == url, NO_ADDRESS in article.warnings) == (used, not used)


@pytest.mark.parametrize(
    "wrong", [None, 5, bytearray(b"<p>"), memoryview(b"<p>"), Path("page.html")], ids=lambda wrong: type(wrong).__name__
)
def test_what_is_no_page_is_told_as_such(wrong: Any) -> None:
    with pytest.raises(
        TypeError, match=f"data is of type {type(wrong).__name__}; pass the page itself, as bytes or as str"
    ):
        clean(wrong)


@pytest.mark.parametrize("option", ["url", "charset", "language"])
@pytest.mark.parametrize("wrong", [5, b"utf-8", ("pl",)], ids=repr)
def test_an_option_that_is_no_text_is_told_as_such(option: str, wrong: Any) -> None:
    with pytest.raises(TypeError, match=f"{option} is of type {type(wrong).__name__}; pass a str"):
        clean("", **{option: wrong})


@given(st.lists(WORDS, max_size=60).map(" ".join), st.sampled_from(["auto", "html", "text", "markdown"]))
@settings(max_examples=150)
def test_any_page_is_answered_with_every_block_labelled_once(page: str, kind: str) -> None:
    article = clean(page, input=kind)  # type: ignore[arg-type]  # hypothesis draws a str

    assert 0 <= article.confidence <= 1
    for labelled in article.blocks:
        assert labelled.label in Label
        assert 0 <= labelled.score <= 1
        assert labelled.reason
    assert sum(article.removed.values()) == sum(labelled.label not in BODY for labelled in article.blocks)
    assert article.text == "" or any(labelled.label in BODY for labelled in article.blocks)


def test_the_answer_does_not_depend_on_what_came_before() -> None:
    forth = [clean(text).render("json", explain=True) for text in TEXTS]
    back = [clean(text).render("json", explain=True) for text in reversed(TEXTS)]

    assert forth == back[::-1]


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:24])
def test_kept_lines_are_lines_of_the_input_in_their_order(text: str) -> None:
    lines = iter(line.strip() for line in text.split("\n"))

    assert all(kept in lines for kept in clean(text, input="text").text.split("\n") if kept)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text[:24])
def test_kept_and_removed_together_are_the_input(text: str) -> None:
    article = clean(text, input="text")

    assert [labelled.block.text for labelled in article.blocks] == [
        line.strip() for line in text.split("\n") if line.strip()
    ]
    for labelled in article.blocks:
        assert text[labelled.place.start : labelled.place.end] == labelled.block.text


def test_tags_in_a_text_are_noticed_where_it_was_looked_at() -> None:
    text = "The bridge over the <b>old</b> mill race opened to walkers on Friday."

    assert clean(text).warnings == (TAGS,)
    assert clean(text, input="text").warnings == clean(text, input="html").warnings == ()
    assert clean("A paragraph stands between <p> and </p>.").warnings == ()


@pytest.mark.parametrize("input", ["auto", "html"])
def test_a_feed_is_refused_unless_it_is_said_to_be_text(input: Literal["auto", "html"]) -> None:
    feed = '<?xml version="1.0"?><rss version="2.0"><channel><title>Coast Gazette</title></channel></rss>'
    with pytest.raises(NotAPage, match="is a feed"):
        clean(feed, input=input)

    assert clean(feed, input="text").kind == "text"


@pytest.mark.parametrize(
    ("option", "value"), [("input", "pdf"), ("favor", "both"), ("language", "!"), ("language", "klingon-ish")]
)
def test_an_unknown_option_is_named(option: str, value: str) -> None:
    with pytest.raises(UnknownOption, match=option):
        clean("x", **{option: value})  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize(
    "page", ["", " \n ", "\ufeff", "<html></html>", b"", b"\xef\xbb\xbf", "| 9 |", "Home\nNews\nSport"]
)
def test_a_page_without_an_article_says_so(page: str | bytes) -> None:
    article = clean(page)

    assert (article.text, article.verdict) == ("", Verdict.NO_ARTICLE)


@pytest.mark.parametrize(
    ("page", "verdict"),
    [
        ("Just a moment...\nPlease enable JavaScript and cookies to continue.\nVerify you are human.", Verdict.BLOCKED),
        ("Wir schätzen Ihre Privatsphäre\nWir verwenden Cookies.\nAlle akzeptieren\nAblehnen", Verdict.CONSENT),
        (
            "404\nPage not found\nSorry, the page you are looking for does not exist.\nGo to homepage",
            Verdict.NO_ARTICLE,
        ),
        ("<h1>404</h1><p>Nie znaleziono strony. Strona, której szukasz, nie istnieje.</p>", Verdict.NO_ARTICLE),
    ],
)
def test_a_wall_has_no_body_and_says_what_it_is(page: str, verdict: Verdict) -> None:
    article = clean(page)

    assert (article.text, article.verdict) == ("", verdict)


@pytest.mark.parametrize(
    "page", ["The tide is out.", "<p>The tide is out.</p>", "<h1>Tide</h1><p>The tide is out.</p>"]
)
def test_a_single_sentence_is_a_thin_article(page: str) -> None:
    article = clean(page)

    assert (article.text, article.verdict) == ("The tide is out.", Verdict.THIN)


def test_what_the_caller_knows_is_believed() -> None:
    page = "<html lang=de><body><h1>Ein Titel mit Worten</h1><p>" + "Ein Satz mit einigen Worten darin. " * 9

    article = clean(page, url="https://paper.example/a/b", language="nl")

    assert (article.metadata.language, article.metadata.url) == ("nl", "https://paper.example/a/b")
    assert article.title == "Ein Titel mit Worten"


def test_the_model_tells_what_it_gives_each_label() -> None:
    page = "<nav><a href=/>Home</a></nav><h1>Tide</h1><p>The tide went out, and the boats lay on the sand.</p>"

    article = clean(page)

    assert len(article.blocks) == 3
    for found in article.blocks:
        assert list(found.scores) == list(Label)
        assert sum(found.scores.values()) == pytest.approx(1, abs=1e-4)


def test_hidden_text_is_no_content() -> None:
    page = "<p hidden>Not for readers at all, whoever they are.</p><p>" + "A sentence that is for every reader. " * 9

    assert "Not for readers" not in clean(page).text


def test_every_line_of_a_long_text_is_a_block() -> None:
    lines = [line for text in TEXTS for line in text.split("\n") if line.strip()] * 20

    assert len(clean("\n".join(lines), input="text").blocks) == len(lines)
