import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.metadata.bylines import ABOVE, REPEATED
from app.engine.metadata.calendar import parse_date, parse_stated, reading_of
from app.engine.metadata.dates import find_date
from app.engine.metadata.months import month_number
from app.engine.page import Head, Time
from tests.engine.labelled import labelled

TEXTS = [
    ("en", "3 May 2022", "2022-05-03"),
    ("en", "Published: 14:30 | 3rd of May 2022", "2022-05-03"),
    ("en", "Updated Sept. 1, 2022, 14:00", "2022-09-01"),
    ("en", "20220201", "2022-02-01"),
    ("ja", "20220201103000", "2022-02-01"),
    ("pl", "dodano 1 lutego 2022, 10:00", "2022-02-01"),
    ("de", "Datum:26. Januar 2022", "2022-01-26"),
    ("de", "Stand: 01.02.22", "2022-02-01"),
    ("nl", "1-2-2022", "2022-02-01"),
    ("fr", "1er février 2022 à 10h", "2022-02-01"),
    ("es", "1 de febrero de 2022", "2022-02-01"),
    ("pt", "1º de fevereiro de 2022", "2022-02-01"),
    ("it", "Martedì 1 febbraio 2022", "2022-02-01"),
    ("da", "Den 1. februar 2022", "2022-02-01"),
    ("cs", "1. února 2022", "2022-02-01"),
    ("hu", "2022. február 1.", "2022-02-01"),
    ("lt", "2022 m. vasario 1 d.", "2022-02-01"),
    ("tr", "1 Şubat 2022", "2022-02-01"),
    ("ru", "28.11.201118:57 МСК", "2011-11-28"),
    ("ru", "1 февраля 2022, 10:00", "2022-02-01"),
    ("uk", "1 лютого 2022", "2022-02-01"),
    ("el", "1η Φεβρουαρίου 2022", "2022-02-01"),
    ("ka", "1 ივნისი 2022", "2022-06-01"),
    ("he", "1 בפברואר 2022", "2022-02-01"),
    ("ar", "١ فبراير ٢٠٢٢", "2022-02-01"),
    ("hi", "१ फ़रवरी २०२२", "2022-02-01"),
    ("bn", "১ ফেব্রুয়ারী ২০২২", "2022-02-01"),
    ("th", "1 ก.พ. 2565", "2022-02-01"),
    ("vi", "1 tháng 2, 2022", "2022-02-01"),
    ("zh", "2022年2月1日 10:00", "2022-02-01"),
    ("ja", "2022/02/01", "2022-02-01"),
    ("ko", "2022년 2월 1일", "2022-02-01"),
    ("ko", "입력 2022. 2. 1.", "2022-02-01"),
    ("ja", "令和4年2月1日", "2022-02-01"),
    ("ja", "平成30年10月1日 12:00", "2018-10-01"),
    ("ja", "令和元年5月1日", "2019-05-01"),
    ("ja", "2022年（令和4年）2月1日", "2022-02-01"),
    ("ja", "令和4年（2022年）2月1日", "2022-02-01"),
    ("zh", "民國111年2月1日", "2022-02-01"),
    ("en", "01-FEB-22", "2022-02-01"),
    ("en", "1/Feb/22", "2022-02-01"),
    ("en", "Tue Feb 1 19:20:36 CET 2022", "2022-02-01"),
    ("en", "Feb 1 Tue 2022 00:28", "2022-02-01"),
    ("th", "๑ กุมภาพันธ์ ๒๕๖๕", "2022-02-01"),
    ("th", "1 ก.พ. 65 10:30 น.", "2022-02-01"),
    ("th", "01/02/2565", "2022-02-01"),
    ("th", "2565-02-01T10:00:00", "2022-02-01"),
    ("fa", "سه شنبه ۱۲ بهمن ۱۴۰۰ ساعت ۱۰:۱۱", "2022-02-01"),
    ("fa", "1400/11/12", "2022-02-01"),
    ("fa", "30 اسفند 1403", "2025-03-20"),
    ("fa", "۱ فوریه ۲۰۲۲", "2022-02-01"),
    ("ar", "1 شباط/فبراير 2022", "2022-02-01"),
    ("ar", "1 كانون الثاني 2022", "2022-01-01"),
    ("ar", "1 جويلية 2022", "2022-07-01"),
    ("ar", "1 ابريل 2022", "2022-04-01"),
    ("my", "၁ ဖေဖော်ဝါရီ ၂၀၂၂", "2022-02-01"),
    ("my", "ဩဂုတ်လ ၁ ရက်၊ ၂၀၂၂", "2022-08-01"),
    ("my", "၂၀၂၂ ခုနှစ်၊ ဖေဖော်ဝါရီလ ၁ ရက်", "2022-02-01"),
    ("my", "စက်တင်ဘာ ၁၊ ၂၀၂၂", "2022-09-01"),
    ("km", "ថ្ងៃទី១ ខែកុម្ភៈ ឆ្នាំ២០២២", "2022-02-01"),
    ("km", "1 តុលា 2022", "2022-10-01"),
    ("lo", "ວັນທີ ໑ ເດືອນກຸມພາ ໒໐໒໒", "2022-02-01"),
    ("lo", "1 ພຶດສະພາ 2022", "2022-05-01"),
    ("ne", "१ फेब्रुअरी २०२२", "2022-02-01"),
    ("ne", "२०८१ असार १२ गते बुधबार", "2024-06-26"),
    ("ne", "मंगलबार, १८ माघ २०७८", "2022-02-01"),
    ("ne", "२०७८/१०/१८", "2022-02-01"),
    ("ne", "2078-10-18 10:30", "2022-02-01"),
    ("ne", "2022-02-01", "2022-02-01"),
    ("si", "2022 පෙබරවාරි 1", "2022-02-01"),
    ("si", "අප්‍රේල් 1, 2022", "2022-04-01"),
    ("mr", "१ फेब्रुवारी २०२२", "2022-02-01"),
    ("gu", "૧ ફેબ્રુઆરી ૨૦૨૨", "2022-02-01"),
    ("gu", "1 ઓગસ્ટ 2022", "2022-08-01"),
    ("te", "1 ఫిబ్రవరి 2022", "2022-02-01"),
    ("te", "౧ సెప్టెంబరు ౨౦౨౨", "2022-09-01"),
    ("kn", "೧ ಫೆಬ್ರುವರಿ ೨೦೨೨", "2022-02-01"),
    ("ml", "1 ഫെബ്രുവരി 2022", "2022-02-01"),
    ("ml", "1 ഒക്ടോബര്\u200d 2022", "2022-10-01"),
    ("pa", "੧ ਫਰਵਰੀ ੨੦੨੨", "2022-02-01"),
    ("or", "୧ ଫେବୃଆରୀ ୨୦୨୨", "2022-02-01"),
    ("am", "1 ፌብሩዋሪ 2022", "2022-02-01"),
    ("am", "መጋቢት 12 ቀን 2016 ዓ.ም", "2024-03-21"),
    ("am", "ጳጉሜን 6፣ 2015", "2023-09-11"),
    ("am", "12 መስከረም 2000", "2007-09-23"),
    ("ps", "۱ فبروري ۲۰۲۲", "2022-02-01"),
    ("ps", "د ۱۴۰۰ سلواغه ۱۲", "2022-02-01"),
    ("ku", "1ی شوباتی 2022", "2022-02-01"),
    ("ku", "١ی کانوونی دووەمی ٢٠٢٢", "2022-01-01"),
    ("ku", "1ê Sibatê 2022", "2022-02-01"),
    ("is", "Birt 1. febrúar 2022 kl. 10:00", "2022-02-01"),
    ("eu", "2022ko otsailaren 1a", "2022-02-01"),
    ("eu", "2022(e)ko ots. 1(a)", "2022-02-01"),
    ("eu", "2022ko otsailak 1", "2022-02-01"),
    ("gl", "1 de febreiro de 2022", "2022-02-01"),
    ("be", "1 лютага 2022, 10:00", "2022-02-01"),
    ("be", "1 траўня 2022", "2022-05-01"),
    ("mn", "2022 оны 2-р сарын 1", "2022-02-01"),
    ("mn", "2022 ОНЫ 02 САРЫН 01", "2022-02-01"),
    ("mn", "2022 оны 11 дүгээр сарын 1", "2022-11-01"),
    ("mn", "2022 оны хоёрдугаар сарын 1", "2022-02-01"),
    ("mn", "2022 оны арван хоёрдугаар сарын 1", "2022-12-01"),
    ("mn", "2022 оны арваннэгдүгээр сарын 1", "2022-11-01"),
    ("uz", "2022-yil 1-fevral, 10:00", "2022-02-01"),
    ("uz", "1 oktyabr 2022", "2022-10-01"),
    ("uz", "1 феврал 2022", "2022-02-01"),
    ("ky", "2022-жылдын 1-февралы", "2022-02-01"),
    ("ky", "2022-ж., 1-февраль", "2022-02-01"),
    ("kk", "2022 жылғы 1 ақпан", "2022-02-01"),
    ("lv", "2022. gada 1. februāris", "2022-02-01"),
    ("tg", "1 феврали 2022", "2022-02-01"),
    ("tl", "Pebrero 1, 2022", "2022-02-01"),
    ("fil", "Ika-1 ng Pebrero 2022", "2022-02-01"),
    ("cy", "1af o Fawrth 2022", "2022-03-01"),
    ("ga", "1 Meán Fómhair 2022", "2022-09-01"),
    ("ga", "1 Dheireadh Fómhair 2022", "2022-10-01"),
    ("mt", "1 ta' Frar, 2022", "2022-02-01"),
    ("lb", "1. Abrëll 2022", "2022-04-01"),
    ("bs", "1. februara 2022", "2022-02-01"),
    ("sr", "1. avgust 2022.", "2022-08-01"),
    ("sr", "1. фебруара 2022.", "2022-02-01"),
    ("eo", "la 1-an de februaro 2022", "2022-02-01"),
    ("fo", "1. apríl 2022", "2022-04-01"),
    ("ha", "1 Fabrairu 2022", "2022-02-01"),
    ("so", "1 Maajo 2022", "2022-05-01"),
    ("zu", "1 Februwari 2022", "2022-02-01"),
    ("yo", "1 Oṣù Kejì 2022", "2022-02-01"),
    ("yo", "1 Oṣù Karùn-ún 2022", "2022-05-01"),
]


