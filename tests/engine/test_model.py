"""The learned model's inputs, its network and what it says of a page."""

import tracemalloc
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from app.engine.evidence import Evidence, gather
from app.engine.html.parse import parse_html
from app.engine.labels import ARTICLE_LABELS, Label
from app.engine.model import AGREEMENT, agree, predict, to_probabilities
from app.engine.model.hashing import Bags, hash_letters, hash_names
from app.engine.model.inputs import COLUMNS, read_inputs
from app.engine.model.network import DILATIONS, Layer, Network
from app.engine.model.order import MEASURES, measure_order
from app.engine.model.tree import LEVELS, climb, measure_containers, sum_inside
from app.engine.model.vectors import HASHES, SharedRows, Vectors, number_known
from app.engine.page import Look, Page
from tests.engine.labelled import elements_of
from tests.engine.pages import PAGE, PARAGRAPHS

MAX_BYTES = 2_000_000

#: Trees as lists of parents: the parent of row n + 1 is entry n modulo n + 1.
_TREES = st.lists(st.integers(0, 1_000), max_size=12)


def _evidence(html: str) -> Evidence:
    return gather(parse_html(html))


def _article(evidence: Evidence) -> dict[str, float]:
    columns = [number for number, label in enumerate(Label) if label in ARTICLE_LABELS]
    chances = predict(evidence)[:, columns].sum(axis=1)
    return dict(zip((block.text for block in evidence.page.blocks), chances.tolist(), strict=True))


def test_tells_paragraphs_from_furniture() -> None:
    chances = _article(_evidence(PAGE))
    assert min(chances[text] for text in PARAGRAPHS) > 0.5
    assert max(chance for text, chance in chances.items() if text not in PARAGRAPHS) < 0.5


def test_rows_are_distributions() -> None:
    said = predict(_evidence(PAGE))
    assert said.dtype == np.float32
    assert said.shape[1] == len(Label)
    assert (said >= 0).all()
    np.testing.assert_allclose(said.sum(axis=1), 1, atol=1e-5)


def test_a_long_page_is_read_a_slab_at_a_time_and_takes_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    count, most = 5_000, 3_500
    evidence = _evidence("<table class=x>" + "".join(f"<tr><td>{number}" for number in range(count)))
    whole = predict(evidence)

    monkeypatch.setattr("app.engine.model.network.SLAB", 499)
    tracemalloc.start()
    try:
        np.testing.assert_allclose(predict(evidence), whole, atol=1e-5)
        assert tracemalloc.get_traced_memory()[1] < count * most
    finally:
        tracemalloc.stop()


def test_a_page_without_blocks_has_no_rows() -> None:
    assert predict(_evidence("")).shape == (0, len(Label))


@pytest.mark.parametrize(
    "html",
    [
        "x",
        "<p>\ud800</p>",
        "<p>1</p>" * 3_000,
        "<div>" * 2_000 + "deep",
        f'<p class="{"a-B_9 " * 5_000}">one</p>',
        f"<p class='{'x' * 100_000}'>{'y' * 100_000}</p>",
    ],
)
def test_takes_any_page(html: str) -> None:
    assert np.isfinite(predict(_evidence(html))).all()


def test_says_the_same_again() -> None:
    first, second = predict(_evidence(PAGE)), predict(_evidence(PAGE))
    assert first.tobytes() == second.tobytes()


def test_the_file_is_small_and_holds_no_pickle() -> None:
    weights = files("app.engine") / "model" / "weights.npz"
    assert len(weights.read_bytes()) <= MAX_BYTES
    with weights.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        assert all(np.isfinite(arrays[name]).all() for name in arrays.files)


def test_columns_are_as_named() -> None:
    inputs = read_inputs(_evidence(PAGE))
    assert inputs.dense.shape[1] == len(COLUMNS) == len(set(COLUMNS))
    assert inputs.dense.dtype == np.float32


def test_refuses_raw_text() -> None:
    from app.engine.text import parse_text

    with pytest.raises(ValueError, match="HTML"):
        read_inputs(gather(parse_text("one line")))


