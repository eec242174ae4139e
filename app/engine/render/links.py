"""Where a link may lead."""

import re
from urllib.parse import urljoin

#: What a reader may follow; everything else ("javascript:", "data:", "file:") loses its link and keeps its words.
SCHEMES = frozenset({"http", "https", "mailto"})

#: What browsers drop from an address before they read its scheme.
#: Source: https://url.spec.whatwg.org/#concept-basic-url-parser (steps 1 and 3).
_AROUND = "".join(map(chr, range(0x21)))
_INSIDE = str.maketrans("", "", "\t\n\r")

#: Characters that no address may hold as they are: percent-encoded, so that no format must quote them.
_UNSAFE = re.compile(r'[\x00-\x20"<>\\^`{|}\x7f-\x9f]')

#: Parentheses in pairs stay, as in many an encyclopedia's addresses; others would end a link in Markdown.
_PAIRED = re.compile(r"[^()]*(?:\([^()]*\)[^()]*)*")

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def target(href: str, base: str | None) -> str | None:
    """The address behind `href` on the page at `base`, or None when it leads nowhere that is safe.

    Without `base` a relative address stays relative.

    >>> target("/artykuł?id=1", "https://example.org/a/b")
    'https://example.org/artykuł?id=1'
    >>> target("java\\nscript:alert(1)", None) is None
    True
    >>> target("#note-1", None)
    '#note-1'
    """
    href = href.strip(_AROUND).translate(_INSIDE)
    if not href:
        return None
    if base and not href.startswith(("https://", "http://", "mailto:")):
        try:
            href = urljoin(base, href)
        except ValueError:  # brackets that are no IPv6 address
            return None
    href = _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), href)
    if not _PAIRED.fullmatch(href):
        href = href.replace("(", "%28").replace(")", "%29")
    scheme = _SCHEME.match(href)
    if scheme is not None:
        return href if scheme[1].lower() in SCHEMES else None
    # A colon before the first slash that ends no scheme to us may end one to a lenient reader.
    return None if ":" in re.split(r"[/?#]", href, maxsplit=1)[0] else href
