"""The elements of a page as columns, gathered one after the other."""

import numpy as np

from app.engine.blocks import records
from app.engine.html.aside import shows_nothing
from app.engine.html.flags import BY_TAG, Flag, flags_of_names
from app.engine.page import Elements, Look

#: Attributes whose words tell what an element is.
_NAMING = frozenset("class id role itemprop itemtype rel data-testid data-component".split())
#: Attributes that can hide an element.
_HIDING = frozenset(("hidden", "aria-hidden", "style"))
_HIDDEN = int(Flag.HIDDEN)
_FLAGS = {tag: int(flag) for tag, flag in BY_TAG.items()}

Attributes = dict[str, str | None]
#: An element's name, its naming words and the flags of its own.
_Kind = tuple[str, str, int]


class ElementColumns:
    """Collects the columns of `Elements`.

    Attributes:
        parents: the row of each element's parent, -1 for the root.
    """

    def __init__(self) -> None:
        self.parents: list[int] = []
        self._looks: list[int] = []  # places in `_kinds`
        self._kinds: dict[_Kind, int] = {}
        self._folded: dict[str, tuple[int, _Kind]] = {}  # hidden elements by `id`: what they are where they are shown
        self._unfolded: set[str] = set()  # the `id` of what a button shows and hides

    def add(self, parent: int, tag: str, attributes: Attributes) -> int:
        """The row of an element that has just begun, in page order."""
        flags = by_tag = _FLAGS.get(tag, 0)
        names = ""
        for key, value in attributes.items():
            if key == "class" or key in _NAMING:
                if value:
                    names = f"{names} {value}" if names else value
            elif key in _HIDING and _hides(key, value):
                flags |= _HIDDEN
        row = len(self.parents)
        self.parents.append(parent)
        self._looks.append(self._kinds.setdefault((tag, names, flags), len(self._kinds)))
        if shown := attributes.get("aria-controls"):
            self._unfolded.update(shown.split())
        if flags != by_tag and (place := attributes.get("id")):
            self._folded[place] = row, (tag, names, by_tag)
        return row

    def finish(self) -> Elements:
        """The columns, each look's flags joined with those of its class words.

        What a button of the page unfolds is not hidden from readers.
        """
        for place, (row, kind) in self._folded.items():
            if place in self._unfolded:
                self._looks[row] = self._kinds.setdefault(kind, len(self._kinds))
        by_names = flags_of_names(names for _, names, _ in self._kinds)
        tags, names, own = zip(*self._kinds, strict=True) if self._kinds else ((), (), ())
        flags = [bits | by_names[words] for bits, words in zip(own, names, strict=True)]
        looks = tuple(records(Look, tags, names, flags))
        columns = (self.parents, self._lasts(), self._looks)
        parent, last, look = (np.fromiter(column, np.int64, len(column)) for column in columns)
        return Elements(parent, last, look, looks)

    def _lasts(self) -> list[int]:
        """`Elements.last`: children stand behind their parent, so the last is known before it reaches the first."""
        lasts = list(range(len(self.parents)))
        for row in range(len(lasts) - 1, 0, -1):
            parent = self.parents[row]
            if parent >= 0 and lasts[row] > lasts[parent]:
                lasts[parent] = lasts[row]
        return lasts


def _hides(key: str, value: str | None) -> bool:
    """Whether an attribute of those that can do it hides its element."""
    return shows_nothing(value) if key == "style" else key == "hidden" or value == "true"
