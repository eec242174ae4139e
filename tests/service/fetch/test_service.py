"""Fetching over the real service, from sites on this machine."""

import gzip
from collections.abc import Iterator

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from app.service.example import PAGE
from app.service.problems import MEDIA_TYPE
from tests.service.fetch.sites import Behaviour, answers, redirects, site
from tests.service.serving import running

#: The service, which fetches from nowhere but this machine, where the tests' sites are.
FETCHING = """
from app.service import server
from app.service.fetch import Fetcher
from app.service.main import create_app

def create(settings):
    high = settings.model_copy(update={"fetch_ports": range(1024, 65536)})
    return create_app(settings, Fetcher(high, permitted=lambda address: address == "127.0.0.1"))

server.create_app = create
if __name__ == "__main__":
    server.serve(port=0)
"""
HTML = "Content-Type: text/html"
GZIPPED = "Content-Encoding: gzip"


NDJSON = {"content-type": "application/x-ndjson"}


@pytest.fixture(scope="module")
def fetching(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a service that fetches from 127.0.0.1."""
    settings = {
        "WINNOW_WORKERS": "1",
        "WINNOW_MAX_BODY_BYTES": "100000",
        "WINNOW_FETCH_SECONDS": "60",
        "WINNOW_PAGE_SECONDS": "60",
    }
    with running(tmp_path_factory.mktemp("fetching") / "log", FETCHING, **settings) as (client, _):
        yield client


def test_a_page_is_fetched_and_cleaned_as_if_it_had_been_sent(fetching: httpx.Client) -> None:
    page = PAGE.encode()
    with site(answers(gzip.compress(page), "Content-Type: text/html; charset=utf-8", GZIPPED)) as (port, _):
        url = f"http://127.0.0.1:{port}/region/mill-bridge"
        with site(redirects(url)) as (first, _):
            fetched = fetching.post("/clean?favor=recall", json={"url": f"http://127.0.0.1:{first}/", "explain": True})
    sent = fetching.post(
        "/clean",
        params={"url": url, "favor": "recall", "explain": True},
        content=page,
        headers={"content-type": "text/html; charset=utf-8"},
    )

    assert fetched.status_code == 200
    assert fetched.json()["verdict"] == "ok"
    assert fetched.json()["url"] == url
    assert fetched.json() == sent.json()
    assert fetched.headers["etag"] == sent.headers["etag"]


def test_a_form_may_have_a_url_alone_too(fetching: httpx.Client) -> None:
    with site(answers(PAGE.encode(), HTML)) as (port, _):
        answer = fetching.post("/clean", files={"url": (None, f"http://127.0.0.1:{port}/"), "format": (None, "text")})

    assert answer.status_code == 200
    assert "old mill race" in answer.text


def test_the_line_of_a_stream_holds_its_page(fetching: httpx.Client) -> None:
    with site(answers(PAGE.encode(), HTML)) as (port, heads):
        answer = fetching.post("/clean/stream", json={"id": 1, "url": f"http://127.0.0.1:{port}/"}, headers=NDJSON)

    assert (answer.json()["id"], answer.json()["status"]) == (1, 422)
    assert "POST /clean" in answer.json()["detail"]
    assert heads == []


def test_a_page_that_came_along_is_not_fetched(fetching: httpx.Client) -> None:
    with site(answers(b"", HTML)) as (port, heads):
        answer = fetching.post("/clean", json={"url": f"http://127.0.0.1:{port}/", "html": PAGE})

    assert answer.json()["verdict"] == "ok"
    assert heads == []


@pytest.mark.parametrize(
    ("query", "fields", "accept", "status", "says"),
    [
        ({"favor": "recall"}, {"favor": "precision"}, "*/*", 422, "favor: the query and the body"),
        ({"url": "http://a.example/"}, {}, "*/*", 422, "url: the query and the body"),
        ({"language": "xx"}, {}, "*/*", 422, "language: "),
        ({}, {"language": "xx"}, "*/*", 422, "language: "),
        ({"favor": "both"}, {}, "*/*", 422, "favor: "),
        ({}, {"include": "menu"}, "*/*", 422, "include: "),
        ({}, {}, "image/png", 406, "`Accept`"),
    ],
)
def test_nothing_is_fetched_for_a_request_that_is_refused(
    fetching: httpx.Client, query: dict[str, str], fields: dict[str, str], accept: str, status: int, says: str
) -> None:
    with site(answers(PAGE.encode(), HTML)) as (port, heads):
        page = {"url": f"http://127.0.0.1:{port}/"}
        answer = fetching.post("/clean", params=query, json=page | fields, headers={"accept": accept})

    assert answer.status_code == status
    assert says in answer.json()["detail"]
    assert heads == []


BOMB = gzip.compress(bytes(50_000_000))
FAILURES: dict[str, tuple[Behaviour, str]] = {
    "a bomb": (answers(BOMB, HTML, GZIPPED), "more than the 100000 bytes"),
    "not what it is compressed with": (answers(b"no gzip", HTML, GZIPPED), "not what its headers say"),
    "compressed twice": (answers(b"x", HTML, "Content-Encoding: gzip, gzip"), "not what its headers say"),
    "no media type": (answers(b"x", "Content-Type: ;;"), "not what its headers say"),
    "not there": (answers(b"x", HTML, status="404 Not Found"), "status 404"),
}


@pytest.mark.parametrize(("behaviour", "says"), FAILURES.values(), ids=FAILURES)
def test_what_is_the_sites_fault_is_said_to_be(fetching: httpx.Client, behaviour: Behaviour, says: str) -> None:
    with site(behaviour) as (port, _):
        answer = fetching.post("/clean", json={"url": f"http://127.0.0.1:{port}/"})

    assert answer.status_code == 502
    assert answer.headers["content-type"] == MEDIA_TYPE
    assert answer.json()["type"] == "/problems/fetch-failed"
    assert says in answer.json()["detail"]
    assert answer.json().get("upstream_status") == (404 if "404" in says else None)


@pytest.mark.parametrize(
    ("url", "status", "slug"),
    [
        ("http://10.0.0.1:8080/", 403, "fetch-forbidden"),
        ("http://[::1]:8080/", 403, "fetch-forbidden"),
        ("http://127.0.0.1/", 403, "fetch-forbidden"),
        ("file:///etc/passwd", 403, "fetch-forbidden"),
        ("http://a.example:port/", 422, "invalid-request"),
    ],
)
def test_what_is_not_fetched_is_a_problem(fetching: httpx.Client, url: str, status: int, slug: str) -> None:
    answer = fetching.post("/clean", json={"url": url})

    assert answer.status_code == status
    assert answer.json()["type"] == f"/problems/{slug}"
    assert url not in answer.text


def test_what_came_of_fetching_is_counted(fetching: httpx.Client) -> None:
    def outcomes() -> dict[str, float]:
        return {
            sample.labels["outcome"]: sample.value
            for family in text_string_to_metric_families(fetching.get("/metrics").text)
            for sample in family.samples
            if sample.name == "winnow_fetches_total"
        }

    before = outcomes()
    with site(answers(PAGE.encode(), HTML)) as (port, _):
        fetching.post("/clean", json={"url": f"http://127.0.0.1:{port}/"})
    with site(answers(b"x", HTML, status="500 Broken")) as (port, _):
        fetching.post("/clean", json={"url": f"http://127.0.0.1:{port}/"})
    fetching.post("/clean", json={"url": "ftp://a.example/"})

    grown = {outcome: count - before.get(outcome, 0) for outcome, count in outcomes().items()}
    assert {outcome: count for outcome, count in grown.items() if count} == {
        "fetched": 1,
        "fetch-failed": 1,
        "fetch-forbidden": 1,
    }
