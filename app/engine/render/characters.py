"""Characters that no markup can hold."""

import re

#: Everything but XML's `Char`, and Unicode's noncharacters, which are for a program's inner use only. Written as what
#: is allowed, the most common first: a character is looked up in that order.
#: Sources: https://www.w3.org/TR/xml/#charsets and https://www.unicode.org/versions/Unicode16.0.0/ (section 23.7).
_ASTRAL = "".join(f"{chr(plane << 16)}-{chr(plane << 16 | 0xFFFD)}" for plane in range(1, 17))
_FORBIDDEN = re.compile(f"[^ -\ud7ff\t\n\r\ue000-\ufdcf\ufdf0-\ufffd{_ASTRAL}]")


def legal(text: str) -> str:
    r"""`text` without the characters that XML forbids.

    >>> legal("żółw\x00 \ufdd0ok 👩")
    'żółw ok 👩'
    """
    return _FORBIDDEN.sub("", text)
