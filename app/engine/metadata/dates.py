"""When the article was published."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from app.engine.article import Labelled
from app.engine.metadata.bylines import byline_texts
from app.engine.metadata.calendar import MAX_TEXT_CHARS, Reading, iso_date, parse_date, parse_stated
from app.engine.metadata.credits import AFTER, UPDATED
from app.engine.page import Head, Time
from app.engine.schema_org import article_objects, flatten, texts

#: Characters of an address that are searched.
MAX_URL_CHARS = 2_000

_META = (
    *("article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "sailthru.date"),
    *("dc.date.issued", "dcterms.issued", "citation_publication_date", "publication_date", "publishdate"),
    *("publish-date", "publish_date", "pubdate", "article:published", "cxenseparse:recs:publishtime"),
    *("dc.date", "dcterms.date", "dc.date.created", "dcterms.created", "date.created"),
    *("datecreated", "originalpublicationdate", "citation_date", "date"),
)

#: 2024/03/05, 2024-03-05, 20240305 and, as Chinese sites have it, 2024-03/05 and t20240305.
_IN_ADDRESS = re.compile(r"[/_-]t?(\d{4})[/-]?(\d\d)[/-]?(\d\d)(?!\d)")


def find_date(head: Head | None, blocks: Sequence[Labelled], reading: Reading, url: str = "") -> str | None:
    """The date of publication: of JSON-LD, else `<meta>`, a `<time>` that a byline shows, JSON-LD's date of creation or
    of upload, a byline's text, the address.

    That of the last change only where a byline says no other.

    Returns:
        "2022-02-01", or with time and, where known, zone: "2022-02-01T14:00:00+01:00".
    """
    return next(filter(None, _dates(head or Head(), blocks, reading)), None) or _in_address(url)


def _dates(head: Head, blocks: Sequence[Labelled], reading: Reading) -> Iterator[str | None]:
    described = article_objects(head)
    for item in (*described, *head.json_ld):
        yield from (parse_stated(value, reading) for value in _values(item.get("datePublished")))
    yield from (parse_stated(head.meta[name], reading) for name in _META if name in head.meta)
    shown = byline_texts(blocks)
    parts = [part for text in shown for part in _parts(text)]
    first = [part for part in parts if not UPDATED.match(part)]
    published = [time for time in head.times if not time.is_update]
    changed = [time.text for time in head.times if time.is_update]
    yield from _stamps(first, published, reading)
    for item in described:
        for key in ("dateCreated", "uploadDate"):
            yield from (parse_stated(value, reading) for value in _values(item.get(key)))
    yield from (parse_date(part, reading) for part in first if not any(text in part for text in changed))
    yield from _stamps(shown, published, reading)
    yield from _stamps(shown, head.times, reading)
    yield from (parse_date(part, reading) for part in parts)


def _parts(text: str) -> Iterator[str]:
    """What a byline says, cut before each word that says what a date is of: "Updated 4 May | Published 3 May".

    What a word leads to stands behind it, so that a date before the first is the first part.
    """
    text = text[:MAX_TEXT_CHARS]
    starts = [0, *(match.start() for match in AFTER.finditer(text)), len(text)]
    return (text[start:end] for start, end in pairwise(starts))


def _stamps(shown: Iterable[str], times: Iterable[Time], reading: Reading) -> Iterator[str | None]:
    return (parse_stated(time.stamp, reading) for part in shown for time in times if time.text in part)


def _values(value: Any) -> Iterator[str]:
    """The texts and numbers of a property."""
    for one in flatten(value):
        yield from (str(one),) if isinstance(one, (int, float)) else texts(one)


def _in_address(url: str) -> str | None:
    found = (iso_date(match[1], match[2], match[3]) for match in _IN_ADDRESS.finditer(url[:MAX_URL_CHARS]))
    return next(filter(None, found), None)
