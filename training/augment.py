"""Changes pages a little each time they are learned from, so that few pages teach more."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from training.examples import Example

#: Longer pages are cut to a window of so many blocks.
MAX_BLOCKS = 500
#: A page with fewer blocks is left as it is.
MIN_BLOCKS = 8


def augment(example: Example, random: np.random.Generator) -> Example:
    """The page cut to a window and, every other time, without some of its blocks.

    Left out is boilerplate here and there, or all before or behind some block outside the article, or any block.
    """
    example = _cut(example, random)
    count = len(example.texts)
    if count < MIN_BLOCKS or random.random() < 0.5:
        return example
    keep = np.ones(count, np.bool_)
    article = np.flatnonzero(example.article >= 0.5)
    way = random.random()
    if way < 0.4:
        keep = (example.article >= 0.5) | (random.random(count) > random.uniform(0, 0.6))
    elif way < 0.7 and len(article):
        if random.random() < 0.5:
            keep[: random.integers(0, article[0] + 1)] = False
        else:
            keep[count - random.integers(0, count - article[-1]) :] = False
    else:
        keep = random.random(count) >= 0.15
    return example if keep.all() or keep.sum() < MIN_BLOCKS // 2 else select(example, keep)


def _cut(example: Example, random: np.random.Generator) -> Example:
    count = len(example.texts)
    if count <= MAX_BLOCKS:
        return example
    article = np.flatnonzero(example.article >= 0.5)
    around = int(random.choice(article)) if len(article) and random.random() < 0.8 else int(random.integers(count))
    first = int(np.clip(around - random.integers(MAX_BLOCKS), 0, count - MAX_BLOCKS))
    numbers = np.arange(count)
    return select(example, (numbers >= first) & (numbers < first + MAX_BLOCKS))


def select(example: Example, keep: NDArray[np.bool_]) -> Example:
    """The example as if its page had only the blocks to keep, at least one."""
    inputs, tree = example.inputs, example.inputs.tree
    ordered = keep[tree.order]
    before = np.concatenate([[0], np.cumsum(ordered)])
    number = np.cumsum(keep) - 1
    tree = tree._replace(
        chains=tree.chains[keep],
        starts=before[tree.starts[keep]],
        ends=before[tree.ends[keep]],
        order=number[tree.order[ordered]],
        depth=tree.depth[keep],
    )
    inputs = inputs._replace(
        dense=inputs.dense[keep], chains=inputs.chains[keep], letters=inputs.letters[keep], tree=tree
    )
    total = max(float(example.weight[keep].sum()), 1e-6) if example.is_full else 1.0
    return replace(
        example,
        inputs=inputs,
        texts=tuple(text for text, kept in zip(example.texts, keep, strict=True) if kept),
        size=example.size[keep],
        article=example.article[keep],
        weight=example.weight[keep] / total,
        kind=example.kind[keep],
        kind_weight=example.kind_weight[keep] / total,
    )
