"""XHTML, read as the XML that it is where it says so: an element that ends itself is empty.

To HTML's parser `<script src="x"/>` and `<title/>` begin what never ends, and the page is lost in it. Most pages with
XHTML's doctype are HTML all the same, written for browsers that read them as such; those that begin with `<?xml` are
chapters of books, and pages that programs wrote.
"""

import re

from app.engine.html.nesting import VOID

_NAMESPACE = b"http://www.w3.org/1999/xhtml"
_DECLARATION = re.compile(rb"\s*+<\?xml\s")
#: Bytes of a page in which the namespace of its root is looked for.
HEAD_LENGTH = 4_096

#: An empty element as XML has it, a comment, or a script: no attempt looks further than the next `<`, or does not fail.
_EMPTY = re.compile(
    rb"""<([a-zA-Z][\w:.-]*+)((?:\s++[^\s<>"'/=]++\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'))*+)\s*+/>"""
    rb"""|<!--.*?(?:-->|\Z)|<(script|style)(?=[\s>])[^<>]*+>.*?(?:</\3|\Z)""",
    re.DOTALL | re.IGNORECASE,
)


def close_empty(html: bytes) -> bytes:
    """A page of XHTML with an end tag for each element that ends itself; any other page as it is.

    Args:
        html: in UTF-8.
    """
    if _DECLARATION.match(html) and _NAMESPACE in html[:HEAD_LENGTH]:
        return _EMPTY.sub(_close, html)
    return html


def _close(found: re.Match[bytes]) -> bytes:
    """An empty element with its end tag; a void one as it is, for the end tag of a `<br>` is another one."""
    name = found[1]
    return found[0] if name is None or name.lower() in VOID else b"<%b%b></%b>" % (name, found[2], name)
