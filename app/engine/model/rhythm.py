"""How lines follow each other: how far it is to running text, where most of it is, how long lines are around a line."""

import numpy as np
from numpy.typing import NDArray

from app.engine.run import find_heaviest_run

#: Lines on either side over which densities are taken.
REACHES = (2, 7, 25, 75)
#: What a line that is no running text costs a run of it, in words: the dearer, the narrower the run.
COSTS = (4.0, 12.0, 30.0)
#: Words of running text that make a line worth no more.
MAX_WORDS = 80
_AROUND = ("density", "length", "short")
_RUN = ("inside", "since", "until", "share")
#: Names of the columns of `measure_rhythm`.
RHYTHM: tuple[str, ...] = (
    *("before", "behind", "from_top", "to_end", "from_prose", "to_prose", "same", "words_before", "words_behind"),
    *(f"{name}_{reach}" for reach in REACHES for name in _AROUND),
    *(f"run_{name}_{cost:.0f}" for cost in COSTS for name in _RUN),
)


def measure_rhythm(words: NDArray[np.float64], running: NDArray[np.float64]) -> NDArray[np.float32]:
    """`RHYTHM` of every line.

    Args:
        words: of every line.
        running: the same where the line is running text, else 0.

    Returns:
        float32, shape (lines, len(RHYTHM)).
    """
    count = len(words)
    numbers = np.arange(count)
    mass = max(float(running.sum()), 1.0)
    share = np.cumsum(running) / mass
    prose = running > 0
    last = np.maximum.accumulate(np.where(prose, numbers, -1))
    following = np.minimum.accumulate(np.where(prose, numbers, count)[::-1])[::-1]
    changes = np.flatnonzero(prose[1:] != prose[:-1]) + 1
    lengths = np.diff(changes, prepend=0, append=count)
    logs = np.log1p(words)
    measured = np.zeros((count, len(RHYTHM)), np.float32)
    measured[:, 0] = share - running / mass
    measured[:, 1] = 1 - share
    distances = np.array([numbers, count - 1 - numbers, numbers - last, following - numbers])
    measured[:, 2:6] = np.log1p(distances).T
    measured[:, 6] = np.repeat(np.log1p(lengths), lengths)
    measured[1:, 7] = logs[:-1]
    measured[:-1, 8] = logs[1:]
    behind = 9 + len(REACHES) * len(_AROUND)
    measured[:, 9:behind] = _look_around(np.array([running, words, logs, words < 6]))
    for cost in COSTS:
        first, behind = behind, behind + len(_RUN)
        measured[:, first:behind] = _place_in_run(running, cost)
    return measured


def _look_around(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """`_AROUND` for each of REACHES, shape (lines, len(REACHES) * len(_AROUND)).

    Args:
        values: of each line: words of running text, words, their logarithm, whether they are few; shape (4, lines).
    """
    count = values.shape[1]
    sums = np.zeros((len(values), count + 1))
    np.cumsum(values, axis=1, out=sums[:, 1:])
    numbers, reaches = np.arange(count)[:, None], np.array(REACHES)
    start, end = np.maximum(numbers - reaches, 0), np.minimum(numbers + reaches + 1, count)
    running, words, logs, few = sums.take(end, axis=1) - sums.take(start, axis=1)
    size = end - start
    return np.stack([running / np.maximum(words, 1), logs / size, few / size], axis=2).reshape(count, -1)


def find_run(running: NDArray[np.float64], cost: float) -> tuple[int, int]:
    """The first line of the run that has most running text for its other lines, and the line behind it.

    Args:
        cost: of a line that is no running text, in words.
    """
    return find_heaviest_run(np.where(running > 0, np.minimum(running, MAX_WORDS), -cost))


def _place_in_run(running: NDArray[np.float64], cost: float) -> NDArray[np.float64]:
    """`_RUN`: where a line stands to the heaviest run; shape (lines, len(_RUN))."""
    numbers = np.arange(len(running))
    first, behind = find_run(running, cost)
    placed = np.zeros((len(running), len(_RUN)))
    placed[first:behind, 0] = 1
    distances = np.array([numbers - first, behind - 1 - numbers])
    placed[:, 1:3] = (np.sign(distances) * np.log1p(np.abs(distances))).T
    placed[:, 3] = float(running[first:behind].sum()) / max(float(running.sum()), 1.0)
    return placed
