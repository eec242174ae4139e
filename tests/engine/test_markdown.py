"""Markdown that scrapers write: lines without their marks, and what the marks said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import clean
from app.engine.blocks import Block
from app.engine.markdown import is_markdown
from app.engine.text import parse_text

#: Makes Markdown of any lines that follow.
LINK = "[Home](/)\n\n"


def read(markdown: str) -> list[Block]:
    """The blocks of some Markdown."""
    return list(parse_text(LINK + markdown).blocks[1:])


@pytest.mark.parametrize(
    "source",
    [
        "See [the map](https://example.com/map) of the coast.",
        "[Home](/)\n[News](/news)",
        "![A boat](/boat.jpg)",
        "# The tide\n\nIt went out.\n\n## Later\n\nIt came back.",
        "# The tide\n\nIt went **far** out.",
    ],
)
def test_links_and_headings_make_markdown(source: str) -> None:
    assert is_markdown(source)


@pytest.mark.parametrize(
    "source",
    [
        "The tide went out. [1] It came back (in May).",
        "- bread\n- milk\n* eggs",
        "# comment\nx = 1\n# another\ny = x[0](2)",
        "#tide #coast",
        "5 * 3 and **very** far",
        "# The tide\nIt went out.",
        "",
    ],
)
def test_other_lines_are_taken_as_they_are(source: str) -> None:
    assert not is_markdown(source)
    assert [block.text for block in parse_text(source).blocks] == [line for line in source.split("\n") if line]


@pytest.mark.parametrize(
    "source", ["# The tide\n\nIt went out.", "# The tide\n\n" + "It went out. It came back. " * 40, "<b>The tide</b>"]
)
def test_what_is_said_to_be_markdown_is_not_looked_at(source: str) -> None:
    assert not is_markdown(source)
    article = clean(source, input="markdown")

    assert article.kind == "text"
    assert [labelled.block.text for labelled in article.blocks] == [
        line.strip().removeprefix("# ") for line in source.split("\n") if line
    ]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("Went **far _out_** today", "Went far out today"),
        ("***Far* out", "***Far* out"),
        ("A \\*star\\* and 5\\. place", "A *star* and 5. place"),
        ("a_file_name and Leser*innen, Autor*innen", "a_file_name and Leser*innen, Autor*innen"),
        ("中文**粗体**中文", "中文粗体中文"),
        ("Run `make *all*` now", "Run make *all* now"),
        ("~~Closed~~ open", "Closed open"),
        ("[the map](https://example.com/a_(b)_c 'The \"map\"') here", "the map here"),
        ('[the map](/m "The \\"best\\" map")', "the map"),
        ("[the map](</a b.html>) here", "the map here"),
        ("[a note] and [1] stay", "[a note] and [1] stay"),
        ("Before ![A boat](/boat.jpg) behind", "Before  behind"),
        ("[![A boat](/boat.jpg) Ferry](/ferry)", "Ferry"),
        ("<https://example.com/x> for more", "https://example.com/x for more"),
        ("- [x] done", "[x] done"),
        ("> Quoted", "Quoted"),
        ("> > Twice *quoted*", "Twice quoted"),
        ("3. Third", "Third"),
        ("## Heading ##", "Heading"),
        ("*Emphasis never closed", "*Emphasis never closed"),
    ],
)
def test_a_line_is_its_words(markdown: str, expected: str) -> None:
    assert [block.text for block in read(markdown)] == [expected]


@pytest.mark.parametrize(
    "markdown",
    ["![A boat](/boat.jpg)", "[![A\nboat](/boat.jpg)](/ferry)", "* * *", "---", "---|---", "```\n\n```"],
)
def test_marks_alone_are_no_block(markdown: str) -> None:
    assert read(markdown) == []


@pytest.mark.parametrize(
    ("markdown", "tags"),
    [
        ("# One\n\n### Three", ["h1", "h3"]),
        ("One\n===\n\nTwo\n---\n\nText", ["h1", "h2", "line"]),
        ("| a | b |\n|---|:-:|\n| 1 \\| 2 | |", ["th", "th", "td"]),
        ("a | b\n--- | ---\n1 | 2\n\n1 | 2", ["th", "th", "td", "td", "line"]),
        ("- a\n- b\n\nText", ["li", "li", "line"]),
        ("- ## Heading in an item", ["h2"]),
        ("```py\n# no heading\nx[0](1)\n```\nText", ["pre", "line"]),
        ("```\nnever closed\n# Heading", ["line", "line", "h1"]),
    ],
)
def test_what_begins_a_line_says_what_it_is(markdown: str, tags: list[str]) -> None:
    assert [block.tag for block in read(markdown)] == tags


def test_code_keeps_its_lines() -> None:
    (code,) = read("~~~\n  x = [1](2)\n\n  # y\n~~~")

    assert (code.tag, code.text) == ("pre", "  x = [1](2)\n\n  # y")


@pytest.mark.parametrize(
    ("fence", "language"), [("```py", "py"), ("~~~ c++ numbered", "c++"), ("```{.js}", ""), ("```", "")]
)
def test_code_keeps_its_language(fence: str, language: str) -> None:
    (code,) = read(f"{fence}\nx = 1\n{fence[:3]}")

    assert [span.href for span in code.spans] == [language] * bool(language)


def test_links_may_hold_line_ends_and_be_broken_at_a_hyphen() -> None:
    first, second, third, card = read("See [the map of\nthe coast](/the-\nmap) today\n\n[\n\nFerry\n\n](/ferry)")

    assert [(block.text, block.linked) for block in (first, second, third, card)] == [
        ("See the map of", 10),
        ("the coast", 9),
        ("today", 0),
        ("Ferry", 5),
    ]
    assert [block.spans[0].href for block in (first, second, card)] == ["/the-map", "/the-map", "/ferry"]


@pytest.mark.parametrize("begin", ["", "# ", "- ", "| "])
def test_a_text_without_line_ends_is_split_into_sentences(begin: str) -> None:
    written = [
        "The **tide [went](/sea) out.",
        "It** came ![](/boat.jpg)back (it [always](/tide) does).",
        "***Nobody*** knew!",
    ]
    words = ["The tide went out.", "It came back (it always does).", "Nobody knew!"]
    page = parse_text(begin + " ".join(written * 12))

    assert [block.text for block in page.blocks] == words * 12
    assert {block.tag for block in page.blocks[1:]} == {"line"}
    assert {block.containers for block in page.blocks} == {page.blocks[0].containers}
    assert [span[:3] for span in page.blocks[3].spans] == [("strong", 4, 18), ("link", 9, 13)]
    assert page.source[page.blocks[4].start : page.blocks[4].end] == written[1]
    assert page.warnings == ("the text has hardly any line ends; it was split into sentences",)


def test_lists_nest_by_their_indentation() -> None:
    blocks = read("- a\n  1. b\n  2. c\n- d\n\nText\n\n- e")
    paths = [[container.tag for container in block.containers] for block in blocks]
    keys = [block.containers[0].key for block in blocks if block.containers]

    assert paths == [["ul", "li"], ["ul", "li", "ol", "li"], ["ul", "li", "ol", "li"], ["ul", "li"], [], ["ul", "li"]]
    assert keys[0] == keys[1] == keys[3] != keys[4]


def test_an_article_in_markdown_can_be_had_in_every_format() -> None:
    page = "\n\n".join(
        [
            "[Home](/) [News](/news)",
            "# Mill bridge reopens",
            "The bridge over the old mill race **opened** to walkers on Friday, after [two years](/history) of work.",
            "- The stones came from the quarry above the village, which had been closed for decades.",
            "- The railing was forged by a smith in the valley, who would not say what he had been paid for it.",
            "## What comes next",
            "The council means to open the road on the other bank in spring, if the river allows it at all.",
            "```python\nif river.allows(road):\n    council.open(road)\n```",
            "What the road will cost is not known yet, but the mill has promised to pay for the lamps.",
        ]
    )
    article = clean(page, input="text")

    assert article.title == "Mill bridge reopens"
    assert "opened to walkers on Friday, after two years of work." in article.text
    assert "Home" not in article.text
    assert "**opened** to walkers on Friday, after [two years](/history)" in article.render("markdown")
    assert "```python\nif river" in article.render("markdown")
    assert '<a href="/history">two years</a>' in article.render("html")


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        ("| a |  | b |\n|---|---|---|\n|  | 1 | |", [1, 3, 2]),
        ("a | b\n--- | ---\n | c\n| d | e |", [1, 2, 1, 1, 2]),
    ],
)
def test_cells_know_their_columns(rows: str, columns: list[int]) -> None:
    assert [block.containers[-1].column for block in read(rows)] == columns


def test_a_table_is_kept_as_a_whole() -> None:
    paragraph = "The bridge over the old mill race opened to walkers on Friday, after two years of work by the council."
    table = "| Day | Tide |\n| --- | --- |\n| Mon | 3.2 |\n| Sun | 3.4 |"
    page = f"[Home](/) [News](/news)\n\n{paragraph}\n\n{paragraph[::-1]}\n\n{table}\n\nWhat follows: {paragraph}"

    assert table in clean(page, input="text").render("markdown")


MARKS = ["[", "]", "(", ")", "](/x)", "![", "*", "**", "_", "`", "```", "~~", "\\", "#", "> ", "- ", "1. ", "|", "---"]
WORDS = ["Tides. " * 100, "tide", "漢", " ", "\n", "\n\n", "\r\n", "<", ">", '"']


@given(st.lists(st.sampled_from([*MARKS, *WORDS]), max_size=60))
def test_whatever_the_marks_words_stay_in_order_and_spans_nest(pieces: list[str]) -> None:
    source = LINK + "".join(pieces)
    end = 0
    for block in parse_text(source).blocks:
        assert end <= block.start < block.end <= len(source)
        assert source[block.start] == block.text[0]
        assert source[block.end - 1] == block.text[-1]
        rest = iter(source[block.start : block.end])
        assert all(character in rest for character in block.text)
        end = block.end
        opened: list[int] = []
        for span in block.spans:
            assert 0 <= span.start < span.end <= len(block.text)
            while opened and opened[-1] <= span.start:
                opened.pop()
            assert not opened or span.end <= opened[-1]
            opened.append(span.end)
