import pytest

from app.engine.metadata.source import find_source
from app.engine.page import Head
from tests.engine.labelled import labelled


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Źródło: PAP", "PAP"),
        ("Source: Daily Planet", "Daily Planet"),
        ("Quelle: dpa", "dpa"),
        ("来源：新华社", "新华社"),
        ("출처: 연합뉴스", "연합뉴스"),
        ("المصدر: رويترز", "رويترز"),
        ("Источник: Вестник", "Вестник"),
        ("ប្រភព៖ កោះសន្តិភាព", "កោះសន្តិភាព"),
        ("ምንጭ፡ ቢቢሲ", "ቢቢሲ"),
        ("سەرچاوە: ڕووداو", "ڕووداو"),
        ("Kurier.pl/Reuters", "Kurier.pl/Reuters"),
        ("(AFP)", "AFP"),
        ("ТАСС", "ТАСС"),
        ("By Ana Ruiz", None),
        ("Source: March 2019 (4)", None),
        ("Source: " + "a long sentence that goes on " * 9, None),
    ],
)
def test_credits_in_bylines(line: str, expected: str | None) -> None:
    assert find_source(None, labelled(("byline", line))) == expected


@pytest.mark.parametrize("lead", ["Źródło:", "Source", "来源：", "Πηγή:"])
def test_a_lead_on_a_line_of_its_own_takes_the_next_byline(lead: str) -> None:
    assert find_source(None, labelled(("byline", lead), ("interface", "Share"), ("byline", "PAP"))) == "PAP"
    assert find_source(None, labelled(("byline", lead))) is None


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["KYIV, Feb 1 (Reuters) - The bridge", "End."], "Reuters"),
        (["Most otwarto.", "Koniec. (PAP)"], "PAP"),
        (["（新华社）桥开通。", "完。"], "新华社"),
        (["The (AP) style guide is old. " + "x" * 90, "y" * 90], "AP"),
        (["It began. " + "x" * 90 + "(AP)" + "x" * 90, "End."], None),
        (["The (unknown) bridge.", "End."], None),
    ],
)
def test_an_agency_in_brackets_where_the_article_begins_or_ends(texts: list[str], expected: str | None) -> None:
    assert find_source(None, labelled(*(("body", text) for text in texts))) == expected


def test_the_head_is_asked_first() -> None:
    item = {"@type": "Article", "publisher": {"name": "Kurier"}, "provider": "Kurier", "sourceOrganization": "EFE"}
    assert find_source(Head(json_ld=(item,)), labelled(("byline", "Source: AFP"))) == "EFE"
    assert find_source(Head(meta={"dc.source": "https://example.org"}), ()) is None
