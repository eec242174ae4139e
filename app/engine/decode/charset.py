"""Charsets by their WHATWG names: what a label means, what a page declares, what bytes read as."""

import re

import webencodings  # type: ignore[import-untyped]  # ships no types

#: How far into a page a declaration may stand. Bytes; browsers look at 1024, real pages need more.
PRESCAN_BYTES = 4096

#: Encodings that cannot be mistaken for ASCII. The UTF-32 ones have no label in the Encoding Standard; files do occur.
WIDE = frozenset({"utf-16le", "utf-16be", "utf-32le", "utf-32be"})

_OTHER_LABELS = {
    **dict.fromkeys(("utf-32", "utf32", "utf-32le", "utf32le", "utf-32-le"), "utf-32le"),
    **dict.fromkeys(("utf-32be", "utf32be", "utf-32-be"), "utf-32be"),
    "utf-16-le": "utf-16le",
    "utf-16-be": "utf-16be",
    "cp874": "windows-874",
}

#: Python's codecs for a charset, tried in this order, where the one of its name knows fewer characters than browsers.
_CODECS = {
    "gbk": ("gb18030",),
    "big5": ("big5hkscs", "cp950"),
    "shift_jis": ("cp932",),
    "euc-kr": ("cp949",),
    "euc-jp": ("euc_jp", "euc_jis_2004"),
    "iso-2022-jp": ("iso2022_jp", "iso2022_jp_ext", "iso2022_jp_2004"),
    "utf-32le": ("utf-32-le",),
    "utf-32be": ("utf-32-be",),
}

_DECLARATION = re.compile(
    rb"""
    < (?:
        !-- .*? (?: --> | \Z)                                           # nothing in a comment counts
      | meta \s [^<>]*? charset \s* = \s* ["']? \s* (?P<meta> [\w.:+-]+)
      | \?xml \s [^<>]*? encoding \s* = \s* ["'] (?P<xml> [\w.:+-]+)
    )
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def canonical(label: str | None) -> str | None:
    """The charset that a label stands for, by its WHATWG name in lower case; None if browsers know no such label.

    Source: https://encoding.spec.whatwg.org/#names-and-labels

    >>> [canonical(label) for label in ("ISO-8859-1", "gb2312", "tis-620", "Shift_JIS", "utf8", "klingon")]
    ['windows-1252', 'gbk', 'windows-874', 'shift_jis', 'utf-8', None]
    """
    label = (label or "").strip(" \t\r\n\f\"'").lower()
    if not label.isascii():
        return None
    encoding = webencodings.lookup(label)
    if encoding is None or encoding.name in ("replacement", "x-user-defined"):
        return _OTHER_LABELS.get(label)
    return str(encoding.name)


def declared(data: bytes) -> str | None:
    """The label in a page's `<meta>` or XML declaration, in lower case, as far as `PRESCAN_BYTES`; None without one."""
    for match in _DECLARATION.finditer(data, 0, PRESCAN_BYTES):
        if label := match["meta"] or match["xml"]:
            return label.decode("ascii", "replace").lower()
    return None


def read(data: bytes, charset: str) -> tuple[str, int]:
    """Bytes as text in a charset of canonical name.

    Returns:
        The text and how many places in it are no valid sequence; each of them is U+FFFD.
    """
    names = _CODECS.get(charset) or (webencodings.lookup(charset).codec_info.name,)
    for name in names:
        try:
            return data.decode(name), 0
        except UnicodeDecodeError:
            continue
    text = data.decode(names[0], "replace")
    written = data.count("\N{REPLACEMENT CHARACTER}".encode()) if charset == "utf-8" else 0
    return text, text.count("\N{REPLACEMENT CHARACTER}") - written
