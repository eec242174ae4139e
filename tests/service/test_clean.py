"""`POST /clean`: every way to send a page, every way to ask."""

import json
from base64 import encodebytes
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest

from app import clean
from app.engine.render import FORMATS
from app.service.example import PAGE, TEXT, URL
from app.service.intake import NOTHING_SENT
from app.service.intake.raw import NO_LINES, NO_PAGE

Headers = dict[str, str]


def article(response: httpx.Response) -> dict[str, Any]:
    """The JSON of an answer, which must be one."""
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    found: dict[str, Any] = response.json()
    return found


@pytest.mark.parametrize(
    "media",
    [
        "text/html",
        "text/html; charset=utf-8",
        "application/xhtml+xml",
        "text/plain",
        "text/plain;charset=UTF-8",
        "application/octet-stream",
        "application/x-www-form-urlencoded",
        "application/xml",
        None,
    ],
)
def test_the_body_is_the_page_whatever_its_media_type(service: httpx.Client, media: str | None) -> None:
    headers = {"content-type": media} if media else {}

    found = article(service.post("/clean", content=PAGE.encode(), headers=headers))

    assert found["text"] == clean(PAGE.encode()).text != ""
    assert found["verdict"] == "ok"


def test_markdown_is_read_as_text_even_where_it_begins_with_a_tag(service: httpx.Client) -> None:
    page = f"<p align=center>\n\n[Home](/)\n\n{TEXT}"

    found = article(service.post("/clean", content=page.encode(), headers={"content-type": "text/markdown"}))

    assert found["text"] == clean(page, input="text").text != ""


def test_what_is_sent_as_markdown_is_read_as_markdown(service: httpx.Client) -> None:
    body = f"# Mill bridge reopens\n\n{TEXT}".encode()

    found = article(service.post("/clean", content=body, headers={"content-type": "text/markdown; charset=utf-8"}))
    as_json = article(service.post("/clean", json={"text": body.decode(), "input": "markdown"}))

    assert found == as_json
    assert found["title"] == "Mill bridge reopens"


def test_json_form_and_body_give_the_same_answer(service: httpx.Client) -> None:
    plain = article(
        service.post("/clean", params={"url": URL}, content=PAGE.encode(), headers={"content-type": "text/html"})
    )
    as_json = article(service.post("/clean", json={"html": PAGE, "url": URL}))
    as_form = article(service.post("/clean", files={"page": ("p.html", PAGE.encode(), "text/html")}, data={"url": URL}))
    as_field = article(service.post("/clean", files={"html": (None, PAGE), "url": (None, URL)}))
    as_base64 = article(service.post("/clean", json={"base64": encodebytes(PAGE.encode()).decode(), "url": URL}))
    as_put = article(service.put("/clean", params={"url": URL}, content=PAGE.encode()))

    assert plain == as_json == as_form == as_field == as_base64 == as_put


def test_raw_text_is_answered_in_the_same_shape(service: httpx.Client) -> None:
    from_text = article(service.post("/clean", json={"text": TEXT}))
    from_html = article(service.post("/clean", json={"html": PAGE}))

    assert from_text.keys() == from_html.keys()
    assert from_text["text"] == clean(TEXT, input="text").text != ""


def test_the_option_input_wins_over_the_media_type(service: httpx.Client) -> None:
    headers = {"content-type": "text/html"}

    found = article(service.post("/clean?input=text&explain=true", content=b"<b>2 < 3</b>", headers=headers))

    assert [block["text"] for block in found["blocks"]] == ["<b>2 < 3</b>"]


@pytest.mark.parametrize("charset", ["windows-1251", "KOI8-R", '"utf-16le"'])
def test_the_charset_of_the_media_type_is_honoured(service: httpx.Client, charset: str) -> None:
    text = "Вчера в городе открыли новый мост через реку. Его строили два года и три месяца, говорит мэр города.\n" * 3
    data = text.encode(charset.strip('"'))
    html = {"content-type": f"text/plain; charset={charset}"}

    found = article(service.post("/clean?explain=1", content=data, headers=html))
    as_file = article(service.post("/clean?explain=1", files={"file": ("a.txt", data, html["content-type"])}))

    as_field = article(service.post("/clean?explain=1", files={"text": (None, data, html["content-type"])}))

    assert found["blocks"][0]["text"] == text.splitlines()[0]
    assert as_file == as_field == found


