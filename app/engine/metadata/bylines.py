"""Where a page says who wrote its article and when."""

from collections.abc import Sequence

from app.engine.article import Labelled
from app.engine.labels import ARTICLE_LABELS, Label

#: Characters of a block that may be a byline without being labelled so.
MAX_BYLINE_CHARS = 200


def opening(blocks: Sequence[Labelled]) -> range:
    """Places of the blocks between the headline and the body; empty without a headline before the body."""
    body = next((place for place, one in enumerate(blocks) if one.label in ARTICLE_LABELS), 0)
    titles = [place for place, one in enumerate(blocks[:body]) if one.label is Label.TITLE]
    return range(titles[-1] + 1, body) if titles else range(0)


def byline_texts(blocks: Sequence[Labelled]) -> list[str]:
    """Texts of the bylines in page order; then of short blocks with other labels between the headline and the body."""
    bylines = [one.block.text for one in blocks if one.label is Label.BYLINE]
    between = (blocks[place] for place in opening(blocks))
    others = (one.block.text for one in between if one.label is not Label.BYLINE)
    return bylines + [text for text in others if len(text) <= MAX_BYLINE_CHARS]
