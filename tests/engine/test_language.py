import json
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.language import (
    MIN_CONFIDENCE,
    PIECE_LENGTH,
    PIECES,
    _starts,
    detect_language,
    identify,
    normalise_language,
)

LANGUAGES = json.loads((Path(__file__).parent / "cases" / "languages.json").read_text("utf-8"))


def name_of(row: dict[str, str]) -> str:
    return row["language"]


@pytest.mark.parametrize("row", LANGUAGES, ids=name_of)
def test_a_paragraph_has_its_language(row: dict[str, str]) -> None:
    assert row["language"] == detect_language(row["text"])


@pytest.mark.parametrize("row", LANGUAGES, ids=name_of)
def test_so_has_a_sentence_in_capitals_or_not(row: dict[str, str]) -> None:
    assert row["language"] == detect_language(row["text"][:80])
    assert row["language"] == detect_language(row["text"][:80].upper())


@pytest.mark.parametrize("row", [row for row in LANGUAGES if row["language"] != "en"], ids=name_of)
def test_a_notice_in_english_around_it_does_not_count(row: dict[str, str]) -> None:
    notice = "We and our partners store cookies. Accept all. Subscribe now. "
    article = (row["text"] + "\n") * 6

    assert row["language"] == detect_language(notice + article + notice)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ku", "نەخۆشخانەیەکی نوێ لە شاری سلێمانی کرایەوە و دەتوانێت ڕۆژانە پێشوازی لە ٥٠٠ نەخۆش بکات."),
        ("ku", "Nexweşxaneyeke nû li bajarê Amedê hat vekirin û dikare her roj 500 nexweşan qebûl bike."),
        ("ug", "ئۈرۈمچىدە يېڭى دوختۇرخانا ئېچىلدى ۋە ئۇ ھەر كۈنى بەش يۈز بىمارنى قوبۇل قىلالايدۇ."),
        ("fa", "بیمارستان تازه‌ای در شهر باز شد که می‌تواند هر روز پانصد بیمار را بپذیرد."),
        ("ps", "په ښار کې نوی روغتون پرانیستل شو چې هره ورځ پنځه سوه ناروغان درملنه کولی شي."),
    ],
)
def test_kurdish_is_told_in_both_its_scripts(language: str, text: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("text", ["", " \n", "12:30", "...", "—", "2021-03-04 | 17", "🙂🙂🙂", "\ud800", "a"])
def test_too_little_text_has_none(text: str) -> None:
    assert detect_language(text) is None


@given(st.text())
def test_any_text_has_an_answer_that_is_a_known_tag(text: str) -> None:
    code, confidence = identify(text)

    assert normalise_language(code)
    assert 0 <= confidence <= 1
    assert detect_language(text) == (code if confidence >= MIN_CONFIDENCE else None)


@given(st.integers(PIECES * PIECE_LENGTH + 1, 10_000_000))
def test_the_pieces_of_a_text_are_apart_and_inside_it(length: int) -> None:
    starts = list(_starts(length))

    assert len(starts) == PIECES
    assert starts[0] >= 0
    assert starts[-1] + PIECE_LENGTH <= length
    assert all(following - start >= PIECE_LENGTH for start, following in pairwise(starts))


def test_threads_share_the_model() -> None:
    texts = [row["text"] for row in LANGUAGES] * 4

    with ThreadPoolExecutor(4) as pool:
        assert [identify(text) for text in texts] == list(pool.map(identify, texts))


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("pl", "pl"),
        ("pl-PL", "pl"),
        ("en_US", "en"),
        ("zh-Hans", "zh"),
        ("zh-Hant-TW", "zh"),
        ("PT-br", "pt"),
        (" de ", "de"),
        ("zh_CN.UTF-8", "zh"),
        ("sr_RS@latin", "sr"),
        ("iw", "he"),
        ("in-ID", "id"),
        ("mo", "ro"),
        ("deu", "de"),
        ("ger", "de"),
        ("cmn", "zh"),
        ("nb-NO", "no"),
        ("nn", "nn"),
        ("yue", "yue"),
        ("ckb", "ckb"),
        (None, None),
        ("", None),
        ("english", None),
        ("Deutsch", None),
        ("xx", None),
        ("und", None),
        ("zxx", None),
        ("mul", None),
        ("qab", None),
        ("x-klingon", None),
        ("{{ lang }}", None),
        ("e", None),
        ("żź", None),
    ],
)
def test_tags_are_normalised(tag: str | None, code: str | None) -> None:
    assert code == normalise_language(tag)


@given(st.none() | st.text(max_size=8))
def test_a_normalised_tag_stays(tag: str | None) -> None:
    code = normalise_language(tag)

    assert code == normalise_language(code)
