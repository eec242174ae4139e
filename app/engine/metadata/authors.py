"""Who wrote the article."""

import re
from collections.abc import Collection, Iterator, Sequence

from app.engine.article import Labelled
from app.engine.headline import fold
from app.engine.html.head import LISTED
from app.engine.labels import Label
from app.engine.metadata.bylines import MAX_BYLINE_CHARS, opening
from app.engine.metadata.credits import AUTHOR_LEAD, SOURCE_LEAD
from app.engine.metadata.months import month_number
from app.engine.metadata.names import SEPARATOR, is_somebody, split_names
from app.engine.page import Elements, Head, Page
from app.engine.schema_org import article_objects, flatten, plain, resolve, texts

#: Authors kept.
MAX_AUTHORS = 20

#: How many elements above a byline's own may say that it names the author.
MAX_ANCESTORS = 2

#: Between the parts of a byline: "3 May 2022 | By Ana Ruiz", "2022年5月3日 文/张三丰".
_SEGMENT = re.compile(r"\s*[|｜•·\n]\s*|(?<=[\d日일])\s+(?=[^\W\d])")
_NUMBER = re.compile(r"(\d)")
_META = (
    *("author", "article:author", "parsely-author", "sailthru.author"),
    *("dc.creator", "dcterms.creator", "citation_author", "byl"),
)
#: Fields of libraries, where a name may begin with the family's: "Ruiz, Ana".
_CATALOGUED = frozenset(("dc.creator", "dcterms.creator", "citation_author"))
_TOKENS = re.compile(r"\b(?:author|byline|writer)\b|rel-author|by-?line|author[-_]?name", re.IGNORECASE)


def find_authors(
    page: Page, blocks: Sequence[Labelled], sites: Collection[str], language: str | None
) -> tuple[str, ...]:
    """Names of the authors as the page writes them: of JSON-LD, else `<meta>`, else the bylines.

    Agencies, the site's own names, newsrooms, roles and addresses are no authors.

    Args:
        language: ISO 639 code of the month names in the bylines.
    """
    shunned = {fold(site) for site in sites} | {""}
    for names in (_in_json_ld(page.head), _in_meta(page.head), _in_bylines(page.elements, blocks, language)):
        found = {fold(name): name for name in names if is_somebody(name) and fold(name) not in shunned}
        if found:
            return tuple(found.values())[:MAX_AUTHORS]
    return ()


def _in_json_ld(head: Head | None) -> Iterator[str]:
    for item in article_objects(head) if head else ():
        for key in ("author", "creator"):
            for author in resolve(head, item.get(key)) if head else ():
                yield from _names_of(author)


def _names_of(author: object) -> Iterator[str]:
    if isinstance(author, dict):
        if "Organization" in str(author.get("@type")):
            return
        parts = [part for key in ("givenName", "familyName") for part in texts(author.get(key))]
        name = author.get("name") or " ".join(parts)
    else:
        name = author
    for text in texts(list(flatten(name))):
        yield from _stated(text)


def _in_meta(head: Head | None) -> Iterator[str]:
    for name in _META if head else ():
        text = plain(head.meta.get(name, "")) if head else ""
        for author in text.split(";") if name in LISTED else (text,):
            yield from _stated(_turned(author) if name in _CATALOGUED else author)


def _turned(name: str) -> str:
    """A name as it is said; two whole names with a comma between stay as they are.

    >>> _turned("van der Berg, Ana"), _turned("Ana Ruiz, Jo Lee")
    ('Ana van der Berg', 'Ana Ruiz, Jo Lee')
    """
    parts = [part.strip() for part in name.split(",")]
    is_catalogued = len(parts) == 2 and all(parts) and min(len(part.split()) for part in parts) == 1
    return f"{parts[1]} {parts[0]}" if is_catalogued else name


def _stated(text: str) -> Iterator[str]:
    """Names in a field for names: split where that gives whole names, else taken as it is."""
    names = split_names(text)
    if len(names) == 1 or (names and all(len(name.split()) > 1 or not name.isascii() for name in names)):
        yield from names
    elif not names:
        yield text.strip()
    else:
        yield from (piece for piece in SEPARATOR.split(text) if piece)


def _in_bylines(elements: Elements | None, blocks: Sequence[Labelled], language: str | None) -> Iterator[str]:
    """Names behind a lead ("By …") or in an element named for authors; else one alone between headline and body."""
    alone: list[str] = []
    found = False
    between = opening(blocks)
    for place, labelled in enumerate(blocks):
        if labelled.label is not Label.BYLINE:
            continue
        marked = _is_marked(elements, labelled.block.element)
        for number, segment in enumerate(_SEGMENT.split(labelled.block.text[:MAX_BYLINE_CHARS])):
            led = AUTHOR_LEAD.match(segment)
            names = [] if SOURCE_LEAD.match(segment) and not led else split_names(_without_date(segment, language))
            names = [name for name in names if not month_number(name, language)]
            if led or (marked and not number):
                found = found or bool(names)
                yield from names
            elif not number and place in between and len(names) == 1 and len(names[0].split()) in (2, 3):
                alone.extend(names)
    if not found:
        yield from alone


def _without_date(line: str, language: str | None) -> str:
    """What stands before the first number, and before the name of the month that leads to it."""
    words, number, _ = _NUMBER.split(line, maxsplit=1) if _NUMBER.search(line) else (line, "", "")
    kept = words.split(" ")
    while number and kept and (not kept[-1] or month_number(kept[-1], language)):
        kept.pop()
    return " ".join(kept)


def _is_marked(elements: Elements | None, row: int) -> bool:
    """Whether an element or one just above it is named as an author's: class, id, itemprop."""
    for _ in range(MAX_ANCESTORS + 1):
        if elements is None or row < 0:
            break
        if _TOKENS.search(elements.look_of(row).names[:500]):
            return True
        row = int(elements.parent[row])
    return False
