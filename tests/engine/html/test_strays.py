"""Text between the cells of tables."""

import time

import pytest

from app.engine.html import strays
from app.engine.html.parse import parse_html

ROWS = {
    "behind a row": "words <tr><td>cell</td></tr>",
    "behind a cell": "<tr><td>cell</td>words <a href=/x>and a link</a></tr>",
    "in a row": "<TR>words <TD>cell",
    "behind a table": "<table><tr><td>cell</table>\n  words",
    "a reference": "<tr><td>cell</td>&nbsp;</tr>",
    "none": "<tr><td>cell</td> </tr>",
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS.keys())
def test_strays_that_are_kept_apart_are_read_as_they_were(row: str, monkeypatch: pytest.MonkeyPatch) -> None:
    page = "<table>" + row * 50
    whole = parse_html(page)

    monkeypatch.setattr(strays, "MAX_STRAYS", 10)

    assert parse_html(page).blocks == whole.blocks
    assert (strays.part_strays(page.encode()) == page.encode()) is (row == ROWS["none"])


@pytest.mark.parametrize("tag", ["<table>", "<TaBLE>"])
def test_a_flood_of_them_takes_about_as_long_as_as_many_cells(tag: str) -> None:
    words = "words " * 10
    start = time.process_time()
    parse_html(tag + f"{words}<tr><td>cell</td></tr>" * 30_000)
    between = time.process_time()
    parse_html("<table>" + f"<tr><td>{words}</td><td>cell</td></tr>" * 30_000)

    assert between - start < 3 * (time.process_time() - between)


@pytest.mark.parametrize("flood", ["<tr ", "<tr", "</td", "<tr>\n\n", "<t "])
def test_floods_of_broken_tags_are_searched_once(flood: str) -> None:
    start = time.process_time()
    strays.part_strays(flood.encode() * 500_000)

    assert time.process_time() - start < 2
