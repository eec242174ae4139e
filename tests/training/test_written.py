"""The pages that were written to be learned from: what their files may hold, and what is made of them."""

from pathlib import Path

import pytest

from app.engine.labels import ARTICLE_LABELS, Label
from training.written import read_pages

PAGE = """\
=== en | a notice
n Home
t The pool is closed

b On Friday the pool is closed.
h Hours
b 10:00 Lane swimming
l © Pool
"""


def test_a_page_is_read(tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text(PAGE + "=== en | nothing but a menu\nn Home\n", encoding="utf-8")
    page, other = read_pages(tmp_path)
    assert (page.language, page.about) == ("en", "a notice")
    assert page.texts[:3] == ("Home", "The pool is closed", "")
    assert page.labels[:3] == (Label.NAVIGATION, Label.TITLE, None)
    assert other.texts == ("Home",)


@pytest.mark.parametrize("line", ["x Unknown letter", "b", "b  ", "No letter", "bText"])
def test_what_is_no_line_is_refused(line: str, tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text(f"=== en | a notice\nn Home\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"en\.txt, line 3"):
        read_pages(tmp_path)


def test_lines_before_the_first_page_are_refused(tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text("n Home\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"en\.txt, line 1"):
        read_pages(tmp_path)


def test_a_page_without_lines_is_refused(tmp_path: Path) -> None:
    (tmp_path / "en.txt").write_text("=== en | nothing at all\n" + PAGE, encoding="utf-8")
    with pytest.raises(ValueError, match="nothing at all"):
        read_pages(tmp_path)


def test_the_gold_is_the_article(tmp_path: Path) -> None:
    pytest.importorskip("resiliparse", reason="what makes raw text is only needed for training")
    from training.texts import as_source

    (tmp_path / "en.txt").write_text(PAGE, encoding="utf-8")
    (page,) = read_pages(tmp_path)
    source, lines = as_source(page)
    assert source.page.gold.text == "On Friday the pool is closed.\nHours\n10:00 Lane swimming"
    assert [line.row for line in lines] == [0, 1, -1, 2, 3, 4, 5]
    assert source.shares.tolist() == [0, 0, 1, 1, 1, 0]


def test_all_pages_can_be_read() -> None:
    pages = read_pages()
    names = [(page.language, page.about) for page in pages]
    assert len(set(names)) == len(names) > 300
    assert len({page.language for page in pages}) > 50
    without = sum(not ARTICLE_LABELS.intersection(filter(None, page.labels)) for page in pages)
    assert 0 < without < len(pages) / 4
