"""`--explain`: every block in a table, or in the JSON."""

import json

from hypothesis import given
from hypothesis import strategies as st
from wcwidth import width

from app.cli.table import beginning
from tests.cli.conftest import Run
from tests.cli.pages import RIVER, article_of


def test_explain_lists_every_block_in_aligned_columns(winnow: Run) -> None:
    run = winnow("--explain", "river.txt")

    summary, header, *rows = run.stdout.decode().splitlines()
    blocks = article_of(RIVER).blocks
    assert "verdict ok" in summary
    assert header.split() == ["LINE", "KEPT", "LABEL", "SCORE", "REASON", "TEXT"]
    assert [int(row.split()[0]) for row in rows] == [found.place.line for found in blocks]
    assert [row.split()[2] for row in rows] == [found.label.value for found in blocks]
    starts = {width(row[: row.rindex("  ") + 2]) for row in rows}
    assert starts == {header.index("TEXT")}
    assert b"\x1b" not in run.stdout


def test_explain_marks_as_kept_what_include_adds(winnow: Run) -> None:
    plain, more = (
        winnow("--explain", *extra, "harbour.html").stdout.decode() for extra in ([], ["--include", "caption"])
    )

    (before,) = [line for line in plain.splitlines() if "low tide" in line]
    (after,) = [line for line in more.splitlines() if "low tide" in line]
    assert before.split()[1:3] == ["no", "caption"]
    assert after.split()[1:3] == ["yes", "caption"]


def test_explain_keeps_what_the_json_keeps(winnow: Run) -> None:
    options = ["--explain", "--include", "title,caption", "harbour.html"]
    _, _, *rows = winnow(*options).stdout.decode().splitlines()

    blocks = json.loads(winnow("--format", "json", *options).stdout)["blocks"]
    assert [row.split()[1] == "yes" for row in rows] == [block["kept"] for block in blocks]


def test_explain_in_json_gives_the_blocks(winnow: Run) -> None:
    run = winnow("--explain", "--format", "json", "river.txt")

    assert len(json.loads(run.stdout)["blocks"]) == len(article_of(RIVER).blocks)


@given(st.text(max_size=300), st.integers(1, 40))
def test_the_beginning_of_a_text_fits_and_steers_nothing(text: str, room: int) -> None:
    shown = beginning(text, room)

    assert width(shown) <= room
    assert all(character.isprintable() or character in "\u200c\u200d" for character in shown)
