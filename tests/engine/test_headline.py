import pytest

from app.engine.headline import cut_site, description_candidates, host_name, last_part, title_candidates
from app.engine.page import Head

ARTICLE = {"@type": ["NewsArticle"], "headline": "Die Br&uuml;cke ist offen", "description": "Seit heute."}


def test_candidates_come_in_the_order_of_their_weight_and_once() -> None:
    head = Head(
        title="Brücke offen | Stadtblatt",
        meta={"og:title": "Brücke offen", "twitter:title": "Endlich!", "og:site_name": "Stadtblatt"},
        json_ld=(ARTICLE,),
    )
    assert title_candidates(head) == ("Die Brücke ist offen", "Brücke offen", "Endlich!")


@pytest.mark.parametrize(
    ("title", "cut"),
    [
        ("Ponte aperto dopo anni - Il Giornale", "Ponte aperto dopo anni"),
        ("Мост открыт спустя годы | Новости дня", "Мост открыт спустя годы"),
        ("新大桥今天正式通车_城市日报", "新大桥今天正式通车"),
        ("Il ponte – una storia lunga cento anni e mille promesse mancate", None),
        ("Well-known bridge opened", None),
        ("Α - Β", "Α"),
    ],
)
def test_a_short_tail_is_cut_from_a_title_that_stands_alone(title: str, cut: str | None) -> None:
    assert title_candidates(Head(title=title)) == (cut or title,)


def test_a_tail_that_another_headline_has_stays() -> None:
    head = Head(title="Storm warning lifted - for now", meta={"og:title": "Storm warning lifted - for now"})
    assert title_candidates(head) == ("Storm warning lifted - for now",)


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("Vesti » Most otvoren", "Most otvoren"),
        ("Most otvoren :: VESTI", "Most otvoren"),
        ("Most otvoren - Grad | Vesti", "Most otvoren - Grad"),
        ("Vesti", "Vesti"),
        ("Dobre vesti - Most otvoren", "Dobre vesti - Most otvoren"),
        ("", ""),
    ],
)
def test_a_known_site_is_cut_at_either_end(title: str, rest: str) -> None:
    assert cut_site(title, ["Vesti", ""]) == rest


def test_the_site_alone_is_no_headline() -> None:
    assert title_candidates(Head(title="Daily News", meta={"og:site_name": "Daily News"})) == ()


def test_summaries_are_given_once() -> None:
    head = Head(meta={"description": "Seit heute.", "og:description": "Ab heute."}, json_ld=(ARTICLE,))
    assert description_candidates(head) == ("Seit heute.", "Ab heute.")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.example.org:8080/a", "example.org"),
        ("http://Новости.example/", "новости.example"),
        ("//example.org/a", ""),
        ("ftp://example.org", ""),
        ("https://[", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_only_absolute_web_addresses_have_a_host(url: str, host: str) -> None:
    assert host_name(url) == host


def test_the_last_part_of_a_title() -> None:
    assert (last_part("Α | Β - Γ"), last_part("Α")) == ("Γ", "")