@pytest.mark.parametrize(("name", "media"), [("html", None), ("text", None), ("text", "text/plain")])
def test_the_charset_of_a_field_is_found(service: httpx.Client, name: str, media: str | None) -> None:
    data = "<meta charset=windows-1251><p>Вчера в городе открыли новый мост через реку.".encode("windows-1251")

    field = article(service.post("/clean?explain=1", files={name: (None, data, media)}))
    whole = article(service.post(f"/clean?explain=1&input={name}", content=data))

    assert field == whole
    assert "новый мост" in field["blocks"][0]["text"]


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_is_asked_for_by_name_or_by_accept(service: httpx.Client, name: str) -> None:
    by_name = service.post(f"/clean?format={name}", content=PAGE.encode(), headers={"accept": "image/png"})
    by_accept = service.post("/clean", content=PAGE.encode(), headers={"accept": FORMATS[name]})

    assert by_name.content == by_accept.content
    assert by_name.headers["content-type"].partition(";")[0] == FORMATS[name]
    assert by_name.text == clean(PAGE.encode()).render(name)


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("*/*", "application/json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html"),
        ("text/*", "text/plain"),
        ("application/json;q=0.1, Text/Markdown", "text/markdown"),
        ("*/*, application/json;q=0", "text/plain"),
    ],
)
def test_accept_has_weights_and_wildcards(service: httpx.Client, accept: str, media: str) -> None:
    response = service.post("/clean", content=PAGE.encode(), headers={"accept": accept})

    assert response.headers["content-type"].partition(";")[0] == media
    assert response.headers["vary"] == "Accept, Accept-Encoding"


@pytest.mark.parametrize(
    "params",
    [{"include": "title,related"}, {"include": ["title", "related"]}, {"include": [" related , title", "title"]}],
)
def test_include_keeps_labels_beside_the_body(service: httpx.Client, params: dict[str, Any]) -> None:
    expected = service.post("/clean", json={"html": PAGE, "include": ["title", "related"], "format": "text"})

    response = service.post("/clean?format=text", params={**params, "format": "text"}, content=PAGE.encode())

    assert response.text == expected.text
    assert response.text.startswith("Mill bridge reopens after two years")
    assert "Ferry to stop in winter" in response.text


def test_explain_lists_every_block(service: httpx.Client) -> None:
    found = article(service.post("/clean", json={"html": PAGE, "explain": True}))

    assert len(found["blocks"]) == len(clean(PAGE).blocks)
    assert sum(not block["kept"] for block in found["blocks"]) == sum(found["removed"].values()) > 0


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", None),
        (b"", "text/html"),
        (b"", "application/x-www-form-urlencoded"),
        (b'{"text": ""}', "application/json"),
    ],
)
def test_nothing_sent_is_answered_as_no_article(service: httpx.Client, content: bytes, kind: str | None) -> None:
    response = service.post("/clean", content=content, headers={"content-type": kind} if kind else {})

    found = article(response)
    assert (found["verdict"], found["text"]) == ("no_article", "")
    assert found["warnings"][0] == NOTHING_SENT
    assert response.headers["winnow-verdict"] == "no_article"


def test_an_option_that_a_form_leaves_empty_is_as_not_given(service: httpx.Client) -> None:
    page = {"page": ("p.html", PAGE.encode(), "text/html")}

    empty = service.post("/clean", files=page, data={"url": "", "language": "", "format": "", "explain": ""})
    unknown = service.post("/clean", files=page, data={"frmat": ""})

    assert article(empty) == article(service.post("/clean", files=page))
    assert unknown.status_code == 422


def test_an_empty_file_is_answered_as_no_article(service: httpx.Client) -> None:
    found = article(service.post("/clean", files={"file": ("page.html", b"", "text/html")}))

    assert (found["verdict"], found["warnings"][0]) == ("no_article", NOTHING_SENT)


@pytest.mark.parametrize(
    ("media", "page", "warned"),
    [
        ("application/x-www-form-urlencoded", TEXT.replace("\n", "") * 2, True),
        ("application/x-www-form-urlencoded", TEXT * 2, False),
        ("application/x-www-form-urlencoded", "Short.", False),
        ("application/x-www-form-urlencoded", "<p>" + TEXT.replace("\n", "</p><p>") * 2, False),
        ("text/plain", TEXT.replace("\n", "") * 2, False),
    ],
)
def test_lines_that_curl_stripped_are_noticed(service: httpx.Client, media: str, page: str, warned: bool) -> None:
    response = service.post("/clean", content=page.encode(), headers={"content-type": media})

    assert (NO_LINES in article(response)["warnings"]) is warned
    assert (NO_LINES[:100] in response.headers.get("winnow-warning", "")) is warned


