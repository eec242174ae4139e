"""The network in PyTorch: the same computation as `app.engine.model.network`, for many pages at once, and learnable.

Pages stand one behind the other in one long sequence with empty rows between them, wide enough that no convolution
sees across.
"""

from typing import NamedTuple

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from app.engine.labels import LABELS
from app.engine.model.inputs import COLUMNS, NAMED, POOL_LEVELS
from app.engine.model.network import DILATIONS, LETTER_SCALE

#: Width of an attribute word's vector, of a letter triple's, of a block's hidden row, and of what containers share.
NAME_WIDTH, GRAM_WIDTH, HIDDEN, POOLED = 12, 12, 64, 16


class Batch(NamedTuple):
    """Some pages as tensors; rows between pages are empty.

    Attributes:
        dense: float32, (rows, len(COLUMNS)), standardised.
        name_rows, name_starts: bags of attribute words of all pages' elements, by the rows of their vectors.
        chains: int64, (rows, named): the bags of each block.
        letters: int64, (rows, triples).
        starts, ends: int64, (rows, POOL_LEVELS): the blocks of each container as a range of `order`.
        order: int64, (rows,).
        filled: float32, (rows, 1): 1 for a block, 0 for an empty row.
    """

    dense: Tensor
    name_rows: Tensor
    name_starts: Tensor
    chains: Tensor
    letters: Tensor
    starts: Tensor
    ends: Tensor
    order: Tensor
    filled: Tensor


class Drop(NamedTuple):
    """Shares of what is hidden from the network while it learns, so that it relies on no single witness.

    Attributes:
        hidden: of the hidden units.
        names, letters: of the pages whose attribute words (letters) are hidden altogether.
        name_words: of the attribute words.
        columns: of the dense columns of a page, groups at once.
    """

    hidden: float = 0.3
    names: float = 0.35
    letters: float = 0.5
    name_words: float = 0.25
    columns: float = 0.15


class Network(nn.Module):
    """See `app.engine.model.network.Network`, which computes the same."""

    def __init__(self, drop: Drop, names: int, letters: int, columns: int = len(COLUMNS), named: int = NAMED) -> None:
        """Untrained.

        Args:
            names, letters: how many vectors there are of words and of triples of letters.
            columns, named: of the inputs.
        """
        super().__init__()
        self.drop = drop
        self.names = nn.EmbeddingBag(names, NAME_WIDTH, mode="sum")
        self.letters = nn.EmbeddingBag(letters, GRAM_WIDTH, mode="sum", padding_idx=0)
        self.enter = nn.Linear(columns + named * NAME_WIDTH + GRAM_WIDTH, HIDDEN)
        self.convolutions = nn.ModuleList(nn.Linear(3 * HIDDEN, HIDDEN) for _ in DILATIONS)
        self.pool = nn.Linear(HIDDEN, POOLED)
        self.spread = nn.Linear(POOLED * (POOL_LEVELS + 1), HIDDEN)
        self.leave = nn.Linear(HIDDEN, 1 + len(LABELS))
        for bag in (self.names, self.letters):
            nn.init.normal_(bag.weight, std=0.05)
        nn.init.zeros_(self.letters.weight[:1])

    def forward(self, batch: Batch, page: Tensor) -> Tensor:
        """Logits: column 0 article or not, then one for each of `LABELS`.

        Args:
            page: int64, (rows,): number of the page of each row.
        """
        h = torch.relu(self.enter(self._read(batch, page)))
        h = self._dropout(h, page) * batch.filled
        half = len(self.convolutions) // 2
        for number, (dilation, convolution) in enumerate(zip(DILATIONS, self.convolutions, strict=True)):
            if number == half:
                h = (h + self._contain(h, batch, page)) * batch.filled
            wide = F.pad(h, (0, 0, dilation, dilation))
            step = torch.relu(convolution(torch.cat([wide[: len(h)], h, wide[2 * dilation :]], 1)))
            h = (h + self._dropout(step, page)) * batch.filled
        return self.leave(h)

    def _read(self, batch: Batch, page: Tensor) -> Tensor:
        rows = batch.name_rows
        weights = None
        dense = batch.dense
        if self.training:
            weights = (torch.rand(len(rows)) >= self.drop.name_words).float()
        vectors = F.embedding_bag(rows, self.names.weight, batch.name_starts, mode="sum", per_sample_weights=weights)
        names = vectors[batch.chains].flatten(1)
        letters = self.letters(batch.letters) * LETTER_SCALE
        if self.training:
            pages = int(page[-1]) + 1
            names = names * (torch.rand(pages, 1) >= self.drop.names)[page]
            letters = letters * (torch.rand(pages, 1) >= self.drop.letters)[page]
            dense = dense * (torch.rand(pages, dense.shape[1]) >= self.drop.columns)[page]
        return torch.cat([dense, names, letters], 1)

    def _contain(self, h: Tensor, batch: Batch, page: Tensor) -> Tensor:
        pooled = torch.relu(self.pool(h)) * batch.filled
        sums = torch.cat([pooled.new_zeros(1, POOLED), pooled[batch.order].double().cumsum(0)])
        counts = (batch.ends - batch.starts).clamp(min=1)
        means = ((sums[batch.ends] - sums[batch.starts]) / counts[:, :, None]).float()
        blocks = torch.zeros(int(page[-1]) + 1, POOLED).index_add(0, page, pooled)
        number = torch.zeros(len(blocks)).index_add(0, page, batch.filled[:, 0]).clamp(min=1)
        whole = (blocks / number[:, None])[page]
        return self.spread(torch.cat([means.flatten(1), whole], 1))

    def _dropout(self, h: Tensor, page: Tensor) -> Tensor:
        """Hides units for a whole page at a time, else a block's neighbours would tell what was hidden of it."""
        if not self.training:
            return h
        keep = 1 - self.drop.hidden
        return h * ((torch.rand(int(page[-1]) + 1, h.shape[1]) < keep) / keep)[page]
