"""`/metrics`: what is counted, and that no caller chooses a label."""

from collections.abc import Mapping

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

from app.engine.clean import ENGINE
from app.engine.labels import Label
from app.service.example import PAGE, TEXT
from app.service.metrics import MEDIA_TYPE
from tests.service.misbehaving import DIE, HANG
from tests.service.serving import wait_until_served

Samples = Mapping[tuple[str, frozenset[tuple[str, str]]], float]


def read(client: httpx.Client) -> Samples:
    """All samples, by name and labels."""
    response = client.get("/metrics")
    assert response.status_code == 200
    assert response.headers["content-type"] == MEDIA_TYPE
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(response.text)
        for sample in family.samples
    }


def grown(before: Samples, after: Samples, name: str, **labels: str) -> float:
    """By how much a sample grew."""
    key = (name, frozenset(labels.items()))
    return after.get(key, 0) - before.get(key, 0)


def of_route(method: str, route: str, status: int) -> dict[str, str]:
    return {"http_request_method": method, "http_route": route, "http_response_status_code": str(status)}


def test_requests_are_measured_by_template_and_status(service: httpx.Client) -> None:
    before = read(service)

    answer = service.post("/clean", content=PAGE.encode(), headers={"accept-encoding": "identity"})
    service.get("/problems/too-large")
    service.get("/problems/nothing-of-the-kind")
    service.get("/docs/assets/swagger-ui.css")
    after = read(service)

    cleaned = of_route("POST", "/clean", 200)
    assert grown(before, after, "http_server_request_duration_seconds_count", **cleaned) == 1
    assert grown(before, after, "http_server_request_duration_seconds_sum", **cleaned) > 0
    assert grown(before, after, "http_server_request_body_size_bytes_sum", **cleaned) == len(PAGE.encode())
    assert grown(before, after, "http_server_response_body_size_bytes_sum", **cleaned) == len(answer.content)
    count = "http_server_request_duration_seconds_count"
    assert grown(before, after, count, **of_route("GET", "/problems/{slug}", 200)) == 1
    assert grown(before, after, count, **of_route("GET", "/problems/{slug}", 404)) == 1
    assert grown(before, after, count, **of_route("GET", "/docs/assets/{path}", 200)) == 1
    assert after["http_server_active_requests", frozenset()] == 1  # the one that asks


def test_no_caller_chooses_a_label(service: httpx.Client) -> None:
    before = read(service)

    for number in range(20):
        service.get(f"/wp-admin/{number}?token={number}")
    for method in ("MKCOL", "PROPFIND", "LOCK"):
        service.request(method, "/clean")
    service.post("/clean?language=ast", content=TEXT.encode())
    service.post("/clean?language=hsb", content=TEXT.encode())
    after = read(service)

    count = "http_server_request_duration_seconds_count"
    assert grown(before, after, count, **of_route("GET", "", 404)) == 20
    assert grown(before, after, count, **of_route("_OTHER", "/clean", 405)) == 3
    other = sum(
        value - before.get((name, labels), 0)
        for (name, labels), value in after.items()
        if name == "winnow_pages_total" and ("language", "other") in labels
    )
    assert other == 2
    assert not [labels for _, labels in after if "wp-admin" in str(labels) or "MKCOL" in str(labels)]


def test_pages_and_their_blocks_are_counted(service: httpx.Client) -> None:
    before = read(service)

    answers = [
        service.post("/clean?explain=true", content=page.encode(), headers={"content-type": media}).json()
        for page, media in ((PAGE, "text/html"), (TEXT, "text/plain"))
    ]
    after = read(service)

    for answer, kind in zip(answers, ("html", "text"), strict=True):
        labels = {"input": kind, "language": answer["language"], "verdict": answer["verdict"]}
        assert grown(before, after, "winnow_pages_total", **labels) == 1
    found = [block["label"] for answer in answers for block in answer["blocks"]]
    assert {label: grown(before, after, "winnow_blocks_total", label=label) for label in Label} == {
        label: found.count(label) for label in Label
    }


def test_a_page_without_words_has_no_language(service: httpx.Client) -> None:
    before = read(service)

    verdict = service.post("/clean", content=b"12:30", headers={"content-type": "text/plain"}).json()["verdict"]

    labels = {"input": "text", "language": "unknown", "verdict": verdict}
    assert grown(before, read(service), "winnow_pages_total", **labels) == 1


@pytest.mark.parametrize(
    ("page", "counter"), [(HANG, "winnow_deadline_kills_total"), (DIE, "winnow_worker_deaths_total")]
)
def test_lost_workers_are_counted(fragile: httpx.Client, page: str, counter: str) -> None:
    wait_until_served(fragile)
    before = read(fragile)

    fragile.post("/clean", content=page.encode())
    after = read(fragile)
    wait_until_served(fragile)

    assert grown(before, after, counter) == 1
    assert read(fragile)["winnow_workers", frozenset()] == 1


def test_the_service_shows_what_it_is_and_has(service: httpx.Client) -> None:
    samples = read(service)

    assert samples["winnow_info", frozenset({"engine": ENGINE}.items())] == 1
    assert samples["winnow_workers", frozenset()] == 1
    assert samples["winnow_workers_busy", frozenset()] == samples["winnow_pages_waiting", frozenset()] == 0
    assert samples["process_resident_memory_bytes", frozenset()] > 0
