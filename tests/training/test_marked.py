"""The pages of HTML that were written to be learned from: what their files may hold, and what is made of them."""

from pathlib import Path

import numpy as np
import pytest

from app.engine.html.parse import parse_html
from app.engine.labels import Label
from training.examples import written_examples
from training.marked import MARKUP, as_page, labels_of, read_marked

PAGE = """\
<!-- en | hand-written | a notice -->
<!doctype html>
<title>The pool is closed</title>
<nav data-l="n"><a href="/">Home</a> <a href="/login" data-l='i'>Log in</a></nav>
<div data-l=b class="x"><h1 data-l="t">The pool is closed</h1>
<p>On Friday the <b>pool</b> is closed.<p>It opens <a data-l="r" href="/2">again</a> on Saturday morning at ten.</div>
<p style="display:none">Loading</p><script>let read = "never"</script>
"""


def _write(folder: Path, text: str) -> Path:
    (folder / "en-01.html").write_text(text, encoding="utf-8")
    return folder


def test_a_page_is_read(tmp_path: Path) -> None:
    (page,) = read_marked(_write(tmp_path, PAGE))
    assert (page.name, page.language, page.about) == ("en-01", "en", "hand-written | a notice")
    assert page.texts[:4] == ("Home", "Log in", "The pool is closed", "On Friday the ")
    assert page.labels[:4] == (Label.NAVIGATION, Label.INTERFACE, Label.TITLE, Label.BODY)
    assert "Loading" not in page.texts


def test_nothing_of_the_labels_is_left_to_be_read(tmp_path: Path) -> None:
    (page,) = read_marked(_write(tmp_path, PAGE))
    assert "data-l" not in page.source
    assert '<div class="x">' in page.source


def test_blocks_have_the_label_of_their_text(tmp_path: Path) -> None:
    (page,) = read_marked(_write(tmp_path, PAGE))
    parsed = parse_html(page.source)
    known = labels_of(page, parsed)
    found = {block.text: list(Label)[number] for block, number in zip(parsed.blocks, known, strict=True) if number >= 0}
    assert found["The pool is closed"] is Label.TITLE
    assert found["It opens again on Saturday morning at ten."] is Label.BODY
    assert [block.text for block, number in zip(parsed.blocks, known, strict=True) if number < 0] == ["Loading"]
    gold = as_page(page, parsed, known).gold.text
    assert gold == "On Friday the pool is closed.\nIt opens again on Saturday morning at ten."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<!doctype html><p data-l=b>Text</p>", "first line"),
        ("<!-- english -->\n<p data-l=b>Text</p>", "first line"),
        (PAGE.replace('"n"', '"x"'), "'x'"),
        ("<!-- en | by hand | nothing -->\n<p>Text</p>", "no labelled text"),
    ],
)
def test_what_is_no_such_page_is_refused(text: str, said: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=rf"en-01\.html.*{said}"):
        read_marked(_write(tmp_path, text))


def test_every_page_there_is_says_what_its_blocks_are() -> None:
    pages = read_marked(MARKUP)
    known = np.concatenate([labels_of(page, parse_html(page.source)) for page in pages])
    assert np.mean(known >= 0) > 0.97
    assert set(known[known >= 0]) == set(range(len(Label)))


def test_they_are_examples_as_they_are_and_shortened() -> None:
    examples = written_examples()
    whole = [example for example in examples if example.counts == 1]
    assert len(whole) == len(read_marked(MARKUP)) < len(examples)
    assert all(example.page.dataset == "written" for example in examples)
    assert all(np.isclose(example.weight.sum(), 1) for example in whole)
