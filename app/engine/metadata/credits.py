"""Words around names in bylines: what leads to a name, what joins two, what is no name.

They stand in `credits.toml`; a language is added by adding its words there.
"""

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files
from typing import Any

_TABLE: dict[str, Any] = tomllib.loads((files("app.engine") / "metadata" / "credits.toml").read_text(encoding="utf-8"))

#: The space that is lost where "By" and the name are elements of their own: "ByAna Ruiz".
_GLUED = r"(?<=by)(?-i:(?=[A-Z][a-z]+\s[A-Z]))"


def _split(listed: str) -> list[str]:
    return [word.strip() for word in listed.split("|") if word.strip()]


def _words(*names: str) -> list[str]:
    return [word for name in names for word in _split(_TABLE[name])]


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(set(words), key=lambda word: (-len(word), word)))


def _lead_pattern(listed: Iterable[str]) -> re.Pattern[str]:
    """A lead with what must follow it: "By Ana", "Автор: …", "文／…", "oprac. …"; group 1 is the lead."""
    return re.compile(
        rf"\W{{0,3}}({_alternatives(listed)})(?:\s?[:：៖፦፡/／.●○–—|-]+\s*|\s+(?=\S)|{_GLUED}|$)", re.IGNORECASE
    )


AUTHOR_LEAD = _lead_pattern(_words("author_leads"))
_LEADS_BY_LANGUAGE = {
    language: _lead_pattern([*_words("author_leads"), *_split(own)])
    for language, own in _TABLE["author_leads_of"].items()
}
SOURCE_LEAD = _lead_pattern(_words("source_leads"))
NOBODY = frozenset(word.casefold() for word in _words("nobody"))
AGENCIES = frozenset(word.casefold() for word in _words("agencies"))
PHRASAL = frozenset(_words("phrasal"))
#: Those that with a capital are names: "Johnnie To".
SURNAMES = frozenset(("to", "in", "on"))
ROLES = frozenset(word.casefold() for word in _words("roles"))
#: Ends of what German runs together: "Wirtschaftsredakteurin", "MM-Redaktion".
ROLE_ENDS = ("redakteur", "redakteurin", "redaktion", "korrespondent", "korrespondentin", "reporter", "reporterin")
AFTER = re.compile(rf"(?<!\w)(?:{_alternatives(_words('after', 'updated'))})(?!\w)", re.IGNORECASE)
UPDATED = re.compile(rf"(?:{_alternatives(_words('updated'))})(?!\w)", re.IGNORECASE)
JOIN = re.compile(rf"\s+(?:{_alternatives(_words('joins'))})\s+", re.IGNORECASE)
#: The same behind a comma: "Ana Ruiz, Jo Lee, and Eva Au".
LAST_JOIN = re.compile(rf"^(?:{_alternatives(_words('joins'))})\s+")
#: An agency in brackets, as it stands behind a place name or at the end of an article: "(Reuters)".
BRACKETED = re.compile(rf"[(（\[]\s?({_alternatives(_words('agencies'))})\s?[)）\]]")


def author_lead(language: str | None) -> re.Pattern[str]:
    """What leads to an author in a page of a language; with none, what does so in all.

    >>> bool(author_lead("tl").match("Ni Ana Ruiz")), bool(author_lead("id").match("Ni Putu Ayu"))
    (True, False)
    """
    return _LEADS_BY_LANGUAGE.get(language or "", AUTHOR_LEAD)
