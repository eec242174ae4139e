"""Finds the phrases of all word lists in the blocks of a page, in one pass."""

from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from app.engine.characters import CLASSES, DIGIT, LOWER, UPPER
from app.engine.folding import LAST, Folded
from app.engine.lexicon import COLUMN_NUMBER, COLUMNS, Lexicon, Phrase, load
from app.engine.whole import look_up
from app.engine.word_lists import SCHEMA

#: A block that `leads` may judge has at most so many characters; one that `leads` or `ends` may judge, no full stop.
MAX_LEAD_CHARS = 70
_STOPS = tuple(".!?…。؟।۔။។።")


@dataclass(frozen=True, slots=True, eq=False)
class Phrases:
    """The phrases found in the blocks of a page.

    Attributes:
        hits: bool, shape (blocks, len(COLUMNS)).
        found: int64, shape (matches, 2): block and row of the phrase, by block; for `first`.
        tools: bool, shape (blocks,): whether one of them says that the block is interface, whatever it stands among.
    """

    hits: NDArray[np.bool_]
    found: NDArray[np.int64]
    tools: NDArray[np.bool_]

    def column(self, label: str, *kinds: str) -> NDArray[np.bool_]:
        """Whether each block has a phrase of a label in any of these kinds (in any kind, if none is given).

        Returns:
            bool, shape (blocks,).
        """
        if not kinds:  # they stand together
            start = COLUMN_NUMBER[label, SCHEMA[label][0]]
            return np.asarray(self.hits[:, start : start + len(SCHEMA[label])].any(axis=1))
        first, *others = [COLUMN_NUMBER[label, kind] for kind in kinds]
        found = self.hits[:, first].copy()
        for number in others:
            found |= self.hits[:, number]
        return found

    def all(self, block: int) -> list[Phrase]:
        """Every phrase found in a block: the kinds in the order of their strength, longer phrases first."""
        lexicon = load()
        first, behind = np.searchsorted(self.found[:, 0], (block, block + 1))
        found = {lexicon.phrase(row) for row in self.found[first:behind, 1].tolist()}
        return sorted(found, key=lambda phrase: (phrase.rank, -len(phrase.text), phrase))

    def first(self, block: int, label: str | None = None) -> str:
        """The strongest phrase of a block (of one label) as a reason, `related: is "read also" (en)`, or ""."""
        return next((str(phrase) for phrase in self.all(block) if label in (None, phrase.label)), "")


def find_phrases(page: Folded) -> Phrases:
    """Find the phrases of all languages in the blocks of a page, in one pass and linear time."""
    lexicon = load()
    block, row = _find(page, lexicon)
    hits = np.zeros((len(page.ends), len(COLUMNS)), np.bool_, order="F")  # single columns are asked for
    hits[block, lexicon.columns[row]] = True
    tools = np.zeros(len(page.ends), np.bool_)
    tools[block[lexicon.tools[row]]] = True
    return Phrases(hits, np.array([block, row]).T, tools)


def _find(page: Folded, lexicon: Lexicon) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The blocks that have phrases, once for each, in order, and the rows of the phrases."""
    matches = lexicon.automaton.find_matches_as_indexes(page.text, overlapping=True)
    row, *bounds = np.fromiter(chain.from_iterable(matches), np.int64, 3 * len(matches)).reshape(-1, 3).T
    block = np.searchsorted(page.ends, bounds[0])
    column = lexicon.columns[row]
    good = np.asarray(~_splits_word(page, np.array(bounds)).any(axis=0))
    for match in np.flatnonzero(_IS_FOR_LINES[column] & good).tolist():
        good[match] = _is_line(page, block[match], COLUMNS[column[match]][1])
    whole, known = look_up(page, lexicon.wholes)
    block, row = np.append(block[good], whole), np.append(row[good], known + len(lexicon.starts) - len(lexicon.wholes))
    order = np.argsort(block, kind="stable")
    return block[order], row[order]


def _splits_word(page: Folded, offset: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether the characters on both sides of an offset belong to one word.

    A capital behind a small letter begins another: scrapers lose the blank between elements ("Seguici suTelegram").
    """
    before, behind = (page.classes.take(place, mode="clip") for place in (offset - 1, offset))
    return np.asarray(_GLUED[before, behind] & (offset > 0))


def _is_line(page: Folded, block: int, kind: str) -> bool:
    """Whether a block does not end as a sentence does and, for `leads`, is short."""
    start, end = page.starts[block], page.ends[block]
    short = kind != "leads" or end - start <= MAX_LEAD_CHARS
    return bool(short) and not page.text[start:end].rstrip(f" {LAST}").endswith(_STOPS)


#: Whether two neighbours of these classes stand in one word.
_GLUED = np.zeros((CLASSES, CLASSES), dtype=np.bool_)
_GLUED[np.ix_((LOWER, UPPER, DIGIT), (LOWER, UPPER, DIGIT))] = True
_GLUED[LOWER, UPPER] = False

_IS_FOR_LINES = np.array([kind in ("leads", "ends") for _, kind in COLUMNS])
