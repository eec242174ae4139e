"""Sentences that were cut at their links are whole again, and nothing else is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import clean
from app.engine.text import parse_text

CUT = [
    ["Die Stadt hat die alte Brücke am Montag,", "wie berichtet", ", wieder für Fußgänger geöffnet."],
    ["Мост через старую мельницу открыли в понедельник, сообщила", "газета «Заря»", "со ссылкой на городской совет."],
    [
        "The council had closed the old bridge in March, said",
        "The Lower Mill Weekly",
        ", and nobody knew for how long.",
    ],
    ["该市周一重新开放了这座有六百年历史的石桥", "，市长第一个走过。"],
]
OTHER = [
    ["home", "news of the week", "about us and all of our friends in town", "contact"],  # all begin with small letters
    ["Pan y circo", "de Ana Ruiz", "lunes 3 de marzo"],  # none is long
    ["Kasia 12.03.2021 14:30", "no właśnie, ja też tak miałam z tym piecem w zeszłym roku"],
    ["Run the program once and look at what it says:", "print(total)", "total = 3"],
    ["Roses are red,", "violets are blue,", "sugar is sweet,", "and so are you."],
    ["ბაზარზე ადრე დილით უკვე ბევრი ხალხი იყო", "მერმა პირველმა გადაიარა ხიდზე და ყველას მიესალმა"],  # no capitals
    ["A whole sentence that has ended, as it should.", "the next one begins with a small letter, and is another."],
]


@pytest.mark.parametrize("lines", CUT, ids=lambda lines: lines[0][:12])
def test_a_cut_sentence_is_one_block(lines: list[str]) -> None:
    source = "\n".join(["Home", *lines, "Sport"])

    blocks = parse_text(source).blocks

    assert [block.text for block in blocks] == ["Home", " ".join(lines), "Sport"]
    assert source[blocks[1].start : blocks[1].end] == "\n".join(lines)


@pytest.mark.parametrize("lines", OTHER, ids=lambda lines: lines[0][:12])
def test_other_lines_stay_lines(lines: list[str]) -> None:
    assert [block.text for block in parse_text("\n".join(lines)).blocks] == lines


def test_a_line_behind_a_blank_one_begins_a_block() -> None:
    first, *others = CUT[0]
    assert len(parse_text("\n\n".join([first, *others])).blocks) == 3


def test_its_lines_have_one_label_and_stay_lines() -> None:
    article = clean("\n".join(line for lines in CUT[:3] * 2 for line in lines), input="text")

    assert [labelled.block.text for labelled in article.blocks] == [line for lines in CUT[:3] * 2 for line in lines]
    assert len({labelled.label for labelled in article.blocks[:3]}) == 1


@given(st.lists(st.text("aB ,.1=ж", max_size=60), max_size=30))
def test_no_word_is_lost_whatever_is_joined(lines: list[str]) -> None:
    source = "\n".join(lines)
    assert "".join("".join(block.text for block in parse_text(source).blocks).split()) == "".join(source.split())
