"""Lines of a text found in the blocks that they were made of."""

import pytest

from training.trace import trace

BLOCKS = [
    "Home",
    "News",
    "The old bridge opens again after two years",
    "Nobody in the village had believed that it would ever carry a cart again.",
    "News",
    "Η γέφυρα άνοιξε ξανά για τους κατοίκους του χωριού.",
    "Home",
]

CASES = [
    ("as they are", BLOCKS, [0, 1, 2, 3, 4, 5, 6]),
    ("signs around them", ["* Home", "# The old bridge opens again after two years", "- News"], [0, 2, 4]),
    ("a line of two blocks is of the longer", ["HomeNews The old bridge opens again after two years"], [2]),
    (
        "split where a link was",
        ["Nobody in the village had", "believed", "that it would ever carry a cart again."],
        [3] * 3,
    ),
    ("links of Markdown", ["[News](https://paper.example/news)", f"**{BLOCKS[5]}**"], [1, 5]),
    ("what the page does not have", ["A title from elsewhere", BLOCKS[3], "?", "Home"], [-1, 3, -1, 6]),
    ("short lines between long ones", [BLOCKS[2], "News", BLOCKS[5], "Home"], [2, 4, 5, 6]),
]


@pytest.mark.parametrize(("lines", "rows"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_lines_have_the_block_they_came_from(lines: list[str], rows: list[int]) -> None:
    assert trace(lines, BLOCKS).tolist() == rows
