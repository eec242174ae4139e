"""Measures the markup of blocks: their links, their elements, and what the elements around them say."""

from itertools import repeat

import numpy as np
from numpy.typing import NDArray

from app.engine.features import FLAGS, NUMBER, set_column
from app.engine.html.flags import Flag
from app.engine.page import Elements, Page

#: Flags that speak against an element's text.
_AGAINST_FLAGS = (
    Flag.NAV | Flag.HEADER | Flag.FOOTER | Flag.ASIDE | Flag.FORM | Flag.CONTROL | Flag.FIGURE | Flag.CAPTION
    | Flag.HIDDEN | Flag.COMMENT | Flag.RELATED | Flag.PROMOTION | Flag.SHARE | Flag.LEGAL | Flag.BYLINE | Flag.DIALOG
)  # fmt: skip
_AGAINST, _COMMENT = int(_AGAINST_FLAGS), int(Flag.COMMENT)
#: Flags that say what an element holds; of two elements around a block the inner one knows better.
_TELLING = int(Flag.NAV | Flag.RELATED | Flag.PROMOTION | Flag.SHARE | Flag.COMMENT | Flag.LEGAL | Flag.CAPTION)
#: Share of the page's running text above which an element's flags against it are not believed; readers' comments may
#: well outweigh the article, so theirs are believed for longer, and whatever their share where so many words of running
#: text stand outside them. 1,054 pages of `wcxb` in `train`: body F1 .8719 with their share alone, .8726, .8733 and
#: .8734 with 300, 150 and 80 words; no other page of `train` or `dev` is answered otherwise.
MAX_AGAINST, MAX_COMMENTS, MIN_OUTSIDE = 0.4, 0.9, 150
_AGAINST_BITS = np.array([int(flag) for flag in _AGAINST_FLAGS], np.int64)
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
_TAG_COLUMNS = [NUMBER[column] for column in _BY_TAG]
_TAG_NUMBER = {tag: number for number, tag in enumerate(_TAGS)}
_TAG_ROWS = np.array([*_TAGS.values(), (0,) * len(_BY_TAG)], np.float32)  # the last for all other names


def measure_tags(page: Page, matrix: NDArray[np.float32]) -> None:
    """Fill the columns of links and of the blocks' own element names, which Markdown has, too."""
    set_column(matrix, "linked", page.columns.linked / matrix[:, NUMBER["chars"]])
    matrix[:, _TAG_COLUMNS] = _TAG_ROWS[list(map(_TAG_NUMBER.get, page.columns.tags, repeat(-1)))]


def measure_elements(page: Page, elements: Elements, matrix: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Fill the columns of elements; returns `Features.menu`."""
    rows, linked = page.columns.elements, page.columns.linked
    chars = matrix[:, NUMBER["chars"]]
    parents = np.maximum(elements.parent[rows], 0)
    total = np.bincount(parents, chars, len(elements))
    total_linked = np.bincount(parents, linked, len(elements))
    set_column(matrix, "siblings_linked", (total_linked / np.maximum(total, 1))[parents])
    set_column(matrix, "siblings", np.bincount(parents, minlength=len(elements))[parents])
    own = elements.flags
    inherited = _inherited_flags(elements, own, rows, matrix)
    shifts = np.arange(len(FLAGS), dtype=np.int64)
    matrix[:, NUMBER[FLAGS[0]] :] = (inherited[rows][:, None] >> shifts) & 1
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
    words, stops, linked = matrix[:, NUMBER["words"]], matrix[:, NUMBER["stops"]], matrix[:, NUMBER["linked"]]
    running = np.where((words >= 10) & (stops > 0) & (linked < 0.5), words, 0)
    masses = elements.subtree_sums(np.bincount(rows, running, len(elements)))
    most, most_comments = MAX_AGAINST * masses[0], max(MAX_COMMENTS * masses[0], masses[0] - MIN_OUTSIDE)
    inherited = own.copy()
    inherited[masses > most] &= ~_AGAINST | _COMMENT
    inherited[masses > most_comments] &= ~_AGAINST
    above = np.maximum(elements.parent, 0)
    while above.any():  # each time round, flags come down from twice as far above
        inherited |= inherited[above]
        above = above[above]
    limits = np.where(_AGAINST_BITS == _COMMENT, most_comments, most)
    bits = _AGAINST_BITS[(inherited[rows] & _AGAINST_BITS[:, None]).astype(np.bool_) @ running > limits]
    return inherited & ~int(bits.sum())
