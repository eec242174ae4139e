"""Pages that are broken or meant to break: each gets an answer, and the next request is served."""

import json

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.service.example import PAGE, TEXT
from app.service.intake.raw import PAGE_TYPES
from app.service.schemas import PageBody

SENTENCE = "Die Brücke über den alten Mühlgraben ist seit Freitag wieder für Fußgänger und Radfahrer geöffnet."
PARAGRAPHS = "\n\n".join(
    [SENTENCE, "Zwei Jahre zuvor hatte ein Hochwasser den mittleren Bogen weggerissen.", SENTENCE[::-1]]
)


@pytest.mark.parametrize(
    ("content", "media"),
    [
        (PARAGRAPHS.encode("utf-16"), "text/plain"),
        (PARAGRAPHS.encode("utf-16-le"), "text/plain; charset=utf-16le"),
        (PARAGRAPHS.encode("utf-16-be"), "text/plain"),
        (PARAGRAPHS.encode("utf-8-sig"), "text/plain; charset=iso-8859-1"),
        (PARAGRAPHS.encode(), "text/plain; charset=windows-1251"),
        (PARAGRAPHS.encode(), "text/plain; charset=no-such-charset"),
    ],
    ids=["bom", "declared", "without either", "bom against charset", "wrong charset", "unknown charset"],
)
def test_an_encoding_that_is_missing_or_wrong_is_found(service: httpx.Client, content: bytes, media: str) -> None:
    response = service.post("/clean?explain=1", content=content, headers={"content-type": media})

    assert response.status_code == 200
    assert response.json()["blocks"][0]["text"] == SENTENCE


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 200_000 + SENTENCE,
        "<b>" * 200_000 + SENTENCE + "</b>" * 200_000,
        "<table><tr><td>" * 20_000 + SENTENCE,
        "<table>" + "<tr><td>1<td>2" * 200_000,
        "1<br>" * 400_000,
        "<" * 500_000,
        "<!--" * 100_000,
        "<a href='" * 100_000,
        "&amp" * 300_000,
        PAGE[: len(PAGE) // 2],
        PAGE[:-3],
        "\n" * 1_000_000,
        "x" * 2_000_000,
        "\0" + SENTENCE,
        "<svg><template>" + SENTENCE,
    ],
    ids=lambda page: repr(page[:16]),
)
def test_a_page_that_is_broken_is_answered(service: httpx.Client, page: str) -> None:
    response = service.post("/clean", json={"html": page})

    assert response.status_code == 200
    assert service.post("/clean?format=text", content=TEXT.encode()).status_code == 200


@pytest.mark.parametrize("field", ["html", "text"])
def test_a_lone_surrogate_is_answered_with_a_warning(service: httpx.Client, field: str) -> None:
    body = f'{{"{field}": "Ein \\ud800 Zeichen. {SENTENCE}", "format": "json", "explain": true}}'

    response = service.post("/clean", content=body.encode(), headers={"content-type": "application/json"})

    assert response.status_code == 200
    assert "Zeichen" in response.json()["blocks"][0]["text"]
    assert response.json()["warnings"]


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner))
FIELDS = st.dictionaries(st.sampled_from(list(PageBody.model_fields)) | st.text(max_size=5), VALUES, max_size=4)


@settings(max_examples=60)
@given(st.one_of(FIELDS, VALUES))
def test_any_json_is_answered_or_refused(service: httpx.Client, value: object) -> None:
    response = service.post("/clean", content=json.dumps(value).encode(), headers={"content-type": "application/json"})

    assert response.status_code in (200, 422)


@settings(max_examples=60)
@given(
    content=st.binary(max_size=300),
    media=st.sampled_from([*PAGE_TYPES, "application/json", "multipart/form-data; boundary=x"]),
    charset=st.sampled_from(["", "; charset=utf-8", "; charset=utf-16", "; charset=gb18030", "; charset=x"]),
)
def test_any_bytes_are_answered_or_refused(service: httpx.Client, content: bytes, media: str, charset: str) -> None:
    response = service.post("/clean", content=content, headers={"content-type": media + charset})

    assert response.status_code in (200, 400, 415, 422)
