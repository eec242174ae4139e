"""Whose answer a response is: its request's, and its trace's."""

import re

import httpx
import pytest

TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


@pytest.mark.parametrize("path", ["/livez", "/clean", "/nowhere", "/version"])
def test_a_request_id_is_passed_through(service: httpx.Client, path: str) -> None:
    response = service.get(path, headers={"x-request-id": "job-7/page:12"})

    assert response.headers.get_list("x-request-id") == ["job-7/page:12"]


@pytest.mark.parametrize("given", ["", "two words", "x" * 129, "naïve"])
def test_a_request_id_that_is_none_is_replaced(service: httpx.Client, given: str) -> None:
    response = service.get("/livez", headers=[(b"x-request-id", given.encode("latin-1"))])

    assert re.fullmatch(r"[0-9a-f]{32}", response.headers["x-request-id"])


@pytest.mark.parametrize(
    ("given", "passed"),
    [
        (TRACE, True),
        (TRACE.replace("00-", "ff-", 1), False),
        (TRACE.replace("4bf92f3577b34da6a3ce929d0e0e4736", "0" * 32), False),
        (TRACE.replace("00f067aa0ba902b7", "0" * 16), False),
        (TRACE.upper(), False),
        ("nonsense", False),
    ],
)
def test_a_trace_is_passed_through_when_it_is_one(service: httpx.Client, given: str, passed: bool) -> None:
    response = service.get("/livez", headers={"traceparent": given})

    assert response.headers.get("traceparent") == (given if passed else None)


@pytest.mark.parametrize(
    ("given", "passed"),
    [
        (["congo=t61rcWkgMzE"], "congo=t61rcWkgMzE"),
        (["rojo=00f067aa0ba902b7", "congo=t61rcWkgMzE"], "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE"),
        ([], None),
        (["no member"], None),
        (["a=" + "x" * 10_000], None),
    ],
)
def test_the_state_of_a_trace_goes_along(service: httpx.Client, given: list[str], passed: str | None) -> None:
    headers = [("traceparent", TRACE), *(("tracestate", state) for state in given)]

    assert service.get("/livez", headers=headers).headers.get("tracestate") == passed


def test_without_a_trace_there_is_no_state_of_it(service: httpx.Client) -> None:
    alone = service.get("/livez", headers={"tracestate": "congo=t61rcWkgMzE"})
    twice = service.get("/livez", headers=[("traceparent", TRACE), ("traceparent", TRACE)])

    assert "tracestate" not in alone.headers
    assert "traceparent" not in twice.headers
