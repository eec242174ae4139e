"""Every error: its status, its type, no leak, no echo, and the next request is served."""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import httpx
import pytest

from app.service.example import TEXT
from app.service.problems import MEDIA_TYPE
from tests.service.misbehaving import DAWDLE, DEVOUR, DIE, FAIL, HANG
from tests.service.serving import wait_until_served

#: A word of the page that no error may repeat.
SECRET = "Xylographie"
PAGE = f"<p>{SECRET} im Museum</p>".encode()
JSON = "application/json"


class Case(NamedTuple):
    """A request and the problem it gets."""

    status: int
    slug: str
    content: bytes = PAGE
    media: str = "text/html"
    path: str = "/clean"
    method: str = "POST"
    headers: tuple[tuple[str, str], ...] = ()
    says: str = ""


def fields(**values: object) -> bytes:
    """A JSON body."""
    return json.dumps(values).encode()


CASES = {
    "json cut in half": Case(400, "malformed-body", fields(html=SECRET)[:-3], JSON),
    "no json": Case(400, "malformed-body", b"", JSON),
    "bytes that are no json": Case(400, "malformed-body", b"\xff\xfe\xfa", JSON),
    "json with a line break in a string": Case(
        400, "malformed-body", f'{{"text": "{SECRET}\n"}}'.encode(), JSON, says="from character 22 on"
    ),
    "json in latin-1": Case(400, "malformed-body", f'{{"text": "{SECRET}é"}}'.encode("latin-1"), JSON, says="UTF-8"),
    "json nested too deep": Case(400, "malformed-body", b'{"html":' + b"[" * 200_000, JSON, says="too deep"),
    "a number too long": Case(400, "malformed-body", b'{"html": ' + b"9" * 10_000 + b"}", JSON, says="number"),
    "two pages of one name": Case(400, "malformed-body", b'{"text": "a", "text": "b"}', JSON, says="same name"),
    "form without boundary": Case(400, "malformed-body", PAGE, "multipart/form-data"),
    "form that is none": Case(400, "malformed-body", PAGE, "multipart/form-data; boundary=x"),
    "form in a charset that is none": Case(
        400,
        "malformed-body",
        b'--x\r\nContent-Disposition: form-data; name="html"\r\n\r\n<p>\r\n--x--\r\n',
        "multipart/form-data; boundary=x; charset=undefined",
    ),
    "no such path": Case(404, "not-found", path="/nowhere"),
    "no such problem": Case(404, "not-found", path="/problems/nowhere", method="GET", content=b""),
    "a slash too many": Case(404, "not-found", path="/clean/"),
    "no such method": Case(405, "method-not-allowed", method="DELETE"),
    "no such format of accept": Case(
        406, "not-acceptable", headers=(("accept", "image/png, application/pdf"),), says="text/markdown"
    ),
    "accept that is none": Case(406, "not-acceptable", headers=(("accept", "nonsense"),), says="application/json"),
    "accept without end": Case(406, "not-acceptable", headers=(("accept", 'a/b;"' + ';";' * 5000),)),
    "30 MB": Case(413, "too-large", PAGE * 1_000_000, says="10000000 bytes"),
    "a picture": Case(415, "unsupported-media-type", media="image/png", says="text/html"),
    "a pdf": Case(415, "unsupported-media-type", media="application/pdf", says="multipart/form-data"),
    "no media type": Case(415, "unsupported-media-type", media="nonsense"),
    "a compressed body": Case(415, "unsupported-encoding", headers=(("content-encoding", "compress"),)),
    "binary junk": Case(415, "undecodable-input", bytes(range(256)) * 64, "application/octet-stream"),
    "a feed": Case(
        415, "not-a-page", b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>', "text/xml", says="is a feed"
    ),
    "html is a number": Case(422, "invalid-request", fields(html=3), JSON, says="html: Input should be a string"),
    "json list": Case(422, "invalid-request", b'["' + PAGE + b'"]', JSON, says="object"),
    "no page": Case(422, "invalid-request", fields(favor="recall"), JSON, says="html"),
    "a url alone": Case(403, "fetch-disabled", fields(url=f"https://a.example/{SECRET}"), JSON, says="html"),
    "two pages": Case(422, "invalid-request", fields(html=SECRET, text=SECRET), JSON, says="not both"),
    "no base64": Case(422, "invalid-request", fields(base64=SECRET), JSON, says="base64: Input should be base64"),
    "base64 of addresses": Case(422, "invalid-request", fields(base64="PHA-eA=="), JSON, says="base64: Input"),
    "base64 that is cut short": Case(422, "invalid-request", fields(base64="PHA+e"), JSON, says="base64: Input"),
    "half a character in base64": Case(422, "invalid-request", b'{"base64": "\\ud800"}', JSON, says="base64: Input"),
    "unknown field": Case(422, "invalid-request", fields(html=SECRET, frmat="text"), JSON, says="format, favor"),
    "a page as name of a field": Case(422, "invalid-request", fields(**{"x" * 99 + SECRET: 1}), JSON),
    "a million unknown fields": Case(
        422, "invalid-request", json.dumps(dict.fromkeys(map(str, range(500_000)), 1)).encode(), JSON
    ),
    "unknown option": Case(422, "invalid-request", path="/clean?frmat=text", says="format, favor, include"),
    "unknown format": Case(422, "invalid-request", path="/clean?format=pdf", says="'markdown'"),
    "unknown favour": Case(422, "invalid-request", path="/clean?favor=speed", says="'precision'"),
    "unknown input": Case(422, "invalid-request", path="/clean?input=pdf", says="'html'"),
    "unknown label": Case(422, "invalid-request", path="/clean?include=title,menu", says="'navigation'"),
    "unknown label in json": Case(
        422, "invalid-request", fields(html=SECRET, include=["menu"] * 100_000), JSON, says="'navigation'"
    ),
    "unknown language": Case(422, "invalid-request", path="/clean?language=qqq-none", says="language: Input"),
    "labels that are none": Case(
        422, "invalid-request", fields(html=SECRET, include={"title": 1}), JSON, says="include: Input should be labels"
    ),
    "an option twice": Case(
        422, "invalid-request", path="/clean?favor=recall&favor=precision", says="favor: it is given twice"
    ),
    "a stream of html": Case(415, "unsupported-media-type", path="/clean/stream", says="one JSON object a line"),
    "a stream of json": Case(415, "unsupported-media-type", media=JSON, path="/clean/stream"),
    "a compressed stream": Case(
        415, "unsupported-encoding", media="", path="/clean/stream", headers=(("content-encoding", "compress"),)
    ),
    "a stream that nobody accepts": Case(
        406, "not-acceptable", media="", path="/clean/stream", headers=(("accept", "text/html"),), says="x-ndjson"
    ),
    "unknown option of a stream": Case(422, "invalid-request", media="", path="/clean/stream?formt=text"),
    "unknown language of a stream": Case(422, "invalid-request", media="", path="/clean/stream?language=xx"),
    "an option twice of a stream": Case(
        422, "invalid-request", media="", path="/clean/stream?format=text&format=json", says="format: it is given twice"
    ),
    "explain is no truth value": Case(422, "invalid-request", path="/clean?explain=perhaps", says="explain"),
    "query against json": Case(
        422, "invalid-request", fields(html=SECRET, favor="recall"), JSON, "/clean?favor=precision", says="favor"
    ),
}


