"""Small pages in many languages: every line that matters has the label that its case names."""

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from app.engine import Label, clean

CASES = Path(__file__).parent.parent / "cases"
KNOWN_FAILURES = "known_failures"

Case = dict[str, Any]


def load() -> list[tuple[str, Case]]:
    files = sorted(CASES.glob("*.json"))
    return [(path.stem, case) for path in files for case in json.loads(path.read_text(encoding="utf-8"))]


def parameter(theme: str, case: Case) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason=case["reason"])] if theme == KNOWN_FAILURES else []
    return pytest.param(case, marks=marks, id=f"{theme}-{case['language']}-{case['label']}")


@pytest.mark.parametrize("case", [parameter(theme, case) for theme, case in load()])
def test_lines_have_the_labels_that_the_case_names(case: Case) -> None:
    article = clean(case["input"], input="text")

    found = {str(block.place.line): block.label.value for block in article.blocks}
    lines = case["input"].split("\n")
    wrong = [
        f"line {line}: expected {label}, found {found.get(line)}: {lines[int(line) - 1][:60]}"
        for line, label in case["expected"].items()
        if found.get(line) != label
    ]
    assert wrong == []


def test_cases_are_well_formed() -> None:
    cases = load()
    names = [(theme, case["language"], case["label"]) for theme, case in cases]

    assert len(set(names)) == len(names)
    for theme, case in cases:
        lines = case["input"].split("\n")
        expected = {"label", "language", "comment", "input", "expected"} | ({"reason"} & {*case})
        assert set(case) == expected, case["label"]
        assert ("reason" in case) == (theme == KNOWN_FAILURES), case["label"]
        assert set(case["expected"].values()) <= {label.value for label in Label}, case["label"]
        assert all(lines[int(line) - 1].strip() for line in case["expected"]), case["label"]


def test_cases_cover_languages_scripts_and_what_must_stay() -> None:
    cases = load()
    letters = {char for _, case in cases for char in case["input"] if char.isalpha()}

    assert len(cases) >= 65
    assert len({case["language"] for _, case in cases}) >= 30
    assert len({unicodedata.name(letter, "?").split()[0] for letter in letters}) >= 12
    assert sum(theme == "negative" for theme, _ in cases) >= 25
