import gzip
import json
import random
import re
import unicodedata
import zlib
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.decode import Decoded, decode
from app.engine.decode.charset import canonical, declared, read
from app.engine.decode.detect import MIN_DIFFERENT
from app.errors import UndecodableInput

LANGUAGES = json.loads((Path(__file__).parent / "cases" / "languages.json").read_text("utf-8"))

#: Python's codec by the charset's name, where the two differ.
CODECS = {"windows-874": "cp874", "shift_jis": "cp932", "euc-kr": "cp949"}
TYPOGRAPHY = str.maketrans("„“”’–", '"""\'-')
TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"


class Legacy(NamedTuple):
    language: str
    charset: str
    text: str

    @property
    def data(self) -> bytes:
        return self.text.encode(CODECS.get(self.charset, self.charset))

    @property
    def page(self) -> bytes:
        """The text as a page that declares nothing, with the markup and code that real pages have more of than text."""
        code = b"<script>var a = 1; function f(x) { return x < a }</script>" * 40
        return b"<!DOCTYPE html><html><head>" + code + b"</head><body><p>" + self.data + b"</p></body></html>"


def in_repertoire(text: str, charset: str) -> str:
    """The text as writers in that charset had to write it."""
    if charset == "windows-1258":  # which has vowels, and tones as marks that follow them
        return "".join(
            unicodedata.normalize("NFC", "".join(c for c in parts if c not in TONE_MARKS))
            + "".join(c for c in parts if c in TONE_MARKS)
            for parts in (unicodedata.normalize("NFD", letter) for letter in text)
        )
    if charset.startswith("iso-8859"):
        return text.translate(TYPOGRAPHY)
    return text


LEGACY = [
    Legacy(row["language"], charset, in_repertoire(row["text"], charset))
    for row in LANGUAGES
    for charset in row["charsets"]
]


def name_of(case: Legacy) -> str:
    return f"{case.language}-{case.charset}"


@pytest.mark.parametrize("case", LEGACY, ids=name_of)
def test_a_declared_charset_is_used_without_a_word(case: Legacy) -> None:
    assert Decoded(case.text, canonical(case.charset)) == decode(case.data, case.charset)


@pytest.mark.parametrize("case", LEGACY, ids=name_of)
def test_a_short_text_is_read_as_declared(case: Legacy) -> None:
    title = case.text[:30]

    assert title == decode(title.encode(CODECS.get(case.charset, case.charset)), case.charset).text


@pytest.mark.parametrize("case", LEGACY, ids=name_of)
def test_an_undeclared_charset_is_detected(case: Legacy) -> None:
    assert case.text == decode(case.data).text
    assert case.page.decode(CODECS.get(case.charset, case.charset)) == decode(case.page).text


def is_lie(case: Legacy, label: str) -> bool:
    """Whether the text reads otherwise in that charset, in more than a few places of a short article."""
    as_declared, _ = read(case.data * 4, canonical(label) or "")
    return sum(a != b for a, b in zip(as_declared, case.text * 4, strict=False)) >= MIN_DIFFERENT


LIES = [
    pytest.param(case, label, id=f"{name_of(case)}-as-{label}")
    for case in LEGACY
    for label in ("utf-8", "iso-8859-1", "windows-1251", "shift_jis")
    if is_lie(case, label)
]


@pytest.mark.parametrize(("case", "label"), LIES)
def test_a_wrong_declaration_is_noticed(case: Legacy, label: str) -> None:
    decoded = decode(case.data * 4, label)

    assert case.text * 4 == decoded.text
    assert (f"declared as {label}, read as {decoded.charset}",) == decoded.warnings


def test_a_page_that_a_server_mislabels_is_read_as_the_page_says() -> None:
    page = (
        '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>Старый мост смыло паводком.</p>'
    )

    decoded = decode(page.encode("cp1251"), "ISO-8859-1")

    assert Decoded(page, "windows-1251", ("declared as iso-8859-1, read as windows-1251",)) == decoded


