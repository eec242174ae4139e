"""Raw text to blocks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.page import LEFT_OUT
from app.engine.text import parse_text

ENDS = {"Unix": "\n", "Windows": "\r\n", "old Mac": "\r", "Unicode": "\u2028"}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS.keys())
def test_lines_are_numbered_whatever_ends_them(end: str) -> None:
    blocks = parse_text(end.join(["Erste", "", "", "  Zweite ", "Dritte"])).blocks

    assert [(block.text, block.line, block.gap) for block in blocks] == [
        ("Erste", 1, 0),
        ("Zweite", 4, 2),
        ("Dritte", 5, 0),
    ]


@given(st.text(alphabet=st.sampled_from("ab \t\r\n\u2028ค漢"), max_size=200))
def test_every_block_stands_where_it_says(source: str) -> None:
    blocks = parse_text(source).blocks

    assert [source[block.start : block.start + len(block.text)] for block in blocks] == [block.text for block in blocks]
    assert "".join("".join(block.text for block in blocks).split()) == "".join(source.split())


#: A text without line ends, and how its sentences begin.
UNBROKEN = [
    (
        "Latin",
        "Dr. Ana Novak left at 3.5 p.m. in 1995. “Really?” he asked. It rained.Nobody came! ",
        ["Dr. Ana", "“Really?”", "It rained.", "Nobody"],
    ),
    ("Chinese", "今天天气很好。「走吧！」他说，我们走了。", ["今天天气", "「走吧", "他说"]),
    ("Chinese, moved", "真的吗？！当然是真的。。。他笑了……我们都笑了。", ["真的吗", "当然", "他笑了"]),
    ("Hindi", "पुल बन गया। लोग खुश हैं। ", ["पुल", "लोग"]),
    ("Arabic", "هل فتح الجسر؟ نعم فتح اليوم. ", ["هل", "نعم"]),
]


@pytest.mark.parametrize(("sentence", "begins"), [case[1:] for case in UNBROKEN], ids=[case[0] for case in UNBROKEN])
def test_a_text_without_line_ends_is_split_into_sentences(sentence: str, begins: list[str]) -> None:
    page = parse_text(sentence * 40)

    assert len(page.warnings) == 1
    assert len(page.blocks) == len(begins) * 40
    for block, begin in zip(page.blocks, begins * 40, strict=True):
        assert block.text.startswith(begin)
        assert page.source[block.start : block.start + len(block.text)] == block.text


def test_a_text_with_lines_is_not_split() -> None:
    page = parse_text("\n".join(["One sentence. Another sentence. " * 30] * 4))

    assert len(page.blocks) == 4
    assert page.warnings == ()


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS.keys())
def test_of_a_flood_of_lines_the_first_are_read(end: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.engine.text.MAX_BLOCKS", 100)

    whole, long = (parse_text(f"1 word{end}" * count) for count in (100, 101))

    assert len(whole.blocks) == len(long.blocks) == 100
    assert (whole.warnings, long.warnings) == ((), (LEFT_OUT,))


def test_of_a_flood_of_sentences_the_first_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.engine.text.MAX_BLOCKS", 100)

    page = parse_text("It rains again. " * 101)

    assert len(page.blocks) == 100
    assert page.warnings[1:] == (LEFT_OUT,)
