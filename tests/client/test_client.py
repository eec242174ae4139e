"""The clients against answers that are made up, where what the service would have to do is hard to bring about."""

import asyncio
import gzip
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import httpx
import pytest
from pytest_httpx import HTTPXMock

from app.client import AsyncClient, BrokenAnswer, Client, Failed, Page, ProblemError, Refused, Unavailable
from app.client.transfer import KEY_VARIABLE, URL_VARIABLE

ANSWER = {"text": "The tide is out.", "verdict": "ok", "confidence": 0.5, "engine": "winnow/9", "authors": ["Ada"]}
PROBLEM = {
    "type": "/problems/overloaded",
    "title": "Too much is waiting",
    "status": 503,
    "detail": "Try again.",
    "request_id": "7",
}
#: Calls a method of a client, of the one that waits or of the other.
Call = Callable[..., Any]


def _sync(method: str, *args: Any, client: dict[str, Any], **options: Any) -> Any:
    with Client(**client) as found:
        return getattr(found, method)(*args, **options)


def _async(method: str, *args: Any, client: dict[str, Any], **options: Any) -> Any:
    async def call() -> Any:
        async with AsyncClient(**client) as found:
            waiting: Coroutine[Any, Any, Any] = getattr(found, method)(*args, **options)
            return await waiting

    return asyncio.run(call())


