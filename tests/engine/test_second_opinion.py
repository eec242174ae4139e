import ast
from pathlib import Path

import pytest

import app
from app.engine.article import Metadata
from app.engine.second_opinion import MAX_CHARS, MAX_TAGS, is_bounded, missing_metadata, second_opinion

PARAGRAPHS = [
    "The new bridge across the river was opened on Monday morning, two years later than the council had planned.",
    "Жители обоих берегов ждали этого дня много лет, и многие пришли на открытие вместе с детьми и соседями.",
    "Trucks will have to wait until the summer, because the ramps on the northern side are still being built.",
]
PAGE = f"""<html><head><title>Bridge opened</title><meta name="author" content="Ana Ruiz">
<meta property="og:site_name" content="Town Crier"><meta property="article:published_time" content="2024-05-03">
</head><body><nav><a href="/">Home</a></nav><article><h1>Bridge opened</h1>
{"".join(f"<p>{text}</p>" for text in PARAGRAPHS)}</article></body></html>"""


@pytest.mark.parametrize("favor", ["precision", "balanced", "recall"])
def test_it_gives_the_paragraphs_as_lines(favor: str) -> None:
    lines = (second_opinion(PAGE, favor=favor) or "").split("\n")
    assert [line for line in lines if line in PARAGRAPHS] == PARAGRAPHS
    assert "Home" not in lines


def test_it_does_not_remember_pages() -> None:
    assert len({second_opinion(PAGE) for _ in range(5)}) == 1


@pytest.mark.parametrize(
    "html",
    ["", "words", "\x00", "<p>\ud800</p>", "<html></html>", "<", "<div>" * (MAX_TAGS - 1), "<!DOCTYPE html>" * 99,
     "&#0;", "<svg><template><p>x", '<?xml version="1.0" encoding="utf-16"?><p>x</p>'],
)  # fmt: skip
def test_what_is_no_article_has_none(html: str) -> None:
    assert second_opinion(html) is None
    assert missing_metadata(html, None, Metadata()).authors == ()


@pytest.mark.parametrize("html", ["<b>" * (MAX_TAGS + 1), PAGE + "x" * MAX_CHARS])
def test_pages_that_would_take_long_are_not_put_to_it(html: str) -> None:
    assert not is_bounded(html)
    assert second_opinion(html) is None
    assert missing_metadata(html, None, Metadata()) == Metadata()


def test_gaps_are_filled_and_what_is_known_stays() -> None:
    assert missing_metadata(PAGE, None, Metadata(title="T")) == Metadata(
        "T", ("Ana Ruiz",), "2024-05-03", None, "Town Crier"
    )
    known = Metadata(authors=("Jo Lee",), date="2020-01-01", site="Crier")
    assert missing_metadata(PAGE, None, known) == known


def test_no_other_module_knows_it() -> None:
    root = Path(app.__file__).parent
    users = {path.name for path in root.rglob("*.py") if "trafilatura" in _imports(path)}
    assert users == {"second_opinion.py"}


def _imports(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    return {name.partition(".")[0] for name in names}
