"""Security headers: on every answer, and a documentation that works with them."""

import base64
import hashlib
import re

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser

from app.service.example import PAGE
from app.service.headers import HEADERS
from tests.service.misbehaving import FAIL
from tests.service.serving import wait_until_served


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/clean", 200),
        ("POST", "/clean?format=html", 200),
        ("POST", "/clean?format=pdf", 422),
        ("GET", "/clean", 405),
        ("GET", "/nowhere", 404),
        ("GET", "/problems/too-large", 200),
        ("GET", "/metrics", 200),
        ("GET", "/docs/assets/swagger-ui.css", 200),
    ],
)
def test_every_answer_has_them(service: httpx.Client, method: str, path: str, status: int) -> None:
    response = service.request(method, path, content=PAGE.encode() if method == "POST" else None)

    assert response.status_code == status
    assert {name: response.headers.get_list(name) for name in HEADERS} == {
        name: [value] for name, value in HEADERS.items()
    }


def test_so_has_an_error_that_nobody_expected(fragile: httpx.Client) -> None:
    wait_until_served(fragile)

    response = fragile.post("/clean", content=FAIL.encode())

    assert response.status_code == 500
    assert response.headers.items() >= {name.lower(): value for name, value in HEADERS.items()}.items()


def test_no_other_site_may_read_an_answer(service: httpx.Client) -> None:
    response = service.post("/clean", content=b"x", headers={"origin": "https://other.example"})

    assert not [name for name in response.headers if name.startswith("access-control")]


def test_the_documentation_runs_its_own_scripts_and_no_other(service: httpx.Client) -> None:
    response = service.get("/docs")
    policy = dict(part.strip().partition(" ")[::2] for part in response.headers["content-security-policy"].split(";"))
    page = LexborHTMLParser(response.text)

    inline = [script.text() for script in page.css("script:not([src])")]
    digests = {base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in inline}
    assert digests
    assert policy["script-src"].split() == ["'self'", *(f"'sha256-{digest}'" for digest in digests)]
    assert policy["default-src"] == policy["frame-ancestors"] == policy["form-action"] == "'none'"
    used = re.findall(r'(?:src|href)="([^"]+)"', response.text)
    assert used
    for path in used:
        assert path.startswith("/docs/assets/")
        assert service.get(path).status_code == 200
