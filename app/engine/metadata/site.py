"""Which site shows the page, and the page's own address."""

from app.engine.headline import fold, host_name, last_part, site_names
from app.engine.page import Head

#: Letters of a `<title>` part that the host must share with it to be the site's name.
MIN_SHARED_LETTERS = 3


def find_site(head: Head | None, url: str | None) -> str | None:
    """The site's name: as the head states it, else the end of `<title>` that the host resembles, else the host."""
    stated = site_names(head) if head else ()
    host = host_name(url or "")
    tail = last_part(head.title) if head else ""
    if stated:
        return stated[0]
    return tail if _resembles(tail, host) else host or None


def find_url(head: Head | None, url: str | None) -> str | None:
    """The page's address: the caller's, else the canonical one, else Open Graph's; absolute http(s) or None."""
    stated = (head.links.get("canonical", ""), head.meta.get("og:url", "")) if head else ()
    return next((address for address in (url or "", *stated) if host_name(address)), None)


def _resembles(name: str, host: str) -> bool:
    """Whether a name could be a host's ("El Diario" of eldiario.es)."""
    letters = fold(name)
    labels = [label.replace("-", "") for label in host.split(".")[:-1]] + [host.replace(".", "")]
    return len(letters) >= MIN_SHARED_LETTERS and any(letters in label or label == letters for label in labels)
