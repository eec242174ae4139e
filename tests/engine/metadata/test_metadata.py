import pytest

from app.engine import clean
from app.engine.article import Metadata
from app.engine.headline import host_name, title_candidates
from app.engine.metadata import find_language, read_metadata
from app.engine.metadata.site import find_base, find_beside, find_site, find_url
from app.engine.metadata.title import find_title
from app.engine.page import Head
from tests.engine.labelled import labelled, page_of

POLISH = "Nowy most nad rzeką otwarto w poniedziałek rano, a mieszkańcy czekali na niego od wielu lat. " * 4
RAW = labelled(
    ("navigation", "Wiadomości"), ("title", "Nowy most otwarty"), ("byline", "oprac. MAB"), ("byline", "1 lutego 2022"),
    ("body", POLISH), ("byline", "Źródło:"), ("byline", "PAP"),
)  # fmt: skip


def test_raw_text_gives_what_its_blocks_say() -> None:
    expected = Metadata(
        "Nowy most otwarty", ("MAB",), "2022-02-01", "PAP", "kurier.example", "pl", "https://kurier.example/a"
    )
    assert read_metadata(page_of(), RAW, url="https://kurier.example/a", language=None) == expected


def test_nothing_gives_nothing() -> None:
    assert read_metadata(page_of(), (), url=None, language=None) == Metadata()


def test_two_pages_in_either_order_give_the_same() -> None:
    head = Head(title="Ponte aperto | Il Giorno", lang="it", meta={"date": "1 febbraio 2022", "author": "Ada Neri"})
    pages = ((page_of(), RAW), (page_of(head), labelled(("title", "Ponte aperto"))))
    first = [read_metadata(page, blocks, url=None, language=None) for page, blocks in pages]
    second = [read_metadata(page, blocks, url=None, language=None) for page, blocks in reversed(pages)]
    assert first == second[::-1]


@pytest.mark.parametrize(
    ("visible", "stated", "expected"),
    [
        (["Die Brücke ist offen!"], "Die Brücke ist offen", "Die Brücke ist offen!"),
        (["Lokales", "Мост открыт"], "Мост открыт", "Мост открыт"),
        (["Lokales"], "新大桥今天通车", "新大桥今天通车"),
        (["Stadtblatt"], "", None),
        (["Stadtblatt"], "Die Brücke ist offen", "Die Brücke ist offen"),
        ([": Most\n otwarty"], "", "Most otwarty"),
        ([], "Ponte", "Ponte"),
        ([], "", None),
    ],
)
def test_the_visible_headline_wins_where_the_head_agrees(visible: list[str], stated: str, expected: str | None) -> None:
    headlines = title_candidates(Head(meta={"og:title": stated}))
    assert find_title(headlines, labelled(*(("title", text) for text in visible)), ("Stadtblatt",)) == expected


@pytest.mark.parametrize(
    ("between", "stated", "expected"),
    [
        (0, "React App", "Wohin das Wasser ging"),
        (4, "React App", "Wohin das Wasser ging"),
        (5, "React App", "React App"),
        (0, "Wohin das Wasser ging | Blog | Ein Titel, der länger ist als alles andere", "Wohin das Wasser ging"),
    ],
)
def test_a_headline_right_above_the_article_is_its_own(between: int, stated: str, expected: str) -> None:
    rows = [("title", "Wohin das Wasser ging"), *[("interface", "Teilen")] * between, ("body", POLISH)]
    blocks = [one._replace(block=one.block._replace(tag="h1")) for one in labelled(*rows)]
    assert find_title(title_candidates(Head(title=stated)), blocks) == expected


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("title", "Four"), ("heading", "■ Small integers")], "Small integers"),
        ([("title", "Four")], "Four"),
        ([("navigation", "Four")], "Four"),
        ([("navigation", "Four"), *[("interface", "Share")] * 5], "Four » Archive » Small integers"),
        ([("navigation", "Archive")], "Four » Archive » Small integers"),
        ([("heading", "Integers")], "Four » Archive » Small integers"),
    ],
)
def test_of_a_headline_with_separators_the_part_is_told_that_the_page_shows(
    rows: list[tuple[str, str]], expected: str
) -> None:
    blocks = [one._replace(block=one.block._replace(tag="h1")) for one in labelled(*rows, ("body", POLISH))]
    assert find_title(["Four » Archive » Small integers"], blocks) == expected


