from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.blocks import Block, Span
from app.engine.html.parse import parse_html
from app.engine.metadata.authors import MAX_AUTHORS, find_authors
from app.engine.metadata.names import split_names
from app.engine.page import Head, Look
from tests.engine.labelled import elements_of, labelled, page_of

LINES = [
    ("en", "By Ana Ruiz and Jo Lee | 3 May 2022", ("Ana Ruiz", "Jo Lee")),
    ("en", "September 1st, 2023 By Emma Norwood", ("Emma Norwood",)),
    ("en", "By ANA RUIZ, chief political correspondent", ("ANA RUIZ",)),
    ("en", "Written by Ana Ruiz, Ph.D.", ("Ana Ruiz",)),
    ("en", "By Ana Ruiz5 May 2022", ("Ana Ruiz",)),
    ("de", "Von Anna Weiß5. Mai 2022", ("Anna Weiß",)),
    ("en", "By Ana Ruiz, Science Editor", ("Ana Ruiz",)),
    ("en", "By Ana Ruiz and Jo Lee, Staff Writers", ("Ana Ruiz", "Jo Lee")),
    ("en", "By Ana Ruiz Staff Writer", ("Ana Ruiz",)),
    ("en", "By Ana Ruiz Published: 3 May 2022", ("Ana Ruiz",)),
    ("en", "Posted by A. Ruiz at 12:55 AM", ("A. Ruiz",)),
    ("en", "By Ana Ruiz@anaruiz May 3, 2022", ("Ana Ruiz",)),
    ("en", "ByAna Ruiz", ("Ana Ruiz",)),
    ("en", "By Byron Lee", ("Byron Lee",)),
    ("en", "By Johnnie To", ("Johnnie To",)),
    ("en", "This post was written by Ana Ruiz, Head of Marketing and Community Development", ("Ana Ruiz",)),
    ("en", "Posts: 84 | By Ana Ruiz", ("Ana Ruiz",)),
    ("en", "Reporting by Ana Ruiz; editing by Jo Lee", ("Ana Ruiz",)),
    ("en", "Written By: Ana Ruiz", ("Ana Ruiz",)),
    ("en", "Authored by: Dr. Ana Ruiz", ("Dr. Ana Ruiz",)),
    ("en", "By Ana Ruiz on Tue, 17 Jan 2012", ("Ana Ruiz",)),
    ("en", "By Ana Ruiz and Jo Lee in Berlin", ("Ana Ruiz", "Jo Lee")),
    ("en", "By Ana Ruiz PhD Senior News Editor", ("Ana Ruiz",)),
    ("en", "By Ana Ruiz M.P.H., R.D. | May 3, 2022", ("Ana Ruiz",)),
    ("en", "By Ana Ruiz, London, and Jo Lee", ("Ana Ruiz", "Jo Lee")),
    ("en", "By Ana Ruiz, Jo Lee, and Eva Au", ("Ana Ruiz", "Jo Lee", "Eva Au")),
    ("en", "Posted by Ana, Jo on 2022-05-03", ("Ana", "Jo")),
    ("en", "by Ana » Tue May 3, 2022 12:04 am", ("Ana",)),
    ("en", "By Ana Ruiz2022-05-03T10:10:52", ("Ana Ruiz",)),
    ("en", "By CHO YO MA", ("CHO YO MA",)),
    ("pt", "Por MARIA JOSÉ DO CARMO", ("MARIA JOSÉ DO CARMO",)),
    ("de", "Text: Änne Öhl", ("Änne Öhl",)),
    ("de", "Eingestellt von Änne Öhl um 12:55", ("Änne Öhl",)),
    ("de", "Von Jörg Groß und Änne Öhl, 3. Mai 2022", ("Jörg Groß", "Änne Öhl")),
    ("fr", "Par Zoé Noël et Loïc Hué", ("Zoé Noël", "Loïc Hué")),
    ("fr", "Par Zoé Noël journaliste au Monde", ("Zoé Noël",)),
    ("de", "Von Änne Öhl, Wirtschaftsredakteurin", ("Änne Öhl",)),
    ("es", "Por José Ortega y Gasset", ("José Ortega y Gasset",)),
    ("it", "di Ada Neri e Ugo Bo", ("Ada Neri", "Ugo Bo")),
    ("pl", "oprac. MAB", ("MAB",)),
    ("pl", "Autor: Ewa Lis, Jan Kot", ("Ewa Lis", "Jan Kot")),
    ("tr", "Yazan: Ayşe Gül ve Ali Can", ("Ayşe Gül", "Ali Can")),
    ("ru", "Автор: Анна Белова и Пётр Цой", ("Анна Белова", "Пётр Цой")),
    ("uk", "Текст: Олена Гай", ("Олена Гай",)),
    ("el", "Γράφει η Άννα Λύρα", ("Άννα Λύρα",)),
    ("el", "Από Άννα Λύρα", ("Άννα Λύρα",)),
    ("el", "Αναρτήθηκε από Άννα Λύρα στις 9:14 μ.μ.", ("Άννα Λύρα",)),
    ("it", "Pubblicato da Ada Neri alle 12:55", ("Ada Neri",)),
    ("ko", "작성자: 한소담 기자", ("한소담",)),
    ("ar", "بقلم: ليلى حداد", ("ليلى حداد",)),
    ("he", "מאת: נועה לוי", ("נועה לוי",)),
    ("hi", "लेखक: अनीता राव", ("अनीता राव",)),
    ("zh", "记者 张三丰 李四", ("张三丰", "李四")),
    ("zh", "2022年5月3日 文/张三丰", ("张三丰",)),
    ("zh", "本报记者 王乐文 方 敏", ("王乐文", "方敏")),
    ("zh", "时间：2022年5月3日14:18 作者：张三丰", ("张三丰",)),
    ("ja", "文：山田 花子", ("山田 花子",)),
    ("ja", "文● 山田花子", ("山田花子",)),
    ("ko", "글: 김민수", ("김민수",)),
    ("my", "ရေးသားသူ - မောင်မောင်", ("မောင်မောင်",)),
    ("km", "ដោយ៖ សុខ វិបុល", ("សុខ វិបុល",)),
    ("km", "អត្ថបទដោយ សុខ វិបុល | ១ ឧសភា ២០២២", ("សុខ វិបុល",)),
    ("lo", "ໂດຍ: ສົມສັກ ວົງ", ("ສົມສັກ ວົງ",)),
    ("ne", "लेखक: सीता राई र हरि थापा", ("सीता राई", "हरि थापा")),
    ("si", "ලේඛකයා: නිමල් පෙරේරා", ("නිමල් පෙරේරා",)),
    ("mr", "लेखिका: मीरा जोशी", ("मीरा जोशी",)),
    ("gu", "લેખક: મીરા શાહ", ("મીરા શાહ",)),
    ("te", "రచన: రవి కుమార్", ("రవి కుమార్",)),
    ("kn", "ಲೇಖಕರು: ರವಿ ಗೌಡ ಮತ್ತು ಮೀರಾ ಭಟ್", ("ರವಿ ಗೌಡ", "ಮೀರಾ ಭಟ್")),
    ("ml", "എഴുതിയത്: മീര നായർ", ("മീര നായർ",)),
    ("pa", "ਲੇਖਕ: ਮੀਰਾ ਗਿੱਲ", ("ਮੀਰਾ ਗਿੱਲ",)),
    ("or", "ଲେଖକ: ମୀରା ଦାସ", ("ମୀରା ଦାସ",)),
    ("am", "ጸሐፊ፦ ሰላም ታደሰ", ("ሰላም ታደሰ",)),
    ("ps", "لیکوال: زرغونه احمدي", ("زرغونه احمدي",)),
    ("ku", "نووسەر: ئازاد حەسەن، ڤیان عەلی", ("ئازاد حەسەن", "ڤیان عەلی")),
    ("ku", "Nivîskar: Berfîn Demir û Azad Kaya", ("Berfîn Demir", "Azad Kaya")),
    ("is", "Höfundur: Jóna Ösp", ("Jóna Ösp",)),
    ("is", "Eftir Jónu Ösp", ("Jónu Ösp",)),
    ("eu", "Egilea: Ane Etxe eta Jon Lizar", ("Ane Etxe", "Jon Lizar")),
    ("gl", "Por Uxía Rei", ("Uxía Rei",)),
    ("be", "Аўтар: Алесь Гай", ("Алесь Гай",)),
    ("uz", "Muallif: Lola Tosh va Aziz Gul", ("Lola Tosh", "Aziz Gul")),
    ("uz", "Муаллиф: Лола Тош", ("Лола Тош",)),
    ("ky", "Автору: Айгүл Таш", ("Айгүл Таш",)),
    ("mn", "Сэтгүүлч Б.Болд 2022 оны 2-р сарын 1", ("Б.Болд",)),
    ("mn", "Зохиогч: Болд Бат", ("Болд Бат",)),
    ("tg", "Муаллиф: Нигора Санг", ("Нигора Санг",)),
    ("tl", "Ni Ana dela Cruz", ("Ana dela Cruz",)),
    ("fil", "Isinulat ni Ana Ruiz", ("Ana Ruiz",)),
    ("cy", "Gan Mair Wyn", ("Mair Wyn",)),
    ("ga", "Le Áine Rua agus Seán Bán", ("Áine Rua", "Seán Bán")),
    ("mt", "Miktub minn Marija Borg", ("Marija Borg",)),
    ("lb", "Vum Änni Weis", ("Änni Weis",)),
    ("bs", "Piše: Ajla Lim", ("Ajla Lim",)),
    ("eo", "Verkis: Ana Verda kaj Jo Ruĝa", ("Ana Verda", "Jo Ruĝa")),
    ("fo", "Skrivað: Ása Vang", ("Ása Vang",)),
    ("ha", "Marubuci: Amina Bello", ("Amina Bello",)),
    ("so", "W/Q: Hodan Cali iyo Jo Lee", ("Hodan Cali", "Jo Lee")),
    ("zu", "Umbhali: Zanele Dube", ("Zanele Dube",)),
    ("yo", "Láti ọwọ́ Adé Ọlá", ("Adé Ọlá",)),
]


