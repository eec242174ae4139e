"""Raw text is made in three ways, the same for the same page every time."""

from collections import Counter

import pytest

pytest.importorskip("bs4")
pytest.importorskip("inscriptis")
pytest.importorskip("markdownify")

from bench.innertext import innertext
from bench.rawtext import MARKDOWN_WAYS, WAYS, markdown, raw_text, way_of
from tests.bench.reference import reference

PAGE = """<!doctype html><html><head><title>Мост открыт</title><style>p {}</style></head><body>
<nav><ul><li><a href="/">Главная</a></li><li>Спорт</li></ul></nav><h1>Мост  открыт</h1>
<p>Старый <a href="/b">мост</a> снова<br>открыт.</p><script>var a = "<p>no</p>"</script>
<table><tr><td>один</td><td>два</td></tr></table><textarea>draft</textarea><p></p><!-- note --><div>Конец</div>
</body></html>"""


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("innertext", "Главная\n\nСпорт\n\nМост открыт\n\nСтарый мост снова\nоткрыт.\n\nодин\n\nдва\n\nКонец"),
        (
            "soup",
            "Мост открыт\nГлавная\nСпорт\nМост  открыт\nСтарый\nмост\nснова\nоткрыт.\nодин\nдва\ndraft\nКонец",
        ),
    ],
)
def test_ways(way: str, expected: str) -> None:
    assert WAYS[way](PAGE) == expected


def test_layout_keeps_the_words_and_drops_the_script() -> None:
    words = WAYS["inscriptis"](PAGE).split()

    assert " ".join(words).startswith("* Главная * Спорт Мост открыт Старый мост снова открыт.")
    assert "var" not in words


@pytest.mark.parametrize("way", MARKDOWN_WAYS)
def test_markdown_has_links_and_headings_and_no_script(way: str) -> None:
    written = MARKDOWN_WAYS[way](PAGE)

    assert "[мост](/b)" in written
    assert "# Мост открыт" in written or "Мост открыт\n===" in written
    assert "var" not in written


def test_a_page_nested_too_deep_for_markdown_is_plain_lines() -> None:
    page_id = next(name for name in map(str, range(99)) if way_of(name, MARKDOWN_WAYS) == "underlined")

    assert markdown("<div>" * 3_000 + "deep", page_id) == "deep"


def test_ways_are_spread_evenly_and_fixed() -> None:
    ids = [f"page-{number}" for number in range(900)]
    counts = Counter(map(way_of, ids))

    assert set(counts) == set(WAYS)
    assert all(250 < count < 350 for count in counts.values())
    assert [way_of(page_id) for page_id in ids[:4]] == ["soup", "innertext", "inscriptis", "soup"]


@pytest.mark.parametrize("page", ["", "plain", "<p>" * 20_000 + "deep", "<table><tr><td>" * 3_000, "<!-- never closed"])
def test_odd_pages_are_read(page: str) -> None:
    assert isinstance(innertext(page), str)


def test_agrees_with_the_reference(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = reference("rawtext", monkeypatch)

    assert tuple(WAYS) == theirs.WAYS
    for number in range(40):
        page_id = f"page-{number}"
        assert way_of(page_id) == theirs.way_of(page_id)
        assert raw_text(PAGE, page_id) == theirs.lines(PAGE, theirs.way_of(page_id))
