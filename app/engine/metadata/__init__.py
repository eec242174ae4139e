"""What is known of the article beside its words: one module a field."""

from collections.abc import Sequence

from app.engine.article import Labelled, Metadata
from app.engine.headline import host_name, site_names
from app.engine.labels import ARTICLE_LABELS
from app.engine.language import detect_language, normalise_language
from app.engine.metadata.authors import find_authors
from app.engine.metadata.calendar import reading_of
from app.engine.metadata.dates import find_date
from app.engine.metadata.site import find_base, find_beside, find_site, find_url
from app.engine.metadata.source import find_source
from app.engine.metadata.title import find_title
from app.engine.page import Head, Page
from app.engine.schema_org import texts

#: Characters of the body that tell its language, and how many there must be to overrule what the page declares.
MAX_SAMPLE_CHARS = 2_000
MIN_SAMPLE_CHARS = 200

__all__ = ["read_metadata"]


def read_metadata(
    page: Page, blocks: Sequence[Labelled], headlines: Sequence[str] = (), *, url: str | None, language: str | None
) -> Metadata:
    """Title, authors, date, source, site, language and address of an article.

    Args:
        page: as parsed; its head is asked first, where it has one.
        blocks: the page's blocks with their labels: titles, bylines and the body are read.
        headlines: what the page's head says its headline is, see `title_candidates`.
        url: where the page came from, if the caller says so.
        language: ISO 639 code, if the caller says so.
    """
    head = page.head
    address = find_url(head, url)
    host = host_name(address or "")
    site = find_site(head, host)
    names = (*(site_names(head) if head else ()), site or "", host)
    title = find_title(headlines, blocks, names)
    site = site or find_beside(head, title)
    language = language or find_language(head, blocks)
    return Metadata(
        title=title,
        authors=find_authors(page, blocks, names, language),
        date=find_date(head, blocks, reading_of(language, head.lang if head else "", host), address or ""),
        source=find_source(head, blocks),
        site=site or host or None,
        language=language,
        url=address,
        base=find_base(head, address),
    )


def find_language(head: Head | None, blocks: Sequence[Labelled]) -> str | None:
    """The body's language: detected where there is enough text, else declared, else detected from whatever there is."""
    sample = "\n".join(labelled.block.text for labelled in blocks if labelled.label in ARTICLE_LABELS)
    declared = _declared(head) if head else None
    if declared and len(sample) < MIN_SAMPLE_CHARS:
        return declared
    return detect_language(sample[:MAX_SAMPLE_CHARS]) or declared


def _declared(head: Head) -> str | None:
    stated = [head.lang, *(head.meta.get(name, "") for name in ("og:locale", "language", "dc.language"))]
    stated += [text for item in head.json_ld[:10] for text in texts(item.get("inLanguage"))]
    return next(filter(None, map(normalise_language, stated)), None)