@pytest.mark.parametrize(("language", "line", "expected"), LINES)
def test_bylines_in_many_languages(language: str, line: str, expected: tuple[str, ...]) -> None:
    assert find_authors(page_of(), labelled(("byline", line)), (), language) == expected


@pytest.mark.parametrize(
    "line",
    ["Updated January 12, 2022", "By staff", "By AP", "Źródło: PAP", "Von", "USD $ 31.2", "Redaktion", "8 min read",
     "By info@example.org", "By https://example.org/ana", "По данным 2022", "Source: Ana Ruiz", "By Daily News",
     "By The Daily Team", "Last Updated: 3 May 2022", "责任编辑：张三丰", "Joined: Oct 1999",
     "Science Editor", "Chief Political Correspondent", "Authors of Tomorrow", "By Show All Articles Of",
     "By ana.example", "By Ana7", "Im Wortlaut, Radio, 3 May 2022",
     "Text Size", "CBC News", "Site Admin", "Last Post by Ana"],
)  # fmt: skip
def test_what_names_nobody(line: str) -> None:
    blocks = labelled(("title", "T"), ("byline", line), ("body", "B"))
    assert find_authors(page_of(), blocks, ("Daily News",), "en") == ()


def test_a_name_alone_counts_between_headline_and_body_only() -> None:
    inside = labelled(("title", "T"), ("byline", "Ana Ruiz"), ("body", "B"))
    assert find_authors(page_of(), inside, (), "en") == ("Ana Ruiz",)
    assert find_authors(page_of(), inside[::-1], (), "en") == ()


