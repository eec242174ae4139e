"""How lines follow each other: how far it is to running text, where most of it is, how long lines are around a line."""

import numpy as np
from numpy.typing import NDArray

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
    sums = np.cumsum(running)
    prose = running > 0
    last = np.maximum.accumulate(np.where(prose, numbers, -1))
    following = np.minimum.accumulate(np.where(prose, numbers, count)[::-1])[::-1]
    changed = np.append(True, prose[1:] != prose[:-1])
    run = np.cumsum(changed) - 1
    logs = np.log1p(words)
    columns = [
        (sums - running) / mass,
        1 - sums / mass,
        np.log1p(numbers),
        np.log1p(count - 1 - numbers),
        np.log1p(numbers - last),
        np.log1p(following - numbers),
        np.log1p(np.bincount(run)[run]),
        np.append(0, logs[:-1]),
        np.append(logs[1:], 0),
    ]
    for reach in REACHES:
        start, end = np.maximum(numbers - reach, 0), np.minimum(numbers + reach + 1, count)
        columns += [
            _sums(running, start, end) / np.maximum(_sums(words, start, end), 1),
            _sums(logs, start, end) / (end - start),
            _sums(words < 6, start, end) / (end - start),
        ]
    for cost in COSTS:
        columns += _place_in_run(running, cost)
    return np.stack(columns, axis=1).astype(np.float32)


def _sums(values: NDArray[np.generic], start: NDArray[np.int64], end: NDArray[np.int64]) -> NDArray[np.float64]:
    sums = np.concatenate([[0.0], np.cumsum(values)])
    return np.asarray(sums[end] - sums[start])


def _place_in_run(running: NDArray[np.float64], cost: float) -> list[NDArray[np.float64]]:
    """Where a line stands to the run that has most running text for its other lines (Bentley, CACM 27(9), 1984)."""
    numbers = np.arange(len(running))
    sums = np.concatenate([[0.0], np.cumsum(np.where(running > 0, np.minimum(running, MAX_WORDS), -cost))])
    behind = int(np.argmax(sums[1:] - np.minimum.accumulate(sums)[:-1])) + 1
    first = int(np.argmin(sums[:behind]))
    since, until = numbers - first, behind - 1 - numbers
    share = float(running[first:behind].sum()) / max(float(running.sum()), 1.0)
    return [
        ((since >= 0) & (until >= 0)).astype(np.float64),
        np.sign(since) * np.log1p(np.abs(since)),
        np.sign(until) * np.log1p(np.abs(until)),
        np.full(len(running), share),
    ]
