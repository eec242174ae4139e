"""Puts other articles around and into the one of a text: what is kept wrongly most is running text of others.

A page that loads the next article when it is scrolled, a column of teasers, a card between two paragraphs: all read
like an article, and only the words tell that they are not of this one.
"""

from collections.abc import Sequence

import numpy as np

from app.engine.labels import Label
from training.variants import BLANK, Line

#: Most lines of a second article, words of a teaser, and words of its headline.
MAX_LINES, MAX_TEASER, MAX_HEADLINE = 30, 35, 12
#: How far from the article others stand, in lines.
MAX_DISTANCE = 12


def add_others(
    lines: Sequence[Line], article: Sequence[bool], others: Sequence[str], random: np.random.Generator
) -> list[Line]:
    """The lines with one article of others behind, some teasers before or behind, or a card inside; none of it gold.

    Args:
        article: whether each line is the article's.
        others: whole articles, a paragraph a line, in the same language.
    """
    places = np.flatnonzero(article).tolist()
    texts = [other.split("\n") for other in others if other.strip()]
    if len(places) < 2 or not texts:
        return list(lines)
    linked = any("](" in line.text for line in lines)
    way = random.random()
    if way < 0.35:
        added = [_line(text) for text in texts[0][:MAX_LINES]]
        at = min(places[-1] + 1 + int(random.integers(MAX_DISTANCE)), len(lines))
    elif way < 0.8:
        added = [line for text in texts for line in _teaser(text[0], linked, random)]
        behind = random.random() < 0.6
        distance = int(random.integers(MAX_DISTANCE))
        at = min(places[-1] + 1 + distance, len(lines)) if behind else max(places[0] - distance, 0)
    else:
        added = _teaser(texts[0][0], linked, random)
        at = places[int(random.integers(1, len(places)))]
    return [*lines[:at], *added, *lines[at:]]


def _teaser(text: str, linked: bool, random: np.random.Generator) -> list[Line]:
    """A headline without a stop, and in two cases of three the beginning of the text.

    Args:
        linked: the headline is a link of Markdown.
    """
    words = text.split()
    spaced = len(words) > 3 or len(text) < 30
    pieces = words if spaced else list(text)
    between = " " if spaced else ""
    headline = between.join(pieces[: int(random.integers(4, MAX_HEADLINE + 1)) * (1 if spaced else 2)])
    headline = headline.rstrip(".,;:!?。，")
    found = [_line(f"[{headline}](/)" if linked and headline else headline)]
    if random.random() < 0.67:
        most = int(random.integers(10, MAX_TEASER)) * (1 if spaced else 2)
        found.append(_line(between.join(pieces[:most]) + ("…" if len(pieces) > most else "")))
    return [*found, BLANK] if random.random() < 0.5 else found


def _line(text: str) -> Line:
    return Line(text, label=Label.RELATED) if text.strip() else BLANK


def trim(lines: Sequence[Line], article: Sequence[bool], random: np.random.Generator) -> list[Line]:
    """The article with only a few of the lines around it, as somebody who cut out its container would have it."""
    places = np.flatnonzero(article).tolist()
    if not places:
        return list(lines)
    before, behind = random.integers(0, MAX_DISTANCE + 1, 2).tolist()
    return list(lines[max(places[0] - before, 0) : places[-1] + 1 + behind])
