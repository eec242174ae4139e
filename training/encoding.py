"""What is to be known of the pages learned from to make tensors of any."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from app.engine.model.vectors import HASHES, KnownRows, Rows, SharedRows, number_known
from training.examples import Example

#: Vectors that words, and triples of letters, share where each has one.
SHARED = 4096


class Encoding(NamedTuple):
    """How what the model reads becomes the columns and rows of tensors.

    Attributes:
        mean, scale: float32, (columns,): what makes the dense columns alike, `(column - mean) * scale`.
        names, letters: which vectors words and triples of letters have.
    """

    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    names: Rows
    letters: Rows


class Sites(NamedTuple):
    """How many sites must have a word, and a triple of letters, for it to have a vector of its own."""

    names: int
    letters: int


def fit_encoding(examples: Sequence[Example], sites: Sites | None = None) -> Encoding:
    """Mean and spread of the dense columns over at most about 200 blocks a page, and what enough sites have.

    Args:
        sites: without them all words and letters have vectors, which they share.
    """
    rows = np.concatenate([example.inputs.dense[:: max(1, len(example.texts) // 200)] for example in examples])
    mean, spread = rows.mean(axis=0, dtype=np.float64), rows.std(axis=0, dtype=np.float64)
    names: Rows = SharedRows(SHARED)
    letters: Rows = SharedRows(SHARED)
    if sites is not None:
        names = _find_known([(example.group, example.inputs.names.hashes) for example in examples], sites.names)
        letters = _find_known([(example.group, example.inputs.letters) for example in examples], sites.letters)
    return Encoding(mean.astype(np.float32), (1 / np.maximum(spread, 0.05)).astype(np.float32), names, letters)


def _find_known(hashes: Iterable[tuple[str, NDArray[np.int64]]], least: int) -> KnownRows:
    """Rows for the hashes that so many sites have.

    Args:
        hashes: of each page, with its site.
    """
    by_site: dict[str, list[NDArray[np.int64]]] = {}
    for site, found in hashes:
        by_site.setdefault(site, []).append(np.unique(found & (HASHES - 1)))
    number = np.bincount(np.concatenate([np.unique(np.concatenate(found)) for found in by_site.values()]))
    return number_known(np.flatnonzero(number[1:] >= least) + 1)
