"""What a page's head says its headline and its summary are."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from urllib.parse import urlsplit

from app.engine.page import Head
from app.engine.schema_org import article_objects, plain, texts

#: What stands between a headline and the name of the site in `<title>`.
_SEPARATOR = re.compile(r"\s+(?:[|｜\-–—»«·•/:]|::)\s+|\s*[|｜]\s*|(?<=\w)_(?=\w)")
#: What stands in quotation marks is one, though they look like separators: "« Le pont est ouvert » - Gazette".
_QUOTED = re.compile("«[^«»]*»")

#: A last part of `<title>` that nothing vouches for is cut off when it has at most so many characters and is shorter
#: than what stands before it.
MAX_TAIL_CHARS = 40

#: Names and headlines of which the letters are kept in memory: a page asks for the same few again and again.
_REMEMBERED = 256

#: Only so much of a title is searched for the site's name.
MAX_TITLE_CHARS, MAX_PARTS = 500, 20


def title_candidates(head: Head) -> tuple[str, ...]:
    """Headlines by the head's word, the most telling first: JSON-LD, Open Graph, Twitter, `<title>` without the site.

    >>> title_candidates(Head(title="Поезд ушёл | Вести", meta={"og:title": "Поезд ушёл вовремя"}))
    ('Поезд ушёл вовремя', 'Поезд ушёл')
    """
    sites = site_names(head)
    stated = [text for item in article_objects(head)[:3] for text in texts(item.get("headline"))]
    stated += [plain(head.meta.get(name, "")) for name in ("og:title", "twitter:title", "dc.title", "headline")]
    found = [cut_site(text, sites) for text in stated]
    whole = plain(head.title)
    short = cut_site(whole, sites)
    found.append(_cut_tail(short) if short == whole and short not in found else short)
    return tuple(dict.fromkeys(text for text in found if text and letters_of(text) not in map(letters_of, sites)))


def description_candidates(head: Head) -> tuple[str, ...]:
    """Summaries by the head's word: JSON-LD, Open Graph, Twitter, `<meta name=description>`; no two alike."""
    stated = [text for item in article_objects(head)[:3] for text in texts(item.get("description"))]
    stated += [plain(head.meta.get(name, "")) for name in ("og:description", "twitter:description", "description")]
    return tuple(dict.fromkeys(filter(None, stated)))


def site_names(head: Head) -> tuple[str, ...]:
    """Names that the head gives to the site, the most telling first."""
    stated = [plain(head.meta.get("og:site_name", ""))]
    stated += [text for item in article_objects(head)[:3] for text in texts(item.get("publisher"))]
    stated += [plain(head.meta.get(name, "")) for name in ("application-name", "apple-mobile-web-app-title")]
    return tuple(dict.fromkeys(name for name in stated if name and "://" not in name))


def cut_site(title: str, sites: Iterable[str]) -> str:
    """A title without the site's name at either end.

    >>> cut_site("Gazeta Nowa » Most otwarty - Kraj", ["Gazeta Nowa"])
    'Most otwarty - Kraj'
    """
    names = {letters_of(site) for site in sites} - {""}
    breaks = _breaks(title)
    for start, end in breaks:
        if letters_of(title[end:]) in names:
            title = title[:start]
            break
    for start, end in reversed(breaks):
        if end < len(title) and letters_of(title[:start]) in names:
            return title[end:]
    return title


@lru_cache(_REMEMBERED)
def letters_of(text: str) -> str:
    """Letters and digits alone, without case: what two spellings of a name or headline share."""
    return "".join(filter(str.isalnum, text.casefold()))


def host_name(url: str) -> str:
    """The host of an absolute http(s) address without "www." and port; "" for anything else."""
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.") if parts.scheme in ("http", "https") and "." in host else ""


def parts(title: str) -> list[str]:
    """What stands between the separators of a title.

    >>> parts("Four Years » Blog » Small integers"), parts("« Le pont - enfin » - Gazette")
    (['Four Years', 'Blog', 'Small integers'], ['« Le pont - enfin »', 'Gazette'])
    """
    breaks = _breaks(title)
    starts, ends = [0, *(end for _, end in breaks)], [*(start for start, _ in breaks), len(title)]
    return [title[start:end] for start, end in zip(starts, ends, strict=True)]


def last_part(title: str) -> str:
    """What stands behind the last separator of a title, "" without any."""
    _, *others = parts(title)
    return others[-1] if others else ""


def _breaks(title: str) -> list[tuple[int, int]]:
    masked = _QUOTED.sub(lambda quoted: "x" * len(quoted[0]), title[:MAX_TITLE_CHARS])
    return [match.span() for match in islice(_SEPARATOR.finditer(masked), MAX_PARTS)]


def _cut_tail(title: str) -> str:
    breaks = _breaks(title)
    if not breaks:
        return title
    start, end = breaks[-1]
    return title[:start] if len(title) - end <= min(MAX_TAIL_CHARS, start) else title
