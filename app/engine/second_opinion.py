"""The one adapter to trafilatura: what another extractor makes of a page when the engine itself is in doubt.

It is asked of bounded pages only, since its time grows with the square of the number of elements. Its deduplication,
which remembers earlier pages, stays off; nothing is fetched.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from app.engine.article import Metadata
from app.engine.metadata.calendar import parse_date, reading_of
from app.engine.metadata.names import split_names

#: Pages beyond these are not put to it. Tags are counted as "<". Of 505 real pages 99 % have fewer than 6,400 and 98 %
#: fewer than a million characters. Measured with trafilatura 2.3: 5,000 paragraphs (two tags each) take 0.6 s, 20,000
#: take 4.4 s, 50,000 take 26 s; a million characters in one paragraph take 0.4 s.
MAX_TAGS = 8_000
MAX_CHARS = 1_000_000

_Answer = TypeVar("_Answer")


def second_opinion(html: str, url: str | None = None, favor: str = "balanced") -> str | None:
    """The article's text by trafilatura's judgement, a paragraph a line; None where it has none or is not asked.

    Args:
        favor: "precision" leaves out what is doubtful, "recall" keeps it.
    """
    if not is_bounded(html):
        return None
    from trafilatura import extract  # takes half a second, which most pages need not wait for

    def ask() -> str | None:
        return extract(
            html,
            url=url,
            fast=True,  # without its own two fallbacks, one of which is quadratic too
            include_comments=False,
            deduplicate=False,
            favor_precision=favor == "precision",
            favor_recall=favor == "recall",
        )

    return _answer(ask) or None


def missing_metadata(html: str, url: str | None, known: Metadata) -> Metadata:
    """What is known of an article, with date, authors and site filled in by trafilatura where they are not known.

    Its search for any date in the page's text is not used: it finds one on every page, also where there is none.
    """
    if (known.date and known.authors and known.site) or not is_bounded(html):
        return known
    from trafilatura import extract_metadata

    found = _answer(lambda: extract_metadata(html, default_url=url, extensive=False))
    if found is None:
        return known
    authors = [name for part in (found.author or "").split(";") for name in split_names(part)]
    return replace(
        known,
        date=known.date or parse_date(found.date or "", reading_of(known.language)),
        authors=known.authors or tuple(dict.fromkeys(authors)),
        site=known.site or found.sitename or None,
    )


def is_bounded(html: str) -> bool:
    """Whether a page is small enough to be put to trafilatura."""
    return len(html) <= MAX_CHARS and html.count("<") <= MAX_TAGS


def _answer(ask: Callable[[], _Answer]) -> _Answer | None:
    """What trafilatura says, or None: whatever it or lxml stumbles over in a hostile page, the first opinion stands."""
    try:
        return ask()
    except Exception:
        return None
