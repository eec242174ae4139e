"""Measures the blocks of a page: one float32 matrix, a row a block, for the whole page at once."""

from collections import Counter
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.engine import characters as ch
from app.engine.html.flags import Flag
from app.engine.page import Elements, Page

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
#: Flags that speak against an element's text.
_AGAINST_FLAGS = (
    Flag.NAV | Flag.HEADER | Flag.FOOTER | Flag.ASIDE | Flag.FORM | Flag.CONTROL | Flag.FIGURE | Flag.CAPTION
    | Flag.HIDDEN | Flag.COMMENT | Flag.RELATED | Flag.PROMOTION | Flag.SHARE | Flag.LEGAL | Flag.BYLINE | Flag.DIALOG
)  # fmt: skip
_AGAINST, _COMMENT = int(_AGAINST_FLAGS), int(Flag.COMMENT)
#: Flags that say what an element holds; of two elements around a block the inner one knows better.
_TELLING = int(Flag.NAV | Flag.RELATED | Flag.PROMOTION | Flag.SHARE | Flag.COMMENT | Flag.LEGAL | Flag.CAPTION)
#: Share of the page's running text above which an element's flags against it are not believed; readers' comments may
#: well outweigh the article, so theirs are believed for longer.
MAX_AGAINST, MAX_COMMENTS = 0.4, 0.9
_AGAINST_BITS = np.array([int(flag) for flag in _AGAINST_FLAGS], np.int64)
_NUMBER = {name: number for number, name in enumerate(COLUMNS)}
_FLAG_NUMBER = {flag: _NUMBER[f"in_{flag.name.lower()}"] for flag in Flag if flag.name}
#: Columns that an element's name sets, and what each name sets.
_BY_TAG = ("heading", "paragraph", "item", "cell", "pre", "h1")
_TAGS = {
    **dict.fromkeys(("h2", "h3", "h4", "h5", "h6"), (1, 0, 0, 0, 0, 0)),
    "h1": (1, 0, 0, 0, 0, 1),
    "p": (0, 1, 0, 0, 0, 0),
    **dict.fromkeys(("li", "dd", "dt"), (0, 0, 1, 0, 0, 0)),
    **dict.fromkeys(("td", "th"), (0, 0, 0, 1, 0, 0)),
    "pre": (0, 0, 0, 0, 1, 0),
}
_TAG_COLUMNS = [_NUMBER[column] for column in _BY_TAG]
_TAG_NUMBER = {tag: number for number, tag in enumerate(_TAGS)}
_TAG_ROWS = np.array([*_TAGS.values(), (0,) * len(_BY_TAG)], np.float32)  # the last for all other names
_IS_WORD = np.isin(np.arange(ch.CLASSES), (ch.LOWER, ch.UPPER, ch.DIGIT))


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """What was measured of a page.

    Attributes:
        matrix: float32, shape (blocks, len(COLUMNS)); columns in `COLUMNS` order.
        keys: each block's words without case, digits and punctuation; equal keys are repetitions.
        first, last: uint8, shape (blocks,): class of each block's first and last character, see `characters`.
        menu: bool, shape (blocks,): of the elements around the block that say what they hold, the innermost is a menu.
    """

    matrix: NDArray[np.float32]
    keys: tuple[str, ...]
    first: NDArray[np.uint8]
    last: NDArray[np.uint8]
    menu: NDArray[np.bool_]

    def __getitem__(self, column: str) -> NDArray[np.float32]:
        return self.matrix[:, _NUMBER[column]]

    def flag(self, *flags: Flag) -> NDArray[np.bool_]:
        """Whether a block stands in an element with one of the flags; bool, shape (blocks,)."""
        inside = np.zeros(len(self.matrix), np.bool_)
        for flag in flags:
            inside |= self.matrix[:, _FLAG_NUMBER[flag]] > 0
        return inside


def measure(page: Page, keys: tuple[str, ...]) -> Features:
    """Measure all blocks of a page.

    Args:
        keys: each block's folded words, as `folding.keys` makes them.
    """
    count = len(page.blocks)
    matrix = np.zeros((count, len(COLUMNS)), np.float32, order="F")  # most is asked of single columns
    text = ch.classify_characters(page.columns.texts)
    menu = np.zeros(count, np.bool_)
    if count:
        _measure_text(text, matrix)
        _measure_place(page, keys, matrix)
        _measure_tags(page, matrix)
        if page.elements is not None:
            menu = _measure_markup(page, page.elements, matrix)
    return Features(matrix, keys, text.classes[text.starts], text.classes[text.ends - 1], menu)


def _set(matrix: NDArray[np.float32], column: str, values: NDArray[Any]) -> None:
    matrix[:, _NUMBER[column]] = values


def _measure_text(text: ch.Characters, matrix: NDArray[np.float32]) -> None:
    classes, counts = text.classes, text.counts
    is_word = _IS_WORD.take(classes)
    begins = is_word.copy()
    begins[1:] &= ~is_word[:-1]
    begins[text.starts] = is_word[text.starts]
    begun, capital = (
        np.add.reduceat(there, text.starts, dtype=np.int64) for there in (begins, begins & (classes == ch.UPPER))
    )
    chars = text.ends - text.starts
    letters = counts[:, ch.LOWER] + counts[:, ch.UPPER] + counts[:, ch.SPACELESS]
    words = begun + counts[:, ch.SPACELESS] / 2
    last = _last_classes(text)
    _set(matrix, "chars", chars)
    _set(matrix, "words", words)
    _set(matrix, "stops", _count_stops(text))
    _set(matrix, "commas", counts[:, ch.COMMA])
    _set(matrix, "ends_stop", last == ch.STOP)
    _set(matrix, "ends_colon", last == ch.COLON)
    _set(matrix, "digits", counts[:, ch.DIGIT] / chars)
    _set(matrix, "uppers", counts[:, ch.UPPER] / np.maximum(letters, 1))
    _set(matrix, "letters", letters / chars)
    _set(matrix, "capitalised", capital / np.maximum(begun, 1))
    _set(matrix, "symbols", counts[:, ch.SYMBOL])


