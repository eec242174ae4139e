"""The labeller of raw text: what PyTorch learns is what NumPy computes, and what is shown is learned."""

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="PyTorch is only needed for training")

from app.engine.model.labeller import COLUMN_SCALE, Labeller  # noqa: E402
from training.labels import Learner, export, learn  # noqa: E402
from training.lines import Lines  # noqa: E402

HIDDEN, COLUMNS = 6, 10


def made(count: int, seed: int) -> Lines:
    """Lines whose label is told by the column that stands out, every fourth unknown."""
    random = np.random.default_rng(seed)
    labels = random.integers(0, 3, count)
    read = random.normal(0, 0.1, (count, HIDDEN + COLUMNS)).astype(np.float32)
    read[np.arange(count), HIDDEN + labels] += 2
    return Lines(read, np.where(np.arange(count) % 4 == 3, -1, labels))


def served(learner: Learner, folder: Path) -> Labeller:
    export(folder / "labels.npz", learner)
    with np.load(folder / "labels.npz", allow_pickle=False) as arrays:
        return Labeller.read(arrays)


@pytest.mark.parametrize("count", [1, 2, 40])
def test_served_as_learned(count: int, tmp_path: Path) -> None:
    torch.manual_seed(3)
    lines = made(count, 1)
    learner = Learner(HIDDEN + COLUMNS).eval()
    logits = learner(torch.from_numpy(lines.read)).detach().numpy()
    said = served(learner, tmp_path)(lines.read[:, :HIDDEN], lines.read[:, HIDDEN:] / np.float32(COLUMN_SCALE))
    np.testing.assert_allclose(said, logits, atol=0.01)


def test_learns_what_it_is_shown(tmp_path: Path) -> None:
    learner = learn([made(60, seed) for seed in range(24)], epochs=30, seed=1)
    unseen = made(200, 99)
    columns = unseen.read[:, HIDDEN:] / np.float32(COLUMN_SCALE)
    said = served(learner, tmp_path)(unseen.read[:, :HIDDEN], columns).argmax(axis=1)
    known = unseen.labels >= 0
    assert (said == unseen.labels)[known].mean() > 0.95


def test_the_same_seed_learns_the_same() -> None:
    first, second = (learn([made(20, 1), made(20, 2)], 1, 7).state_dict() for _ in range(2))
    assert all(torch.equal(first[name], second[name]) for name in first)
