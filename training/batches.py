"""Puts pages one behind the other as tensors."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from app.engine.model.inputs import POOL_LEVELS
from app.engine.model.network import DILATIONS, MAX_DEVIATION
from training.encoding import Encoding
from training.examples import Example
from training.network import Batch

#: Empty rows behind each page, so that no convolution sees the next.
GAP = max(DILATIONS)


class Wanted(NamedTuple):
    """What the network should say of the rows of a batch; weights are 0 in empty rows.

    Attributes:
        article, weight, kind, kind_weight: as in `Example`.
        share: float32, (rows,): share of the page's tokens.
        page_weight, is_full: float32, (pages,).
    """

    article: Tensor
    weight: Tensor
    kind: Tensor
    kind_weight: Tensor
    share: Tensor
    page_weight: Tensor
    is_full: Tensor


def group_pages(sizes: Sequence[int], rows: int, random: np.random.Generator | None = None) -> Iterator[list[int]]:
    """Numbers of pages in groups of about so many rows, shuffled if there is a `random`."""
    numbers = np.arange(len(sizes)) if random is None else random.permutation(len(sizes))
    group: list[int] = []
    filled = 0
    for number in numbers.tolist():
        group.append(number)
        filled += sizes[number] + GAP
        if filled >= rows:
            yield group
            group, filled = [], 0
    if group:
        yield group


def collate(examples: Sequence[Example], encoding: Encoding) -> tuple[Batch, Tensor]:
    """The pages as one batch, and the page of each row."""
    sizes = [len(example.texts) for example in examples]
    firsts = np.cumsum([0, *(size + GAP for size in sizes)])
    total = int(firsts[-1])
    page = np.repeat(np.arange(len(examples)), np.array(sizes) + GAP)
    width = examples[0].inputs.dense.shape[1]
    dense, filled = np.zeros((total, width), np.float32), np.zeros((total, 1), np.float32)
    chains, letters = (
        np.zeros((total, examples[0].inputs.chains.shape[1]), np.int64),
        np.zeros((total, examples[0].inputs.letters.shape[1]), np.int64),
    )
    starts, ends = np.zeros((total, POOL_LEVELS), np.int64), np.zeros((total, POOL_LEVELS), np.int64)
    order = np.arange(total)
    elements = words = 0
    name_rows, name_starts = [], []
    levels = slice(1, POOL_LEVELS + 1)
    for example, first in zip(examples, firsts, strict=False):
        inputs, rows = example.inputs, slice(first, first + len(example.texts))
        dense[rows] = np.clip((inputs.dense - encoding.mean) * encoding.scale, -MAX_DEVIATION, MAX_DEVIATION)
        chains[rows], letters[rows] = inputs.chains + elements, encoding.letters(inputs.letters)
        starts[rows], ends[rows] = inputs.tree.starts[:, levels] + first, inputs.tree.ends[:, levels] + first
        order[rows], filled[rows] = inputs.tree.order + first, 1
        name_rows.append(encoding.names(inputs.names.hashes))
        name_starts.append(inputs.names.starts + words)
        elements, words = elements + len(inputs.names.starts), words + len(inputs.names.hashes)
    arrays = (
        dense,
        np.concatenate(name_rows),
        np.concatenate(name_starts),
        chains,
        letters,
        starts,
        ends,
        order,
        filled,
    )
    return Batch(*map(torch.from_numpy, arrays)), torch.from_numpy(page)


def collate_wanted(examples: Sequence[Example], page_weights: Sequence[float]) -> Wanted:
    """What should be said of the same rows.

    Args:
        page_weights: how much each page counts.
    """

    def rows(values: list[NDArray[np.generic]]) -> Tensor:
        parts = [np.concatenate([one, np.zeros(GAP, one.dtype)]) for one in values]
        return torch.from_numpy(np.concatenate(parts))

    weights = [np.float32(weight) for weight in page_weights]
    pairs = list(zip(examples, weights, strict=True))
    return Wanted(
        rows([example.article for example in examples]),
        rows([example.weight * weight for example, weight in pairs]),
        rows([example.kind for example in examples]),
        rows([example.kind_weight * weight for example, weight in pairs]),
        rows([example.size / max(float(example.size.sum()), 1.0) for example in examples]),
        torch.tensor(weights),
        torch.tensor([float(example.is_full) for example in examples]),
    )
