"""What the documentation shows is run here, and must come out as shown."""

import doctest
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.engine.labels import Label, Verdict
from app.engine.render import FORMATS
from app.service.kinds import HTTP, KINDS
from app.settings import PREFIX, Settings
from tests.command import SERVE, WINNOW
from tests.documents import ROOT, Example, examples
from tests.service.serving import running

#: What `test_recipes` runs.
RECIPES = ("python", "yaml", "logstash")
#: Stands in the documentation for what an output has more than is shown.
MORE = "…"


def commands() -> list[tuple[str, str | None, str]]:
    """Command line, expected output (None: any), place: of `sh` blocks by line, of `console` blocks by "$ "."""
    lines = [(line, None, example.where) for example in examples("sh") for line in example.code.splitlines()]
    shown = [
        (command, output, example.where)
        for example in examples("console")
        for command, _, output in (part.partition("\n") for part in example.code.split("$ ")[1:])
    ]
    return [*lines, *shown]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Host and port of a service of ours."""
    with running(tmp_path_factory.mktemp("service") / "log", SERVE) as (client, _):
        yield f"{client.base_url.host}:{client.base_url.port}"


def test_every_block_of_code_is_of_a_kind_that_is_run() -> None:
    everything = {example.language for example in examples()}

    assert everything == {"sh", "console", "pycon", *RECIPES}


@pytest.mark.parametrize(
    ("command", "output"),
    [(command, output) for command, output, _ in commands()],
    ids=[where for *_, where in commands()],
)
def test_a_command_does_what_is_shown(command: str, output: str | None, address: str) -> None:
    program = command.split()[0]
    if "curl" in command and not shutil.which("curl"):
        pytest.skip("curl is not installed")
    # The tests cannot run themselves, nor a service until it ends: make shows what it would do.
    command = re.sub("^make ", "make --dry-run ", command) if program == "make" else command
    command = command.replace("localhost:8000", address)
    path = f"{Path(WINNOW).parent}{os.pathsep}{os.environ['PATH']}"

    run = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", command],
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        capture_output=True,
        timeout=60,
    )

    assert run.returncode == 0, run.stderr.decode()
    assert run.stdout
    if output is not None:
        pattern = ".*".join(re.escape(part) for part in output.rstrip("\n").split(MORE))
        assert re.fullmatch(pattern, run.stdout.decode().rstrip("\n"), re.DOTALL), run.stdout.decode()


@pytest.mark.parametrize("example", examples("pycon"), ids=lambda example: example.where)
def test_python_gives_what_is_shown(example: Example, address: str) -> None:
    code = example.code.replace("localhost:8000", address)
    test = doctest.DocTestParser().get_doctest(code, {}, example.where, example.where, 0)
    report: list[str] = []

    doctest.DocTestRunner().run(test, out=report.append)

    assert test.examples
    assert report == []


def test_the_readme_names_every_option_label_verdict_setting_and_problem() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    usage = subprocess.run([WINNOW, "--help"], capture_output=True, text=True, timeout=60, check=True).stdout
    flags = set(re.findall(r"--[a-z]+", usage))

    names = {*flags, *(f"`{name}`" for name in (*FORMATS, *Label, *Verdict))}
    names |= {f"`{PREFIX}{setting.upper()}`" for setting in Settings.model_fields}
    names |= {f"`{kind.type}`" for kind in KINDS if kind is not HTTP}  # that one is any other refusal of the protocol
    assert {name for name in names if name not in readme} == set()