@pytest.mark.parametrize(
    ("language", "line", "expected"),
    [
        ("is", "Jóna Ösp skrifar", ("Jóna Ösp",)),
        ("id", "Ni Putu Ayu", ("Ni Putu Ayu",)),  # no "by", as it is in Tagalog
        ("en", "Gan Wei Ling", ("Gan Wei Ling",)),  # nor in Welsh
    ],
)
def test_a_name_alone_in_many_languages(language: str, line: str, expected: tuple[str, ...]) -> None:
    blocks = labelled(("title", "T"), ("byline", line), ("body", "B"))
    assert find_authors(page_of(), blocks, (), language) == expected


@pytest.mark.parametrize("line", ["Ana Ruiz, Jo Lee", "Article by: Ana Ruiz and Jo Lee"])
@pytest.mark.parametrize("names", ["post-author card", "news__author", "story_authors", "articleWriter byLine"])
def test_an_element_named_for_the_author_vouches_for_a_name(line: str, names: str) -> None:
    elements = elements_of((-1, Look("body")), (0, Look("div", names)), (1, Look("span")))
    blocks = labelled(("body", "B"), ("byline", line), element=2)
    assert find_authors(page_of(elements=elements), blocks, (), "en") == ("Ana Ruiz", "Jo Lee")


