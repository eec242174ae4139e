"""The command line itself, and what else it can do than clean pages."""

import hashlib
import re
import signal
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.pages import HARBOUR, article_of
from tests.command import SERVE
from tests.service.serving import running

WRONG = {
    "--format pdf": "invalid choice: 'pdf'",
    "--include caption,adverts": "'caption,adverts' is not a list of labels",
    "--favor both": "invalid choice: 'both'",
    "--input pdf": "invalid choice: 'pdf'",
    "--explain --format html": "--explain goes with --format text or json",
    "--nonsense": "--nonsense",
    "--language klingonish nowhere.html": "'klingonish' is not an ISO 639 code",
    "serve --port 70000": "'70000' is not a port",
    "serve --workers 0": "'0' is not a whole number from 1",
    "serve --workers 2000": "WINNOW_WORKERS: Input should be less than or equal to 1024",
    "serve harbour.html": "unrecognized arguments",
    "key harbour.html": "unrecognized arguments",
}


@pytest.mark.parametrize(("line", "says"), WRONG.items(), ids=WRONG)
def test_a_wrong_command_line_says_what_is_wrong_and_writes_no_result(winnow: Run, line: str, says: str) -> None:
    run = winnow(*line.split(), stdin=HARBOUR.encode())

    assert says in run.stderr.decode()
    assert b"Traceback" not in run.stderr
    assert (run.returncode, run.stdout) == (2, b"")


def test_a_key_comes_with_the_hash_that_lets_it_in(winnow: Run) -> None:
    found = re.fullmatch(r"key   (winnow_\S+)\nhash  ([0-9a-f]{64})\n", winnow("key").stdout.decode())

    assert found
    assert hashlib.sha256(found[1].encode()).hexdigest() == found[2]


def test_a_file_called_serve_is_reached_by_its_path(winnow: Run, folder: Path) -> None:
    (folder / "serve").write_text(HARBOUR, "utf-8")

    assert winnow("./serve").stdout.decode() == f"{article_of(HARBOUR).text}\n"


def test_serve_answers_until_it_is_told_to_stop(tmp_path: Path) -> None:
    with running(tmp_path / "log", SERVE) as (client, process):
        answer = client.post("/clean?format=text", content=HARBOUR.encode())
        assert answer.text.rstrip("\n") == article_of(HARBOUR).text

        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0


@pytest.mark.parametrize("number", [0, 2], ids=["input", "error"])
def test_serve_needs_no_standard_streams(tmp_path: Path, number: int) -> None:
    with running(tmp_path / "log", f"import os; os.close({number}); {SERVE}") as (client, process):
        assert client.post("/clean", content=HARBOUR.encode()).status_code == 200

        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0


def test_help_and_version(winnow: Run) -> None:
    assert b"exit codes: 0" in winnow("--help").stdout
    assert b"--workers" in winnow("serve", "--help").stdout
    assert winnow("--version").stdout.startswith(b"winnow 0.")
