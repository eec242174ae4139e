"""All word lists as one lexicon: an automaton, and hashes of what blocks say as a whole."""

from array import array
from collections.abc import Iterable, Iterator
from functools import cache
from io import BytesIO
from typing import NamedTuple

import numpy as np
from ahocorasick_rs import AhoCorasick
from numpy.typing import NDArray

from app.engine.folding import FIRST, LAST, fold_blocks
from app.engine.whole import hash_cores
from app.engine.word_lists import SCHEMA, languages, read_list

#: Kinds of a word list whose phrases are interface themselves.
TOOLS = frozenset(("button", "hint"))

#: (label, kind) of every column of `Phrases.hits`.
COLUMNS: tuple[tuple[str, str], ...] = tuple((label, kind) for label, kinds in SCHEMA.items() for kind in kinds)

#: The number of each column.
COLUMN_NUMBER = {column: number for number, column in enumerate(COLUMNS)}

#: What a reason says of each kind; the order is how much a hit of the kind is worth in an explanation.
_WORDING = {"whole": "is", "section": "is", "opens": "opens with", "leads": "opens with", "ends": "ends with"}

#: Letters of a word of what may be followed that is a phrase only with the signs around it.
MAX_SIGNED = 3
#: What stands for the colon of a phrase as well: "See also | …", "See also – …".
SEPARATORS = (" |", " -")

#: Phrases of these kinds of a word list are hits of several kinds: each with the kind that says where it must stand.
_HITS_OF = {
    "section": (("section", "section"), ("whole", "whole")),
    "opens": (("opens", "opens"), ("whole", "whole")),
    "counts": (("opens", "opens"), ("whole", "whole"), ("section", "opens")),
    "button": (("whole", "whole"),),
    "hint": (("opens", "opens"), ("whole", "whole")),
}


class Phrase(NamedTuple):
    """A phrase as its word list has it, and what it says of a block.

    Attributes:
        language: ISO 639 code of the list.
    """

    text: str
    language: str
    label: str
    kind: str

    @property
    def rank(self) -> int:
        """How much it is worth in an explanation; the less, the more."""
        return list(_WORDING).index(self.kind) if self.kind in _WORDING else len(_WORDING)

    def __str__(self) -> str:
        return f'{self.label}: {_WORDING.get(self.kind, "contains")} "{self.text}" ({self.language})'


class Lexicon(NamedTuple):
    """All word lists. Rows stand for phrases: first those that the automaton finds, then those of `wholes`.

    The phrases are one string of bytes, since as an object each they took 15 MB more of every process.

    Attributes:
        wholes: uint64, sorted: the hashes of what blocks may say as a whole, see `whole`.
        records: a line a phrase, in UTF-8: its text, a tab and its word list.
        starts: int32, shape (rows,): where the phrase of each row begins in `records`.
        columns: int8, shape (rows,): the column of COLUMNS that it sets.
        tools: bool, shape (rows,): what has the phrase is interface, whatever the column's label.
    """

    automaton: AhoCorasick
    wholes: NDArray[np.uint64]
    records: bytes
    starts: NDArray[np.int32]
    columns: NDArray[np.int8]
    tools: NDArray[np.bool_]

    def phrase(self, row: int) -> Phrase:
        """The phrase of a row."""
        start = int(self.starts[row])
        text, language = self.records[start : self.records.index(b"\n", start)].decode().split("\t")
        return Phrase(text, language, *COLUMNS[self.columns[row]])


@cache
def load() -> Lexicon:
    """Read all word lists. The result is constant: it depends on nothing but the files of the package."""
    records = BytesIO()
    patterns: list[str] = []
    seen: list[set[str]] = [set() for _ in COLUMNS]
    cores, rows, whole_rows = array("Q"), array("q"), array("q")  # an object for each took 30 MB for a moment
    for language in languages():
        phrases = list(_read(language))
        folded = fold_blocks([phrase.text for phrase in phrases])
        lines = zip(phrases, folded.text.split("\n")[:-1], hash_cores(folded).hashes.tolist(), strict=True)
        for phrase, words, core in lines:
            start, is_tool = records.tell(), phrase.kind in TOOLS
            records.write(f"{phrase.text}\t{language}\n".encode())
            for kind, stands in _HITS_OF.get(phrase.kind, ((phrase.kind, phrase.kind),)):
                column = COLUMN_NUMBER[phrase.label, kind]
                if stands in ("whole", "section") and _is_core(words, phrase.kind):
                    cores.append(core)
                    whole_rows.extend((start, column, is_tool))
                    continue
                for pattern in _patterns(words.strip(), stands):
                    if pattern not in seen[column]:
                        seen[column].add(pattern)
                        patterns.append(pattern)
                        rows.extend((start, column, is_tool))
    wholes, sorted_rows = _sort(np.array(cores, np.uint64), np.array(whole_rows, np.int64).reshape(-1, 3))
    table = np.concatenate([np.array(rows, np.int64).reshape(-1, 3), sorted_rows])
    return Lexicon(
        AhoCorasick(patterns),
        wholes,
        records.getvalue(),
        table[:, 0].astype(np.int32),
        table[:, 1].astype(np.int8),
        table[:, 2].astype(np.bool_),
    )


def _sort(cores: NDArray[np.uint64], rows: NDArray[np.int64]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Hashes and their rows in order, by column next; of those that are equal in both the first."""
    order = np.lexsort((rows[:, 1], cores))
    cores, rows = cores[order], rows[order]
    is_new = np.ones(len(cores), np.bool_)
    is_new[1:] = (cores[1:] != cores[:-1]) | (rows[1:, 1] != rows[:-1, 1])
    return cores[is_new], rows[is_new]


def _read(language: str) -> Iterator[Phrase]:
    for label, kinds in read_list(language).items():
        for kind, texts in kinds.items():
            yield from (Phrase(text, language, label, kind) for text in texts)


def _is_core(marked: str, kind: str) -> bool:
    """Whether what stands between its letters tells a phrase of a word list.

    It does not with a number before them ("0 of 0"), nor where it is one letter of an alphabet ("(c) 0"), or, of what
    may be followed, a short word: without their signs "thẻ:", "map:" and "© dpa" say something else.
    """
    lead, _, rest = marked.partition(FIRST)
    core = rest.partition(LAST)[0]
    longest = 1 if kind in ("whole", "section", "button") else MAX_SIGNED
    return "0" not in lead and not (len(core) <= longest and core.islower())


def _patterns(marked: str, kind: str) -> Iterable[str]:
    """What to search in a folded page for one folded phrase: where it must stand is part of the pattern."""
    if kind in ("whole", "section"):
        return (marked.partition(LAST)[0] + LAST if "0" in marked.partition(FIRST)[0] else marked,)
    if kind == "opens":
        opened = marked.replace(LAST, "")
        words = opened.rstrip(" :")
        separated = opened.endswith(":") and " " in words  # one word may be a thing's name: "Watch | Steel, 1962"
        return (opened, *(words + sign for sign in SEPARATORS)) if separated else (opened,)
    if kind == "leads":
        return (marked.replace(LAST, ""),)
    if kind == "ends":
        ending = marked.partition(LAST)[0] + LAST
        return {ending, ending.replace(FIRST, "")}
    # Anywhere: a marker stands inside only where the phrase has other characters before or behind its letters.
    plain = marked.strip(FIRST + LAST)
    if FIRST not in plain and LAST not in plain:
        return (plain,)
    begun, ended = marked.replace(LAST, "").lstrip(FIRST), marked.replace(FIRST, "").rstrip(LAST)
    return {begun, ended, begun.replace(FIRST, "")}