@pytest.mark.parametrize(
    ("label", "codec", "text"),
    [
        ("iso-8859-1", "cp1252", "“Œuvre” – 5 €"),
        ("us-ascii", "cp1252", "naïve"),
        ("gb2312", "gb18030", "朱镕基出席了会议，随后参观了新落成的图书馆。"),
        ("shift_jis", "cp932", "①髙橋さんは図書館へ行きました。"),
        ("euc-jp", "euc_jis_2004", "①高橋さんは図書館へ行きました。"),
        ("ks_c_5601-1987", "cp949", "똠방각하는 드라마이다. 펲시콜라도 있다."),
        ("tis-620", "cp874", "เขาพูดว่า “ไม่เป็นไร” แล้วเดินจากไป"),
        ("big5", "big5hkscs", "佢哋喺度食嘢，唔該晒。"),
        ("iso-8859-9", "cp1254", "“Çay” içtik, ğ ve ş"),
    ],
)
def test_a_label_means_what_browsers_take_it_for(label: str, codec: str, text: str) -> None:
    assert Decoded(text, canonical(label)) == decode(text.encode(codec), label)


@pytest.mark.parametrize("row", LANGUAGES, ids=lambda row: row["language"])
@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_utf_16_and_utf_32_need_no_mark(row: dict[str, str], codec: str) -> None:
    text = row["text"][:120] + "\n" + row["text"][120:]
    charset = codec[:-3] + codec[-2:]

    assert Decoded(text, charset) == decode(text.encode(codec))
    assert Decoded(text, charset) == decode(text.encode(codec), codec)
    assert Decoded(text, charset) == decode(f"\ufeff{text}".encode(codec))
    assert Decoded(f"<p>{text}</p>", charset) == decode(f"<p>{text}</p>".encode(codec))


def test_a_mark_goes_before_a_declaration() -> None:
    assert Decoded("Žluť", "utf-8", ("declared as windows-1250, read as utf-8",)) == decode(
        "\ufeffŽluť".encode(), "windows-1250"
    )


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1251", "shift_jis", "utf-16", "klingon", "\udce9\n<b>"])
def test_utf_8_goes_before_a_wrong_declaration(label: str) -> None:
    decoded = decode("Zażółć gęślą jaźń".encode(), label)

    assert Decoded("Zażółć gęślą jaźń", "utf-8", decoded.warnings) == decoded
    assert re.fullmatch(r"declared as [ -~]+, read as utf-8", "".join(decoded.warnings))


@pytest.mark.parametrize("control", ["\0", "\x1b"])
def test_a_control_leaves_utf_8_what_it_is(control: str) -> None:
    text = f"Mädchen{control} in Österreich"
    warnings = ("declared as windows-1252, read as utf-8",)

    assert Decoded(text.replace("\0", ""), "utf-8", warnings) == decode(text.encode(), "windows-1252")


@pytest.mark.parametrize("label", [None, "utf-8", "iso-8859-1", "gbk"])
def test_ascii_is_what_it_is_declared_as(label: str | None) -> None:
    assert Decoded("plain", canonical(label) or "utf-8") == decode(b"plain", label)


@pytest.mark.parametrize(
    ("data", "text", "lost"),
    [
        ("Zażółć gęślą jaźń".encode()[:-1], "Zażółć gęślą jaź\ufffd", 1),
        ("łódź ".encode() * 20 + b"\xb3" + "łódź ".encode() * 20, "łódź " * 20 + "\ufffd" + "łódź " * 20, 1),
        ("łódź \ufffd ".encode() * 20 + b"\xff\xfe", "łódź \ufffd " * 20 + "\ufffd" * 2, 2),
    ],
)
def test_broken_places_leave_utf_8_what_it_is(data: bytes, text: str, lost: int) -> None:
    places = "1 place is" if lost == 1 else f"{lost} places are"

    assert Decoded(text, "utf-8", (f"{places} not valid utf-8 and became U+FFFD",)) == decode(data)


@pytest.mark.parametrize(
    ("page", "label"),
    [
        (b"<meta charset=Windows-1251>", "windows-1251"),
        (b"<html><head>\n<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=KOI8-R'>", "koi8-r"),
        (b'<?xml version="1.0" encoding="gb2312"?>', "gb2312"),
        (b"<!-- <meta charset=big5> --><meta charset='utf-8' />", "utf-8"),
        (b"<!-- <meta charset=big5>", None),
        (b"<p>charset=big5</p>", None),
        (b" " * 4096 + b"<meta charset=big5>", None),
        (b"", None),
    ],
)
def test_declarations_of_a_page(page: bytes, label: str | None) -> None:
    assert label == declared(page)


def test_raw_text_declares_nothing() -> None:
    page = b"<meta charset=windows-1251> is how to declare it"

    assert decode(page).charset == "windows-1251"
    assert decode(page, kind="text").charset == "utf-8"


