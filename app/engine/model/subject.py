"""What the page is about, as far as plain lines tell: its headline and the words of its running text.

A headline's words return in the text below it, and the words of the text in each other. A page's first line is often
its title, which the headline says again. None of it needs a word list.
"""

import numpy as np
from numpy.typing import NDArray

from app.engine.evidence import Evidence
from app.engine.model.rhythm import find_run
from app.engine.model.shared import Shared, Weights

#: How many lines below a line its words may return for the line to announce them.
REACH = 40
#: Words of a line that may be a headline.
MIN_WORDS, MAX_WORDS = 3, 30
#: Share of its words that a line has from the page's first where it says it again, and what that is worth in words.
SAME, SAME_WORTH = 0.6, 3
#: What a line without text costs a run of running text, in words.
RUN_COST = 12.0
#: Names of the columns of `measure_subject`.
SUBJECT: tuple[str, ...] = (
    *("announced_share", "announced"),
    *(f"{of}_{name}" for of in ("first", "headline", "below", "run") for name in ("share", "words")),
)


def measure_subject(
    evidence: Evidence, shared: Shared, weights: Weights, running: NDArray[np.float64]
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """How many of a line's words are those of the page's subject.

    Args:
        shared, weights: the page's words and their lines.
        running: words of each line that is running text, else 0.

    Returns:
        float32, shape (lines, len(SUBJECT)), shares and logarithms of numbers of each line's different words: that
        running text soon below has, that the first line, the headline, the text below that, and the heaviest run of
        running text have. And bool, shape (lines, 2): which lines say the first again, and which is the headline.
    """
    f, count = evidence.features, len(running)
    measured, marked = np.zeros((count, len(SUBJECT)), np.float32), np.zeros((count, 2), np.bool_)
    if not len(shared.line):
        return measured, marked
    line, prose = shared.line, running > 0

    def note(column: int, lines: NDArray[np.bool_]) -> None:
        """Count the words that others of these lines have, too."""
        found = np.bincount(line[shared.count_others(lines[line]) > 0], minlength=count)
        measured[:, column] = found / weights.total
        measured[:, column + 1] = np.log1p(found)

    numbers = np.arange(count)
    announced = np.bincount(line, _return_below(shared, prose) * weights.rarity, count)
    measured[:, 0], measured[:, 1] = announced / weights.sum, np.log1p(announced)
    note(2, numbers == 0)
    may_be = (f["words"] >= MIN_WORDS) & (f["words"] <= MAX_WORDS) & ~prose & (f["letters"] > 0.5)
    marked[:, 0] = may_be & (measured[:, 2] >= SAME)
    score = announced * measured[:, 0] + SAME_WORTH * marked[:, 0] + np.minimum(f["repeats"], 2)
    score = np.where(may_be & (f["ends_stop"] == 0), score, 0)
    headline = int(np.argmax(score))
    if score[headline] > 0:
        marked[headline, 1] = True
        note(4, marked[:, 1])
        note(6, prose & (numbers > headline) & (numbers <= headline + REACH))
    first, behind = find_run(running, RUN_COST)
    note(8, prose & (numbers >= first) & (numbers < behind))
    return measured, marked


def _return_below(shared: Shared, prose: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether the word of each pair stands in running text soon below the pair's line."""
    line, pairs = shared.line, len(shared.line)
    places = np.full(pairs + 1, pairs)
    np.copyto(places[:-1], np.arange(pairs), where=prose[line])
    following = np.minimum.accumulate(places[::-1])[::-1][1:]
    is_same = following < (shared.first + shared.number)[shared.word]
    return np.asarray(is_same & (line.take(following, mode="clip") - line <= REACH))
