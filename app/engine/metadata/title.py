"""The article's headline: the visible one, where the head vouches for it."""

from collections.abc import Sequence

from app.engine.article import Labelled
from app.engine.headline import fold, title_candidates
from app.engine.labels import Label
from app.engine.page import Head

#: How alike a visible headline and the head's must be. [0, 1]; 1 is the same letters. Below, one of them names
#: something else: a section, the site, another article.
MIN_LIKENESS = 0.5

#: Visible headlines looked at, and the characters compared.
MAX_VISIBLE, MAX_CHARS = 10, 300


def find_title(head: Head | None, blocks: Sequence[Labelled]) -> str | None:
    """The headline: of the blocks labelled so the one most like a headline of the head; without a head, the first."""
    labelled = [one.block.text for one in blocks if one.label is Label.TITLE][:MAX_VISIBLE]
    visible = [" ".join(text.split()) for text in labelled]
    stated = title_candidates(head) if head else ()
    if not visible or not stated:
        return next(iter((*visible, *stated)), None)
    closeness = [max(likeness(text, candidate) for candidate in stated) for text in visible]
    best = max(closeness)
    return visible[closeness.index(best)] if best >= MIN_LIKENESS else stated[0]


def likeness(one: str, other: str) -> float:
    """How alike two headlines are: the share of letter pairs in common, or of the shorter one's where it is the
    beginning of the other. [0, 1]; 1 is the same.

    >>> likeness("Die Brücke ist offen", "Die Brücke ist offen!"), likeness("新桥开通", "球赛结果")
    (1.0, 0.0)
    """
    first, second = fold(one)[:MAX_CHARS], fold(other)[:MAX_CHARS]
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    pairs, others = ({text[place : place + 2] for place in range(len(text))} for text in (first, second))
    return 2 * len(pairs & others) / (len(pairs) + len(others))
