"""Blocks against a gold article."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.align import align, align_snippets

LEAD = "The old bridge over the river was opened again on Monday"
SECOND = "Engineers replaced eleven of its stones and cleaned the arches"
THIRD = "The work cost less than planned because stones were found"
MENU = "Home Town Sport Weather Ferries Letters Archive"


@pytest.mark.parametrize(
    ("blocks", "gold", "article"),
    [
        ([MENU, LEAD, SECOND, MENU], [LEAD, SECOND], [0, 1, 1, 0]),
        # a teaser repeats the lead: the gold has it once, where the article is
        ([LEAD, MENU, LEAD, SECOND, THIRD], [LEAD, SECOND, THIRD], [0, 0, 1, 1, 1]),
        ([LEAD, SECOND, MENU, LEAD], [LEAD, SECOND], [1, 1, 0, 0]),
        # printed twice in the gold as well
        ([LEAD, SECOND, LEAD], [LEAD, SECOND, LEAD], [1, 1, 1]),
        # a gold that is not in the page's order
        ([SECOND, THIRD, LEAD], [LEAD, SECOND, THIRD], [1, 1, 1]),
        # a short block counts between its neighbours and nowhere else
        (["Why now?", LEAD, "Why now?", SECOND, "Why now?"], [LEAD, "Why now?", SECOND], [0, 1, 1, 1, 0]),
        # most of the block is not in the gold
        ([f"{MENU} {MENU} the old bridge over"], [LEAD], [0]),
        ([LEAD], [""], [0]),
        ([], [LEAD], []),
        (["", "…"], [LEAD], [0, 0]),
        (["老桥周一重新开放给行人使用", "首页 新闻 体育"], ["老桥周一重新开放给行人使用。"], [1, 0]),
    ],
)
def test_tells_article_from_the_rest(blocks: list[str], gold: list[str], article: list[int]) -> None:
    assert (align(blocks, "\n".join(gold)) >= 0.5).astype(int).tolist() == article


@given(st.lists(st.text("ab c", max_size=12), max_size=8), st.text("ab c", max_size=40))
def test_shares_are_shares(blocks: list[str], gold: str) -> None:
    shares = align(blocks, gold)
    assert len(shares) == len(blocks)
    assert ((shares >= 0) & (shares <= 1)).all()


def test_snippets_say_something_of_the_blocks_that_have_them() -> None:
    shares = align_snippets(
        [MENU, LEAD, SECOND, f"More: {LEAD}, and so on"], ["opened  again on Monday"], ["Sport Weather"]
    )
    np.testing.assert_array_equal(shares, [0, np.nan, np.nan, 1])
