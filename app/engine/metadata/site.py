"""Which site shows the page, the page's own address, and where its links lead from."""

import re
import unicodedata
from urllib.parse import urljoin, urlsplit

from app.engine.headline import MAX_TAIL_CHARS, host_name, last_part, letters_of, site_names
from app.engine.page import Head
from app.engine.schema_org import plain

#: Letters of a `<title>` part that the host must share with it to be the site's name.
MIN_SHARED_LETTERS = 3

#: Letters of the longest part of a host that tell a name which begins or ends so ("Hamburger Abendblatt" of
#: abendblatt.de), and their share of the name's: a headline may say the name, too.
MIN_CONTAINED_LETTERS, MIN_CONTAINED_SHARE = 5, 0.3

#: Chinese titles end with the site without a space before it; most papers and portals call themselves so.
_CHINESE_SITE = re.compile(r"[-_—|｜]\s*([㐀-鿿A-Za-z]{2,10}(?:[网網]|[日晚][报報]))\s*$")

#: A number of its own is that of a page or a day. Behind an underscore stand keywords as often as sites.
_NUMBER = re.compile(r"\b\d+\b")

_AROUND = " -–—|·/"
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def find_site(head: Head | None, host: str) -> str | None:
    """The site's name: Open Graph's, else the first that the host resembles of what the head states and the end of
    `<title>`, else what is stated; None where nothing is."""
    if head is None:
        return None
    own = plain(head.meta.get("og:site_name", ""))
    stated = [name for name in (name.strip(_AROUND) for name in site_names(head)) if name]
    if own and stated:
        return stated[0]
    tail = last_part(head.title)
    likely = (
        name
        for name in (*stated, tail)
        if _resembles(name, host) and not (stated and letters_of(name) == letters_of(host))
    )
    chinese = _CHINESE_SITE.search(head.title)
    return next(likely, None) or next(iter(stated), None) or (chinese[1] if chinese else None)


def find_beside(head: Head | None, headline: str | None) -> str | None:
    """The site's name as `<title>` has it behind the headline ("Old stones - Roads - The Walker"), else None.

    Of 641 pages of `train` and `dev` where Open Graph names the site and `<title>` goes on behind the headline, its end
    is that name on 473 and a part of it or more on 110. Of 82 where nothing else tells it, read by eye, about 65 are
    right; the others are a section, a slogan or a second headline. Of 31 ends of headlines ("City - United") 9 are.
    """
    if head is None or not headline:
        return None
    _, found, behind = " ".join(head.title.split()).partition(headline)
    name = last_part(behind).strip(_AROUND) if found else ""
    is_name = len(name) <= MAX_TAIL_CHARS and not _NUMBER.search(name) and f"_{name}" not in behind
    return name if name and is_name else None


def find_url(head: Head | None, url: str | None) -> str | None:
    """The page's address: the caller's, else the canonical one, else Open Graph's; absolute http(s) or None."""
    stated = (head.links.get("canonical", ""), head.meta.get("og:url", "")) if head else ()
    return next((address for address in (url or "", *stated) if host_name(address)), None)


def find_base(head: Head | None, url: str | None) -> str | None:
    """What a page says its links are relative to; it may itself be relative to the page's address."""
    if head is None or not head.base:
        return None
    try:
        base = urljoin(url or "", head.base)
        return base if urlsplit(base).scheme in ("", "http", "https") else None
    except ValueError:  # brackets that are no IPv6 address
        return None


def _resembles(name: str, host: str) -> bool:
    """Whether a name could be a host's ("El Diario" of eldiario.es, "Público" of publico.es)."""
    labels = [label.replace("-", "") for label in host.split(".")[:-1]]
    longest = max(labels, key=len, default="")
    for letters in _spellings(name):
        if len(letters) >= MIN_SHARED_LETTERS and any(letters in label for label in (*labels, letters_of(host))):
            return True
        is_at_end = letters.startswith(longest) or letters.endswith(longest)
        if is_at_end and len(longest) >= max(MIN_CONTAINED_LETTERS, MIN_CONTAINED_SHARE * len(letters)):
            return True
    return False


def _spellings(name: str) -> set[str]:
    """A name's letters as hosts have them: accents left out, umlauts also with an e."""
    return {letters_of(_without_accents(text)) for text in (name, name.casefold().translate(_UMLAUTS))}


def _without_accents(text: str) -> str:
    return "".join(filter(lambda letter: not unicodedata.combining(letter), unicodedata.normalize("NFKD", text)))
