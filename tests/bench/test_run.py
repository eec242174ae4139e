"""The command: systems side by side, with a report."""

import json
from pathlib import Path

import pytest

pytest.importorskip("tqdm")
pytest.importorskip("matplotlib")

from bench import run
from bench.report import markdown
from tests.bench.conftest import SENTENCE, MakeCorpus, html_of, row
from tests.bench.stub import ABSENT, LOUD, STUB


@pytest.fixture
def stubs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "SYSTEMS", (LOUD, STUB, ABSENT))


def command(root: Path, *more: str) -> int:
    out = root.parent / "out"
    return run.main(["--corpora", str(root), "--out", str(out), "--cache", str(root.parent / "cache"), *more])


@pytest.mark.usefixtures("stubs")
def test_the_report(make_corpus: MakeCorpus, capsys: pytest.CaptureFixture[str]) -> None:
    make_corpus("zoo", [(row("1", "nothing of the kind is here"), html_of(SENTENCE))])
    root = make_corpus("abc", [(row("1"), html_of(SENTENCE)), (row("2"), b"RAISE")])

    assert command(root) == 0

    report = json.loads((root.parent / "out" / "dev-html.json").read_text(encoding="utf-8"))
    assert list(report["datasets"]) == ["abc", "zoo"]
    assert report["systems"] == {"loud": "1", "stub": "1"}
    assert list(report["left_out"]) == ["absent"]
    assert report["mean_f1"] == {"loud": 0.25, "stub": 0.25}
    assert [(record["system"], record["dataset"]) for record in report["figures"]] == [
        ("loud", "abc"), ("loud", "zoo"), ("stub", "abc"), ("stub", "zoo")
    ]  # fmt: skip
    assert report["figures"][0] | {"crashes": 1, "empty": 1, "f1": 0.5} == report["figures"][0]
    table = (root.parent / "out" / "dev-html.md").read_text(encoding="utf-8")
    assert table in capsys.readouterr().out
    assert "| stub | 0.5000 | 0.0000 | 0.2500 |" in table
    assert "<svg" in (root.parent / "out" / "dev-html.svg").read_text(encoding="utf-8")


@pytest.mark.usefixtures("stubs")
def test_predictions_are_kept_and_a_cached_run_says_the_same(make_corpus: MakeCorpus) -> None:
    root = make_corpus("abc", [(row("1"), html_of("мост"))])
    command(root, "--systems", "loud")
    report = root.parent / "out" / "dev-html.json"
    first = report.read_bytes()

    assert command(root, "--systems", "loud") == 0
    assert report.read_bytes() == first
    prediction = root.parent / "out" / "predictions" / "html" / "dev" / "loud" / "abc.jsonl"
    assert json.loads(prediction.read_text(encoding="utf-8")) == {"dataset": "abc", "id": "1", "text": "МОСТ"}


@pytest.mark.usefixtures("stubs")
@pytest.mark.parametrize("more", [("--split", "test"), ("--datasets", "none")])
def test_datasets_that_are_not_there_are_said(
    make_corpus: MakeCorpus, capsys: pytest.CaptureFixture[str], more: tuple[str, ...]
) -> None:
    root = make_corpus("abc", [(row("1"), b"")])

    assert command(root, *more) == 2
    assert "no such datasets" in capsys.readouterr().err


def test_a_report_without_a_record_has_only_its_head() -> None:
    heading = {"split": "dev", "input": "html", "systems": {}, "left_out": {"x": "it is not there"}}

    assert "Left out: x: it is not there." in markdown(heading, [])
