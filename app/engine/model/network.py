"""The network that labels blocks, in NumPy.

A row a block: measured columns and hashed words become a hidden row; convolutions over the page's order let each block
see its neighbours, ever further away; in their middle each block learns the means over its containers and the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.model.hashing import Bags
from app.engine.model.inputs import POOL_LEVELS, Inputs
from app.engine.model.tree import Tree

Array = NDArray[np.float32]

#: How far apart the three blocks are that each convolution sees.
DILATIONS = (1, 2, 4, 8, 16, 1)
#: Standardised columns are cut off here, so that no monster of a page leads far from what was learned.
MAX_DEVIATION = 5.0
#: What the sum of a block's letter vectors is multiplied by.
LETTER_SCALE = 0.2


class Layer(tuple[Array, Array]):
    """Weights of shape (inputs, outputs) and a bias of shape (outputs,)."""

    __slots__ = ()

    def __call__(self, rows: Array) -> Array:
        """`rows @ weights + bias`."""
        return rows @ self[0] + self[1]


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Everything learned.

    Attributes:
        mean, scale: of the dense columns, shape (columns,).
        names: vectors of hashed attribute words, shape (NAME_ROWS, width).
        letters: vectors of hashed letter triples, shape (GRAM_ROWS, width); row 0 is zero.
        enter: inputs to hidden.
        convolutions: one a dilation; weights of shape (3 * hidden, hidden): the blocks before, at, behind.
        pool: hidden to what containers share.
        spread: the means of POOL_LEVELS containers and of the page to hidden.
        leave: hidden to twelve logits: article or not, then the labels.
    """

    mean: Array
    scale: Array
    names: Array
    letters: Array
    enter: Layer
    convolutions: tuple[Layer, ...]
    pool: Layer
    spread: Layer
    leave: Layer

    @classmethod
    def read(cls, arrays: Mapping[str, NDArray[np.generic]], prefix: str = "") -> "Network":
        """A network from named arrays of any float type, as `training` writes them."""

        def array(name: str) -> Array:
            return np.ascontiguousarray(arrays[prefix + name], np.float32)

        def layer(name: str) -> Layer:
            return Layer((array(f"{name}.weight"), array(f"{name}.bias")))

        return cls(
            mean=array("mean"),
            scale=array("scale"),
            names=array("names"),
            letters=array("letters"),
            enter=layer("enter"),
            convolutions=tuple(layer(f"convolutions.{number}") for number in range(len(DILATIONS))),
            pool=layer("pool"),
            spread=layer("spread"),
            leave=layer("leave"),
        )

    def __call__(self, inputs: Inputs) -> Array:
        """Logits, shape (blocks, 12)."""
        hidden = _relu(self.enter(self._read(inputs)))
        for number, (dilation, convolution) in enumerate(zip(DILATIONS, self.convolutions, strict=True)):
            if number == len(DILATIONS) // 2:
                hidden += self.spread(_contain(_relu(self.pool(hidden)), inputs.tree))
            hidden += _relu(convolution(_neighbours(hidden, dilation)))
        return self.leave(hidden)

    def _read(self, inputs: Inputs) -> Array:
        dense = (inputs.dense - self.mean) * self.scale
        np.clip(dense, -MAX_DEVIATION, MAX_DEVIATION, out=dense)
        names = _sum_bags(self.names, inputs.names)[inputs.chains].reshape(len(dense), -1)
        letters = np.einsum("blw->bw", self.letters.take(inputs.letters, axis=0)) * LETTER_SCALE  # faster than sum
        return np.concatenate([dense, names, letters], axis=1, dtype=np.float32)


def _relu(rows: Array) -> Array:
    return np.maximum(rows, 0, out=rows)


def _sum_bags(vectors: Array, bags: Bags) -> Array:
    return np.asarray(np.add.reduceat(vectors.take(bags.rows, axis=0), bags.starts, axis=0), np.float32)


def _neighbours(rows: Array, distance: int) -> Array:
    """Each row with those `distance` before and behind it; zeros beyond the page."""
    count, width = rows.shape
    wide = np.zeros((count, 3 * width), np.float32)
    wide[:, width : 2 * width] = rows
    if distance < count:
        wide[distance:, :width] = rows[:-distance]
        wide[:-distance, 2 * width :] = rows[distance:]
    return wide


def _contain(rows: Array, tree: Tree) -> Array:
    """The means over the containers of each block, from its parent up, and over the page."""
    count, width = rows.shape
    sums = np.zeros((count + 1, width))
    np.cumsum(rows[tree.order], axis=0, dtype=np.float64, out=sums[1:])
    levels = slice(1, POOL_LEVELS + 1)
    starts, ends = tree.starts[:, levels], tree.ends[:, levels]
    means = np.empty((count, POOL_LEVELS + 1, width), np.float32)
    means[:, :-1] = (sums[ends] - sums[starts]) / (ends - starts)[:, :, None]
    means[:, -1] = sums[-1] / count
    return means.reshape(count, -1)
