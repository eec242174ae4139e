"""Raw texts changed without losing a line's label."""

import gzip
from pathlib import Path

import numpy as np
import pytest

from app.engine.labels import Label
from training.variants import (
    BLANK,
    Line,
    bullet,
    double_space,
    exchange,
    glue,
    lay_out,
    read_strings,
    single_space,
    wrap,
)

LINES = [
    Line("Home", 0),
    BLANK,
    Line("The tide went out further than anyone could remember.", 1),
    Line("潮が引いた。" * 8, 2),
]


def _rows(lines: list[Line]) -> dict[int, str]:
    """The characters of each row, in order, without blanks."""
    found: dict[int, str] = {}
    for line in lines:
        if line.text:
            found[line.row] = found.get(line.row, "") + "".join(line.text.split())
    return found


@pytest.mark.parametrize(
    "lines",
    [double_space(LINES), single_space(LINES), wrap(LINES, 20), wrap(LINES, 80)],
    ids=["double", "single", "narrow", "wide"],
)
def test_layouts_keep_the_characters_of_every_row(lines: list[Line]) -> None:
    assert _rows(lines) == _rows(LINES)


def test_layouts_differ() -> None:
    assert [line.text for line in double_space(LINES)][1::2] == [""] * 3
    assert all(line.text for line in single_space(LINES))
    assert max(len(line.text) for line in wrap(LINES, 20)) <= 20
    assert [line.text[:2] for line in bullet(LINES, "-", 10)] == ["- ", "", "Th", "潮が"]
    glued = glue(LINES, 1, " ", np.random.default_rng(0))
    assert [line.row for line in glued] == [0, -1, 1]


def test_laid_out_lines_are_of_the_same_rows() -> None:
    for seed in range(30):
        made = lay_out(LINES, np.random.default_rng(seed))
        assert {line.row for line in made if line.text} <= {0, 1, 2}


def test_furniture_is_exchanged_and_the_article_stays(tmp_path: Path) -> None:
    rows = "".join(f"xx\tnavigation\tnav {number}\tsource\tMIT\n" for number in range(300))
    with gzip.open(tmp_path / "strings.tsv.gz", "wt", encoding="utf-8") as file:
        file.write("lang\tlabel\tstring\tsource\tlicence\n" + rows + "yy\tnavigation\ttoo few\tsource\tMIT\n")
    strings = read_strings(tmp_path / "strings.tsv.gz")
    made = exchange(LINES, [Label.NAVIGATION, None, Label.BODY, Label.BODY], strings, 1, np.random.default_rng(0))

    assert set(strings) == {"xx"}
    assert made[0].text.startswith("nav ")
    assert made[0].label is Label.NAVIGATION
    assert made[1:] == LINES[1:]
