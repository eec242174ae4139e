"""`clean_many` of both clients against servers that break off, lie or are not there."""

import json
import ssl
from pathlib import Path
from typing import Any

import httpx
import pytest
import trustme

from app.client import BrokenStream, Refused, Unavailable
from app.client.ledger import Ledger
from tests.client.breaking import OK, answering, breaking, busy, deaf, echo, foreign, listed, misled, short, vague
from tests.client.many import Many


@pytest.mark.parametrize(
    "says",
    [OK, b"", b"HTTP/1.1 503 Service Unavailable\r\nContent-Length: 9\r\n\r\n"],
    ids=["a head", "nothing", "half a refusal"],
)
def test_a_service_that_reads_nothing_is_given_up(many: Many, says: bytes) -> None:
    with deaf(says) as url, pytest.raises(httpx.ReadTimeout):
        many(url, ["x" * 3_000_000] * 3, tries=1, compress=False, timeout=0.5)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is waited for between two tries."""
    monkeypatch.setattr("httpx_retries.retry.Retry.backoff_strategy", lambda retry: 0.0)


@pytest.mark.usefixtures("hurried")
def test_what_was_not_answered_is_sent_again(many: Many) -> None:
    with answering(busy, breaking, busy, breaking, echo) as url:
        outcomes = many(url, map(str, range(20)), tries=9, compress=False)

    assert [outcome.unwrap().text for outcome in outcomes] == [str(number) for number in range(20)]


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (busy, Unavailable),
        (misled, BrokenStream),
        (short, BrokenStream),
        (foreign, BrokenStream),
        (listed, BrokenStream),
        (vague, Refused),
    ],
    ids=lambda each: each.__name__,
)
def test_it_is_not_sent_for_ever(many: Many, answer: Any, error: type[Exception]) -> None:
    with answering(answer) as url, pytest.raises(error):
        many(url, map(str, range(20)), compress=False)


@pytest.mark.parametrize(
    "members",
    [
        {"cut": True},
        {"cut": True, "status": None},
        {"line": 1, "status": "bad"},
        {"line": 1, "status": None},
        {"line": 1, "status": float("inf")},
        {"line": 1},
        {"line": 1, "text": "x", "verdict": "ok", "confidence": 1, "engine": "e", "blocks": [1]},
        {"line": 1, "text": "x", "verdict": "ok", "confidence": 1, "engine": "e", "blocks": [{"label": "body"}]},
        {"line": 1, "text": "x", "verdict": "ok", "confidence": 1, "engine": "e", "blocks": None},
    ],
    ids=json.dumps,
)
def test_a_line_that_is_no_answer_is_told(members: dict[str, Any]) -> None:
    ledger = Ledger()
    ledger.add("page")

    with pytest.raises(BrokenStream):
        list(ledger.settle(json.dumps(members).encode() + b"\n"))


@pytest.mark.usefixtures("hurried")
def test_a_service_that_is_not_there_is_told(many: Many) -> None:
    with answering(echo) as url:
        pass

    with pytest.raises(httpx.ConnectError):
        many(url, ["page"])


def test_nothing_is_sent_to_an_address_that_is_none_of_http(many: Many) -> None:
    with answering(echo) as url, pytest.raises(httpx.UnsupportedProtocol):
        many(url.replace("http", "htttps"), ["page"], tries=99)


def test_what_can_never_be_sent_is_told_before_anything_is(many: Many, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.client.transfer.stream_headers", lambda compress: {"accept": "two\nlines"})

    with pytest.raises(httpx.LocalProtocolError):
        many("http://127.0.0.1:1", ["The tide is out."])


def test_it_streams_over_tls(many: Many, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    authority, tls = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(tls)
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    pages = [f"{number} " + "x" * 200_000 for number in range(40)]

    with answering(echo, tls=tls) as url:
        with pytest.raises(httpx.ConnectError):
            many(url, pages, tries=1, compress=False)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "authority.pem"))
        outcomes = many(url, pages, compress=False)

    assert [outcome.unwrap().text for outcome in outcomes] == pages