@pytest.mark.parametrize(("language", "text", "expected"), TEXTS)
def test_dates_in_text(language: str, text: str, expected: str) -> None:
    assert parse_date(text, reading_of(language)) == expected


@pytest.mark.parametrize(
    "text",
    ["", "12 min read", "99.99.2022", "31.02.2022", "1 Feb 2150", "1 Feb 1789", "10:30", "+48 22 123 45 67", "May 2022",
     "2022-13-45", "20221345", "12345678", "0000-00-00", "Natura 2000", "1 of 2022",
     "12 May 10 am", "1 Feb 22", "2022-yil 1-kun",
     "令和0年2月1日", "1600000000", "令和4年13月1日", "a" * 5000 + " 3 May 2022"],
)  # fmt: skip
def test_what_is_no_possible_date(text: str) -> None:
    assert parse_date(text, reading_of("en")) is None


@pytest.mark.parametrize("text", ["30 اسفند 1402", "03/09/16", "1403/13/01", "1403/12/31"])
def test_what_is_no_persian_date(text: str) -> None:
    assert parse_date(text, reading_of("fa")) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("am", "ጳጉሜን 6፣ 2016"),
        ("am", "መስከረም 31፣ 2016"),
        ("ne", "३३ असार २०८१"),
        ("ne", "१ असार २०२१"),
        ("ne", "2081-13-01"),
    ],
)
def test_what_is_no_date_of_another_calendar(language: str, text: str) -> None:
    assert parse_date(text, reading_of(language)) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("1643706000", "2022-02-01T09:00:00+00:00"),
        ("1643706000000", "2022-02-01T09:00:00+00:00"),
        ("1643706000.123", "2022-02-01T09:00:00+00:00"),
        ("20220201", "2022-02-01"),
        ("16437060000", None),
        ("5", None),
    ],
)
def test_fields_may_count_seconds(value: str, expected: str | None) -> None:
    assert parse_stated(value, reading_of("en")) == expected


