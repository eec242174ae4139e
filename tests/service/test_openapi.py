"""The description at `/docs`: valid, complete, and its examples are the service's own answers."""

import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from openapi_spec_validator import validate

from app.engine.render import FORMATS
from app.service import kinds
from app.service.example import PAGE, URL
from app.service.intake.raw import PAGE_TYPES
from app.service.keys import hash_of
from app.service.kinds import Kind
from app.service.problems import MEDIA_TYPE
from app.service.schemas import Answer, Options
from tests.service.serving import running
from tests.service.test_errors import CASES, Case


@pytest.fixture(scope="module")
def description(service: httpx.Client) -> dict[str, Any]:
    """The description as it is served."""
    found: dict[str, Any] = service.get("/openapi.json").json()
    return found


def test_the_description_is_valid(description: dict[str, Any]) -> None:
    validate(description)

    assert description["openapi"].startswith("3.1")


def test_every_way_to_send_a_page_has_an_example(description: dict[str, Any], service: httpx.Client) -> None:
    content = description["paths"]["/clean"]["post"]["requestBody"]["content"]

    assert content.keys() == {*PAGE_TYPES, "application/json", "multipart/form-data"}
    for media, entry in content.items():
        for value in (
            [entry["example"]] if "example" in entry else [each["value"] for each in entry["examples"].values()]
        ):
            if media == "multipart/form-data":
                fields = {name: (None, field) for name, field in value.items() if name != "file"}
                response = service.post("/clean", files={"file": ("page", value["file"]), **fields})
            elif media == "application/json":
                response = service.post("/clean", json=value)
            else:
                response = service.post("/clean", content=value.encode(), headers={"content-type": media})
            assert response.status_code == 200, response.text
            assert response.headers["winnow-verdict"] in ("ok", "thin")


def test_the_answers_shown_are_those_given(description: dict[str, Any], service: httpx.Client) -> None:
    content = description["paths"]["/clean"]["post"]["responses"]["200"]["content"]

    assert list(content) == [FORMATS[name] for name in ("json", "text", "markdown", "html", "xml-tei")]
    for media, entry in content.items():
        response = service.post("/clean", json={"html": PAGE, "url": URL}, headers={"accept": media})
        assert entry["example"] == (response.json() if media == "application/json" else response.text)


@pytest.mark.parametrize("explain", [True, False])
def test_the_json_answer_is_as_described(service: httpx.Client, explain: bool) -> None:
    found = service.post("/clean", json={"html": PAGE, "explain": explain}).json()

    Answer.model_validate(found)
    assert Answer.model_fields.keys() - found.keys() == (set() if explain else {"blocks"})


def test_every_problem_is_described_with_an_example(description: dict[str, Any]) -> None:
    responses = description["paths"]["/clean"]["post"]["responses"]

    assert {"400", "406", "413", "415", "422", "500", "503", "504"} <= responses.keys()
    for status in responses.keys() - {"200", "304"}:
        (media, entry), *others = responses[status]["content"].items()
        assert (media, others) == ("application/problem+json", [])
        assert entry["schema"] == {"$ref": "#/components/schemas/Problem"}
        assert {example["value"]["status"] for example in entry["examples"].values()} == {int(status)}


#: What any request may end in.
OF_ANY = {kinds.PROTOCOL, kinds.HEAD, kinds.CODING}
#: A service that has room for no stream and no body, and answers two requests an hour.
CLOSED = {
    "WINNOW_API_KEYS": hash_of("winnow_key"),
    "WINNOW_RATE_LIMIT": "2/hour",
    "WINNOW_MAX_STREAMS": "0",
    "WINNOW_MAX_HELD_BYTES": "1",
    "WINNOW_WORKERS": "1",
}


def described(description: dict[str, Any], path: str) -> set[Kind]:
    """The kinds of problems that the description has of a path."""
    (operation,) = description["paths"][path].values()
    bodies = [response.get("content", {}).get(MEDIA_TYPE, {}) for response in operation["responses"].values()]
    slugs = {slug for body in bodies for slug in body.get("examples", {})}
    return {kind for kind in kinds.KINDS if kind.slug in slugs}


def kind_of(response: httpx.Response) -> Kind:
    """The kind of problem that a response is."""
    (kind,) = (kind for kind in kinds.KINDS if kind.type == response.json()["type"])
    assert kind.status == response.status_code
    return kind


@pytest.mark.parametrize("case", [case for case in CASES.values() if case.status not in (404, 405)])
def test_what_is_refused_is_described(description: dict[str, Any], case: Case) -> None:
    """That it is refused so, `test_errors` shows."""
    assert case.slug in {kind.slug for kind in described(description, case.path.partition("?")[0])}


def test_what_settings_make_a_service_refuse_is_described(description: dict[str, Any], tmp_path: Path) -> None:
    found: dict[str, set[Kind]] = {"/clean": set(), "/clean/stream": set(), "/metrics": set()}
    with running(tmp_path / "log", **CLOSED) as (client, _):
        for path, method in (("/clean", "POST"), ("/clean/stream", "POST"), ("/metrics", "GET")):
            found[path].add(kind_of(client.request(method, path)))
        for path in ("/clean", "/clean/stream") * 2:
            found[path].add(kind_of(client.post(path, content=b"<p>x", headers={"x-api-key": "winnow_key"})))

    assert found == {
        "/clean": {kinds.UNAUTHORIZED, kinds.OVERLOADED, kinds.RATE},
        "/clean/stream": {kinds.UNAUTHORIZED, kinds.OVERLOADED, kinds.RATE},
        "/metrics": {kinds.UNAUTHORIZED},
    }
    for path, kinds_found in found.items():
        assert kinds_found <= described(description, path)


def test_nothing_is_described_that_is_not_answered(description: dict[str, Any]) -> None:
    refused = {case.slug for case in CASES.values() if case.path.startswith("/clean/stream")}
    of_stream = {kind for kind in kinds.KINDS if kind.slug in refused}

    assert described(description, "/clean") == {*kinds.OF_CLEAN, *OF_ANY}
    assert described(description, "/clean/stream") == of_stream | OF_ANY | {
        *(kinds.UNAUTHORIZED, kinds.RATE, kinds.OVERLOADED, kinds.STOPPING, kinds.INTERNAL)
    }
    assert described(description, "/metrics") == {kinds.UNAUTHORIZED, *OF_ANY}
    assert described(description, "/readyz") == {kinds.NOT_READY, *OF_ANY}
    assert described(description, "/livez") == described(description, "/version") == OF_ANY


def test_every_answer_is_described_in_its_own_words(description: dict[str, Any]) -> None:
    operations = [operation for path in description["paths"].values() for operation in path.values()]
    found = [operation["responses"]["200"]["description"] for operation in operations]

    assert len(set(found)) == len(found)
    assert "Successful Response" not in found


def test_every_option_is_described(description: dict[str, Any]) -> None:
    parameters = description["paths"]["/clean"]["post"]["parameters"]

    assert [parameter["name"] for parameter in parameters] == list(Options.model_fields)
    assert all(parameter["description"] for parameter in parameters)


def test_the_documentation_needs_no_other_machine(service: httpx.Client) -> None:
    page = service.get("/docs")

    links = re.findall(r"""(?:src|href)="([^"]+)\"""", page.text)
    assert len(links) >= 3
    for link in links:
        assert link.startswith("/")
        assert service.get(link).status_code == 200
    assert not re.search(r"https?://", page.text)
