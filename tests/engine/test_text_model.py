"""What the model of raw text reads: words that return, the rhythm of lines, and nothing of markup."""

from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.engine.evidence import gather
from app.engine.html.parse import parse_html
from app.engine.model import predict
from app.engine.model.cohesion import COHESION, measure_cohesion
from app.engine.model.inputs import POOL_LEVELS
from app.engine.model.mentions import measure_mentions
from app.engine.model.rhythm import RHYTHM, measure_rhythm
from app.engine.model.shared import find_shared, read_words, weigh
from app.engine.model.text_inputs import TEXT_COLUMNS, read_text_inputs
from app.engine.text import parse_text
from tests.engine.pages import PARAGRAPHS

MAX_BYTES = 2_000_000
TEXT = "\n".join(["Home", "News", "Old bridge opens again", "", *PARAGRAPHS, "", "3 comments", "Tom", "Nice."])


def _share(lines: list[str], column: str, prose: bool = True) -> list[float]:
    shared = find_shared(read_words(lines))
    measured = measure_cohesion(shared, weigh(shared, len(lines)), np.full(len(lines), prose))
    return [round(value, 3) for value in measured[:, COHESION.index(column)].tolist()]


@pytest.mark.parametrize(
    ("line", "said", "share"),
    [
        ("the harbour closed in the storm", "storm closes harbour", 2 / 3),
        ("the ferry sails again", "storm closes harbour", 0),
        ("порт закрыли из за шторма", "шторма ждут порт закрыли", 1),
        ("台風で港が閉鎖", "港が閉鎖", 4 / 7),
        ("", "storm", 0),
        ("storm", "", 0),
    ],
)
def test_words_of_the_headline_are_found_in_every_script(line: str, said: str, share: float) -> None:
    (measured,) = measure_mentions(read_words([line]), read_words([said]), 1, 1)
    assert measured[0] == pytest.approx(share)


def test_each_text_that_a_line_may_mention_has_columns_of_its_own() -> None:
    words, said = read_words(["harbour storm", "quiet", "storm", "", "harbour storm quiet"]).split(2)
    measured = measure_mentions(words, said, 3, 2)
    assert measured[:, ::2].tolist() == [[0.5, 0, 1], [0, 0, 1]]
    assert measured[:, 1::2] == pytest.approx(np.log1p([[1, 0, 2], [0, 0, 1]]))


def test_columns_are_as_named() -> None:
    inputs = read_text_inputs(gather(parse_text(TEXT)))
    assert inputs.dense.shape == (len(inputs.letters), len(TEXT_COLUMNS))
    assert len(set(TEXT_COLUMNS)) == len(TEXT_COLUMNS)
    assert inputs.dense.dtype == np.float32
    assert inputs.tree.starts.shape[1] == POOL_LEVELS + 1


def test_paragraphs_are_told_from_furniture() -> None:
    evidence = gather(parse_text(TEXT))
    article = predict(evidence)[:, 1:3].sum(axis=1)
    is_paragraph = np.array([block.text in PARAGRAPHS for block in evidence.page.blocks])
    assert article[is_paragraph].min() > article[~is_paragraph].max()


def test_lines_in_paragraphs_without_markup_are_read_like_lines() -> None:
    lines = ["Old bridge opens again", *PARAGRAPHS, "Nice."]
    html = gather(parse_html("".join(f"<p>{line}</p>" for line in lines)))
    text = gather(parse_text("\n".join(lines)))
    np.testing.assert_array_equal(predict(html), predict(text))


def test_words_that_return_are_shared() -> None:
    lines = ["the harbour was dredged", "harbour of the town", "", "other things entirely"]
    assert _share(lines, "shared")[2:] == [0, 0]
    assert 0 < _share(lines, "shared")[0] < 1
    assert _share(lines, "shared_before")[:2] == [0, _share(lines, "shared")[1]]
    assert _share(lines, "shared_running", prose=False) == [0, 0, 0, 0]


@pytest.mark.parametrize(
    "lines", [["古い橋が開通", "橋が開通した", "別の話題"], ["สะพานเก่าเปิด", "สะพานเก่ายาว", "ตลาดใหม่"]]
)
def test_scripts_without_spaces_share_pairs_of_characters(lines: list[str]) -> None:
    first, second, third = _share(lines, "shared")
    assert min(first, second) > third


@given(st.lists(st.text(st.sampled_from("abc åж漢 "), max_size=20), min_size=1, max_size=8))
def test_words_are_those_between_blanks(lines: list[str]) -> None:
    """Against the plain way, for lines without characters of scripts without spaces."""
    lines = [" ".join(line.replace("漢", "").split()) for line in lines]
    words = read_words(lines)
    plain = [(number, word) for number, line in enumerate(lines) for word in line.split()]
    assert words.line.tolist() == [number for number, _ in plain]
    assert words.letters.tolist() == [len(word) for _, word in plain]
    keys: dict[str, set[int]] = {}
    for (_, word), key in zip(plain, words.key.tolist(), strict=True):
        keys.setdefault(word, set()).add(key)
    assert all(len(found) == 1 for found in keys.values())
    assert len(set.union(set(), *keys.values())) == len(keys)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=30))
def test_rhythm_of_any_lines(counts: list[int]) -> None:
    words = np.array(counts, np.float64)
    running = np.where(words >= 10, words, 0)
    measured = dict(zip(RHYTHM, measure_rhythm(words, running).T.tolist(), strict=True))
    total = max(sum(running), 1)
    for row in range(len(counts)):
        assert measured["before"][row] == pytest.approx(sum(running[:row]) / total, abs=1e-5)
        near = slice(max(row - 2, 0), row + 3)
        assert measured["density_2"][row] == pytest.approx(sum(running[near]) / max(sum(words[near]), 1), abs=1e-5)
    inside = np.array(measured["run_inside_12"], np.bool_)
    if running.any():
        assert np.flatnonzero(inside).tolist() == list(range(np.argmax(inside), np.argmax(inside) + inside.sum()))


@pytest.mark.parametrize(
    "text",
    ["x", "\n".join("1" * 3_000), "·", "\ud800 lone", "a" * 100_000, "漢" * 10_000, "\n".join(["same line"] * 2_000)],
)
def test_takes_any_text(text: str) -> None:
    assert np.isfinite(predict(gather(parse_text(text)))).all()


def test_the_file_is_small_and_holds_no_pickle() -> None:
    weights = files("app.engine") / "model" / "text_weights.npz"
    assert len(weights.read_bytes()) <= MAX_BYTES
    with weights.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        assert all(np.isfinite(arrays[name]).all() for name in arrays.files)
