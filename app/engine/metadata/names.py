"""Names of persons in a line: split, and told from what is no name."""

import re

from app.engine.metadata.credits import (
    AFTER,
    AGENCIES,
    JOIN,
    LAST_JOIN,
    NOBODY,
    PHRASAL,
    ROLE_ENDS,
    ROLES,
    SURNAMES,
    author_lead,
)

#: Characters and words of a name.
MAX_NAME_CHARS, MAX_NAME_WORDS = 60, 6

#: Letters of the small words inside names: "van der", "della".
MAX_PARTICLE_CHARS = 5

SEPARATOR = re.compile(r"\s*[,;|•·&、，；،၊፣]\s*|\s+[-–—/]\s+|/")
_ADDRESS = re.compile(r"https?:|www\.|\S@\S|^@|\.(?:com|org|net|html?|php)\b|^[\w-]{3,}\.[a-z]{2,3}$", re.IGNORECASE)
_HAN_NAMES = re.compile(r"[㐀-鿿]{2,4}(?:\s+[㐀-鿿]{2,4})+")
#: A name of two letters, set as wide as one of three: "方 敏".
_HAN_WIDE = re.compile(r"(?<![^\s])([㐀-鿿])\s+([㐀-鿿])(?![^\s])")
#: What Korean papers put behind a name: "한소담 기자".
_HANGUL_ROLE = re.compile(r"(?<=[가-힣])\s*(?:객원)?(?:기자|특파원|논설위원)$")
#: What belongs to no name: words in brackets, an address, the handle in a social network.
_BRACKETS = re.compile(r"[(（\[][^)）\]]*[)）\]]?|(?<![\w.+-])[\w.+-]++@[\w-]+\.\w[\w.-]*|@\w+")
_NO_NAME = re.compile(r"[\d$€£#@+:*=<>{}?!_|：→↬›»）”╱／]")
#: Letters of a Chinese name, and of the pen names and papers that sign: more are a sentence.
_HAN_PHRASE = re.compile(r"[㐀-鿿]{8,}")
#: What a byline says behind its first name: where, for whom, on which day.
_WHERE = re.compile(
    r"([^,;|]*?[^\W\d_])\s(?:in|on|at|for|from|via|am|aus|im|für|pour|para|dla|для)\s(?!(?:der|den|'t|’t)\s)"
)
_AROUND = " .:-–—()[]（）【】\"'“”"


def split_names(text: str, language: str | None = None) -> list[str]:
    """The names in "By Ana Ruiz and Jo Lee, chief editors"; what looks like no name is left out.

    Args:
        language: ISO 639 code; in Chinese a space stands between two persons, in Japanese between the names of one.

    >>> split_names("Von Ana Ruiz und Jo Lee"), split_names("记者 张三丰 李四")
    (['Ana Ruiz', 'Jo Lee'], ['张三丰', '李四'])
    """
    lead = author_lead(language).match(text)
    text = " ".join(_BRACKETS.sub(" ", text[lead.end() :] if lead else text).split())
    text = AFTER.split(_HAN_WIDE.sub(r"\1\2", text), maxsplit=1)[0]
    where = _WHERE.match(text) if lead else None
    text = where[1] if where else text
    if language != "ja" and _HAN_NAMES.fullmatch(text):
        return text.split()
    pieces = (LAST_JOIN.sub("", piece.strip()) for piece in SEPARATOR.split(text))
    names = [_without_role(piece.strip(_AROUND)) for piece in pieces if not piece.endswith((":", "：", "៖", "፦"))]
    return _whole([name for joined in names for name in _split_joined(joined) if is_name(name)])


def _whole(names: list[str]) -> list[str]:
    """Names without the single words behind a whole one: a degree, a place, a paper.

    >>> _whole(["Jo Lee", "London", "Ana Ruiz"]), _whole(["Ana", "Jo"]), _whole(["Ana Ruiz", "李四"])
    (['Jo Lee', 'Ana Ruiz'], ['Ana', 'Jo'], ['Ana Ruiz', '李四'])
    """
    first = next((place for place, name in enumerate(names) if len(name.split()) > 1), len(names))
    return [name for place, name in enumerate(names) if place <= first or is_whole(name)]


def is_whole(name: str) -> bool:
    """Whether a name has several words, or is of a script that has no spaces in names."""
    return " " in name or name.lower() == name.upper()


def _without_role(text: str) -> str:
    """A name without the function behind it: "Zoé Noël journaliste au Monde", "Jo Lee Staff Writer".

    "Science Editor" stays: where a function begins in capitals cannot be told. So does what may be a degree among
    capitals: "MARIA JOSÉ DO CARMO", "CHO YO MA".
    """
    text = _HANGUL_ROLE.sub("", text)
    words, shouts = text.split(), text.isupper()
    for place in range(2, len(words)):
        is_phrase = place < len(words) - 1 and " ".join(words[place:]).casefold() in NOBODY
        is_degree = not shouts and _is_degree(words[place])
        if is_phrase or is_degree or (words[place].islower() and is_role(words[place])):
            return " ".join(words[:place])
    return text


def _is_degree(word: str) -> bool:
    """Whether a word is a degree: "PhD", "M.D."; a "Jr" belongs to the name."""
    return sum(map(str.isupper, word)) > 1 and word.casefold().replace(".", "") in NOBODY


def _split_joined(text: str) -> list[str]:
    """Two names joined by a word; "Ortega y Gasset" stays one, since "Gasset" alone is no whole name."""
    is_phrase = any(word in PHRASAL and not JOIN.fullmatch(f" {word} ") for word in text.split())
    parts = [text] if is_phrase else JOIN.split(text)
    whole = len(parts) > 1 and all(len(part.split()) > 1 for part in parts)
    return parts if whole else [text]


def is_name(text: str) -> bool:
    """Whether a text has the shape of a name: few words, no digits or signs, none in lower case but "de", "van der"."""
    words = text.split()
    if not words or len(words) > MAX_NAME_WORDS or not is_somebody(text):
        return False
    small = {word for word in words if word[0].islower()}
    ends = {words[0].casefold(), words[-1].casefold()}
    if _NO_NAME.search(text) or _HAN_PHRASE.search(text) or small & PHRASAL or ends & PHRASAL - SURNAMES:
        return False
    return all(len(word) <= MAX_PARTICLE_CHARS for word in small) and not words[-1][0].islower()


def is_somebody(text: str) -> bool:
    """Whether a text can name an author: no address, no agency, no role or newsroom, not too long."""
    if not 1 < len(text) <= MAX_NAME_CHARS or _ADDRESS.search(text):
        return False
    folded = text.casefold().strip(" .")
    if folded in NOBODY or folded in AGENCIES or any(map(is_role, folded.split())):
        return False
    return any(map(str.isalpha, text))


def is_role(word: str) -> bool:
    """Whether a word says what somebody does and is in no name."""
    folded = word.casefold().strip(".,")
    return folded in ROLES or folded.endswith(ROLE_ENDS)