@pytest.mark.parametrize(
    ("look", "text", "expected"),
    [
        ("post-author__name", "Jo Lee", ("Ana Ruiz", "Jo Lee")),
        ("entry-date-author", "Jo Lee", ("Ana Ruiz", "Jo Lee")),
        ("pubdate", "Jo Lee", ("Ana Ruiz", "Jo Lee")),
        ("post-author-date published", "Donnerstag, 3. Mai 2022", ("Ana Ruiz",)),
        ("author__position", "Lead Engineer", ("Ana Ruiz",)),
        ("jobTitle", "Eminent Expert", ("Ana Ruiz",)),
        ("author__link", "Reply", ("Ana Ruiz",)),
    ],
)
def test_what_stands_beside_a_name_is_none(look: str, text: str, expected: tuple[str, ...]) -> None:
    elements = elements_of((-1, Look("body")), (0, Look("div", "author")), (1, Look("b")), (1, Look("i", look)))
    body, name, beside = labelled(("body", "B"), ("byline", "Ana Ruiz"), ("byline", text))
    rows = (
        name._replace(block=name.block._replace(element=2)),
        beside._replace(block=beside.block._replace(element=3)),
    )
    assert find_authors(page_of(elements=elements), (*rows, body), (), "de") == expected


@pytest.mark.parametrize(
    ("label", "text", "href", "expected"),
    [
        ("byline", "Ana Ruiz", "/profile/17", ("Ana Ruiz",)),
        ("byline", "ana_r7", "/users/12/ana-r7", ("ana_r7",)),
        ("byline", "@ana", "./memberlist.php?mode=viewprofile&u=7", ("ana",)),
        ("byline", "ana", "/author/ana/", ("ana",)),
        ("byline", "Profile", "/users/12/ana-r7", ()),
        ("byline", "ana_r7", "/news/ana-r7", ()),
        ("navigation", "ana_r7", "/users/12/ana-r7", ()),
    ],
)
def test_a_link_to_a_profile_vouches_for_a_name_in_a_byline(
    label: str, text: str, href: str, expected: tuple[str, ...]
) -> None:
    title, line, answer, body = labelled(("title", "T"), (label, text), ("byline", "jo_lee"), ("body", "B"))
    of_author = line.block._replace(spans=(Span("link", 0, len(text), href),))
    of_other = answer.block._replace(spans=(Span("link", 0, 6, "/users/13/jo-lee"),))
    blocks = (title, line._replace(block=of_author), answer._replace(block=of_other), body)
    assert find_authors(page_of(), blocks[:2] + blocks[3:], (), "en") == expected
    assert find_authors(page_of(), blocks, (), "en") == (expected or ("jo_lee",))