def _count_stops(text: ch.Characters) -> NDArray[np.int64]:
    """How many sentences end in each block: at a stop before a blank, a closing quote or the end."""
    classes = text.classes
    stops = np.flatnonzero(classes == ch.STOP)
    block = np.searchsorted(text.ends, stops, side="right")
    following, before = classes.take(stops + 1, mode="clip"), classes.take(stops - 1, mode="clip")
    ends = (stops + 1 == text.ends[block]) | (following == ch.SPACE) | (following == ch.CLOSER)
    ends |= (before == ch.SPACELESS) & (stops > text.starts[block])
    return np.bincount(block[ends], minlength=len(text.starts))


def _last_classes(text: ch.Characters) -> NDArray[np.uint8]:
    """The class of each block's last character that is no closing quote, bracket or space (looks back four)."""
    last = text.classes[text.ends - 1]
    for back in range(2, 5):
        skip = ((last == ch.CLOSER) | (last == ch.SPACE)) & (text.ends - back >= text.starts)
        last = np.where(skip, text.classes[np.maximum(text.ends - back, 0)], last)
    return last


def _measure_place(page: Page, keys: tuple[str, ...], matrix: NDArray[np.float32]) -> None:
    count = len(page.blocks)
    gaps = page.columns.gaps
    repeats = Counter(keys)
    repeats[""] = 1  # to be without words is no repetition
    _set(matrix, "gap", gaps)
    matrix[:-1, _NUMBER["gap_after"]] = gaps[1:]
    _set(matrix, "position", np.arange(count) / max(count, 1))
    _set(matrix, "repeats", np.fromiter(map(repeats.__getitem__, keys), np.float32, count) - 1)


def _measure_tags(page: Page, matrix: NDArray[np.float32]) -> None:
    """Fill the columns of links and of the blocks' own element names, which Markdown has, too."""
    _set(matrix, "linked", page.columns.linked / matrix[:, _NUMBER["chars"]])
    matrix[:, _TAG_COLUMNS] = _TAG_ROWS[list(map(_TAG_NUMBER.get, page.columns.tags, repeat(-1)))]


def _measure_markup(page: Page, elements: Elements, matrix: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Fill the columns of elements; returns `Features.menu`."""
    rows, linked = page.columns.elements, page.columns.linked
    chars = matrix[:, _NUMBER["chars"]]
    parents = np.maximum(elements.parent[rows], 0)
    total = np.bincount(parents, chars, len(elements))
    total_linked = np.bincount(parents, linked, len(elements))
    _set(matrix, "siblings_linked", (total_linked / np.maximum(total, 1))[parents])
    _set(matrix, "siblings", np.bincount(parents, minlength=len(elements))[parents])
    own = elements.flags
    inherited = _inherited_flags(elements, own, rows, matrix)
    shifts = np.arange(len(FLAGS), dtype=np.int64)
    matrix[:, _NUMBER[FLAGS[0]] :] = (inherited[rows][:, None] >> shifts) & 1
    return _find_menus(elements, own & inherited & _TELLING)[rows]


def _find_menus(elements: Elements, own: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether the innermost element around each that says what it holds is a menu, and nothing else as well.

    Args:
        own: flags of each element itself that say what it holds and are believed, shape (elements,).
    """
    nearest = np.where(own, np.arange(len(elements)), np.maximum(elements.parent, 0))
    while not np.array_equal(further := nearest[nearest], nearest):
        nearest = further
    return np.asarray(own[nearest] == int(Flag.NAV))


def _inherited_flags(
    elements: Elements, own: NDArray[np.int64], rows: NDArray[np.int64], matrix: NDArray[np.float32]
) -> NDArray[np.int64]:
    """Each element's flags joined with those of its ancestors, except flags that cannot be true.

    Class words lie: `<body class="has-comments">`, or a `legal-text` around every paragraph. What speaks against text
    is not believed where it would speak against most of the page's running text.
    """
    words, stops, linked = matrix[:, _NUMBER["words"]], matrix[:, _NUMBER["stops"]], matrix[:, _NUMBER["linked"]]
    running = np.where((words >= 10) & (stops > 0) & (linked < 0.5), words, 0)
    masses = elements.subtree_sums(np.bincount(rows, running, len(elements)))
    inherited = own.copy()
    inherited[masses > MAX_AGAINST * masses[0]] &= ~_AGAINST | _COMMENT
    inherited[masses > MAX_COMMENTS * masses[0]] &= ~_AGAINST
    above = np.maximum(elements.parent, 0)
    while above.any():  # each time round, flags come down from twice as far above
        inherited |= inherited[above]
        above = above[above]
    limits = np.where(_AGAINST_BITS == _COMMENT, MAX_COMMENTS, MAX_AGAINST) * max(float(running.sum()), 1.0)
    bits = _AGAINST_BITS[(inherited[rows] & _AGAINST_BITS[:, None]).astype(np.bool_) @ running > limits]
    return inherited & ~int(bits.sum())
