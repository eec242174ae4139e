"""Keys: who is let in, what stays open, and that nothing starts with keys that are none."""

import re
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from pydantic import ValidationError

from app.service.example import PAGE
from app.service.keys import KeyRequired, hash_of, known_hashes, make_key
from app.service.problems import MEDIA_TYPE
from app.settings import Settings, UnusableSetting
from tests.service.serving import running

FIRST, SECOND = make_key(), make_key()
ORIGIN = "https://a.example"
#: What is the same for everybody; all else needs a key.
OPEN = (
    "/",
    "/docs",
    "/docs/assets/swagger-ui.css",
    "/openapi.json",
    "/livez",
    "/readyz",
    "/version",
    "/problems/too-large",
)


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A client of a service that knows two keys and one origin."""
    folder = tmp_path_factory.mktemp("guarded")
    (folder / "keys").write_text(f"# ours\n{hash_of(SECOND)}  the scrapers\n\n", "utf-8")
    settings = {
        "WINNOW_API_KEYS": f"{hash_of(FIRST)},",
        "WINNOW_API_KEYS_FILE": str(folder / "keys"),
        "WINNOW_CORS_ORIGINS": ORIGIN,
    }
    with running(folder / "log", WINNOW_WORKERS="1", **settings) as (client, _):
        yield client


@pytest.mark.parametrize(
    "headers",
    [
        {"authorization": f"Bearer {FIRST}"},
        {"authorization": f"bearer {SECOND}"},
        {"x-api-key": FIRST},
        {"authorization": "Basic Og==", "x-api-key": SECOND},
        {"authorization": "Bearer of another gate", "x-api-key": SECOND},
    ],
)
def test_with_a_key_pages_are_cleaned(guarded: httpx.Client, headers: dict[str, str]) -> None:
    assert guarded.post("/clean", content=PAGE.encode(), headers=headers).json()["verdict"] == "ok"
    assert guarded.get("/metrics", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("headers", "challenge"),
    [
        ({}, 'Bearer realm="winnow"'),
        ({"authorization": "Bearer"}, 'Bearer realm="winnow"'),
        ({"authorization": f"Basic {FIRST}"}, 'Bearer realm="winnow"'),
        ({"authorization": f"Bearer {FIRST}x"}, 'Bearer realm="winnow", error="invalid_token"'),
        ({"authorization": f"Bearer {hash_of(FIRST)}"}, 'Bearer realm="winnow", error="invalid_token"'),
        ({"x-api-key": "naïve"}, 'Bearer realm="winnow", error="invalid_token"'),
        ({"x-api-key": "x" * 10_000}, 'Bearer realm="winnow", error="invalid_token"'),
    ],
)
@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/clean"), ("PUT", "/clean?format=pdf"), ("POST", "/clean/stream"), ("GET", "/metrics")],
)
def test_without_one_they_are_not(
    guarded: httpx.Client, method: str, path: str, headers: dict[str, str], challenge: str
) -> None:
    response = guarded.request(method, path, headers=httpx.Headers(headers, encoding="latin-1"))

    assert response.status_code == 401
    assert response.headers["content-type"] == MEDIA_TYPE
    assert response.headers["www-authenticate"] == challenge
    assert response.json()["type"] == "/problems/unauthorized"
    assert FIRST not in response.text


@pytest.mark.parametrize("path", OPEN)
def test_what_is_the_same_for_everybody_stays_open(guarded: httpx.Client, path: str) -> None:
    assert guarded.get(path, follow_redirects=True).status_code == 200


def test_all_that_is_described_needs_a_key_or_is_known_to_be_open(guarded: httpx.Client) -> None:
    description = guarded.get("/openapi.json").json()

    for path, operations in description["paths"].items():
        for operation in operations.values():
            assert ("security" in operation) == (path not in OPEN)
    assert {"HTTPBearer", "APIKeyHeader"} <= description["components"]["securitySchemes"].keys()


def test_a_script_of_a_known_origin_may_ask(guarded: httpx.Client) -> None:
    preflight = guarded.options(
        "/clean",
        headers={
            "origin": ORIGIN,
            "access-control-request-method": "POST",
            "access-control-request-headers": "authorization,content-type",
        },
    )
    refused = guarded.post("/clean", content=PAGE.encode(), headers={"origin": ORIGIN})

    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == ORIGIN
    assert "authorization" in preflight.headers["access-control-allow-headers"]
    assert refused.status_code == 401  # an error too can be read
    assert refused.headers["access-control-allow-origin"] == ORIGIN
    assert "X-Request-ID" in refused.headers["access-control-expose-headers"]
    assert "access-control-allow-credentials" not in refused.headers


def test_a_script_of_another_origin_may_not(guarded: httpx.Client) -> None:
    headers = {"origin": "https://b.example", "access-control-request-method": "POST"}

    preflight = guarded.options("/clean", headers=headers)
    answer = guarded.post("/clean", headers={"origin": "https://b.example", "x-api-key": FIRST})

    assert "access-control-allow-origin" not in preflight.headers
    assert "access-control-allow-origin" not in answer.headers


def test_keys_are_long_and_never_the_same() -> None:
    keys = {make_key() for _ in range(100)}

    assert len(keys) == 100
    assert all(re.fullmatch(r"winnow_[\w-]{43}", key) for key in keys)


def test_all_hashes_are_compared_whichever_matches(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []

    def compare(found: str, known: str) -> bool:
        compared.append(known)
        return found == known

    monkeypatch.setattr("hmac.compare_digest", compare)
    hashes = [hash_of(key) for key in (FIRST, SECOND, "another")]

    assert KeyRequired(hashes).knows(FIRST)
    assert not KeyRequired(hashes).knows("unknown")
    assert compared == hashes * 2


@pytest.mark.parametrize(
    "value",
    ["", " , ", FIRST, "abc", hash_of(FIRST).upper(), f"{hash_of(FIRST)} {hash_of(SECOND)}"],
    ids=["nothing", "a comma", "a key", "a word", "capitals", "two without a comma"],
)
def test_hashes_that_are_none_are_refused_and_not_shown(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("WINNOW_API_KEYS", value)

    with pytest.raises(ValidationError, match="api_keys") as caught:
        Settings()

    assert FIRST not in str(caught.value)


@pytest.mark.parametrize(
    "content",
    ["", "# none\n", FIRST, f"{hash_of(FIRST)}\n{SECOND}\n", "\xff"],
    ids=["nothing", "a comment", "a key", "a hash and a key", "no text"],
)
def test_a_file_without_hashes_is_refused_and_not_shown(tmp_path: Path, content: str) -> None:
    path = tmp_path / "keys"
    path.write_text(content, "latin-1")

    with pytest.raises(UnusableSetting, match="WINNOW_API_KEYS_FILE") as caught:
        known_hashes(Settings(api_keys_file=path))

    assert SECOND not in str(caught.value)
    assert FIRST not in str(caught.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnusableSetting, match="cannot be read"):
        known_hashes(Settings(api_keys_file=tmp_path / "nowhere"))


@pytest.mark.parametrize("value", ["", "a.example", "https://a.example/", "https://a.example/page", "null"])
def test_origins_that_are_none_are_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("WINNOW_CORS_ORIGINS", value)

    with pytest.raises(ValidationError, match="cors_origins"):
        Settings()
