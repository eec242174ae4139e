"""What holds for every article in every format: no word lost, none added, none glued, nothing executable."""

import re
from html import unescape

from hypothesis import given, settings
from lxml import etree
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser
from trafilatura.xml import validate_tei

from app.engine.article import Article
from app.engine.labels import Label
from app.engine.render import FORMATS, render
from tests.engine.render.generate import articles

RENDERED = settings(max_examples=60)
COMMONMARK = MarkdownIt("commonmark").enable(["table", "strikethrough"])
INLINE = re.compile(r"</?(?:a|strong|em|code|sub|sup|del|s|hi|ref)\b[^>]*>")
MARKUP = re.compile(r"<[^>]+>")


def words(markup: str) -> list[str]:
    """The words a reader sees of markup that is well formed: inline elements join, all others part."""
    return unescape(MARKUP.sub(" ", INLINE.sub("", markup))).split()


def plain(article: Article) -> list[str]:
    return render(article, "text", include={Label.TITLE}).split()


@RENDERED
@given(articles())
def test_html_has_the_words_of_the_text(article: Article) -> None:
    assert words(render(article, "html")) == plain(article)


@RENDERED
@given(articles())
def test_markdown_reads_back_to_the_words_of_the_text(article: Article) -> None:
    assert words(COMMONMARK.render(render(article, "markdown"))) == plain(article)


@RENDERED
@given(articles())
def test_tei_has_the_words_of_the_text_and_is_valid(article: Article) -> None:
    document = render(article, "xml-tei")
    assert words(document.partition("<text>")[2]) == plain(article)
    assert validate_tei(etree.fromstring(document))


@RENDERED
@given(articles())
def test_nothing_executable_is_left_in_html(article: Article) -> None:
    tree = LexborHTMLParser(render(article, "html"))
    for node in tree.css("article, article *"):
        assert node.tag not in {"script", "style", "iframe", "object", "img", "svg"}
        for name, value in node.attributes.items():
            assert name in {"lang", "href", "start"}
            assert re.match(r"(?:https?:|mailto:|[^:]*(?:[/?#]|$))", value or "") is not None


@RENDERED
@given(articles())
def test_the_same_article_gives_the_same_bytes(article: Article) -> None:
    for name in FORMATS:
        rendered = render(article, name, include={Label.CAPTION}, explain=True)
        assert rendered == render(article, name, include={Label.CAPTION}, explain=True)
        assert rendered == rendered.rstrip("\n")
