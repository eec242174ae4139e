"""What PyTorch learns is what NumPy computes."""

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is only needed for training")

from app.engine.model.network import Network as Served  # noqa: E402
from bench.corpus import Gold, Page  # noqa: E402
from tests.engine.pages import PAGE, PARAGRAPHS  # noqa: E402
from training.batches import collate, fit_scale  # noqa: E402
from training.examples import Example, make_examples  # noqa: E402
from training.export import export  # noqa: E402
from training.learn import Recipe, answer, learn  # noqa: E402
from training.network import Drop, Network  # noqa: E402


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    gold = Gold("\n".join(PARAGRAPHS))
    pages = (PAGE, PAGE.replace("<aside", "<p>Ferry times</p><aside"), "<p>One line.</p>")
    return [make_examples(Page("made", str(n), None, "en", "", gold, html.encode()))[0] for n, html in enumerate(pages)]


def test_served_as_learned(examples: list[Example], tmp_path: Path) -> None:
    torch.manual_seed(3)
    scale = fit_scale(examples)
    network = Network(Drop()).eval()
    export(tmp_path / "weights.npz", [network], scale.mean, scale.scale, 1.0)
    with np.load(tmp_path / "weights.npz", allow_pickle=False) as arrays:
        served = Served.read(arrays, "0.")
    for example, logits in zip(examples, answer(network, examples, scale), strict=True):
        np.testing.assert_allclose(served(example.inputs), logits, atol=0.02)


def test_pages_of_a_batch_do_not_see_each_other(examples: list[Example]) -> None:
    torch.manual_seed(3)
    scale = fit_scale(examples)
    network = Network(Drop()).eval()
    together = answer(network, examples, scale)
    for example, logits in zip(examples, together, strict=True):
        np.testing.assert_allclose(answer(network, [example], scale)[0], logits, atol=1e-5)


def test_learns_what_it_is_shown(examples: list[Example]) -> None:
    losses: list[float] = []
    scale = fit_scale(examples)
    network = learn(examples[:2] * 8, scale, Recipe(epochs=12, rows=200), 1, lambda _, loss: losses.append(loss))
    assert losses[-1] < losses[0]
    logits = answer(network, examples[:1], scale)[0][:, 0]
    article = examples[0].article >= 0.5
    assert logits[article].min() > logits[~article].max()


def test_the_same_seed_learns_the_same(examples: list[Example]) -> None:
    scale = fit_scale(examples)
    first, second = (learn(examples, scale, Recipe(epochs=1), 7).state_dict() for _ in range(2))
    assert all(torch.equal(first[name], second[name]) for name in first)


def test_empty_rows_stay_empty(examples: list[Example]) -> None:
    batch, page = collate(examples, fit_scale(examples))
    filled = batch.filled[:, 0] > 0
    assert int(filled.sum()) == sum(len(example.texts) for example in examples)
    assert not batch.dense[~filled].any()
    assert len(page) == len(batch.dense)