@pytest.mark.parametrize(
    ("label", "href", "expected"),
    [
        ("byline", "/authors/ana-ruiz/", ("Ana Ruiz",)),
        ("related", "https://example.org/autor/ana", ("Ana Ruiz",)),
        ("caption", "/author/ana-ruiz", ()),
        ("related", "/authority/ana", ()),
        ("related", "/author/", ()),
    ],
)
def test_a_link_to_an_authors_page_vouches_for_a_name(label: str, href: str, expected: tuple[str, ...]) -> None:
    block = Block("Ana Ruiz, chief editor of the paper", spans=(Span("link", 0, 8, href),))
    title, line, body = labelled(("title", "T"), (label, ""), ("body", "B"))
    blocks = (title, line._replace(block=block), body)
    assert find_authors(page_of(), blocks, (), "en") == expected


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ([("byline", "By"), ("related", "Ana Ruiz"), ("byline", "3 May 2022")], ("Ana Ruiz",)),
        ([("related", "By Ana Ruiz | World | 3 May 2022")], ("Ana Ruiz",)),
        ([("navigation", "By Ana Ruiz | World | Sport")], ()),
        ([("byline", "By Ana Ruiz"), ("body", "B"), ("byline", "By Jo Lee")], ("Ana Ruiz",)),
        ([("byline", "3 May 2022"), ("body", "B"), ("byline", "By Jo Lee"), ("byline", "By Eva Au")], ("Jo Lee",)),
        ([("body", "B"), ("byline", "By AP"), ("byline", "By Jo Lee")], ()),
        ([("body", "B"), ("comment", "Great!"), ("byline", "By Jo Lee")], ()),
        ([("body", "B"), *[("related", "R")] * 9, ("byline", "By Jo Lee")], ()),
        ([("byline", "PG PAP"), ("byline", "Last Update Posted")], ()),
    ],
)
def test_where_the_authors_are_looked_for(blocks: list[tuple[str, str]], expected: tuple[str, ...]) -> None:
    around = [("title", "T"), *blocks, *[("body", "B")] * (not any(label == "body" for label, _ in blocks))]
    assert find_authors(page_of(), labelled(*around), (), "en") == expected


def test_labels_other_than_byline_are_not_read() -> None:
    assert find_authors(page_of(), labelled(("comment", "By Ana Ruiz"), ("caption", "By Jo Lee")), (), "en") == ()


#: Objects that an author may refer to: of two the first counts, and one without a name not at all.
NAMED = (
    {"@id": "#ana"},
    {"@id": "#ana", "name": "Ana Ruiz"},
    {"@id": "#ana", "name": "Jo Lee"},
    {"@id": [], "name": "x"},
)


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Ana Ruiz", ("Ana Ruiz",)),
        ("By Ana Ruiz and Jo Lee", ("Ana Ruiz", "Jo Lee")),
        ({"@type": "Person", "name": "Ana Ruiz"}, ("Ana Ruiz",)),
        ([{"name": "Ana Ruiz"}, "Jo Lee", {"name": "ana ruiz"}], ("ana ruiz", "Jo Lee")),
        ({"@type": "Person", "givenName": "Ana", "familyName": "Ruiz"}, ("Ana Ruiz",)),
        ({"@id": "#ana"}, ("Ana Ruiz",)),
        ({"@id": "#nobody"}, ()),
        ({"@id": ["#ana"]}, ()),
        ({"@type": "Organization", "name": "Ana Ruiz Ltd"}, ()),
        ({"name": ["Ana Ruiz", "Jo Lee"]}, ("Ana Ruiz", "Jo Lee")),
        ("rawmeatcowboy", ("rawmeatcowboy",)),
        ("Ana Ruiz, Science Editor", ("Ana Ruiz",)),
        ("Ana Ruiz, MA", ("Ana Ruiz",)),
        ("Ana Ruiz, London, Jo Lee", ("Ana Ruiz", "Jo Lee")),
        ("Ana Ruiz und Jo Lee, Nairobi", ("Ana Ruiz", "Jo Lee")),
        ("Ana Ruiz, MdB", ("Ana Ruiz",)),
        ("Science Editor", ()),
        ("paper.pl", ()),
        ("https://example.org/ana", ()),
        ("Reuters", ()),
        (7, ()),
    ],
)
def test_authors_of_json_ld(author: Any, expected: tuple[str, ...]) -> None:
    head = Head(json_ld=({"@type": "BlogPosting", "author": author}, *NAMED))
    assert find_authors(page_of(head), (), (), "en") == expected


