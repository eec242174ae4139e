import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from app.engine.headline import description_candidates, title_candidates
from app.engine.html.head import MAX_OBJECTS, read_head
from app.engine.metadata import read_metadata
from app.engine.page import Head, Time
from tests.engine.labelled import labelled, page_of

PAGE = """<!DOCTYPE html><html lang="pl-PL"><head><title> Most
 otwarty </title><base href="https://gazeta.example/"><link rel="Canonical shortlink" href="/most">
<meta name="Author" content="Ewa Lis"><meta name="author" content="Ktoś Inny">
<meta property="og:title" content="Most&nbsp;otwarty!">
<meta name="empty" content=" "><script type="application/LD+JSON">
{"@graph": [{"@type": "NewsArticle", "headline": "Most"},
{"@type": "Person", "name": "Ewa Lis"}]}</script></head><body><svg><title>ikona</title></svg>
<meta itemprop="datePublished" content="2024-05-03"><time datetime="2024-05-03T08:00">3 maja</time>
<time datetime="">x</time>
</body></html>"""


def read(html: str) -> Head:
    return read_head(LexborHTMLParser(html))


def with_script(source: str) -> Head:
    return read(f'<script type="application/ld+json">{source}</script>')


def test_a_head_is_read_whole() -> None:
    head = read(PAGE)
    assert (head.title, head.lang, head.base) == ("Most otwarty", "pl-PL", "https://gazeta.example/")
    assert head.meta == {"author": "Ewa Lis", "og:title": "Most otwarty!", "datepublished": "2024-05-03"}
    assert head.links == {"canonical": "/most", "shortlink": "/most"}
    assert [item["@type"] for item in head.json_ld] == ["NewsArticle", "Person"]
    assert head.times == (Time("3 maja", "2024-05-03T08:00"),)


@pytest.mark.parametrize(
    ("attribute", "is_update"),
    [
        ('class="updated"', True),
        ('itemprop="dateModified"', True),
        ('class="entry-date published updated"', False),
        ('class="date"', False),
    ],
)
def test_the_names_of_a_time_say_whether_it_is_an_update(attribute: str, is_update: bool) -> None:
    head = read(f'<time {attribute} datetime="2024-05-04">4 maja</time>')
    assert head.times == (Time("4 maja", "2024-05-04", is_update),)


@pytest.mark.parametrize(
    "html", ["", "<html>", "<meta><link><base><time></time><script></script>", "\x00<\ud800title>"]
)
def test_a_page_without_a_head_has_an_empty_one(html: str) -> None:
    assert read(html) == Head()


@pytest.mark.parametrize(
    "source",
    [
        '{"name": "신문"}',
        '<!-- {"name": "신문"} -->',
        '/*<![CDATA[*/ {"name": "신문"}; /*]]>*/',
        '//<![CDATA[\n{"name": "신문",}\n//]]>',
        '[[{"name": "신문"},],]',
        '{"@context": "https://schema.org", "@graph": []}\n{"name": "신문"}',
        '{"name": "신문"};',
        '{"@context": "https://schema.org", "@graph": {"name": "신문"}}',
        '\ufeff{"name": "신문"}',
    ],
)
def test_what_a_cheap_mend_can_save_is_read(source: str) -> None:
    assert [item["name"] for item in with_script(source).json_ld] == ["신문"]


@pytest.mark.parametrize(
    "source",
    ["", "{", '{"a" 1}', "[" * 100_000, '{"a":' * 50_000, "1" * 10_000, "null", '"text"', "," * 100_000, "<!--" * 9],
)
def test_what_cannot_be_read_is_left_out(source: str) -> None:
    assert with_script(source).json_ld == ()


def test_raw_newlines_in_strings_are_let_pass() -> None:
    assert with_script('{"name": "a\nb"}').json_ld == ({"name": "a\nb"},)


def test_scripts_are_read_up_to_a_size_and_a_number() -> None:
    big = json.dumps({"name": "x" * 2_000_000})
    html = "".join(f'<script type="application/ld+json">{source}</script>' for source in (big, '{"name": "small"}'))
    assert read(html).json_ld == ({"name": "small"},)
    assert len(with_script(json.dumps([{"n": n} for n in range(9999)])).json_ld) == MAX_OBJECTS


hostile: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(("@type", "@id", "@graph", "@value", "name", "url", "givenName")), inner, max_size=4
        )
    ),
    max_leaves=12,
)
fields = ("@type", "@graph", "mainEntity", "headline", "author", "creator", "publisher", "datePublished", "provider",
          "dateCreated", "inLanguage", "description", "isAccessibleForFree", "sourceOrganization")  # fmt: skip


@given(st.dictionaries(st.sampled_from(fields), hostile, max_size=8))
def test_values_of_any_type_do_no_harm(item: dict[str, Any]) -> None:
    head = with_script(json.dumps([item, {**item, "@type": "NewsArticle"}]).replace("<", "\\u003c"))
    headlines = title_candidates(head)
    blocks = labelled(("byline", "By Ana Ruiz"), ("body", "Text."))
    metadata = read_metadata(page_of(head), blocks, headlines, url=None, language="en")

    assert all(isinstance(text, str) for text in (*headlines, *description_candidates(head)))
    assert all(isinstance(author, str) for author in metadata.authors)
