"""What the page is made of, as the service serves it."""

import re
from pathlib import Path

import httpx
import pytest

from app.service.example import PAGE
from app.service.page import POLICY

ROOT = Path(__file__).parents[3]
STATIC = ROOT / "app" / "service" / "page" / "static"
FILES = ["/", *(f"/page/{path.name}" for path in sorted(STATIC.iterdir()))]


@pytest.mark.parametrize("path", FILES)
def test_a_file_comes_with_policy_and_tag(service: httpx.Client, path: str) -> None:
    response = service.get(path)

    assert response.status_code == 200
    assert response.headers["content-security-policy"] == POLICY
    assert response.headers["x-content-type-options"] == "nosniff"
    for known in (response.headers["etag"], "*"):
        again = service.get(path, headers={"if-none-match": known})
        assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("path", ["/page/none.js", "/page/..%2F__init__.py", "/examples/none", "/examples/..%2Fstatic"])
def test_nothing_else_is_served(service: httpx.Client, path: str) -> None:
    assert service.get(path).status_code == 404


def test_the_policy_allows_nothing_that_is_written_into_the_page() -> None:
    assert "unsafe" not in POLICY
    assert "default-src 'none'" in POLICY


@pytest.mark.parametrize("path", sorted(STATIC.iterdir()), ids=lambda path: path.name)
def test_a_file_names_no_other_machine(path: Path) -> None:
    text = re.sub(r"^(//|/\*|#).*", "", path.read_text("utf-8"), flags=re.MULTILINE)

    assert set(re.findall(r"https?://[\w.]+", text)) <= {"http://www.w3.org"}  # a name space


def test_every_seed_is_an_example_byte_for_byte(service: httpx.Client) -> None:
    names = [example["name"] for example in service.get("/examples").json()["examples"]]

    seeds = sorted((ROOT / "seeds").iterdir())
    assert names == ["mill-bridge.html", *(seed.name for seed in seeds)]
    for seed in seeds:
        assert service.get(f"/examples/{seed.name}").content == seed.read_bytes()
    example = service.get("/examples/mill-bridge.html")
    assert example.text == PAGE
    assert example.headers["content-type"].startswith("text/plain")