def test_article_side_shares_its_chance_among_its_labels() -> None:
    logits = np.zeros((2, 1 + len(Label)), np.float32)
    logits[:, 0] = (0, 100)
    said = to_probabilities(logits)
    inside = [label in ARTICLE_LABELS for label in Label]
    np.testing.assert_allclose(said[:, inside].sum(axis=1), (0.5, 1), atol=1e-6)
    np.testing.assert_allclose(said[0, inside], 0.25)


@given(_TREES, st.lists(st.integers(0, 12), min_size=1, max_size=15))
def test_containers_are_the_ancestors(parents: list[int], places: list[int]) -> None:
    """Against the plain way: walk up from every block."""
    above = [-1, *(_open_parent(parents, row) for row in range(1, len(parents) + 1))]
    elements = elements_of(*((parent, Look("div")) for parent in above))
    rows = [place % len(above) for place in places]
    tree = climb(elements, np.array(rows))
    chains = [_chain(above, row) for row in rows]
    assert tree.depth.tolist() == [len(chain) - 1 for chain in chains]
    running = np.arange(1, len(rows) + 1, dtype=np.float64)
    values = np.stack([running] * 4)
    masses = measure_containers(tree, values, sum_inside(tree, values)).reshape(len(rows), LEVELS, -1)[:, :, 0]
    for block, chain in enumerate(chains):
        for level in range(LEVELS):
            container = chain[min(level, len(chain) - 1)]
            inside = sum(value for value, other in zip(running, chains, strict=True) if container in other)
            assert masses[block, level] == pytest.approx(inside / running.sum(), abs=1e-5)


def _open_parent(parents: list[int], row: int) -> int:
    """A parent as a parser gives it: the row before or one of its ancestors, so that rows are in page order."""
    chain = [row - 1]
    while chain[-1] > 0:
        chain.append(_open_parent(parents, chain[-1]))
    return chain[parents[row - 1] % len(chain)]


def _chain(above: list[int], row: int) -> list[int]:
    chain = [row]
    while above[chain[-1]] >= 0:
        chain.append(above[chain[-1]])
    return chain


def test_attribute_words_are_cut_and_folded() -> None:
    bags = hash_names(["div", "div", "p"], ["articleBody post-17", "article-body post_99", ""])
    ends = [*bags.starts[1:].tolist(), len(bags.hashes)]
    first, second, third = (bags.hashes[start:end].tolist() for start, end in zip(bags.starts, ends, strict=True))
    assert first == second
    assert len(first) == 5
    assert len(third) == 1
    assert all(0 < row < 4096 for row in SharedRows(4096)(bags.hashes).tolist())


@given(st.lists(st.text(max_size=40), min_size=1, max_size=8))
def test_letters_do_not_depend_on_the_other_blocks(texts: list[str]) -> None:
    hashes = hash_letters(texts)
    rows = SharedRows(4096)(hashes)
    assert ((rows >= 0) & (rows < 4096)).all()
    assert ((rows == 0) == (hashes == 0)).all()
    for text, row in zip(texts, hashes, strict=True):
        assert hash_letters([text])[0].tolist() == row.tolist()


def test_words_that_are_not_known_have_one_vector() -> None:
    vectors = Vectors(number_known(np.array([5, 9])), np.array([[10, 0], [1, 2], [3, 4]], np.float32))
    bags = Bags(np.array([5, 7, 9 + HASHES, 8]), np.array([0, 3]))
    assert vectors.sum_bags(bags).tolist() == [[14, 6], [10, 0]]
    assert vectors.sum_rows(np.array([[9, 9], [0, 5]])).tolist() == [[6, 8], [11, 2]]


def test_shared_vectors_are_for_all_words_but_none() -> None:
    rows = SharedRows(4)(np.array([0, 1, 2, 3, 4]))
    assert rows.tolist() == [0, 2, 3, 1, 2]


