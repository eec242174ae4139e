"""Learns a network from examples."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

from app.engine.labels import ARTICLE_LABELS, Label
from training.augment import augment
from training.batches import Wanted, collate, collate_wanted, group_pages
from training.encoding import Encoding, Sites
from training.examples import Example
from training.network import Drop, Network

_INSIDE = torch.tensor([label in ARTICLE_LABELS for label in Label])


class Recipe(NamedTuple):
    """How to learn.

    Attributes:
        rows: blocks in a step.
        rate, decay: of AdamW; the rate rises over WARM_UP steps and falls along a cosine.
        smoothing: how far from 0 and 1 the answers are that are asked for.
        overlap: weight of the page's soft F1, beside the cross-entropy of its blocks.
        kinds: weight of the cross-entropy of the labels.
        sites: how many must have a word, or a triple of letters, for it to have a vector of its own; without them all
            have vectors, which they share.
    """

    epochs: int = 5
    rows: int = 6000
    rate: float = 2e-3
    decay: float = 0.05
    smoothing: float = 0.02
    overlap: float = 0.5
    kinds: float = 0.2
    drop: Drop = Drop()
    sites: Sites | None = None


WARM_UP = 50


def learn(
    examples: Sequence[Example],
    encoding: Encoding,
    recipe: Recipe,
    seed: int,
    tell: Callable[[int, float], None] = lambda *_: None,
) -> Network:
    """A network whose weights are the moving average of those on the way.

    Args:
        tell: called with the number of the epoch and its mean loss.
    """
    torch.manual_seed(seed)
    random = np.random.default_rng(seed)
    first = examples[0].inputs
    vectors = encoding.names.number, encoding.letters.number
    network = Network(recipe.drop, *vectors, first.dense.shape[1], first.chains.shape[1])
    optimizer = torch.optim.AdamW(network.parameters(), lr=recipe.rate, weight_decay=recipe.decay)
    average = {name: values.clone() for name, values in network.state_dict().items()}
    sizes = [len(example.texts) for example in examples]
    weights = weigh_pages(examples)
    steps = recipe.epochs * len(list(group_pages(sizes, recipe.rows)))
    step = 0
    network.train()
    for epoch in range(recipe.epochs):
        losses = []
        for group in group_pages(sizes, recipe.rows, random):
            pages = [augment(examples[number], random) for number in group]
            batch, page = collate(pages, encoding)
            wanted = collate_wanted(pages, [weights[number] for number in group])
            _set_rate(optimizer, recipe.rate, step, steps)
            loss = measure_loss(network(batch, page), page, wanted, recipe)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            _move(average, network, min(0.995, step / (step + 20)))
            losses.append(loss.item())
        tell(epoch, float(np.mean(losses)))
    network.load_state_dict(average)
    network.eval()
    return network


def weigh_pages(examples: Sequence[Example]) -> list[float]:
    """A dataset counts by the square root of its pages."""
    counts = Counter(example.page.dataset for example in examples if example.counts == 1)
    return [10 * example.counts * counts[example.page.dataset] ** -0.5 for example in examples]


def measure_loss(logits: Tensor, page: Tensor, wanted: Wanted, recipe: Recipe) -> Tensor:
    """Cross-entropy of article or not, of the labels on the right side of that, and what the pages' F1 lack."""
    smooth = wanted.article * (1 - 2 * recipe.smoothing) + recipe.smoothing
    article = F.binary_cross_entropy_with_logits(logits[:, 0], smooth, reduction="none") * wanted.weight
    right_side = (wanted.article >= 0.5)[:, None] == _INSIDE
    own = F.one_hot(wanted.kind, len(_INSIDE)).bool()
    kinds = F.cross_entropy(logits[:, 1:].masked_fill(~(right_side | own), -30.0), wanted.kind, reduction="none")
    loss = article.sum() + recipe.kinds * (kinds * wanted.kind_weight).sum()
    return (loss + recipe.overlap * _lacking(torch.sigmoid(logits[:, 0]), page, wanted)) / wanted.page_weight.sum()


def _lacking(probability: Tensor, page: Tensor, wanted: Wanted) -> Tensor:
    """What the soft F1 of each page with full gold lacks to 1, weighted."""

    def total(values: Tensor) -> Tensor:
        return torch.zeros(len(wanted.page_weight)).index_add(0, page, values)

    kept, gold = total(probability * wanted.share), total(wanted.article * wanted.share)
    right = total(probability * wanted.article * wanted.share)
    counted = wanted.is_full * (gold > 1e-3) * wanted.page_weight
    return ((1 - 2 * right / (kept + gold + 1e-3)) * counted).sum()


def answer(network: Network, examples: Sequence[Example], encoding: Encoding) -> list[NDArray[np.float32]]:
    """The logits of each page."""
    found: list[NDArray[np.float32]] = []
    network.eval()
    with torch.no_grad():
        for group in group_pages([len(example.texts) for example in examples], 20_000):
            pages = [examples[number] for number in group]
            batch, page = collate(pages, encoding)
            logits = network(batch, page).numpy()
            firsts = np.searchsorted(page.numpy(), np.arange(len(pages)))
            found += [logits[first : first + len(example.texts)] for first, example in zip(firsts, pages, strict=True)]
    return found


def _set_rate(optimizer: torch.optim.Optimizer, rate: float, step: int, steps: int) -> None:
    factor = min(1, (step + 1) / WARM_UP) * max(0.02, 0.5 * (1 + math.cos(math.pi * step / steps)))
    for group in optimizer.param_groups:
        group["lr"] = rate * factor


def _move(average: dict[str, Tensor], network: Network, inertia: float) -> None:
    for name, values in network.state_dict().items():
        average[name].lerp_(values, 1 - inertia)