@pytest.mark.parametrize(
    ("media", "body", "warned"),
    [
        ("application/x-www-form-urlencoded", json.dumps({"html": PAGE}), True),
        ("text/plain", json.dumps({"url": "https://paper.example/1", "text": TEXT}, indent=1), True),
        ("text/json", json.dumps({"text": TEXT}), True),
        ("application/x-www-form-urlencoded", urlencode({"html": PAGE, "format": "text"}), True),
        ("text/plain", urlencode({"html": PAGE}), False),
        ("text/html", json.dumps({"html": PAGE}), False),
        ("application/json", json.dumps({"html": PAGE}), False),
        ("text/plain", json.dumps({"story": PAGE}), False),
        ("application/x-www-form-urlencoded", PAGE, False),
    ],
)
def test_fields_that_are_taken_for_a_page_are_noticed(
    service: httpx.Client, media: str, body: str, warned: bool
) -> None:
    response = service.post("/clean", content=body.encode(), headers={"content-type": media})

    assert (NO_PAGE in article(response)["warnings"]) is warned


def test_an_etag_names_page_options_and_engine(service: httpx.Client) -> None:
    first = service.post("/clean?format=text", content=PAGE.encode())
    again = service.post("/clean", params={"format": "text"}, content=PAGE.encode())
    others = [
        service.post("/clean?format=markdown", content=PAGE.encode()),
        service.post("/clean?format=text&favor=recall", content=PAGE.encode()),
        service.post("/clean?format=text", content=PAGE.encode() + b" "),
        service.post("/clean?format=text", content=PAGE.encode(), headers={"content-type": "text/html; charset=utf-8"}),
    ]

    assert again.headers["etag"] == first.headers["etag"]
    assert again.content == first.content
    assert len({first.headers["etag"], *(other.headers["etag"] for other in others)}) == 5


def test_what_a_header_lists_may_stand_in_several_lines(service: httpx.Client) -> None:
    def ask(*headers: tuple[str, str]) -> httpx.Response:
        return service.post("/clean", content=b"<p>The tide is out.</p>" * 100, headers=list(headers))

    plain = ask(("Accept", "application/pdf"), ("Accept", "text/plain"))
    assert plain.headers["content-type"] == "text/plain; charset=utf-8"
    packed = ask(("Accept-Encoding", "deflate"), ("Accept-Encoding", "gzip"))
    assert packed.headers["content-encoding"] == "gzip"
    known = ("If-None-Match", packed.headers["etag"])
    assert ask(("Accept-Encoding", "gzip"), ("If-None-Match", '"another"'), known).status_code == 304
    twice = ask(("Content-Encoding", "gzip"), ("Content-Encoding", "gzip"))
    assert twice.json()["type"] == "/problems/unsupported-encoding"


def test_an_answer_that_is_known_is_not_sent_again(service: httpx.Client) -> None:
    etag = service.post("/clean", content=PAGE.encode()).headers["etag"]

    known = service.post("/clean", content=PAGE.encode(), headers={"if-none-match": f'"other", W/{etag}'})
    unknown = service.post("/clean", content=PAGE.encode(), headers={"if-none-match": '"other"'})

    assert (known.status_code, known.content, known.headers["etag"]) == (304, b"", etag)
    assert unknown.status_code == 200


def test_any_tag_is_that_of_every_answer_but_of_no_refusal(service: httpx.Client) -> None:
    known, refused = (
        service.post("/clean", content=page, headers={"if-none-match": "*"}) for page in (PAGE.encode(), b"%PDF-1.7")
    )

    assert (known.status_code, known.content) == (304, b"")
    assert known.headers["etag"] == service.post("/clean", content=PAGE.encode()).headers["etag"]
    assert refused.status_code == 415


def test_the_order_of_requests_does_not_matter(service: httpx.Client) -> None:
    before = service.post("/clean?explain=true", content=PAGE.encode())
    service.post("/clean", json={"text": TEXT, "favor": "recall", "language": "de"})
    after = service.post("/clean?explain=true", content=PAGE.encode())

    assert before.content == after.content


def test_the_answer_in_json_is_one_line_of_utf_8(service: httpx.Client) -> None:
    response = service.post("/clean", json={"text": "Ночью выпал снег, и дороги стали скользкими, говорит мэр."})

    assert "\n" not in response.text
    assert json.loads(response.content)["engine"] == service.get("/version").json()["engine"]
