"""The command that shows whether `confidence` keeps its word."""

from pathlib import Path

import pytest

from bench import reliability
from bench.reliability import EDGES, Answer, bins
from tests.bench.conftest import SENTENCE, MakeCorpus, html_of, row


def test_pages_are_counted_once_and_snippets_not_at_all(
    make_corpus: MakeCorpus, capsys: pytest.CaptureFixture[str]
) -> None:
    text = f"{SENTENCE}, and the whole village walked across it. Nobody had thought that it would ever be rebuilt."
    snippets = {**row("c"), "gold": {"kind": "snippets", "with": [SENTENCE], "without": []}}
    pages = [row("a", text), row("b", "Nothing of which the page says a single word to anybody"), snippets]
    root = make_corpus("ours", [(page, html_of(text)) for page in pages])

    assert reliability.main(["--corpora", str(root)]) == 0
    rows = capsys.readouterr().out.splitlines()[2:]
    assert [cells.split(" | ")[1] for cells in rows] == ["2"]
    assert rows[0].endswith("| 0.500 |")


def test_the_bins_are_drawn(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    drawing = tmp_path / "new" / "plot.svg"

    reliability.plot(drawing, bins([Answer(0.7, 0.6), Answer(0.9, 1.0)]), "html")
    assert drawing.read_text(encoding="utf-8").startswith("<?xml")


def test_without_pages_there_is_nothing_to_show(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert reliability.main(["--corpora", str(tmp_path)]) == 2
    assert "no pages with full gold" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--deadline", "--cache"])
def test_what_would_change_nothing_is_no_option(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        reliability.main([option, "1"])
    assert f"unrecognized arguments: {option}" in capsys.readouterr().err


@pytest.mark.parametrize("edge", EDGES)
def test_every_confidence_is_in_one_bin(edge: float) -> None:
    assert [one.pages for one in bins([Answer(edge, 1.0)])] == [1]
