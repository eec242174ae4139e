"""Who wrote the article."""

import re
from collections.abc import Collection, Iterator, Sequence

from app.engine.article import Labelled
from app.engine.headline import fold
from app.engine.metadata.credits import AGENCIES, AUTHOR_LEAD, JOIN, NOBODY, SOURCE_LEAD
from app.engine.page import Elements, Head, Page
from app.engine.schema_org import article_objects, flatten, plain, resolve, texts

#: Characters of a byline that is read: a longer one is the author's biography.
MAX_BYLINE_CHARS = 200

#: Characters and words of a name.
MAX_NAME_CHARS, MAX_NAME_WORDS = 60, 6

#: Authors kept.
MAX_AUTHORS = 20

#: How many elements above a byline's own may say that it names the author.
MAX_ANCESTORS = 2

_META = (
    *("author", "article:author", "parsely-author", "sailthru.author"),
    *("dc.creator", "dcterms.creator", "citation_author", "byl"),
)
_SEPARATOR = re.compile(r"\s*[,;|•·&、，；\n\t]\s*|\s+[-–—/]\s+|/")
_ADDRESS = re.compile(r"https?:|www\.|\S@\S|^@|\.(?:com|org|net|html?|php)\b", re.IGNORECASE)
_TOKENS = re.compile(r"\b(?:author|byline|writer)\b|rel-author|by-?line|author[-_]?name", re.IGNORECASE)
_HAN_NAMES = re.compile(r"[㐀-鿿]{2,4}(?:\s+[㐀-鿿]{2,4})+")
_TIMED = re.compile(r"\d[\d.:/-]*\d|\d")


def find_authors(page: Page, bylines: Sequence[Labelled], sites: Collection[str]) -> tuple[str, ...]:
    """Names of the authors as the page writes them: of JSON-LD, else `<meta>`, else the bylines.

    Agencies, the site's own names, newsrooms, roles and addresses are no authors.
    """
    shunned = {fold(site) for site in sites} | {""}
    for names in (_in_json_ld(page.head), _in_meta(page.head), _in_bylines(page.elements, bylines)):
        found = {fold(name): name for name in names if _is_somebody(name) and fold(name) not in shunned}
        if found:
            return tuple(found.values())[:MAX_AUTHORS]
    return ()


def split_names(text: str) -> list[str]:
    """The names in "By Ana Ruiz and Jo Lee, chief editors"; what looks like no name is left out.

    >>> split_names("Von Ana Ruiz und Jo Lee"), split_names("记者 张三丰 李四")
    (['Ana Ruiz', 'Jo Lee'], ['张三丰', '李四'])
    """
    lead = AUTHOR_LEAD.match(text)
    text = text[lead.end() :] if lead else text
    if _HAN_NAMES.fullmatch(text):
        return text.split()
    pieces = [name for piece in _SEPARATOR.split(text) for name in _split_joined(piece.strip(" .:()[]\"'“”"))]
    return [piece for piece in pieces if _is_name(piece)]


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
        yield from _stated(plain(head.meta.get(name, ""))) if head else ()


def _stated(text: str) -> Iterator[str]:
    """Names in a field for names: split where that gives whole names, else taken as it is."""
    names = split_names(text)
    if len(names) == 1 or (names and all(len(name.split()) > 1 or not name.isascii() for name in names)):
        yield from names
    elif not names:
        yield text.strip()
    else:
        yield from (piece for piece in _SEPARATOR.split(text) if piece)


def _in_bylines(elements: Elements | None, bylines: Sequence[Labelled]) -> Iterator[str]:
    """Names behind a lead ("By …"), in an element named for authors, or alone in a byline that has nothing else."""
    weaker: list[str] = []
    found = False
    for labelled in bylines:
        for line in labelled.block.text[: MAX_BYLINE_CHARS + 1].split("\n"):
            if len(line) > MAX_BYLINE_CHARS or (SOURCE_LEAD.match(line) and not AUTHOR_LEAD.match(line)):
                continue
            line = _TIMED.split(line)[0]
            names = split_names(line)
            if AUTHOR_LEAD.match(line) or _is_marked(elements, labelled.block.element):
                found = found or bool(names)
                yield from names
            elif names and all(len(name.split()) in (2, 3) for name in names):
                weaker.extend(names)
    if not found:
        yield from weaker


def _is_marked(elements: Elements | None, row: int) -> bool:
    """Whether an element or one just above it is named as an author's: class, id, itemprop."""
    for _ in range(MAX_ANCESTORS + 1):
        if elements is None or row < 0:
            break
        if _TOKENS.search(elements.names[row][:500]):
            return True
        row = elements.parent[row]
    return False


def _split_joined(text: str) -> list[str]:
    """Two names joined by a word; "Ortega y Gasset" stays one, since "Gasset" alone is no whole name."""
    parts = JOIN.split(text)
    whole = len(parts) > 1 and all(len(part.split()) > 1 for part in parts)
    return parts if whole else [text]


def _is_name(text: str) -> bool:
    """Whether a text has the shape of a name: few words, none of digits, its first and last not in lower case."""
    words = text.split()
    if not words or len(words) > MAX_NAME_WORDS or not _is_somebody(text) or _TIMED.search(text):
        return False
    return not (words[0][:1].islower() and len(words) == 1) and not words[-1][:1].islower()


def _is_somebody(text: str) -> bool:
    if not 1 < len(text) <= MAX_NAME_CHARS or _ADDRESS.search(text):
        return False
    folded = text.casefold().strip(" .")
    return folded not in NOBODY and folded not in AGENCIES and any(map(str.isalpha, text))