@pytest.mark.parametrize(
    ("stamp", "expected"),
    [
        ("2022-02-01T10:00:00+0100", "2022-02-01T10:00:00+01:00"),
        ("2022-02-01T10:00:00.123Z", "2022-02-01T10:00:00+00:00"),
        ("2022-02-01 10:00", "2022-02-01T10:00:00"),
        ("2022-02-01T00:00:00", "2022-02-01"),
        ("2022-2-1", "2022-02-01"),
        ("2022-02-01T25:00", "2022-02-01"),
        ("2022-02-01T10:00:00+99:99", "2022-02-01"),
        ("Tue, 01 Feb 2022 10:00:00 GMT", "2022-02-01T10:00:00+00:00"),
        ("Tue, 01 Feb 2022 99:00:00 GMT", None),
        ("Tue, 01 Feb 2022 99999999999999:00:00 GMT", None),
        ("Tue, 01 Feb 2022 10:00:00 +999999999999999999", None),
        ("1789-07-14T10:00:00", None),
    ],
)
def test_machine_written_dates(stamp: str, expected: str | None) -> None:
    assert parse_date(stamp, reading_of("en")) == expected


@pytest.mark.parametrize(
    ("language", "tag", "host", "expected"),
    [
        ("en", "en-US", "", "2022-03-05"),
        ("en", "", "news.example", "2022-03-05"),
        ("en", "en-GB", "", "2022-05-03"),
        ("en", "", "news.example.au", "2022-05-03"),
        ("fr", "fr", "", "2022-05-03"),
        (None, "", "", "2022-05-03"),
    ],
)
def test_day_and_month_are_told_by_language_and_country(
    language: str | None, tag: str, host: str, expected: str
) -> None:
    assert parse_date("3/5/2022", reading_of(language, tag, host)) == expected


