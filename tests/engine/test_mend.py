"""Text that was read in a wrong charset before it came."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine import clean
from app.engine.decode import decode
from tests.engine.test_decode import LEGACY, Legacy

LANGUAGES = json.loads((Path(__file__).parent / "cases" / "languages.json").read_text("utf-8"))
PLACES = ("places read as iso-8859-1 by mistake are read anew",)

#: Where ISO-8859-1 makes other letters of letters, and nothing shows that they are others.
ALIKE = {"windows-1250", "iso-8859-2", "iso-8859-9", "windows-1257", "windows-1258", "iso-2022-jp"}


@pytest.mark.parametrize("row", LANGUAGES, ids=lambda row: row["language"])
@pytest.mark.parametrize("as_bytes", [True, False])
def test_utf_8_read_as_latin_1_is_read_anew(row: dict[str, str], as_bytes: bool) -> None:
    misread = row["text"].encode().decode("latin-1")
    warning = () if row["text"].isascii() else ("utf-8 that was read as iso-8859-1 by mistake is read anew",)

    decoded = decode(misread.encode() if as_bytes else misread)

    assert row["text"] == decoded.text
    assert warning == decoded.warnings


def test_a_byte_order_mark_read_as_latin_1_goes_too() -> None:
    assert decode("\ufeffłódź".encode().decode("latin-1")).text == "łódź"


@pytest.mark.parametrize("case", [case for case in LEGACY if case.charset not in ALIKE], ids=lambda c: c.language)
def test_legacy_charsets_read_as_latin_1_are_read_anew(case: Legacy) -> None:
    assert case.text == decode(case.data.decode("latin-1")).text
    assert case.text in decode(case.page.decode("latin-1")).text


@pytest.mark.parametrize("row", LANGUAGES, ids=lambda row: row["language"])
@pytest.mark.parametrize("size", [5, 12, 40, 160])
def test_what_is_right_stays(row: dict[str, str], size: int) -> None:
    text = row["text"]
    for piece in (text[start : start + size] for start in range(0, len(text), size)):
        assert piece == decode(piece).text
        assert decode(piece.encode()).warnings == ()


@pytest.mark.parametrize(
    "text",
    [
        "Eine Tasse NESCAFÉ® bitte.",
        "Foto: Groß® und »Spaß« dabei",
        "«AMANHÃ», disse ela",
        "20 m² bei 30°C, n°5, ¿qué?, ½ l, 10µm × 3",
        "The letters ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞß are those of western Europe.",
        "Ouéééé! Génial éééé, don´t",
        "one line\x85and the next",
        "Þetta er íslenskur texti: Æðsti maður þjóðarinnar ræddi við blaðamenn í gær.",
        "In windows-1252 it looks like this: donâ€™t.",
    ],
)
def test_what_may_be_meant_stays(text: str) -> None:
    assert (text, ()) == (decode(text).text, decode(text).warnings)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Жизнь, \x93как она есть\x94\x85", "Жизнь, “как она есть”…"),
        ("Zażółć gęślą jaźń \xe2\x80\x93 tak", "Zażółć gęślą jaźń – tak"),
        ("“It’s” cafÃ© and \xe2\x80\x9ctea\xe2\x80\x9d", "“It’s” café and “tea”"),
        ("Ein Café – »Spaß« \xe2\x80\x93 Â© 2024", "Ein Café – »Spaß« – © 2024"),
        ("broken \xe2\x80 Ж \xed\xa0\x80 \x81", "broken â€ Ж \xed\xa0\x80 "),
    ],
)
def test_single_places_are_read_anew(text: str, meant: str) -> None:
    assert (meant, PLACES) == (decode(text).text, decode(text).warnings)


def test_what_a_page_declares_says_what_its_bytes_were() -> None:
    page = '<meta charset="windows-1251"><p>Старый мост смыло паводком в ночь на среду.</p>'
    misread = page.encode("cp1251").decode("latin-1")

    decoded = decode(misread)

    assert page == decoded.text
    assert decoded.warnings == ("windows-1251 that was read as iso-8859-1 by mistake is read anew",)


def test_the_article_of_such_a_page_is_the_article() -> None:
    russian = next(row["text"] for row in LANGUAGES if row["language"] == "ru")
    page = f"<title>Мост</title><h1>Мост</h1><p>{russian}</p>"

    article = clean(page.encode().decode("latin-1"))

    assert article.text == clean(page).text
    assert article.metadata.language == "ru"
    assert article.warnings == ("utf-8 that was read as iso-8859-1 by mistake is read anew",)


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    misread = text.encode("utf-8", "ignore").decode("latin-1")

    assert isinstance(decode(misread).text, str)
