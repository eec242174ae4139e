"""How often one caller may ask."""

from pathlib import Path

import httpx
import pytest
from starlette.requests import Request

from app.service.errors import RateLimited
from app.service.keys import hash_of, make_key
from app.service.rate import Rate, caller_of
from app.settings import Settings, UnusableSetting
from tests.service.serving import running
from tests.service.test_errors import check


def request_from(host: str, key_hash: str | None = None) -> Request:
    """A request of this address, with this key."""
    state = {} if key_hash is None else {"key_hash": key_hash}
    return Request({"type": "http", "client": (host, 1), "headers": [], "state": state})


def test_each_caller_has_a_limit_of_its_own() -> None:
    rate = Rate(Settings(rate_limit="2/hour"))

    for host in ("192.0.2.1", "192.0.2.2"):
        rate.check(request_from(host))
        rate.check(request_from(host))
        with pytest.raises(RateLimited) as caught:
            rate.check(request_from(host))
        assert 0 < int(caught.value.headers["Retry-After"]) <= 3600


def test_without_a_limit_nobody_is_counted() -> None:
    rate = Rate(Settings())

    for _ in range(1000):
        rate.check(request_from("192.0.2.1"))


@pytest.mark.parametrize(
    ("host", "caller"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:0:1::1", "2001:db8:0:1::/64"),
        ("2001:db8:0:1:ffff::2", "2001:db8:0:1::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("::ffff:c000:202", "192.0.2.2"),
        ("unknown", "unknown"),
    ],
)
def test_a_caller_is_an_address_and_of_ipv6_a_network(host: str, caller: str) -> None:
    assert caller_of(request_from(host)) == caller
    assert caller_of(request_from(host, "c0ffee")) == "c0ffee"


@pytest.mark.parametrize("limit", ["many", "0", "10/fortnight", "-1/second", "20/second;600/hour"])
def test_a_limit_that_is_none_is_refused(limit: str) -> None:
    with pytest.raises(UnusableSetting, match="WINNOW_RATE_LIMIT"):
        Rate(Settings(rate_limit=limit))


def test_who_asks_too_often_is_told_when_to_ask_again(tmp_path: Path) -> None:
    key, other = make_key(), make_key()
    hashes = f"{hash_of(key)},{hash_of(other)}"
    with running(tmp_path / "log", WINNOW_WORKERS="1", WINNOW_RATE_LIMIT="2/hour", WINNOW_API_KEYS=hashes) as (
        client,
        _,
    ):

        def ask(key: str) -> httpx.Response:
            return client.post("/clean", content=b"<p>One</p>", headers={"x-api-key": key})

        assert [ask(key).status_code for _ in range(2)] == [200, 200]
        refused = ask(key)
        check(refused, 429, "rate-limited")
        assert int(refused.headers["retry-after"]) > 0
        assert ask(other).status_code == client.get("/readyz").status_code == 200