@pytest.fixture(params=[_sync, _async], ids=["Client", "AsyncClient"])
def call(request: pytest.FixtureRequest) -> Call:
    """A call of either client."""
    found: Call = request.param
    return found


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long was waited between tries, without waiting."""
    found: list[float] = []

    async def asleep(seconds: float) -> None:
        found.append(seconds)

    monkeypatch.setattr("httpx_retries.retry.time.sleep", found.append)
    monkeypatch.setattr("httpx_retries.retry.asyncio.sleep", asleep)
    return found


def test_an_answer_becomes_a_result(httpx_mock: HTTPXMock, call: Call) -> None:
    httpx_mock.add_response(json=ANSWER | {"new": 1, "blocks": [BLOCK | {"new": 1}]})

    result = call("clean", "page", client={}, explain=True, include=["title", "caption"], url=None)

    assert (result.text, result.authors, result.blocks[0].label, result.title) == (
        ANSWER["text"],
        ("Ada",),
        "body",
        None,
    )
    (request,) = httpx_mock.get_requests()
    assert dict(request.url.params) == {"explain": "true", "include": "title,caption"}
    assert request.headers["content-type"] == "text/plain; charset=utf-8"


BLOCK = {
    "label": "body",
    "score": 1.0,
    "reason": "running text",
    "kept": True,
    "text": "x",
    "line": 1,
    "start": 0,
    "end": 1,
}


@pytest.mark.parametrize("compress", [True, False])
def test_a_long_page_is_compressed(httpx_mock: HTTPXMock, call: Call, compress: bool) -> None:
    httpx_mock.add_response(json=ANSWER)

    call("clean", b"page " * 1000, client={"compress": compress})

    (request,) = httpx_mock.get_requests()
    assert (request.headers.get("content-encoding") == "gzip") is compress
    body = gzip.decompress(request.content) if compress else request.content
    assert body == b"page " * 1000


def test_a_document_comes_with_its_warnings(httpx_mock: HTTPXMock, call: Call) -> None:
    headers = [("Winnow-Verdict", "thin"), ("Winnow-Warning", "One."), ("Winnow-Warning", "Two.")]
    httpx_mock.add_response(content="# Ü".encode(), headers=headers)

    rendered = call("render", "page", "markdown", client={})

    assert (rendered.content, rendered.verdict, rendered.warnings) == ("# Ü", "thin", ("One.", "Two."))


@pytest.mark.parametrize("status", [429, 503])
def test_who_is_busy_is_asked_again_when_it_says(
    httpx_mock: HTTPXMock, call: Call, waits: list[float], status: int
) -> None:
    httpx_mock.add_response(status, json=PROBLEM, headers={"Retry-After": "7"})
    httpx_mock.add_response(status)
    httpx_mock.add_exception(httpx.ConnectError("refused"))
    httpx_mock.add_response(json=ANSWER)

    assert call("clean", "page", client={}).text == ANSWER["text"]

    first, *others = waits
    assert first == 7
    assert all(0 < wait < 7 for wait in others)


def test_it_is_not_asked_for_ever(httpx_mock: HTTPXMock, call: Call, waits: list[float]) -> None:
    problem = {"Content-Type": "application/problem+json", "Retry-After": "86400"}
    httpx_mock.add_response(503, json=PROBLEM, headers=problem, is_reusable=True)

    with pytest.raises(Unavailable) as caught:
        call("clean", "page", client={"tries": 3})

    assert (caught.value.type, caught.value.request_id) == ("/problems/overloaded", "7")
    assert "Try again." in str(caught.value)
    assert waits == [60, 60]


def test_who_cannot_be_reached_is_not_asked_for_ever(httpx_mock: HTTPXMock, call: Call) -> None:
    httpx_mock.add_exception(httpx.ConnectError("refused"), is_reusable=True)

    with pytest.raises(httpx.ConnectError):
        call("clean", "page", client={"tries": 2})

    assert len(httpx_mock.get_requests()) == 2


@pytest.mark.parametrize(
    ("status", "kind"), [(400, Refused), (422, Refused), (401, Refused), (500, Failed), (502, Failed), (504, Failed)]
)
def test_what_would_not_help_is_not_tried(
    httpx_mock: HTTPXMock, call: Call, status: int, kind: type[ProblemError]
) -> None:
    httpx_mock.add_response(status, html="<h1>Of a proxy</h1>", headers={"X-Request-ID": "8"})

    with pytest.raises(kind) as caught:
        call("clean", "page", client={})

    assert (caught.value.type, caught.value.status, caught.value.request_id) == ("about:blank", status, "8")


@pytest.mark.parametrize("body", [b"nonsense", b"[]"])
def test_a_problem_that_is_none_is_told_by_its_status(httpx_mock: HTTPXMock, call: Call, body: bytes) -> None:
    httpx_mock.add_response(422, content=body, headers={"Content-Type": "application/problem+json"})

    with pytest.raises(Refused) as caught:
        call("clean", "page", client={})

    assert caught.value.status == 422


NO_ANSWERS = [
    {"html": "<h1>Sign in</h1>"},
    {"content": b""},
    {"json": []},
    {"json": {"status": "ok"}},
    {"content": b"[" * 100_000},
    {"content": b"\xff\xfe\xfd"},
    {"stream": httpx.ByteStream(b"nonsense"), "headers": {"Content-Encoding": "gzip"}},
]


@pytest.mark.parametrize("call_of", [("clean", "page"), ("render", "page", "text")], ids=["clean", "render"])
@pytest.mark.parametrize("response", NO_ANSWERS, ids=["page", "nothing", "list", "members", "deep", "binary", "gzip"])
def test_what_is_no_answer_of_the_service_is_told(
    httpx_mock: HTTPXMock, call: Call, call_of: tuple[str, ...], response: dict[str, Any]
) -> None:
    httpx_mock.add_response(**response)

    with pytest.raises(BrokenAnswer):
        call(*call_of, client={})


def test_where_it_is_said_to_be_is_told(httpx_mock: HTTPXMock, call: Call) -> None:
    httpx_mock.add_response(301, headers={"Location": "https://cleaner.example/clean"})

    with pytest.raises(ProblemError, match=r"301 Moved Permanently: .* https://cleaner\.example/clean"):
        call("clean", "page", client={"base_url": "http://cleaner.example"})


@pytest.mark.parametrize("wrong", [None, 5, bytearray(b"<p>"), Path("page.html"), Page("page")], ids=repr)
def test_what_is_no_page_is_told_as_such(call: Call, wrong: Any) -> None:
    with pytest.raises(TypeError, match="pass the page itself, as bytes or as str"):
        call("clean", wrong, client={})


def test_what_can_never_be_sent_is_not_tried_again(httpx_mock: HTTPXMock, call: Call, waits: list[float]) -> None:
    httpx_mock.add_exception(httpx.LocalProtocolError("Illegal header value"))

    with pytest.raises(httpx.LocalProtocolError):
        call("clean", "page", client={})

    assert waits == []


def test_a_number_of_tries_that_is_none_is_told() -> None:
    with pytest.raises(ValueError, match="tries is 0; it must be at least 1"):
        Client(tries=0)


@pytest.mark.parametrize("client", [Client, AsyncClient])
@pytest.mark.parametrize("key", ["winnow_naïve", "winnow_“key”", "winnow_\nkey", "winnow_\x00"])
def test_a_key_that_is_none_is_told_and_not_shown(client: type[Client | AsyncClient], key: str) -> None:
    with pytest.raises(ValueError, match=r"api_key .* pass what `winnow key` printed") as caught:
        client(api_key=key)

    assert "winnow_" not in str(caught.value)
    assert not isinstance(caught.value, UnicodeError)


def test_an_option_may_be_a_number(httpx_mock: HTTPXMock, call: Call) -> None:
    httpx_mock.add_response(json=ANSWER)

    call("clean", "page", client={}, explain=1)

    (request,) = httpx_mock.get_requests()
    assert request.url.params["explain"] == "1"


def test_address_and_key_come_from_the_environment(
    httpx_mock: HTTPXMock, call: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(URL_VARIABLE, "http://cleaner.example:81/v1")
    monkeypatch.setenv(KEY_VARIABLE, "secret\n")
    httpx_mock.add_response(json=ANSWER, is_reusable=True)

    call("clean", "page", client={})
    call("clean", "page", client={"base_url": "http://other.example", "api_key": "another"})

    first, second = httpx_mock.get_requests()
    assert (str(first.url), first.headers["authorization"]) == ("http://cleaner.example:81/v1/clean", "Bearer secret")
    assert (str(second.url), second.headers["authorization"]) == ("http://other.example/clean", "Bearer another")
