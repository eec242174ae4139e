"""Paragraphs that were cut at a fixed width are whole again, and nothing else is."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import clean
from app.engine.text import parse_text

PARAGRAPHS = [
    "The bridge over the old mill race opened to walkers on Friday, after two years of work by the council and its "
    "well-known contractors from the valley. The stones came from the quarry above the village, which had been closed "
    "long before anybody who is alive now was born.",
    "Кольцо мостов вокруг старого города закрыли для машин ещё в прошлом году, и жители до сих пор спорят о том, стало "
    "ли от этого тише. Мэр обещает, что к осени станет понятно, кто из них прав, а кто нет, и покажет все измерения.",
    "Το γεφύρι πάνω από το παλιό μυλαύλακο άνοιξε για τους πεζούς την Παρασκευή, ύστερα από δύο χρόνια δουλειάς, και "
    "οι πέτρες ήρθαν από το λατομείο πάνω από το χωριό, που είχε κλείσει πριν γεννηθεί κανείς από όσους ζουν σήμερα.",
]


@pytest.mark.parametrize("width", [55, 72, 78, 100])
@pytest.mark.parametrize("end", ["\n", "\r\n", "  \n    "], ids=["Unix", "Windows", "indented"])
@pytest.mark.parametrize("between", ["\n\n", "\n\n\n"])
def test_a_cut_paragraph_is_one_block(width: int, end: str, between: str) -> None:
    cut = [textwrap.wrap(text, width) for text in PARAGRAPHS]
    source = "Home\nNews\n\n" + between.join(end.join(lines) for lines in cut)

    blocks = parse_text(source).blocks

    assert [block.text for block in blocks] == ["Home", "News", *PARAGRAPHS]


@pytest.mark.parametrize("end", ["\n", "\r\n", "  \n    "], ids=["Unix", "Windows", "indented"])
def test_its_lines_are_labelled_alike_and_stay_lines(end: str) -> None:
    cut = [textwrap.wrap(text, 78) for text in PARAGRAPHS]
    source = f"Home{end}News{end}{end}" + f"{end}{end}".join(end.join(lines) for lines in cut)

    article = clean(source, input="text")

    assert [labelled.block.text for labelled in article.blocks] == [
        "Home",
        "News",
        *(line for part in cut for line in part),
    ]
    assert [source[labelled.place.start : labelled.place.end] for labelled in article.blocks] == [
        labelled.block.text for labelled in article.blocks
    ]
    assert [labelled.place.line for labelled in article.blocks[2:5]] == [4, 5, 6]
    assert article.text == "\n\n".join("\n".join(lines) for lines in cut)
    assert all(f"<p>{text}</p>" in article.render("html") for text in PARAGRAPHS)


@pytest.mark.parametrize("width", [55, 78])
def test_a_cut_paragraph_of_markdown_keeps_its_links(width: int) -> None:
    text = PARAGRAPHS[0].replace("the council and its", "**the council** and [its](/council)")
    source = "[Home](/)\n\n" + "\n".join(textwrap.wrap(text, width, break_long_words=False))

    _, paragraph = parse_text(source).blocks

    assert paragraph.text == PARAGRAPHS[0]
    assert [paragraph.text[span.start : span.end] for span in paragraph.spans] == ["the council", "its"]


@pytest.mark.parametrize(
    "lines",
    [
        PARAGRAPHS,  # whole
        ["Roses are red", "violets are blue", "sugar is sweet", "and so are you"],
        [f"- an item of a list that is about as long as the one above it, number {number}" for number in range(9)],
        [f"{number}. an item of a list that is about as long as the one above it, or longer" for number in range(9)],
        [f"A headline of some other article, number {number}" for number in range(30)],
        ["今天上午市政府举行新闻发布会，介绍了大桥通车的有关情况，市民可以步行通过大桥。" for _ in range(6)],
    ],
)
def test_other_lines_stay_lines(lines: list[str]) -> None:
    assert [block.text for block in parse_text("\n".join(lines)).blocks] == lines


@given(
    st.lists(st.lists(st.text("abcdefghij-", min_size=1, max_size=12), max_size=60), max_size=6), st.integers(20, 120)
)
def test_no_word_is_lost_whatever_is_cut(paragraphs: list[list[str]], width: int) -> None:
    source = "\n\n".join(textwrap.fill(" ".join(words), width) for words in paragraphs)

    found = "".join(block.text for block in parse_text(source).blocks)

    assert "".join(found.split()) == "".join(source.split())
