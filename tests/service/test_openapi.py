"""The description at `/docs`: valid, complete, and its examples are the service's own answers."""

import re
from typing import Any

import httpx
import pytest
from openapi_spec_validator import validate

from app.engine.render import FORMATS
from app.service.example import PAGE, URL
from app.service.intake.raw import PAGE_TYPES
from app.service.schemas import Answer, Options


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


def test_what_any_request_may_end_in_is_described_of_all(description: dict[str, Any]) -> None:
    operations = [operation for path in description["paths"].values() for operation in path.values()]

    assert operations
    assert [operation for operation in operations if not {"400", "431"} <= operation["responses"].keys()] == []


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
