"""When the article was published."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from app.engine.article import Labelled
from app.engine.metadata.bylines import byline_texts
from app.engine.metadata.calendar import Reading, iso_date, parse_date
from app.engine.page import Head
from app.engine.schema_org import article_objects, texts

#: Characters of an address that are searched.
MAX_URL_CHARS = 2_000

_META = (
    *("article:published_time", "datepublished", "og:published_time", "parsely-pub-date", "sailthru.date"),
    *("dc.date.issued", "dcterms.issued", "citation_publication_date", "publication_date", "publishdate"),
    *("publish-date", "publish_date", "pubdate", "article:published", "cxenseparse:recs:publishtime"),
    *("dc.date", "dcterms.date", "dc.date.created", "dcterms.created", "date.created"),
    *("datecreated", "originalpublicationdate", "citation_date", "date"),
)

_IN_ADDRESS = re.compile(r"[/-](\d{4})([/-]?)(\d\d)\2(\d\d)(?!\d)")


def find_date(head: Head | None, blocks: Sequence[Labelled], reading: Reading, url: str = "") -> str | None:
    """The date of publication: of JSON-LD, else `<meta>`, a `<time>` that a byline shows, a byline's text, the address.

    Returns:
        "2022-02-01", or with time and, where known, zone: "2022-02-01T14:00:00+01:00".
    """
    shown = byline_texts(blocks)
    stated = _stated(head, shown) if head else ()
    found = (date for date in (parse_date(value, reading) for value in chain(stated, shown)) if date)
    return next(found, None) or _in_address(url)


def _stated(head: Head, shown: Sequence[str]) -> Iterator[str]:
    described = article_objects(head)
    for item in (*described, *head.json_ld):
        yield from texts(item.get("datePublished"))
    yield from (head.meta[name] for name in _META if name in head.meta)
    yield from (stamp for text, stamp in head.times if any(text in block for block in shown))
    for item in described:
        yield from texts(item.get("dateCreated"))
        yield from texts(item.get("uploadDate"))


def _in_address(url: str) -> str | None:
    match = _IN_ADDRESS.search(url[:MAX_URL_CHARS])
    return iso_date(match[1], match[3], match[4]) if match else None
