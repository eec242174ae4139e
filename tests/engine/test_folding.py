"""What spellings have in common, and what keeps blocks apart."""

import pytest
from hypothesis import given

from app.engine.folding import FIRST, LAST, fold_blocks
from tests.engine.phrases import BLOCKS, fold


@given(BLOCKS)
def test_folding_keeps_blocks_apart(blocks: list[str]) -> None:
    page = fold_blocks(blocks)

    assert page.text.count("\n") == len(page.ends) == len(page.starts) == len(blocks)
    assert len(page.classes) == len(page.text)
    assert page.text.count(FIRST) == page.text.count(LAST) <= len(blocks)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ＲＥＡＤ　ａｌｓｏ", "read also"),
        ("प\u095dें", "पढें"),
        ("पढ\u093cें", "पढें"),
        ("e\u0301", "e"),
        ("  ΔΙΑΒΑΣΤΕ  ΕΠΊΣΗΣ:", "διαβαστε επισησ:"),
        ("1.250 Yorum", "0.0 yorum"),
        ("İLGİLİ", "ilgili"),
        ("هەمووی", "ههمووی"),
        ("ប្រភព៖", "ប្រភព:"),
        ("ምንጭ፦", "ምንጭ:"),
        ("Oʻzbekiston", "o'zbekiston"),
    ],
)
def test_folding_makes_spellings_equal(text: str, folded: str) -> None:
    assert fold(text) == folded
