"""The learned models: how likely each block of a page has each label. One reads markup, the other plain lines.

`MODEL_CARD.md` beside this file says what they learned from and how well they do.
"""

from functools import cache
from hashlib import sha256
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from app.engine.evidence import Evidence
from app.engine.labels import IS_ARTICLE
from app.engine.model.inputs import read_inputs
from app.engine.model.labeller import Labeller
from app.engine.model.looks import number_groups
from app.engine.model.network import Network
from app.engine.model.text_inputs import read_text_inputs

__all__ = ["predict", "version"]

_MARKUP, _TEXT, _LABELS = "weights.npz", "text_weights.npz", "text_labels.npz"
_FOLDER = files("app.engine") / "model"

#: How far a block's logit is moved towards the mean of those that look like it, [0, 1], and what a logit counts at most
#: in that mean. 2104 pages of `train` by networks that had not seen their sites: mean F1 of the datasets .9140 with
#: nothing moved, .9169 by 0.2, .9171 by 0.3, .9176 by 0.4; on `dev` .0003 between the last three.
AGREEMENT, SURE = 0.4, 4.0

#: Which labels are article, and which are not, a row each.
_SIDES = np.stack([IS_ARTICLE, ~IS_ARTICLE]).astype(np.float32)


def predict(evidence: Evidence) -> NDArray[np.float32]:
    """Probabilities of the labels of each block, by the model for pages like this one.

    Returns:
        float32, shape (blocks, len(Label)), columns in the order of `Label`, [0, 1]; a row sums to 1. The sum of the
        columns of `ARTICLE_LABELS` is calibrated: of the words of blocks with 0.7, 70 % are the article's.
    """
    if not evidence.page.blocks:
        return np.zeros((0, len(IS_ARTICLE)), np.float32)
    return to_probabilities(_read_markup(evidence) if evidence.page.marked_up else _read_lines(evidence))


def _read_markup(evidence: Evidence) -> NDArray[np.float32]:
    networks, sharpness = _load(_MARKUP)
    inputs = read_inputs(evidence)
    logits = np.asarray(sum(network(inputs) for network in networks) / len(networks), np.float32)
    logits[:, 0] = agree(logits[:, 0], evidence.features["words"], inputs.chains)
    return logits * np.float32(sharpness)


def _read_lines(evidence: Evidence) -> NDArray[np.float32]:
    """Whether a line is article, by the network; what else it is, by the labeller that reads on from there."""
    networks, sharpness = _load(_TEXT)
    inputs = read_text_inputs(evidence)
    hidden = [network.read_page(inputs) for network in networks]
    article = sum(network.leave(rows)[:, :1] for network, rows in zip(networks, hidden, strict=True)) / len(networks)
    labels = _load_labeller()(hidden[0], networks[0].standardise(inputs.dense))
    return np.concatenate([article * np.float32(sharpness), labels], axis=1)


def agree(article: NDArray[np.float32], words: NDArray[np.float32], chains: NDArray[np.int64]) -> NDArray[np.float32]:
    """Logits moved towards the mean of the blocks that look alike, by their elements' names and class words.

    Args:
        words: of each block; the mean is weighted by their roots.
        chains: as `Inputs.chains`.
    """
    group = number_groups(chains[:, 0] * (chains[:, 1].max() + 1) + chains[:, 1])
    weight = np.sqrt(words + 0.5)
    means = np.bincount(group, np.clip(article, -SURE, SURE) * weight) / np.bincount(group, weight)
    return np.asarray((1 - AGREEMENT) * article + AGREEMENT * means[group], np.float32)


def to_probabilities(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    """Column 0 says whether a block is article at all; the others share that out among the labels of either side."""
    article = 1 / (1 + np.exp(-np.clip(logits[:, 0], -30, 30)))
    shares = np.exp(np.clip(logits[:, 1:] - logits[:, 1:].max(axis=1, keepdims=True), -30, 0))
    inside, outside = _SIDES @ shares.T
    shares *= np.where(IS_ARTICLE, (article / inside)[:, None], ((1 - article) / outside)[:, None])
    return np.asarray(shares, np.float32)


@cache
def version() -> str:
    """Eight characters that name the weights: other weights, other characters."""
    return sha256(b"".join((_FOLDER / name).read_bytes() for name in (_MARKUP, _TEXT, _LABELS))).hexdigest()[:8]


@cache
def _load(name: str) -> tuple[tuple[Network, ...], float]:
    """The networks whose logits are averaged, and what the average is multiplied by. Constant: files of the package."""
    with (_FOLDER / name).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        members = int(arrays["members"])
        return tuple(Network.read(arrays, f"{number}.") for number in range(members)), float(arrays["sharpness"])


@cache
def _load_labeller() -> Labeller:
    with (_FOLDER / _LABELS).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        return Labeller.read(arrays)
