"""What a line of raw text is, by a small network of its own.

It reads what the article's network made of each line, and the same columns. Two tasks part here: whether a line is
article is learned from what people marked, a word as good as another; what else it is, from the labels that the page's
markup gives the same words, a line as good as another.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.engine.model.network import Layer, convolve, relu
from app.engine.model.vectors import Array

#: How far apart the three lines are that each convolution sees.
DILATIONS = (1, 3, 9)
#: What the standardised columns are multiplied by beside the hidden ones.
COLUMN_SCALE = 0.5


@dataclass(frozen=True, slots=True, eq=False)
class Labeller:
    """Everything learned.

    Attributes:
        enter: hidden row and columns to this network's own hidden row.
        convolutions: one a dilation; weights as those of `Network.convolutions`.
        page: the mean over all lines to hidden.
        leave: hidden to a logit a label, in the order of `Label`.
    """

    enter: Layer
    convolutions: tuple[Layer, ...]
    page: Layer
    leave: Layer

    @classmethod
    def read(cls, arrays: Mapping[str, NDArray[np.generic]]) -> "Labeller":
        """A labeller from named arrays of any float type, as `training` writes them."""

        def layer(name: str) -> Layer:
            weights, bias = (np.ascontiguousarray(arrays[f"{name}.{part}"], np.float32) for part in ("weight", "bias"))
            return Layer((weights, bias))

        convolutions = tuple(layer(f"convolutions.{number}") for number in range(len(DILATIONS)))
        return cls(layer("enter"), convolutions, layer("page"), layer("leave"))

    def __call__(self, hidden: Array, columns: Array) -> Array:
        """Logits, shape (lines, len(Label)).

        Args:
            hidden: what `Network.read_page` makes of the lines.
            columns: the dense columns, standardised.
        """
        rows = relu(self.enter(np.concatenate([hidden, columns * np.float32(COLUMN_SCALE)], axis=1)))
        for number, (dilation, convolution) in enumerate(zip(DILATIONS, self.convolutions, strict=True)):
            if number == 1:
                rows += self.page(rows.mean(axis=0, keepdims=True))
            rows += relu(convolve(rows, dilation, convolution))
        return self.leave(rows)
