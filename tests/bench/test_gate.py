"""The gate: floors hold, fall only when told to, and belong to their archives."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench import floors, gate
from bench.corpus import Gold, Page
from bench.floors import Floor, Pinned
from bench.systems import System
from tests.bench.conftest import SENTENCE, MakeCorpus, html_of, row
from tests.bench.stub import LOUD, STUB

GOOD = [(row(str(number)), html_of(SENTENCE)) for number in range(3)]
WORSE = [*GOOD[:2], (row("2"), html_of("something else that nobody asked for"))]


def run(root: Path, *more: str, system: System = STUB) -> int:
    where = root.parent
    options = ["--corpora", str(root), "--floors", str(where / "floors.json"), "--cache", str(where / "cache")]
    return gate.main([*options, *more], system)


def pinned(root: Path) -> Any:
    return json.loads((root.parent / "floors.json").read_text(encoding="utf-8"))["html"]["dev"]


def test_floors_are_pinned_and_hold(make_corpus: MakeCorpus) -> None:
    root = make_corpus("ours", GOOD)

    assert run(root, "--update") == 0
    assert pinned(root)["ours"]["groups"] == {"all": {"f1": 1.0, "allowance": 0.3334}}
    assert run(root) == 0
    assert run(root, system=LOUD) == 0


def test_a_broken_floor_breaks_the_gate(make_corpus: MakeCorpus, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_corpus("ours", GOOD)
    run(root, "--update")
    floor = root.parent / "floors.json"
    floor.write_text(floor.read_text().replace('"allowance": 0.3334', '"allowance": -0.1'))

    assert run(root) == 1
    assert "all: F1 1.0000 is below 1.0000" in capsys.readouterr().out


def test_crashes_break_the_gate(make_corpus: MakeCorpus, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_corpus("ours", [*GOOD, *((row(f"x{number}", ""), b"RAISE") for number in range(2))])
    run(root, "--update")

    assert run(root) == 1
    assert "2 pages crashed the engine" in capsys.readouterr().out


def test_another_archive_needs_new_floors(make_corpus: MakeCorpus, capsys: pytest.CaptureFixture[str]) -> None:
    run(make_corpus("ours", GOOD), "--update")
    root = make_corpus("ours", GOOD[:2])

    assert run(root) == 1
    assert "not the one that the floors were measured on" in capsys.readouterr().out


def test_datasets_without_floors_and_floors_without_datasets(
    make_corpus: MakeCorpus, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make_corpus("ours", GOOD)
    run(root, "--update")
    (root / "dev" / "ours.tar.xz").rename(root / "dev" / "theirs.tar.xz")

    assert run(root) == 1
    out = capsys.readouterr().out
    assert "theirs: has no floors" in out
    assert "ours: has floors but no archive" in out


def test_a_floor_falls_only_when_told_to(make_corpus: MakeCorpus, capsys: pytest.CaptureFixture[str]) -> None:
    pages = GOOD * 4
    run(make_corpus("ours", [(row(str(at)), data) for at, (_, data) in enumerate(pages)]), "--update")
    worse = [(row(str(at)), data) for at, (_, data) in enumerate(WORSE * 4)]
    root = make_corpus("ours", worse)
    before = pinned(root)

    assert run(root, "--update") == 1
    assert pinned(root) == before
    assert "WOULD FALL ours: all: 1.0000 → 0.6667" in capsys.readouterr().out
    assert run(root, "--update", "--allow-regression") == 0
    assert pinned(root)["ours"]["groups"]["all"]["f1"] == 0.6667


def test_nothing_to_measure_is_said(make_corpus: MakeCorpus, capsys: pytest.CaptureFixture[str]) -> None:
    root = make_corpus("ours", GOOD)

    assert run(root, "--split", "test") == 2
    assert "nothing was measured" in capsys.readouterr().err
    assert run(root) == 2
    assert "pin them with --update" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("gold", "count", "expected"),
    [
        (Gold("a\n" * 20), 10, 0.005),  # one of twenty blocks, on one of ten pages
        (Gold("a\n" * 20), 500, 0.001),  # on one page in fifty
        (Gold(""), 1, 1.0),
        (Gold(None, ("a", "b")), 10, 0.05),  # one of twenty snippets
    ],
)
def test_allowance(gold: Gold, count: int, expected: float) -> None:
    pages = [Page("d", str(number), None, "en", "", gold, b"") for number in range(count)]

    assert floors.allowance(pages) == pytest.approx(expected)


@given(st.lists(st.floats(0.5, 1.0), min_size=1))
def test_noise_never_wears_a_floor_down(measurements: list[float]) -> None:
    held = Pinned("sha", {"all": Floor(0.9, 0.01)})
    for f1 in measurements:
        try:
            new = floors.raised(held, "sha", {"all": Floor(f1, 0.01)}, allow_regression=False)
        except ValueError:
            assert f1 < held.groups["all"].f1 - 0.01
        else:
            assert new.groups["all"].f1 == max(f1, held.groups["all"].f1)
            held = new


def test_a_group_may_not_vanish() -> None:
    old = Pinned("sha", {"all": Floor(0.9, 0.01), "lang:pl": Floor(0.8, 0.01)})

    with pytest.raises(ValueError, match="lang:pl: gone"):
        floors.raised(old, "sha", {"all": Floor(0.9, 0.01)}, allow_regression=False)


def test_floors_are_read_as_they_were_saved(tmp_path: Path) -> None:
    known = {"html": {"dev": {"b": Pinned("2", {"all": Floor(0.5, 0.1)}), "a": Pinned("1", {})}}}
    floors.save(tmp_path / "floors.json", known)

    assert floors.read(tmp_path / "floors.json") == known
    assert floors.read(tmp_path / "none.json") == {}
