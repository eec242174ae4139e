"""What PyTorch learns is what NumPy computes."""

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is only needed for training")

from app.engine.model.network import Network as Served  # noqa: E402
from bench.corpus import Gold, Page  # noqa: E402
from tests.engine.pages import PAGE, PARAGRAPHS  # noqa: E402
from training.batches import collate  # noqa: E402
from training.encoding import Encoding, Sites, fit_encoding  # noqa: E402
from training.examples import Example, make_examples  # noqa: E402
from training.export import export  # noqa: E402
from training.learn import Recipe, answer, learn  # noqa: E402
from training.network import Drop, Network  # noqa: E402

#: Each page stands for a site.
SITES = Sites(names=2, letters=2)


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    gold = Gold("\n".join(PARAGRAPHS))
    pages = (PAGE, PAGE.replace("<aside", "<p>Ferry times</p><aside"), "<p>One line.</p>")
    return [make_examples(Page("made", str(n), None, "en", "", gold, html.encode()))[0] for n, html in enumerate(pages)]


def _untrained(encoding: Encoding) -> Network:
    network = Network(Drop(), encoding.names.number, encoding.letters.number)
    network.eval()
    return network


def test_what_too_few_sites_have_has_no_vector_of_its_own(examples: list[Example]) -> None:
    rows = fit_encoding(examples, SITES).names
    first, changed, other = (example.inputs.names.hashes for example in examples)
    common = np.intersect1d(first, changed)
    assert sorted(rows(common).tolist()) == list(range(1, len(common) + 1))
    assert rows.number == len(common) + 1
    assert not rows(np.setdiff1d(np.concatenate([first, changed, other]), common)).any()
    assert fit_encoding(examples, Sites(names=4, letters=4)).names.number == 1


@pytest.mark.parametrize("sites", [None, SITES])
def test_served_as_learned(examples: list[Example], tmp_path: Path, sites: Sites | None) -> None:
    torch.manual_seed(3)
    encoding = fit_encoding(examples, sites)
    network = _untrained(encoding)
    export(tmp_path / "weights.npz", [network], encoding, 1.0)
    with np.load(tmp_path / "weights.npz", allow_pickle=False) as arrays:
        served = Served.read(arrays, "0.")
    for example, logits in zip(examples, answer(network, examples, encoding), strict=True):
        np.testing.assert_allclose(served(example.inputs), logits, atol=0.004)


def test_pages_of_a_batch_do_not_see_each_other(examples: list[Example]) -> None:
    torch.manual_seed(3)
    encoding = fit_encoding(examples, SITES)
    network = _untrained(encoding)
    together = answer(network, examples, encoding)
    for example, logits in zip(examples, together, strict=True):
        np.testing.assert_allclose(answer(network, [example], encoding)[0], logits, atol=1e-5)


def test_learns_what_it_is_shown(examples: list[Example]) -> None:
    losses: list[float] = []
    encoding = fit_encoding(examples, SITES)
    network = learn(examples[:2] * 8, encoding, Recipe(epochs=12, rows=200), 1, lambda _, loss: losses.append(loss))
    assert losses[-1] < losses[0]
    logits = answer(network, examples[:1], encoding)[0][:, 0]
    article = examples[0].article >= 0.5
    assert logits[article].min() > logits[~article].max()


def test_the_same_seed_learns_the_same(examples: list[Example]) -> None:
    encoding = fit_encoding(examples, SITES)
    first, second = (learn(examples, encoding, Recipe(epochs=1), 7).state_dict() for _ in range(2))
    assert all(torch.equal(first[name], second[name]) for name in first)


def test_empty_rows_stay_empty(examples: list[Example]) -> None:
    batch, page = collate(examples, fit_encoding(examples, SITES))
    filled = batch.filled[:, 0] > 0
    assert int(filled.sum()) == sum(len(example.texts) for example in examples)
    assert not batch.dense[~filled].any()
    assert len(page) == len(batch.dense)
