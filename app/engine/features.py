"""What is measured of the blocks of a page: one float32 matrix, a row a block."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine.html.flags import Flag

#: Columns that describe a block's own words. Shares are of its characters, [0, 1].
TEXT = (
    "chars",  # number of characters
    "words",  # number of words; two characters of a script without spaces count as one
    "stops",  # number of sentence ends inside and at the end
    "commas",  # number of commas and semicolons
    "ends_stop",  # 1 where the last character, closing quotes and brackets aside, ends a sentence
    "ends_colon",  # 1 where it is a colon
    "digits",  # share of digits
    "uppers",  # share of capitals among the letters
    "letters",  # share of letters
    "capitalised",  # share of words that begin with a capital
    "symbols",  # number of pipes, arrows, guillemets and other symbols
)
#: Columns that describe its markup; 0 in raw text, Markdown aside.
MARKUP = (
    "linked",  # share of characters inside links
    "heading",  # 1 for h1 to h6
    "paragraph",  # 1 for p
    "item",  # 1 for li, dd, dt
    "cell",  # 1 for td, th
    "pre",  # 1 for preformatted text
    "h1",  # 1 for h1
)
#: Columns that describe its place among the others.
CONTEXT = (
    "gap",  # blank lines before it
    "gap_after",  # blank lines behind it
    "position",  # [0, 1], the share of blocks before it
    "repeats",  # how many other blocks have the same words
    "siblings_linked",  # share of linked characters in its parent element
    "siblings",  # number of blocks in its parent element
)
FLAGS = tuple(f"in_{flag.name.lower()}" for flag in Flag if flag.name)
COLUMNS = TEXT + MARKUP + CONTEXT + FLAGS
#: The number of each column.
NUMBER = {name: number for number, name in enumerate(COLUMNS)}
_FLAG_NUMBER = {flag: NUMBER[f"in_{flag.name.lower()}"] for flag in Flag if flag.name}


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """What was measured of a page.

    Attributes:
        matrix: float32, shape (blocks, len(COLUMNS)); columns in `COLUMNS` order.
        keys: each block's folded words, as `evidence.keys_of` makes them; equal keys are repetitions.
        first, last: uint8, shape (blocks,): class of each block's first and last character, see `characters`.
        menu: bool, shape (blocks,): of the elements around the block that say what they hold, the innermost is a menu.
    """

    matrix: NDArray[np.float32]
    keys: tuple[str, ...]
    first: NDArray[np.uint8]
    last: NDArray[np.uint8]
    menu: NDArray[np.bool_]

    def __getitem__(self, column: str) -> NDArray[np.float32]:
        return self.matrix[:, NUMBER[column]]

    def flag(self, first: Flag, *others: Flag) -> NDArray[np.bool_]:
        """Whether a block stands in an element with one of the flags; bool, shape (blocks,)."""
        inside = self.matrix[:, _FLAG_NUMBER[first]] > 0
        for flag in others:
            inside |= self.matrix[:, _FLAG_NUMBER[flag]] > 0
        return inside


def set_column(matrix: NDArray[np.float32], column: str, values: NDArray[Any]) -> None:
    """Fill one column."""
    matrix[:, NUMBER[column]] = values
