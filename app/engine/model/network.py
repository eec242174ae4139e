"""The network that labels blocks, in NumPy.

A row a block: measured columns and hashed words become a hidden row; convolutions over the page's order let each block
see its neighbours, ever further away; in their middle each block learns the means over its containers and the page.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.model.inputs import POOL_LEVELS, Inputs
from app.engine.model.tree import Tree
from app.engine.model.vectors import Array, Vectors

#: How far apart the three blocks are that each convolution sees.
DILATIONS = (1, 2, 4, 8, 16, 1)
#: Standardised columns are cut off here, so that no monster of a page leads far from what was learned.
MAX_DEVIATION = 5.0
#: What the sum of a block's letter vectors is multiplied by.
LETTER_SCALE = 0.2
#: Blocks that are worked on at once where each takes several kB and needs no other: a page may have 100,000.
SLAB = 8_192
#: Products of numbers up to which a product of matrices stays in one thread. OpenBLAS parts larger ones among all
#: cores, where its threads wait for one another if others are busy there: beside two busy processes on two cores
#: 1,000 rows of 330 columns took 2.9 ms, and take .4; with one thread they took .43.
#: Source: GEMM_MULTITHREAD_THRESHOLD in OpenBLAS' interface/gemm.c
MOST_PRODUCTS = 1 << 18


class Layer(tuple[Array, Array]):
    """Weights of shape (inputs, outputs) and a bias of shape (outputs,)."""

    __slots__ = ()

    def __call__(self, rows: Array) -> Array:
        """`rows @ weights + bias`."""
        sums = multiply(rows, self[0])
        sums += self[1]
        return sums


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Everything learned.

    Attributes:
        mean, scale: of the dense columns, shape (columns,).
        names: of attribute words; of raw text, of the words themselves.
        letters: of triples of letters.
        enter: inputs to hidden.
        convolutions: one a dilation; weights of shape (3 * hidden, hidden): the blocks before, at, behind.
        pool: hidden to what containers share.
        spread: the means of POOL_LEVELS containers and of the page to hidden.
        leave: hidden to twelve logits: article or not, then the labels.
    """

    mean: Array
    scale: Array
    names: Vectors
    letters: Vectors
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
            names=Vectors.read(arrays, prefix + "names"),
            letters=Vectors.read(arrays, prefix + "letters"),
            enter=layer("enter"),
            convolutions=tuple(layer(f"convolutions.{number}") for number in range(len(DILATIONS))),
            pool=layer("pool"),
            spread=layer("spread"),
            leave=layer("leave"),
        )

    def __call__(self, inputs: Inputs) -> Array:
        """Logits, shape (blocks, 12)."""
        return self.leave(self.read_page(inputs))

    def read_page(self, inputs: Inputs) -> Array:
        """The hidden rows of which `leave` makes the logits, shape (blocks, hidden)."""
        hidden = self._enter(inputs)
        for number, (dilation, convolution) in enumerate(zip(DILATIONS, self.convolutions, strict=True)):
            if number == len(DILATIONS) // 2:
                sums = _running_sums(relu(self.pool(hidden)), inputs.tree)
                for rows in _slabs(len(hidden)):
                    hidden[rows] += self.spread(_contain(sums, inputs.tree, rows))
            hidden += relu(convolve(hidden, dilation, convolution))
        return hidden

    def standardise(self, dense: Array) -> Array:
        """The dense columns of a page as this network reads them."""
        dense = dense - self.mean
        dense *= self.scale
        np.maximum(dense, -MAX_DEVIATION, out=dense)
        return np.minimum(dense, MAX_DEVIATION, out=dense)

    def _enter(self, inputs: Inputs) -> Array:
        """What each block is by itself."""
        named = self.names.sum_bags(inputs.names)
        hidden = np.empty((len(inputs.dense), len(self.enter[1])), np.float32)
        for rows in _slabs(len(hidden)):
            dense = self.standardise(inputs.dense[rows])
            names = named.take(inputs.chains[rows], axis=0).reshape(len(dense), -1)
            letters = self.letters.sum_rows(inputs.letters[rows])
            letters *= LETTER_SCALE
            hidden[rows] = relu(self.enter(np.concatenate([dense, names, letters], axis=1, dtype=np.float32)))
        return hidden


def relu(rows: Array) -> Array:
    """`rows` themselves, with nothing below nought."""
    return np.maximum(rows, 0, out=rows)


def multiply(rows: Array, weights: Array) -> Array:
    """`rows @ weights`, some rows at a time."""
    height = max(1, MOST_PRODUCTS // weights.size)
    whole = len(rows) // height * height
    product = np.empty((len(rows), weights.shape[1]), np.float32)
    np.matmul(
        rows[:whole].reshape(-1, height, rows.shape[1]),
        weights,
        out=product[:whole].reshape(-1, height, weights.shape[1]),
    )
    np.matmul(rows[whole:], weights, out=product[whole:])
    return product


def convolve(rows: Array, distance: int, layer: Layer) -> Array:
    """The layer's sums over each row and those `distance` before and behind it; zeros beyond the page."""
    before, at, behind = layer[0].reshape(3, rows.shape[1], -1)
    sums = multiply(rows, at)
    sums += layer[1]
    if distance < len(rows):
        sums[distance:] += multiply(rows[:-distance], before)
        sums[:-distance] += multiply(rows[distance:], behind)
    return sums


def _slabs(count: int) -> Iterator[slice]:
    """The rows of a page, `SLAB` at a time."""
    return (slice(start, start + SLAB) for start in range(0, count, SLAB))


def _running_sums(rows: Array, tree: Tree) -> NDArray[np.float64]:
    """The sums of the rows before each in the order of the tree, and of all."""
    sums = np.zeros((len(rows) + 1, rows.shape[1]))
    np.cumsum(rows[tree.order], axis=0, dtype=np.float64, out=sums[1:])
    return sums


def _contain(sums: NDArray[np.float64], tree: Tree, rows: slice) -> Array:
    """The means over the containers of some blocks, from the parent up, and over the page."""
    levels = slice(1, POOL_LEVELS + 1)
    starts, ends = tree.starts[rows, levels], tree.ends[rows, levels]
    inside = sums.take(ends, axis=0)
    inside -= sums.take(starts, axis=0)
    means = np.empty((len(starts), POOL_LEVELS + 1, sums.shape[1]), np.float32)
    np.divide(inside, (ends - starts)[:, :, None], out=means[:, :-1], casting="same_kind")
    means[:, -1] = sums[-1] / (len(sums) - 1)
    return means.reshape(len(starts), -1)
