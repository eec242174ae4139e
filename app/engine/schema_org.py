"""Reading JSON-LD that anybody wrote: values of any type, names as text, list or object.

Source: https://schema.org/Article
"""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from app.engine.page import Head

#: Ends of the type names whose objects describe the page's article ("NewsArticle", "BlogPosting", "Recipe").
_ARTICLE_TYPES = ("Article", "Posting", "Report", "Review", "Recipe", "HowTo", "BlogPost", "CreativeWork")

#: Values looked at in one property, lists in lists included, and the characters read of each.
MAX_VALUES = 50
MAX_VALUE_CHARS = 2_000

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")


def article_objects(head: Head) -> list[dict[str, Any]]:
    """The objects that describe an article, in page order; a page's `mainEntity` is one of them where it is one."""
    objects: list[dict[str, Any]] = []
    for item in head.json_ld:
        entity = item.get("mainEntity")
        objects.extend(one for one in (item, entity) if isinstance(one, dict) and _is_article(one))
    return objects


def states_body(head: Head) -> bool:
    """Whether an object that describes the article has its text."""
    return any(next(texts(item.get("articleBody")), "") for item in article_objects(head))


def texts(value: Any) -> Iterator[str]:
    """The plain texts of a property, whatever its type; an object counts as its `name` or `@value`.

    >>> list(texts([{"@type": "Person", "name": "Ana&nbsp;Ruiz"}, " Ни Ло ", 3, None]))
    ['Ana Ruiz', 'Ни Ло']
    """
    for item in flatten(value):
        if isinstance(item, dict):
            item = item.get("name") or item.get("@value")
            item = item[0] if isinstance(item, list) and item else item
        text = plain(item) if isinstance(item, str) else ""
        if text:
            yield text


def flatten(value: Any) -> Iterator[Any]:
    """The members of a property, lists opened, at most MAX_VALUES."""
    stack, seen = [value], 0
    while stack and seen < MAX_VALUES:
        item = stack.pop()
        seen += 1
        if isinstance(item, list):
            stack.extend(reversed(item[:MAX_VALUES]))
        else:
            yield item


def named_objects(head: Head) -> dict[str, dict[str, Any]]:
    """The objects that have a name by their `@id`, the first of each: what a bare reference stands for."""
    named = [one for one in head.json_ld if "name" in one and isinstance(one.get("@id"), str)]
    return {one["@id"]: one for one in reversed(named) if one["@id"]}


def resolve(value: Any, named: Mapping[str, dict[str, Any]]) -> Iterator[Any]:
    """The members of a property; a bare reference is replaced by the object with that `@id`, where there is one."""
    for item in flatten(value):
        reference = item.get("@id") if isinstance(item, dict) and "name" not in item else None
        yield named.get(reference, item) if isinstance(reference, str) else item


def types(item: dict[str, Any]) -> tuple[str, ...]:
    """The names in `@type`, without the vocabulary's address."""
    return tuple(name.rpartition("/")[2] for name in flatten(item.get("@type")) if isinstance(name, str))


def plain(text: str) -> str:
    """A text with entities resolved, tags gone, white space collapsed and no longer than MAX_VALUE_CHARS."""
    return " ".join(_TAG.sub("", html.unescape(text[:MAX_VALUE_CHARS])).split())


def _is_article(item: dict[str, Any]) -> bool:
    return any(name.endswith(_ARTICLE_TYPES) for name in types(item))