@pytest.mark.parametrize(
    ("head", "url", "expected"),
    [
        (Head(title="Α | Β", meta={"og:site_name": "Ημέρα"}), "https://x.example", "Ημέρα"),
        (Head(json_ld=({"@type": "Article", "publisher": {"name": "Il Giorno"}},)), None, "Il Giorno"),
        (Head(title="Ponte aperto | Il Giorno"), "https://www.ilgiorno.example/a", "Il Giorno"),
        (Head(title="Ponte aperto | Sport"), "https://www.ilgiorno.example/a", None),
        (Head(meta={"og:site_name": "https://ilgiorno.example"}), None, None),
        (Head(meta={"og:site_name": "Il Giorno | "}), None, "Il Giorno"),
        (Head(title="A | Público"), "https://www.publico.example/a", "Público"),
        (Head(title="A – Schweizer Jäger Online"), "https://schweizerjaeger.example/a", "Schweizer Jäger Online"),
        (Head(title="A - Hamburger Abendblatt"), "https://www.abendblatt.example/a", "Hamburger Abendblatt"),
        (
            Head(title="A - Was das Abendblatt von der Brücke hält"),
            "https://abendblatt.example/a",
            None,
        ),
        (Head(title="大桥通车--人民网"), "https://people.example/a", "人民网"),
        (Head(title="大桥通车_太原晚报"), None, "太原晚报"),
        (Head(title="大桥通车_社会"), "https://people.example/a", None),
        (
            Head(title="A - Il Giorno", json_ld=({"@type": "Article", "publisher": {"name": "Editrice S.p.A."}},)),
            "https://ilgiorno.example/a",
            "Il Giorno",
        ),
        (None, "https://news.example/a", None),
        (None, None, None),
    ],
)
def test_the_site(head: Head | None, url: str | None, expected: str | None) -> None:
    assert find_site(head, host_name(url or "")) == expected


@pytest.mark.parametrize(
    ("title", "headline", "expected"),
    [
        ("Камни моста - Дороги - Пешеход", "Камни моста", "Пешеход"),
        ("Old  stones |\nThe Walker", "Old stones", "The Walker"),
        ("Old stones", "Old stones", None),
        ("Old stones - New roads", "Old stones - New roads", None),
        ("Old stones - New roads | The Walker", "Old stones - New roads", "The Walker"),
        ("The Walker: Old stones", "Old stones", None),
        ("Old stones - Page 3", "Old stones", None),
        ("Old stones_roads_walker", "Old stones", None),
        ("Old stones - " + "and walkers " * 5, "Old stones", None),
        ("Roads - The Walker", "Old stones", None),
        ("Old stones - The Walker", None, None),
    ],
)
def test_the_site_as_the_page_title_has_it_behind_the_headline(
    title: str, headline: str | None, expected: str | None
) -> None:
    assert find_beside(Head(title=title), headline) == expected


def test_a_quotation_is_no_part_of_the_page_title() -> None:
    page = "<title>« Le pont est ouvert » - La Gazette</title><h1>« Le pont est ouvert »</h1><p>Enfin.</p>"
    found = clean(page, input="html").metadata

    assert (found.title, found.site) == ("« Le pont est ouvert »", "La Gazette")


def test_a_site_may_be_called_as_its_author() -> None:
    page = "<title>Old stones - Jane Doe</title><meta name=author content='Jane Doe'><h1>Old stones</h1><p>Grey.</p>"
    found = clean(page, input="html").metadata

    assert (found.site, found.authors) == ("Jane Doe", ("Jane Doe",))


def test_without_a_name_the_host_is_the_site() -> None:
    assert clean(b"<p>Stones.</p>", url="https://www.news.example/a", input="html").metadata.site == "news.example"


@pytest.mark.parametrize(
    ("url", "canonical", "expected"),
    [
        ("https://a.example/x", "https://b.example/", "https://a.example/x"),
        ("a.html", "https://b.example/", "https://b.example/"),
        (None, "/x", "https://c.example/"),
        ("javascript:x", "", "https://c.example/"),
    ],
)
def test_the_address_is_absolute(url: str | None, canonical: str, expected: str) -> None:
    assert find_url(Head(links={"canonical": canonical}, meta={"og:url": "https://c.example/"}), url) == expected


@pytest.mark.parametrize(
    ("stated", "url", "expected"),
    [
        ("https://a.example/x/", None, "https://a.example/x/"),
        ("https://a.example/x/", "https://b.example/", "https://a.example/x/"),
        ("../x/", "https://b.example/a/b/c", "https://b.example/a/x/"),
        ("/x/", None, "/x/"),
        ("", "https://b.example/", None),
        ("data:text/html,x", "https://b.example/", None),
        ("javascript:x", None, None),
        ("http://[x", "https://b.example/", None),
    ],
)
def test_what_links_are_relative_to(stated: str, url: str | None, expected: str | None) -> None:
    assert find_base(Head(base=stated), url) == expected


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        (Head(lang="en"), POLISH, "pl"),
        (Head(lang="pl-PL"), "Most.", "pl"),
        (Head(meta={"og:locale": "el_GR"}), "", "el"),
        (Head(json_ld=({"inLanguage": {"name": "uk"}},)), "", "uk"),
        (Head(lang="xx"), "", None),
        (None, "Жители посёлка ждут, когда им построят новый мост.", "ru"),
    ],
)
def test_the_language_is_the_bodys(head: Head | None, body: str, expected: str | None) -> None:
    assert find_language(head, labelled(("body", body), ("comment", "English words from a reader. " * 20))) == expected
