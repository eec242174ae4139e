"""What an HTML page says about itself outside its visible text: `<head>`, `<meta>`, JSON-LD, `<time>`."""

import json
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from app.engine.page import Head, Time

#: Characters of JSON-LD that are parsed; the rest of a page's scripts is left. Real pages have up to some 200,000.
MAX_JSON_LD_CHARS = 1_000_000

#: Objects kept, `@graph` members included.
MAX_OBJECTS = 500

#: Names and rels kept, and the characters of each value.
MAX_NAMES = 500
MAX_VALUE_CHARS = 5_000

#: `<time>` elements read.
MAX_TIMES = 50

#: Names that a page repeats to say several authors: their values are joined by semicolons, of others the first counts.
LISTED = frozenset(("article:author", "citation_author", "dc.creator", "dcterms.creator"))

_SELECTOR = 'meta[content], link[rel][href], base[href], time[datetime], script[type*="ld+json" i]'

#: Words in the names of a `<time>`: "entry-date updated", "dateModified".
_UPDATE = re.compile("updated|modified", re.IGNORECASE)
_PUBLICATION = re.compile("publish|created", re.IGNORECASE)

_TRAILING_COMMA = re.compile(r",\s*+(?=[}\]])")
_NEXT_OBJECT = re.compile(r"\}\s*+;?\s*+(?=\{)")


def read_head(tree: LexborHTMLParser) -> Head:
    """The head of a page. Where pages put `<meta>` into the body (microdata does), they count too.

    Broken JSON-LD is mended where a cheap mend is enough and left out otherwise; no input raises.
    """
    found: dict[str, list[LexborNode]] = {"meta": [], "link": [], "base": [], "time": [], "script": []}
    for node in tree.css(_SELECTOR):
        found[node.tag or ""].append(node)
    root, title = tree.root, tree.css_first("title")
    return Head(
        title=_squeeze(title.text()) if title else "",
        lang=_squeeze((root.attributes.get("lang") or root.attributes.get("xml:lang") or "") if root else ""),
        meta=_read_meta(found["meta"]),
        links=_read_links(found["link"]),
        json_ld=_read_json_ld(found["script"]),
        base=_squeeze(found["base"][0].attributes.get("href") or "") if found["base"] else "",
        times=_read_times(found["time"][:MAX_TIMES]),
    )


def _read_meta(nodes: list[LexborNode]) -> dict[str, str]:
    meta: dict[str, str] = {}
    for node in nodes:
        attributes = node.attributes
        for key in ("name", "property", "itemprop"):
            name = (attributes.get(key) or "").strip().lower()
            if name and not meta.get(name):
                meta[name] = _squeeze(attributes["content"] or "")
            elif name in LISTED and len(meta[name]) < MAX_VALUE_CHARS:
                meta[name] += f"; {_squeeze(attributes['content'] or '')}"
        if len(meta) >= MAX_NAMES:
            break
    return {name: content for name, content in meta.items() if content}


def _read_links(nodes: list[LexborNode]) -> dict[str, str]:
    links: dict[str, str] = {}
    for node in nodes[:MAX_NAMES]:
        attributes = node.attributes
        for rel in (attributes["rel"] or "").lower()[:MAX_VALUE_CHARS].split()[:8]:
            if not links.get(rel):
                links[rel] = _squeeze(attributes["href"] or "")
    return {rel: href for rel, href in links.items() if href}


def _read_times(nodes: list[LexborNode]) -> tuple[Time, ...]:
    times = (
        Time(_squeeze(node.text()), _squeeze(node.attributes["datetime"] or ""), _of_update(node)) for node in nodes
    )
    return tuple(time for time in times if time.text and time.stamp)


def _of_update(node: LexborNode) -> bool:
    """Whether an element is named as the time of the last change, and not as that of publication as well."""
    names = f"{node.attributes.get('class')} {node.attributes.get('itemprop')}"[:MAX_VALUE_CHARS]
    return bool(_UPDATE.search(names)) and not _PUBLICATION.search(names)


def _read_json_ld(scripts: list[LexborNode]) -> tuple[dict[str, Any], ...]:
    objects: list[dict[str, Any]] = []
    budget = MAX_JSON_LD_CHARS
    for script in scripts:
        source = script.text()
        if len(source) <= budget:
            budget -= len(source)
            objects.extend(_flatten(_parse(source)))
        if len(objects) >= MAX_OBJECTS:
            break
    return tuple(objects[:MAX_OBJECTS])


def _parse(source: str) -> Any:
    """The value of a script's JSON, or None. Control characters inside strings are let pass.

    >>> _parse('<!-- {"name": "Żółw",} -->')
    [{'name': 'Żółw'}]
    """
    for mend in (str, _mend):
        try:
            return json.loads(mend(source), strict=False)
        except (ValueError, RecursionError):  # ValueError: also a number of more digits than Python converts
            continue
    return None


def _mend(source: str) -> str:
    """A list of the values, without what some pages wrap around their JSON (comments, CDATA, a semicolon) and without
    trailing commas; objects one after the other have commas between.
    """
    source = source.replace("<![CDATA[", "").replace("]]>", "")
    first = min((place for place in (source.find("{"), source.find("[")) if place >= 0), default=0)
    last = max(source.rfind("}"), source.rfind("]"))
    return f"[{_NEXT_OBJECT.sub('},', _TRAILING_COMMA.sub('', source[first : last + 1]))}]"


def _flatten(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of a parsed script in page order: members of lists and of `@graph` stand alone."""
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(reversed(item[:MAX_OBJECTS]))
        elif isinstance(item, dict):
            graph = item.get("@graph")
            if len(item) > 2 or graph is None:
                yield item
            if isinstance(graph, (dict, list)):
                stack.append(graph)


def _squeeze(text: str) -> str:
    """White space collapsed, length bounded."""
    return " ".join(text[:MAX_VALUE_CHARS].split())
