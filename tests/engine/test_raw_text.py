"""Raw text as a whole: what scrapers do to its lines, and what is said of it."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.engine import Article, clean
from app.engine.decode import decode
from tests.engine.pages import PARAGRAPHS

SEVERAL = "several articles"
UNBROKEN = "hardly any line ends"

ARTICLES = [
    ("Old bridge opens again", "By Ana Novak", "12 March 2024", *PARAGRAPHS),
    (
        "Harbour is dredged for the third time",
        "By Ruth Calloway",
        "14 March 2024",
        "The harbour of the small town was dredged for the third time this year, because the winter storms had moved"
        " the sand bank back to where it has always been, right across the way of the ferries and the fishing boats.",
        "The work took nine days and was done at night, when the tide was high, so that nobody had to wait; the sand"
        " was brought to the beach on the other side, from where, the fishermen say, it will come back by autumn.",
        "A wall that would keep it there has been planned since the war, and the plans hang in the town hall, behind"
        " glass, next to a picture of the mayor who had them drawn and never found the money for the first stone.",
    ),
]


def _text(*articles: tuple[str, ...]) -> str:
    return "\n\n".join(line for article in articles for line in article)


def _body(article: Article) -> str:
    return " ".join(article.text.split())


LAYOUTS: dict[str, Callable[[str], str]] = {
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "a blank line behind every line": lambda text: text.replace("\n", "\n\n"),
    "no blank lines": lambda text: text.replace("\n\n", "\n"),
    "indented": lambda text: "\n".join("\t  " + line for line in text.split("\n")),
    "blanks at the ends of lines": lambda text: text.replace("\n", "   \n"),
}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS.keys())
def test_layout_does_not_change_the_article(layout: Callable[[str], str]) -> None:
    text = _text(ARTICLES[0])

    assert _body(clean(layout(text), input="text")) == _body(clean(text, input="text")) == " ".join(PARAGRAPHS)


@pytest.mark.parametrize("article", ARTICLES, ids=[article[0] for article in ARTICLES])
def test_one_article_brings_no_warning(article: tuple[str, ...]) -> None:
    assert clean(_text(article), input="text").warnings == ()


def test_several_articles_bring_a_warning() -> None:
    (warning,) = clean(_text(*ARTICLES), input="text").warnings

    assert SEVERAL in warning


def test_a_text_without_line_ends_keeps_its_article_and_says_so() -> None:
    article = clean(" ".join(ARTICLES[1]), input="text")

    assert any(UNBROKEN in warning for warning in article.warnings)
    assert "A wall that would keep it there" in article.text


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Home\nNews\nSport\nContact\nPrivacy policy\n© 2024 The Ferry Post", "no_article"),
        ("Strona główna\nSport\nKultura\nKontakt\nRegulamin", "no_article"),
        ("ホーム\nニュース\nスポーツ\nお問い合わせ\n利用規約", "no_article"),
    ],
)
def test_furniture_alone_is_no_article(text: str, verdict: str) -> None:
    article = clean(text, input="text")

    assert (article.verdict, article.text) == (verdict, "")


_LINES = st.lists(
    st.one_of(
        st.sampled_from([*PARAGRAPHS, "Home", "Read also: the ferry", "", "3 comments", "潮が引いた。"]),
        st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=40),
    ),
    max_size=30,
)


@settings(max_examples=60)
@given(_LINES, st.sampled_from(["\n", "\r\n", "\u2028"]))
def test_kept_and_removed_give_the_input_again(lines: list[str], end: str) -> None:
    source = decode(end.join(lines)).text  # which reads anew what seems to come from a wrong charset
    blocks = clean(source, input="text").blocks
    at = 0
    for block in blocks:
        assert not source[at : block.place.start].strip()
        assert source[block.place.start : block.place.end] == block.block.text
        at = block.place.end
    assert not source[at:].strip()