def test_a_day_above_twelve_is_a_day_everywhere() -> None:
    assert parse_date("5/13/2022", reading_of("de")) == parse_date("13/5/2022", reading_of("en")) == "2022-05-13"


@given(st.text(max_size=400), st.sampled_from(("en", "th", "he", "xx", "../x", "")))
def test_any_text_is_survived(text: str, language: str) -> None:
    found = parse_date(text, reading_of(language))

    assert found is None or re.match(r"(19|20|21)\d\d-\d\d-\d\d", found)


def test_months_do_not_depend_on_what_was_asked_before() -> None:
    for language in ("en", "zh", "ar", "de"):
        month_number("x", language)
    assert month_number("február", "hu") == month_number("กุมภาพันธ์", "th") == month_number("vasaris", "lt") == 2


ARTICLE = {"@type": "NewsArticle", "datePublished": "2022-01-01", "dateModified": "2022-01-09"}


@pytest.mark.parametrize(
    ("head", "byline", "url", "expected"),
    [
        (Head(json_ld=(ARTICLE,), meta={"date": "2022-01-02"}), "3.1.2022", "", "2022-01-01"),
        (Head(json_ld=({"@type": "WebPage", "datePublished": 5},), meta={"date": "2022-01-02"}), "", "", "2022-01-02"),
        (
            Head(times=(Time("vor 3 Stunden", "2022-01-04T08:00"),)),
            "Ana Ruiz, vor 3 Stunden",
            "",
            "2022-01-04T08:00:00",
        ),
        (Head(times=(Time("gestern", "2022-01-04"),)), "3.1.2022", "", "2022-01-03"),
        (Head(times=(Time("gestern", "1641286800"),)), "Ana Ruiz, gestern", "", "2022-01-04T09:00:00+00:00"),
        (
            Head(json_ld=({"@type": "NewsArticle", "datePublished": 1641286800000},)),
            "",
            "",
            "2022-01-04T09:00:00+00:00",
        ),
        (Head(), "", "https://example.org/2022/01/05/most", "2022-01-05"),
        (Head(), "", "https://example.org/2022-01/05/most", "2022-01-05"),
        (Head(), "", "https://example.org/n1/2022/0105/c1001.html", "2022-01-05"),
        (Head(), "", "https://example.org/202201/t20220105_1.html", "2022-01-05"),
        (Head(), "", "https://example.org/1234-5678/2022/01/05/most", "2022-01-05"),
        (None, "3.1.2022", "", "2022-01-03"),
        (None, "", "https://example.org/1234567890/", None),
    ],
)
def test_where_the_date_is_looked_for(head: Head | None, byline: str, url: str, expected: str | None) -> None:
    assert find_date(head, labelled(("byline", byline)), reading_of("de"), url) == expected


