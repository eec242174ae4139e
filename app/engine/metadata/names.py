"""Names of persons in a line: split, and told from what is no name."""

import re

from app.engine.metadata.credits import AGENCIES, AUTHOR_LEAD, JOIN, NOBODY

#: Characters and words of a name.
MAX_NAME_CHARS, MAX_NAME_WORDS = 60, 6

#: Letters of the small words inside names: "van der", "della".
MAX_PARTICLE_CHARS = 5

SEPARATOR = re.compile(r"\s*[,;|•·&、，；]\s*|\s+[-–—/]\s+|/")
_ADDRESS = re.compile(r"https?:|www\.|\S@\S|^@|\.(?:com|org|net|html?|php)\b", re.IGNORECASE)
_HAN_NAMES = re.compile(r"[㐀-鿿]{2,4}(?:\s+[㐀-鿿]{2,4})+")
_BRACKETS = re.compile(r"[(（\[][^)）\]]*[)）\]]?")
_NO_NAME = re.compile(r"[\d$€£#@+:*=<>{}?!_|]")


def split_names(text: str) -> list[str]:
    """The names in "By Ana Ruiz and Jo Lee, chief editors"; what looks like no name is left out.

    >>> split_names("Von Ana Ruiz und Jo Lee"), split_names("记者 张三丰 李四")
    (['Ana Ruiz', 'Jo Lee'], ['张三丰', '李四'])
    """
    lead = AUTHOR_LEAD.match(text)
    text = " ".join(_BRACKETS.sub(" ", text[lead.end() :] if lead else text).split())
    if _HAN_NAMES.fullmatch(text):
        return text.split()
    pieces = [name for piece in SEPARATOR.split(text) for name in _split_joined(piece.strip(" .:-–—()[]\"'“”"))]
    return [piece for piece in pieces if is_name(piece)]


def _split_joined(text: str) -> list[str]:
    """Two names joined by a word; "Ortega y Gasset" stays one, since "Gasset" alone is no whole name."""
    parts = JOIN.split(text)
    whole = len(parts) > 1 and all(len(part.split()) > 1 for part in parts)
    return parts if whole else [text]


def is_name(text: str) -> bool:
    """Whether a text has the shape of a name: few words, no digits or signs, none in lower case but "de", "van der"."""
    words = text.split()
    if not words or len(words) > MAX_NAME_WORDS or not is_somebody(text) or _NO_NAME.search(text):
        return False
    small = [word for word in words if word[0].islower()]
    return all(len(word) <= MAX_PARTICLE_CHARS for word in small) and not words[-1][0].islower()


def is_somebody(text: str) -> bool:
    """Whether a text can name an author: no address, no agency, no role or newsroom, not too long."""
    if not 1 < len(text) <= MAX_NAME_CHARS or _ADDRESS.search(text):
        return False
    folded = text.casefold().strip(" .")
    return folded not in NOBODY and folded not in AGENCIES and any(map(str.isalpha, text))
