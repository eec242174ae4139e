"""The recipes of the documentation, against a real service: programs run, and the requests of configurations made."""

import asyncio
import logging
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

import httpx
import pytest
import yaml

from app.engine import clean
from tests.command import SERVE
from tests.documents import ROOT, examples
from tests.service.serving import running

PAGE = ROOT / "docs" / "examples" / "harbour.html"
RECIPES = ("docs/recipes.md",)
HOST = "http://localhost:8000"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a service of ours is."""
    with running(tmp_path_factory.mktemp("service") / "log", SERVE) as (client, _):
        yield str(client.base_url).rstrip("/")


def recipe(word: str, address: str = HOST) -> str:
    """The one recipe that holds a word, for a service at an address."""
    (found,) = [example for example in examples(documents=RECIPES) if word in example.code and example.language != "sh"]
    return found.code.replace(HOST, address)


def define(word: str, address: str) -> dict[str, Any]:
    """What a recipe in Python defines."""
    names: dict[str, Any] = {}
    exec(compile(recipe(word, address), word, "exec"), names)
    return names


def test_every_recipe_is_tested_here() -> None:
    found = [example for example in examples("python", "yaml", "logstash") if not example.where.startswith(RECIPES)]
    assert found == []
    assert len(examples("python", "yaml", "logstash")) == 6


def test_a_script_prints_what_it_got(address: str) -> None:
    run = subprocess.run(
        [sys.executable, "-c", recipe("favor", address)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    article = clean(PAGE.read_bytes(), favor="precision")
    assert run.stdout == f"{article.title} {article.verdict} {len(article.text)}\n"


def test_a_pipeline_adds_the_article_and_reports_what_is_refused(
    address: str, caplog: pytest.LogCaptureFixture
) -> None:
    pipeline = define("WinnowPipeline", address)["WinnowPipeline"]()
    spider = SimpleNamespace(logger=logging.getLogger("spider"))

    async def crawl() -> list[dict[str, Any]]:
        pipeline.open_spider(spider)
        items = [{"html": PAGE.read_text("utf-8"), "url": "https://paper.example/1"}, {"html": 5, "url": "bad"}]
        done = [await pipeline.process_item(item, spider) for item in items]
        await pipeline.close_spider(spider)
        return done

    good, bad = asyncio.run(crawl())
    assert good["article"]["text"] == clean(PAGE.read_bytes()).text
    assert good["article"]["url"] == "https://paper.example/1"
    assert "article" not in bad
    assert "bad: html" in caplog.text


def test_a_task_returns_the_answer(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def task(**options: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        assert options == {"retries": 3}
        return lambda function: function

    airflow = ModuleType("airflow.sdk")
    airflow.task = task  # type: ignore[attr-defined]  # what the recipe takes of it
    monkeypatch.setitem(sys.modules, "airflow", ModuleType("airflow"))
    monkeypatch.setitem(sys.modules, "airflow.sdk", airflow)

    clean_page = define("airflow", address)["clean_page"]
    assert clean_page(str(PAGE))["text"] == clean(PAGE.read_bytes()).text


def logstash() -> tuple[str, str, dict[str, str]]:
    """Method, address and headers of the filter; the options are those that the plug-in has."""
    code = recipe("filter {")
    assert code.count("{") == code.count("}")
    options = dict(re.findall(r'^ {4}(\w+) => "(.*)"$', code, re.MULTILINE))
    assert options.keys() == {"url", "verb", "body", "body_format", "target_body"}
    headers = dict(re.findall(r'"([\w-]+)" => "([^"]+)"', code))
    return options["verb"], options["url"], headers


def redpanda() -> tuple[str, str, dict[str, str]]:
    (processor,) = yaml.safe_load(recipe("pipeline:"))["pipeline"]["processors"]
    assert processor["branch"].keys() == {"request_map", "processors", "result_map"}
    step = processor["branch"]["processors"][0]["http"]
    return step["verb"], step["url"], step["headers"]


def nifi() -> tuple[str, str, dict[str, str]]:
    properties = yaml.safe_load(recipe("HTTP Method"))
    return properties["HTTP Method"], properties["HTTP URL"], {"Content-Type": properties["Request Content-Type"]}


@pytest.mark.parametrize("step", [logstash, redpanda, nifi])
def test_the_request_of_a_step_is_answered(address: str, step: Callable[[], tuple[str, str, dict[str, str]]]) -> None:
    method, url, headers = step()

    response = httpx.request(
        method, url.replace(HOST, address), content=PAGE.read_bytes(), headers=headers, timeout=60, trust_env=False
    )
    assert response.json()["text"] == clean(PAGE.read_bytes()).text
