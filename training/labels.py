"""Learns the labeller of raw text: `python -m training.labels --corpora PATH` writes `text_labels.npz`.

The labels are those that the engine gives the same words from HTML, and those of the written pages. The lines are read
by the network of raw text as it is, so that this comes after it.
"""

import argparse
import math
import sys
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional as F

from app.engine.labels import LABELS
from app.engine.model.labeller import COLUMN_SCALE, DILATIONS, Labeller
from bench import corpus
from training.lines import WEIGHTS, Lines, network, read_all_written, read_corpora

_FOLDER = Path(__file__).parent.parent / "app" / "engine" / "model"
#: Hidden units; the shares of them and of a page's columns that are hidden while learning.
WIDTH, DROPPED, DROPPED_COLUMNS = 48, 0.2, 0.1
#: Texts in a step; the rate, which rises over WARM_UP steps and falls along a cosine; how slow the kept average is.
STEP, RATE, WARM_UP, SLOW = 8, 3e-3, 50, 0.995


class Learner(nn.Module):
    """See `app.engine.model.labeller.Labeller`, which computes the same."""

    def __init__(self, columns: int) -> None:
        super().__init__()
        self.enter = nn.Linear(columns, WIDTH)
        self.convolutions = nn.ModuleList(nn.Linear(3 * WIDTH, WIDTH) for _ in DILATIONS)
        self.page = nn.Linear(WIDTH, WIDTH)
        self.leave = nn.Linear(WIDTH, len(LABELS))

    def forward(self, read: Tensor) -> Tensor:
        """Logits of the lines of one page."""
        if self.training:
            read = read * (torch.rand(read.shape[1]) >= DROPPED_COLUMNS)
        h = F.dropout(torch.relu(self.enter(read)), DROPPED, self.training)
        for number, (dilation, convolution) in enumerate(zip(DILATIONS, self.convolutions, strict=True)):
            if number == 1:
                h = h + self.page(h.mean(0, keepdim=True))
            wide = F.pad(h, (0, 0, dilation, dilation))
            step = torch.relu(convolution(torch.cat([wide[: len(h)], h, wide[2 * dilation :]], 1)))
            h = h + F.dropout(step, DROPPED, self.training)
        logits: Tensor = self.leave(h)
        return logits


def learn(texts: Sequence[Lines], epochs: int, seed: int) -> Learner:
    """A learner whose weights are the moving average of those on the way; of a page, lines count alike."""
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    learner = Learner(texts[0].read.shape[1])
    average = {name: values.clone() for name, values in learner.state_dict().items()}
    optimizer = torch.optim.AdamW(learner.parameters(), lr=RATE, weight_decay=1e-2)
    starts = [start for _ in range(epochs) for start in range(0, len(texts), STEP)]
    for step, start in enumerate(starts, 1):
        if start == 0:
            order = random.permutation(len(texts))
        rate = RATE * min(1, step / WARM_UP) * (1 + math.cos(math.pi * step / len(starts))) / 2
        for group in optimizer.param_groups:
            group["lr"] = rate
        losses = [_measure(learner, texts[number]) for number in order[start : start + STEP]]
        optimizer.zero_grad()
        torch.stack(losses).sum().backward()
        torch.nn.utils.clip_grad_norm_(learner.parameters(), 20.0)
        optimizer.step()
        slow = min(SLOW, step / (step + 10))
        for name, values in learner.state_dict().items():
            average[name].mul_(slow).add_(values.detach(), alpha=1 - slow)
    learner.load_state_dict(average)
    learner.eval()
    return learner


def export(path: Path, learner: Learner) -> None:
    """Half precision, compressed, no pickle; with the digest of the network's file, since it reads no other's rows."""
    state = {name: values.detach().numpy() for name, values in learner.state_dict().items()}
    arrays = {name: (a.T if name.endswith("weight") else a).astype(np.float16) for name, a in state.items()}
    digest = np.frombuffer(sha256(WEIGHTS.read_bytes()).digest(), np.uint8)
    np.savez_compressed(path, **arrays, network=digest)


def score(labeller: Labeller, texts: Iterable[Lines]) -> NDArray[np.float64]:
    """F1 of each label over all lines, [0, 1]; 0 for one that neither has."""
    counts = np.zeros((len(LABELS), len(LABELS)))
    for text in texts:
        hidden = text.read.shape[1] - len(network().mean)
        said = labeller(text.read[:, :hidden], text.read[:, hidden:] / np.float32(COLUMN_SCALE)).argmax(axis=1)
        known = text.labels >= 0
        np.add.at(counts, (text.labels[known], said[known]), 1)
    return np.asarray(2 * counts.diagonal() / np.maximum(counts.sum(axis=0) + counts.sum(axis=1), 1))


def main(arguments: Sequence[str] | None = None) -> int:
    """Reads the corpora, learns, writes the labeller, and prints how well it does on `dev`."""
    parser = argparse.ArgumentParser(prog="python -m training.labels", description=__doc__)
    parser.add_argument("--corpora", type=Path, default=corpus.DEFAULT_ROOT, help="folder with train/ and dev/")
    parser.add_argument("--out", type=Path, default=_FOLDER / "text_labels.npz", help="file to write (%(default)s)")
    parser.add_argument("--epochs", type=int, default=5, help="passes over the pages (%(default)s)")
    parser.add_argument("--workers", type=int, default=2, help="processes that read the pages (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="(%(default)s)")
    options = parser.parse_args(arguments)
    torch.set_num_threads(1)  # the sums of two are not the same in every run
    train = read_corpora(options.corpora, "train", options.workers, varied=True)
    train += read_all_written()
    dev = read_corpora(options.corpora, "dev", options.workers)
    export(options.out, learn(train, options.epochs, options.seed))
    with np.load(options.out, allow_pickle=False) as arrays:
        found = score(Labeller.read(arrays), dev)
    for label, f1 in zip(LABELS, found.tolist(), strict=True):
        print(f"{label.value:12s} F1 {f1:.3f}")
    print(f"{'mean':12s} F1 {found.mean():.3f}")
    return 0


def _measure(learner: Learner, text: Lines) -> Tensor:
    labels = torch.from_numpy(text.labels)
    known = labels >= 0
    loss = F.cross_entropy(learner(torch.from_numpy(text.read))[known], labels[known], reduction="sum")
    return loss / len(labels) ** 0.5


if __name__ == "__main__":
    sys.exit(main())