@pytest.mark.parametrize(
    ("data", "thing"),
    [
        (b"%PDF-1.7\n1 0 obj << /Type /Catalog >>", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0\0\0\x02\0\x08\x06", "PNG picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0", "JPEG picture"),
        (b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\0\0\0!", "GIF picture"),
        (b"RIFF\x24\x01\0\0WEBPVP8 \x18\x01\0\0\x10\x02", "WebP picture"),
        (gzip.compress(b"<p>page</p>" * 50, mtime=0), "gzip-compressed data: decompress it first, or send"),
        (b"PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0", "ZIP archive"),
        (b"\x28\xb5\x2f\xfd\x04\0\x01\0\x02\x03\x05", "Zstandard"),
        (b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0>\0", "program"),
        (random.Random(1).randbytes(5000), "no text in any known charset"),
        (zlib.compress(random.Random(2).randbytes(300)), "no text in any known charset"),
        (bytes(range(32)) * 8, "no text in any known charset"),
    ],
)
def test_what_is_no_text_is_refused_with_a_remedy(data: bytes, thing: str) -> None:
    with pytest.raises(UndecodableInput, match=thing):
        decode(data)


@pytest.mark.parametrize("text", ["GIF89a is a format", "PK\n", "%PDF is a mark", "MZ", "ID3 tags", "RIFF", "BZh"])
def test_text_may_begin_as_a_file_does(text: str) -> None:
    assert Decoded(text, "utf-8") == decode(text.encode())


@pytest.mark.parametrize("empty", [b"", "", b"\xef\xbb\xbf", b"\xff\xfe", "\ufeff"])
def test_empty_input_is_empty_text(empty: bytes | str) -> None:
    assert decode(empty).text == ""


def test_the_text_is_left_as_it_is() -> None:
    text = "a\r\nb\rc\n\td\x85e\u2028f\ufeffg\x0ch"

    assert Decoded(text, "utf-8") == decode(text.encode())
    assert Decoded(text, None) == decode(text)


def test_nul_characters_are_left_out() -> None:
    assert Decoded("łódź bez dna", "utf-8") == decode("łó\0dź bez\0 dna".encode())
    assert Decoded("łódź", None) == decode("\ufeffłó\0dź")


@given(st.one_of(st.binary(max_size=40), st.text(max_size=40)), st.booleans())
def test_what_is_kept_in_utf8_is_the_text(data: bytes | str, marked: bool) -> None:
    if marked:
        data = "\ufeff" + data if isinstance(data, str) else b"\xef\xbb\xbf" + data
    try:
        decoded = decode(data)
    except UndecodableInput:
        return
    assert decoded.utf8 in (None, decoded.text.encode())


def test_valid_utf8_is_kept() -> None:
    assert decode("łódź").utf8 == decode("łódź".encode()).utf8 == "łódź".encode()


def test_lone_surrogates_are_replaced_and_pairs_joined() -> None:
    assert Decoded("a\ufffdb😀", None, ("lone surrogates became U+FFFD: 1",)) == decode("a\ud800b\ud83d\ude00")


@given(st.binary(max_size=400), st.none() | st.text(max_size=12) | st.sampled_from(["utf-16", "gbk", "hz-gb-2312"]))
def test_any_bytes_are_text_or_refused(data: bytes, label: str | None) -> None:
    try:
        decoded = decode(data, label)
    except UndecodableInput:
        return

    decoded.text.encode()
    assert "\0" not in decoded.text
    assert decoded.charset == canonical(decoded.charset)


@given(st.text())
def test_any_text_is_tidied(text: str) -> None:
    decoded = decode(text)

    assert is_read_anew(decoded) or text.replace("\0", "").removeprefix("\ufeff") == decoded.text


def is_read_anew(decoded: Decoded) -> bool:
    """Whether a text seems to come from a wrong charset: hypothesis knows what such texts look like."""
    return any("anew" in warning for warning in decoded.warnings)


READABLE = st.characters(exclude_categories=("Cc", "Cs", "Cn", "Co"), exclude_characters="\ufeff")


@given(st.text(READABLE), st.sampled_from(["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"]))
def test_marked_text_comes_back(text: str, codec: str) -> None:
    decoded = decode(f"\ufeff{text}".encode(codec))

    assert is_read_anew(decoded) or text == decoded.text


@given(st.sampled_from(LEGACY), st.data())
def test_part_of_a_text_comes_back_from_its_charset(case: Legacy, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(case.text) - 12))  # three or four characters may be valid UTF-8 by chance
    part = case.text[start : data.draw(st.integers(start + 12, len(case.text)))]

    assert part == decode(part.encode(CODECS.get(case.charset, case.charset)), case.charset).text