def test_a_block_sees_no_further_than_the_convolutions_reach() -> None:
    """With constant means over containers, a change at one end cannot be felt beyond the sum of the dilations."""
    random = np.random.default_rng(0)
    width = 4

    def layer(inputs: int, outputs: int = width) -> Layer:
        return Layer((random.normal(size=(inputs, outputs)).astype(np.float32), np.zeros(outputs, np.float32)))

    nothing = Vectors(number_known(np.array([], np.int64)), np.zeros((1, 1), np.float32))
    quiet = Layer((np.zeros((5, width), np.float32), np.zeros(width, np.float32)))
    inputs = read_inputs(_evidence("<p>same</p>" * 100))
    columns = inputs.dense.shape[1]
    network = Network(
        mean=np.zeros(columns, np.float32),
        scale=np.ones(columns, np.float32),
        names=nothing,
        letters=nothing,
        enter=layer(columns + 4 + 1),
        convolutions=tuple(layer(3 * width) for _ in DILATIONS),
        pool=Layer((np.zeros((width, 1), np.float32), np.zeros(1, np.float32))),
        spread=quiet,
        leave=layer(width, 12),
    )
    changed = inputs.dense.copy()
    changed[0] += 1
    reach = sum(DILATIONS)
    before, after = network(inputs), network(inputs._replace(dense=changed))
    assert not np.allclose(before[0], after[0])
    np.testing.assert_array_equal(before[reach + 1 :], after[reach + 1 :])


def _measure_order(page: Page, headline: str = "") -> NDArray[np.float32]:
    evidence = gather(page, [headline])
    rows = np.array([block.element for block in page.blocks])
    assert page.elements is not None
    return measure_order(evidence, page.elements, rows, evidence.features["words"].astype(np.float64))


def _order(html: str) -> dict[str, dict[str, float]]:
    """What is measured of the order, by the blocks' texts."""
    page = parse_html(html)
    rows = [dict(zip(MEASURES, row, strict=True)) for row in _measure_order(page, "The first one").tolist()]
    return dict(zip((block.text for block in page.blocks), rows, strict=True))


def test_tells_the_articles_of_a_page_apart() -> None:
    body, other = "alpha beta gamma " * 15, "delta epsilon zeta " * 15
    found = _order(
        f"<p>Above<main><article><h1>The first one</h1><section><article><p>{body}</article></section></article>"
        f"<article><h1>Another</h1><p>{other}</article></main><p>Below"
    )
    first, second = found[body.strip()], found[other.strip()]
    assert (first["headline"], second["headline"], found["Above"]["headline"]) == (1, -1, 0)
    assert (first["article_named_inner"], first["article_named_outer"]) == (0, 1)
    assert second["article_named_outer"] == 0
    assert first["article_rank_outer"] == 0 < second["article_rank_outer"]
    assert first["article_mass_outer"] == pytest.approx(0.5, abs=0.05)
    assert found["Below"]["article_count_outer"] == 0


def test_counts_what_was_said_before() -> None:
    html = "<p>The same long words again<p>short<div>The same long words again</div><p>short<p>Other words"
    said = _measure_order(parse_html(html))[:, MEASURES.index("said_before")]
    assert (said > 0).tolist() == [False, False, True, False, False]


def test_blocks_that_look_alike_are_answered_more_alike() -> None:
    chains = np.array([[0, 1], [0, 1], [0, 2], [3, 1]])
    logits = np.array([2, -2, -2, 3], np.float32)
    words = np.array([20, 20, 20, 20], np.float32)
    assert agree(logits, words, chains) == pytest.approx([2 * (1 - AGREEMENT), -2 * (1 - AGREEMENT), -2, 3])


def test_one_certain_block_does_not_outweigh_those_that_look_like_it() -> None:
    words, chains = np.full(5, 20, np.float32), np.zeros((5, 2), np.int64)
    moved = agree(np.array([30, -1, -1, -1, -1], np.float32), words, chains)
    assert moved[1:] == pytest.approx([AGREEMENT - 1] * 4)