@pytest.mark.parametrize(
    ("objects", "expected"),
    [
        (({"@type": "Article", "author": "Ana Ruiz"}, {"@type": "Recipe", "author": "Jo Lee"}), ("Ana Ruiz",)),
        (({"@type": "WebPage", "author": "Ana Ruiz"}, {"@type": "Article", "author": "Jo Lee"}), ("Jo Lee",)),
        (({"@type": "WebPage", "author": "Ana Ruiz"},), ("Ana Ruiz",)),
        (({"@type": "VideoObject", "author": "Ana Ruiz"},), ()),
    ],
)
def test_which_object_names_the_author(objects: tuple[dict[str, Any], ...], expected: tuple[str, ...]) -> None:
    assert find_authors(page_of(Head(json_ld=objects)), (), (), "en") == expected


def test_meta_comes_before_bylines() -> None:
    head = Head(meta={"article:author": "https://social.example/ana", "author": "Ana Ruiz"})
    assert find_authors(page_of(head), labelled(("byline", "By Jo Lee")), (), "en") == ("Ana Ruiz",)


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (
            "<meta name=citation_author content='Ruiz, Ana'><meta name=citation_author content='van der Lee, Jo'>",
            ("Ana Ruiz", "Jo van der Lee"),
        ),
        ("<meta name=DC.creator content='Ana Ruiz, Jo Lee'>", ("Ana Ruiz", "Jo Lee")),
        (
            "<meta property=article:author content='Ana Ruiz'><meta property=article:author content='Jo Lee'>",
            ("Ana Ruiz", "Jo Lee"),
        ),
        ("<meta name=author content='Ana Ruiz'><meta name=author content='Jo Lee'>", ("Ana Ruiz",)),
        ("<meta name=author content='Ruiz, Ana'>", ("Ana Ruiz",)),
        ("<meta name=author content='Müller-Öhl, Änne M.'>", ("Änne M. Müller-Öhl",)),
        ("<meta name=author content='Ruiz, Reuters'>", ("Ruiz",)),
        ("<meta name=author content='李四, 张三'>", ("李四", "张三")),
        ("<meta name=author content='ana@paper.example (Ana Ruiz)'>", ("Ana Ruiz",)),
        ("<meta name=author content='Ana Ruiz, ana@paper.example'>", ("Ana Ruiz",)),
        ("<meta name=author content='ana@zeitung.de'>", ()),
    ],
)
def test_several_authors_of_the_head(tags: str, expected: tuple[str, ...]) -> None:
    head = parse_html(f"<head>{tags}</head>").head
    assert head is not None
    assert find_authors(page_of(head), (), (), "en") == expected


def test_an_author_of_signs_is_none() -> None:
    page = f"<meta name=author content='{'@' * 3_000} (Ana'>"  # a minute, where all ways to part them are tried
    assert find_authors(page_of(parse_html(page).head), (), (), "en") == ()


def test_there_are_never_more_than_so_many() -> None:
    names = [f"Ana Ruiz{chr(0x430 + number % 30)}{chr(0x430 + number // 30)}" for number in range(40)]
    head = Head(json_ld=({"@type": "Article", "author": names},))
    assert len(find_authors(page_of(head), (), (), "en")) == MAX_AUTHORS


@given(st.text(max_size=300))
def test_names_come_from_the_line(line: str) -> None:
    squeezed = " ".join(line.split())
    for name in split_names(line):
        assert all(word in squeezed for word in name.split())
