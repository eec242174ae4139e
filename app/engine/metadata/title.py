"""The article's headline: the visible one, where the head vouches for it."""

import re
from collections.abc import Collection, Iterable, Sequence

from app.engine.article import Labelled
from app.engine.blocks import HEADINGS
from app.engine.headline import cut_site, letters_of, parts
from app.engine.labels import ARTICLE_LABELS, Label

#: How alike a visible headline and the head's must be. [0, 1]; 1 is the same letters. Below, one of them names
#: something else: a section, the site, another article.
MIN_LIKENESS = 0.5

#: An `<h1>` with at most so many blocks between it and the article is its headline, however unlike the head's: heads
#: name the section, the site, or what searchers ask for. 62 of 2,265 pages of `train` and `dev` have one; with more
#: blocks between them it is often a banner's or another article's (37 pages).
MAX_BETWEEN = 4

#: Visible headlines looked at, and the characters compared.
MAX_VISIBLE, MAX_CHARS = 10, 300

#: What is left at the ends of a headline when a kicker or a breadcrumb before it is an element of its own.
_TRIMMED = " :/|»›–—•■"
_QUOTE_ENDS = re.compile(r"\s?»$")


def find_title(headlines: Sequence[str], blocks: Sequence[Labelled], sites: Collection[str] = ()) -> str | None:
    """The headline: of the blocks labelled so the one most like a headline of the head; without any, the first.

    Where none is like the head's, an `<h1>` right above the article is. Of a headline with separators in it ("Promise |
    Reference") the part that the page shows as one.

    Args:
        headlines: what the page's head says its headline is.
        sites: names of the site, which are no headlines.
    """
    visible = _headlines([one.block.text for one in blocks if one.label is Label.TITLE][:MAX_VISIBLE], sites)
    above, opening = _at_the_top(blocks)
    title = _likeliest(
        visible,
        _headlines(headlines, sites),
        _headlines([one.block.text for one in above if one.label is Label.TITLE], sites),
    )
    if not title or len(pieces := parts(title)) < 2:
        return title
    shown = ((text, pieces) for text in _headlines(opening, sites))
    first = ((text, pieces[:1]) for text in (*visible, *_headlines([one.block.text for one in above], sites)))
    return next((text for text, some in (*shown, *first) if letters_of(text) in map(letters_of, some)), title)


def _likeliest(visible: Sequence[str], stated: Sequence[str], above: Sequence[str]) -> str | None:
    """The visible headline that is most like what the head states."""
    if not visible or not stated:
        return next(iter((*visible, *stated)), None)
    closeness = [max(likeness(text, candidate) for candidate in stated) for text in visible]
    best = max(closeness)
    if best >= MIN_LIKENESS:
        return visible[closeness.index(best)]
    return above[0] if above and letters_of(above[0]) not in map(letters_of, parts(stated[0])) else stated[0]


def _at_the_top(blocks: Sequence[Labelled]) -> tuple[list[Labelled], list[str]]:
    """The `<h1>`s right above the article, and the heading that it opens with."""
    first = next((row for row, one in enumerate(blocks) if one.label in ARTICLE_LABELS), None)
    if first is None:
        return [], []
    above = [one for one in blocks[max(0, first - MAX_BETWEEN - 1) : first] if one.block.tag == "h1"]
    return above, [blocks[first].block.text] if blocks[first].block.tag in HEADINGS else []


def likeness(one: str, other: str) -> float:
    """How alike two headlines are: the share of letter pairs in common. [0, 1]; 1 is the same.

    >>> likeness("Die Brücke ist offen", "Die Brücke ist offen!"), likeness("新桥开通", "球赛结果")
    (1.0, 0.0)
    """
    first, second = letters_of(one)[:MAX_CHARS], letters_of(other)[:MAX_CHARS]
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    pairs, others = ({text[place : place + 2] for place in range(len(text))} for text in (first, second))
    return 2 * len(pairs & others) / (len(pairs) + len(others))


def _headlines(texts: Iterable[str], sites: Collection[str]) -> list[str]:
    """Texts on one line each, without the site's name at their ends and the signs that led to it."""
    shunned = {letters_of(site) for site in sites} | {""}
    lines = (_trimmed(cut_site(" ".join(text.split()), sites)) for text in texts)
    return [line for line in lines if letters_of(line) not in shunned]


def _trimmed(line: str) -> str:
    """A line without the signs around it; one that ends a quotation stays."""
    trimmed = line.strip(_TRIMMED)
    end = _QUOTE_ENDS.search(line) if trimmed.count("«") > trimmed.count("»") else None
    return trimmed + end[0] if end else trimmed
