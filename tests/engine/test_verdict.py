import numpy as np
import pytest

from app.engine.html.flags import Flag
from app.engine.labels import Label, Verdict
from app.engine.lexicon import COLUMNS
from app.engine.page import Elements, Head, Look
from app.engine.phrases import Phrases
from app.engine.verdict import FREE_PART_LENGTH, THIN_LENGTH, WALL_LENGTH, is_locked, judge, length_of
from tests.engine.labelled import elements_of, labelled, page_of

LOCKED = Head(json_ld=({"@type": "NewsArticle", "isAccessibleForFree": False},))


def verdict_of(
    *rows: tuple[str, str],
    found: dict[int, str] | None = None,
    head: Head | None = None,
    elements: Elements | None = None,
) -> Verdict:
    """The verdict on a page of these blocks, with a phrase of some kind found in some of them."""
    hits = np.zeros((len(rows), len(COLUMNS)), dtype=np.bool_)
    for block, kind in (found or {}).items():
        hits[block, COLUMNS.index(("verdict", kind))] = True
    phrases = Phrases(hits, np.zeros((0, 2), dtype=np.int64), np.zeros(len(hits), np.bool_))
    return judge(labelled(*rows, element=0 if elements else -1), phrases, page_of(head, elements))


def text(length: int) -> str:
    return "x" * length


@pytest.mark.parametrize(
    ("length", "expected"),
    [(0, "no_article"), (1, "thin"), (THIN_LENGTH - 1, "thin"), (THIN_LENGTH, "ok"), (50_000, "ok")],
)
def test_a_page_is_measured_by_its_body(length: int, expected: str) -> None:
    assert verdict_of(("navigation", text(9000)), ("body", text(length))) == expected


def test_nothing_at_all_is_no_article() -> None:
    assert verdict_of() is Verdict.NO_ARTICLE


def test_headings_count_and_other_labels_do_not() -> None:
    assert verdict_of(("heading", text(THIN_LENGTH))) is Verdict.OK
    others = [label for label in Label if label not in (Label.BODY, Label.HEADING)]
    assert verdict_of(*((label, text(900)) for label in others)) is Verdict.NO_ARTICLE


def test_letters_of_dense_scripts_weigh_more() -> None:
    assert length_of("新しい橋") == 12
    assert verdict_of(("body", "桥" * (THIN_LENGTH // 3 + 1))) is Verdict.OK
    assert verdict_of(("body", "м" * (THIN_LENGTH // 3 + 1))) is Verdict.THIN


@pytest.mark.parametrize(("kind", "expected"), [("blocked", "blocked"), ("error", "no_article")])
@pytest.mark.parametrize("label", ["body", "title", "interface", "legal", "navigation"])
def test_a_wall_is_told_by_its_words_where_there_is_no_more(kind: str, expected: str, label: str) -> None:
    assert verdict_of((label, text(40)), ("body", text(80)), found={0: kind}) == expected
    assert verdict_of((label, text(40)), found={0: kind}) == expected


@pytest.mark.parametrize("kind", ["blocked", "error", "consent"])
def test_an_article_about_walls_is_an_article(kind: str) -> None:
    assert verdict_of(("body", text(WALL_LENGTH + 1)), found={0: kind}) is Verdict.OK


@pytest.mark.parametrize("label", ["comment", "related", "caption"])
def test_readers_and_teasers_raise_no_walls(label: str) -> None:
    rows = (("body", text(WALL_LENGTH - 1)), (label, text(50)))
    assert all(verdict_of(*rows, found={1: kind}) is Verdict.OK for kind in ("blocked", "error", "consent", "paywall"))


def test_a_consent_wall_is_a_page_of_little_else() -> None:
    assert verdict_of(("legal", text(100)), ("interface", "OK"), found={0: "consent"}) is Verdict.CONSENT
    assert verdict_of(("legal", text(100)), ("body", text(200)), found={0: "consent"}) is Verdict.CONSENT
    assert verdict_of(("legal", text(100)), ("body", text(400)), found={0: "consent"}) is Verdict.OK


def test_a_paywall_asks_where_the_article_stops() -> None:
    body, request = ("body", text(FREE_PART_LENGTH - 1)), ("promotion", text(40))
    menu = [("navigation", "x")] * 20
    assert verdict_of(body, request, found={1: "paywall"}) is Verdict.PAYWALLED
    assert verdict_of(request, *menu, body, found={0: "paywall"}) is Verdict.OK
    assert verdict_of(body, *menu, request, found={21: "paywall"}) is Verdict.OK
    assert verdict_of(("body", text(FREE_PART_LENGTH)), request, found={1: "paywall"}) is Verdict.OK
    assert verdict_of(request, found={0: "paywall"}) is Verdict.PAYWALLED


def test_the_pages_own_word_for_a_paywall() -> None:
    long = ("body", text(FREE_PART_LENGTH))
    assert verdict_of(("body", text(FREE_PART_LENGTH - 1)), head=LOCKED) is Verdict.PAYWALLED
    assert verdict_of(long, head=LOCKED) is Verdict.OK
    assert verdict_of(long, ("promotion", "x"), head=LOCKED, found={1: "paywall"}) is Verdict.PAYWALLED
    marked = elements_of((-1, Look("div", "paywall", int(Flag.PAYWALL))))
    assert verdict_of(long, ("promotion", "x"), head=LOCKED, elements=marked) is Verdict.PAYWALLED
    assert verdict_of(long, ("promotion", "x"), elements=marked) is Verdict.OK


@pytest.mark.parametrize(
    ("value", "locked"),
    [(False, True), ("False", True), ("false", True), ([True, False], True), (True, False), ("no", False), (0, False),
     ({}, False), (None, False)],
)  # fmt: skip
def test_access_as_json_ld_states_it(value: object, locked: bool) -> None:
    assert is_locked(Head(json_ld=({"@type": "Article", "isAccessibleForFree": value},))) is locked


def test_only_an_article_is_locked_and_metered_is_open() -> None:
    assert not is_locked(None)
    assert not is_locked(Head(json_ld=({"@type": "Product", "isAccessibleForFree": False},)))
    assert is_locked(Head(meta={"article:content_tier": "locked"}))
    assert not is_locked(Head(meta={"article:content_tier": "metered"}))
