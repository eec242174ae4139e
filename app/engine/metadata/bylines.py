"""Where a page says who wrote its article and when."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.engine.article import Labelled
from app.engine.labels import ARTICLE_LABELS, Label

#: Characters of a block that may be a byline without being labelled so: below the headline, and right above it.
MAX_BYLINE_CHARS, MAX_ABOVE_CHARS = 200, 40

#: Blocks above the headline, paragraphs of the article below it and blocks below the article that are still near it.
#: What calls itself a byline farther away is another article's, a comment's or the day's.
ABOVE, INTO, BELOW = 4, 3, 7

#: A headline may stand twice, so many blocks apart, with the byline below the first.
REPEATED = 20

#: Blocks above the headline that may be a byline without being labelled so.
RIGHT_ABOVE = 2


class Surroundings(NamedTuple):
    """Places of the blocks where a byline is looked for, the likeliest first; they overlap.

    Attributes:
        between: between headline and body; empty without a headline before the body.
        around: from a little above the headline to a few paragraphs into the article; everywhere without an article.
        below: a little below the end of the article.
    """

    between: range
    around: range
    below: range


def surroundings(blocks: Sequence[Labelled]) -> Surroundings:
    """Where the bylines of an article may stand."""
    body = [place for place, one in enumerate(blocks) if one.label in ARTICLE_LABELS]
    if not body:
        return Surroundings(range(0), range(len(blocks)), range(0))
    titles = [place for place, one in enumerate(blocks[: body[0]]) if one.label is Label.TITLE]
    between = range(titles[-1] + 1, body[0]) if titles else range(0)
    top = next((place for place in titles if titles[-1] - place < REPEATED), body[0])
    around = range(max(0, top - ABOVE), body[: INTO + 1][-1] + 1)
    return Surroundings(between, around, range(body[-1] + 1, min(body[-1] + 1 + BELOW, len(blocks))))


def byline_texts(blocks: Sequence[Labelled]) -> list[str]:
    """Texts of the bylines, the likeliest first, and of short blocks with other labels right at the headline."""
    between, *_ = places = surroundings(blocks)
    found = dict.fromkeys(place for some in places for place in _candidates(blocks, some, between))
    return [blocks[place].block.text for place in found]


def _candidates(blocks: Sequence[Labelled], places: range, between: range) -> Iterator[int]:
    yield from (place for place in places if blocks[place].label is Label.BYLINE)
    for place in places:
        limit = MAX_BYLINE_CHARS if place in between else MAX_ABOVE_CHARS
        is_near = place in between or 0 <= between.start - 2 - place < RIGHT_ABOVE
        if is_near and len(blocks[place].block.text) <= limit:
            yield place