def check(response: httpx.Response, status: int, slug: str) -> str:
    """That a response is this problem and leaks nothing; its detail."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == MEDIA_TYPE
    body = response.json()
    assert body.keys() == {"type", "title", "status", "detail", "request_id"}
    assert (body["type"], body["status"]) == (f"/problems/{slug}", status)
    assert body["request_id"] == response.headers["x-request-id"]
    for leak in (SECRET, "Traceback", "pydantic", ".py", "0x"):
        assert leak not in response.text
    assert len(response.content) < 2000
    detail: str = body["detail"]
    return detail


def check_served(client: httpx.Client) -> None:
    """That the next request gets an article."""
    assert client.post("/clean?format=text", content=TEXT.encode()).status_code == 200


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_an_error_is_a_problem_and_the_next_request_is_served(service: httpx.Client, case: Case) -> None:
    headers = {"content-type": case.media, **dict(case.headers)}

    response = service.request(case.method, case.path, content=case.content, headers=headers)

    assert case.says in check(response, case.status, case.slug)
    check_served(service)


def test_every_type_has_a_page_that_explains_it(service: httpx.Client) -> None:
    for slug in {case.slug for case in CASES.values()}:
        page = service.get(f"/problems/{slug}")
        assert page.status_code == 200
        assert page.headers["content-type"].startswith("text/html")


def test_what_would_have_helped_is_in_the_headers(service: httpx.Client) -> None:
    compressed = service.post("/clean", content=PAGE, headers={"content-encoding": "lzma"})
    method = service.get("/clean")

    assert compressed.headers["accept-encoding"] == "zstd, br, gzip"
    assert {"POST", "PUT"} <= set(method.headers["allow"].replace(" ", "").split(","))


def test_a_body_of_undeclared_length_is_refused_while_it_comes_in(service: httpx.Client) -> None:
    response = service.post(
        "/clean", content=(PAGE * 10_000 for _ in range(100)), headers={"content-type": "text/html"}
    )

    assert "10000000" in check(response, 413, "too-large")
    check_served(service)


def test_a_form_holds_one_page(service: httpx.Client) -> None:
    two_files = service.post("/clean", files=[("a", ("a", PAGE)), ("b", ("b", PAGE))])
    file_and_field = service.post("/clean", files={"a": ("a", PAGE), "text": (None, SECRET)})
    unknown_field = service.post("/clean", files={"a": ("a", PAGE)}, data={"frmat": "text"})
    picture = service.post("/clean", files={"a": ("a.png", PAGE, "image/png")})
    two_formats = service.post("/clean", files=[("a", ("a", PAGE)), *(("format", (None, x)) for x in ("text", "json"))])
    two_texts = service.post("/clean", files=[("text", (None, x)) for x in (SECRET, "b")])

    check(two_files, 400, "malformed-body")
    check(file_and_field, 422, "invalid-request")
    assert "format, favor" in check(unknown_field, 422, "invalid-request")
    check(picture, 415, "unsupported-media-type")
    assert "format: it is given twice" in check(two_formats, 422, "invalid-request")
    assert "text: it is given twice" in check(two_texts, 422, "invalid-request")


def test_what_is_said_twice_alike_is_said(service: httpx.Client) -> None:
    query = service.post("/clean?format=text&format=text&include=title&include=caption", content=PAGE)
    form = service.post("/clean", files=[("a", ("a", PAGE)), *[("format", (None, "text"))] * 2])

    assert {answer.headers["content-type"] for answer in (query, form)} == {"text/plain; charset=utf-8"}


def form(*parts: tuple[str, str]) -> bytes:
    """A form of these fields, each what says its name and its value."""
    lines = (f"--x\r\nContent-Disposition: form-data; {name}\r\n\r\n{value}\r\n" for name, value in parts)
    return ("".join(lines) + "--x--\r\n").encode()


@pytest.mark.parametrize("lost", [2, 4, 12, 30])
def test_a_form_that_is_cut_short_is_refused(service: httpx.Client, lost: int) -> None:
    """Not read as far as it goes: what is missing may be the page, or how it was to be read."""
    whole = form(("name=text", f"{SECRET} im Museum"), ("name=format", "text"))
    headers = {"content-type": "multipart/form-data; boundary=x"}

    assert service.post("/clean", content=whole, headers=headers).status_code == 200
    cut = service.post("/clean", content=whole[: -lost - 2], headers=headers)
    assert "cut short" in check(cut, 400, "malformed-body")


def test_a_file_that_was_not_chosen_is_none(service: httpx.Client) -> None:
    body = form(('name=file; filename=""', ""), ("name=text", TEXT), ("name=format", "text"))
    headers = {"content-type": "multipart/form-data; boundary=x"}

    answer = service.post("/clean", content=body, headers=headers)

    assert answer.status_code == 200
    assert answer.content == service.post("/clean?format=text", content=TEXT.encode()).content


@pytest.mark.parametrize(
    ("what", "status", "slug"),
    [
        (FAIL, 500, "internal-error"),
        (DIE, 500, "internal-error"),
        (DEVOUR, 500, "memory-exceeded"),
        (HANG, 504, "deadline-exceeded"),
    ],
)
def test_a_worker_that_misbehaves_costs_only_its_own_page(
    fragile: httpx.Client, what: str, status: int, slug: str
) -> None:
    response = fragile.post("/clean", content=f"{what}, {SECRET}".encode())

    assert check(response, status, slug)
    wait_until_served(fragile)


def test_more_than_fits_is_refused_with_the_time_to_wait(fragile: httpx.Client) -> None:
    wait_until_served(fragile)
    with ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(lambda _: fragile.post("/clean", content=DAWDLE.encode()), range(8)))

    refused = [answer for answer in answers if answer.status_code != 200]
    assert 0 < len(refused) < 8
    for answer in refused:
        check(answer, 503, "overloaded")
        assert int(answer.headers["retry-after"]) > 0
