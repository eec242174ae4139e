"""The stream in the description at `/docs`: its example is answered as it says."""

import json
from typing import Any

import httpx
import pytest
from pydantic import BaseModel

from app.service.schemas import AnswerLine, PageLine, ProblemLine, RenderedLine


@pytest.fixture(scope="module")
def described(service: httpx.Client) -> dict[str, Any]:
    """The stream as it is described."""
    found: dict[str, Any] = service.get("/openapi.json").json()["paths"]["/clean/stream"]["post"]
    return found


def test_the_lines_shown_are_answered_as_described(described: dict[str, Any], service: httpx.Client) -> None:
    ((media, content),) = described["requestBody"]["content"].items()
    for line in content["example"].splitlines():
        PageLine.model_validate_json(line)

    response = service.post("/clean/stream", content=content["example"], headers={"content-type": media})

    assert response.headers["content-type"] == media
    kinds: tuple[type[BaseModel], ...] = (AnswerLine, RenderedLine, ProblemLine)
    for line, kind in zip(map(json.loads, response.text.splitlines()), kinds, strict=True):
        kind.model_validate(line)
    schema = described["responses"]["200"]["content"][media]["schema"]["contentSchema"]
    names = [each["$ref"].rpartition("/")[2] for each in schema["anyOf"]]
    assert names == [kind.__name__ for kind in kinds]


def test_how_a_stream_ends_before_its_input_is_described(described: dict[str, Any]) -> None:
    assert "/problems/stopping" in described["description"]