UPDATE, FIRST = Time("4 May", "2022-01-04T08:00", is_update=True), Time("3 May", "2022-01-03T08:00")


@pytest.mark.parametrize(
    ("times", "bylines", "expected"),
    [
        ((), ["Last updated: 4.1.2022", "Published: 3.1.2022"], "2022-01-03"),
        ((), ["Zuletzt aktualisiert: 4.1.2022 | Veröffentlicht: 3.1.2022"], "2022-01-03"),
        ((), ["Mis à jour le 4.1.2022", "Ana Ruiz, 3.1.2022"], "2022-01-03"),
        ((), ["更新日：2022年1月4日 公開日：2022年1月3日"], "2022-01-04"),
        ((), ["Updated 4.1.2022", "Ana Ruiz"], "2022-01-04"),
        ((UPDATE, FIRST), ["4 May 3 May"], "2022-01-03T08:00:00"),
        ((UPDATE, FIRST), ["Updated 4 May 3 May"], "2022-01-03T08:00:00"),
        ((UPDATE,), ["4 May 2022", "3.1.2022"], "2022-01-03"),
        ((UPDATE,), ["Ana Ruiz, 4 May"], "2022-01-04T08:00:00"),
        ((FIRST,), ["Updated 3 May", "2.1.2022"], "2022-01-02"),
    ],
)
def test_the_update_is_the_date_only_where_no_other_is_said(
    times: tuple[Time, ...], bylines: list[str], expected: str
) -> None:
    blocks = labelled(*(("byline", line) for line in bylines))
    assert find_date(Head(times=times), blocks, reading_of("de")) == expected


def test_a_date_between_headline_and_body_counts_whatever_its_label() -> None:
    blocks = labelled(("title", "桥"), ("interface", "2012年1月12日 人参与"), ("body", "2001年1月1日"))
    assert find_date(None, blocks, reading_of("zh")) == "2012-01-12"
    assert find_date(None, blocks[:1] + blocks[2:], reading_of("zh")) is None


FAR = [("interface", "Share")] * (REPEATED + ABOVE)


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([("byline", "3.1.2022"), ("title", "T"), ("byline", "4.1.2022"), ("body", "B")], "2022-01-04"),
        ([("byline", "3.1.2022"), ("title", "T"), ("body", "B")], "2022-01-03"),
        ([("interface", "3.1.2022"), ("title", "T"), ("body", "B")], "2022-01-03"),
        ([("title", "T"), ("body", "B"), ("byline", "3.1.2022")], "2022-01-03"),
        ([("title", "T"), ("byline", "3.1.2022"), ("title", "T"), ("navigation", "1"), ("body", "B")], "2022-01-03"),
        ([("byline", "3.1.2022"), *FAR, ("title", "T"), ("body", "B")], None),
        ([("title", "T"), ("body", "B"), *FAR, ("byline", "3.1.2022")], None),
        ([("title", "T"), *[("body", "B")] * 9, ("byline", "3.1.2022"), *[("body", "B")] * 9], None),
    ],
)
def test_a_date_far_from_the_headline_and_the_end_is_another_articles(
    blocks: list[tuple[str, str]], expected: str | None
) -> None:
    assert find_date(None, labelled(*blocks), reading_of("de")) == expected
