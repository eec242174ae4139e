"""Changes pages a little each time they are learned from, so that few pages teach more."""

import numpy as np

from training.examples import Example, select

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
