"""Who wrote the article."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from app.engine.article import Labelled
from app.engine.headline import letters_of
from app.engine.html.head import LISTED
from app.engine.metadata.names import SEPARATOR, is_somebody, split_names
from app.engine.metadata.signatures import names_in_bylines
from app.engine.page import Head, Page
from app.engine.schema_org import article_objects, flatten, named_objects, plain, resolve, texts, types

#: Authors kept.
MAX_AUTHORS = 20

_META = (
    *("author", "article:author", "parsely-author", "sailthru.author"),
    *("dc.creator", "dcterms.creator", "citation_author", "byl"),
)
#: Fields of libraries, where a name may begin with the family's: "Ruiz, Ana".
_CATALOGUED = frozenset(("dc.creator", "dcterms.creator", "citation_author"))

#: An author as feeds name one: "ana@paper.example (Ana Ruiz)".
_MAILBOX = re.compile(r"(?<!\S)[^\s@]++@[^\s@]++\s*\(([^()]++)\)")
_SURNAME_FIRST = re.compile(r"\s*([^\W\d_][\w'’-]*)\s*,\s*([^\W\d_][\w'’-]*(?:\.|\s[^\W\d_]\.?)*)\s*")

_Object = dict[str, Any]


def find_authors(
    page: Page, blocks: Sequence[Labelled], sites: Collection[str], language: str | None
) -> tuple[str, ...]:
    """Names of the authors as the page writes them: of JSON-LD, else `<meta>`, else the bylines.

    Agencies, the site's own names, newsrooms, roles and addresses are no authors.

    Args:
        language: ISO 639 code of the month names in the bylines.
    """
    shunned = {letters_of(site) for site in sites} | {""}
    for names in _statements(page, blocks, language):
        found = {letters_of(name): name for name in names if is_somebody(name) and letters_of(name) not in shunned}
        if found:
            return tuple(found.values())[:MAX_AUTHORS]
    return ()


def _statements(page: Page, blocks: Sequence[Labelled], language: str | None) -> Iterator[Iterator[str]]:
    """What each place says, the most telling first: the page's other objects and `<meta>` name those of the article."""
    head = page.head
    if head:
        named = named_objects(head)
        yield from (_in_json_ld(item, named, language) for item in article_objects(head))
        yield _in_meta(head, language)
        yield from (_in_json_ld(item, named, language) for item in head.json_ld if "WebPage" in types(item))
    yield from names_in_bylines(page.elements, blocks, language)


def _in_json_ld(item: _Object, named: Mapping[str, _Object], language: str | None) -> Iterator[str]:
    for key in ("author", "creator"):
        for author in resolve(item.get(key), named):
            yield from _names_of(author, language)


def _names_of(author: object, language: str | None) -> Iterator[str]:
    if isinstance(author, dict):
        if "Organization" in str(author.get("@type")):
            return
        parts = [part for key in ("givenName", "familyName") for part in texts(author.get(key))]
        name = author.get("name") or " ".join(parts)
    else:
        name = author
    for text in texts(list(flatten(name))):
        yield from _stated(text, language)


def _in_meta(head: Head, language: str | None) -> Iterator[str]:
    for name in _META:
        text = plain(head.meta.get(name, ""))
        for author in text.split(";") if name in LISTED else (text,):
            yield from _stated(_turned(author) if name in _CATALOGUED else author, language)


def _turned(name: str) -> str:
    """A name as it is said; two whole names with a comma between stay as they are.

    >>> _turned("van der Berg, Ana"), _turned("Ana Ruiz, Jo Lee")
    ('Ana van der Berg', 'Ana Ruiz, Jo Lee')
    """
    parts = [part.strip() for part in name.split(",")]
    is_catalogued = len(parts) == 2 and all(parts) and min(len(part.split()) for part in parts) == 1
    return f"{parts[1]} {parts[0]}" if is_catalogued else name


def _given_name_first(text: str) -> str:
    """One person's two names as they are said; names of two persons, where scripts or capitals tell, stay as they are.

    >>> [_given_name_first(text) for text in ("Ruiz, Ana M.", "Ruiz, Reuters", "ANA, BO", "张三, 李四")]
    ['Ana M. Ruiz', 'Ruiz, Reuters', 'ANA, BO', '张三, 李四']
    """
    names = _SURNAME_FIRST.fullmatch(text)
    if names and not names[1].isupper() and all(name[0].isupper() and is_somebody(name) for name in names.groups()):
        return f"{names[2]} {names[1]}"
    return text


def _stated(text: str, language: str | None) -> Iterator[str]:
    """Names in a field for names: split where that gives whole names, else taken as it is."""
    text = _given_name_first(_MAILBOX.sub(r"\1", text))
    names = split_names(text, language)
    if len(names) == 1 or (names and all(len(name.split()) > 1 or not name.isascii() for name in names)):
        yield from names
    elif not names:
        yield text.strip()
    else:
        yield from (piece for piece in SEPARATOR.split(text) if piece)
