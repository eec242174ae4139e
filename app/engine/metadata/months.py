"""Names of the months in the languages that CLDR covers."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from babel import localedata

#: Tables kept in memory; there are fewer languages than this.
_CACHE = 256

#: Letters a name may be cut to ("Sept.", "févr.") and still be told from the others.
MIN_LETTERS = 3

#: What a language glues before the name: Hebrew "in".
_GLUED = {"he": "ב"}


def month_number(word: str, language: str | None) -> int | None:
    """The month that a word names in a language or in English, in any case form or shortened; None if it names none.

    >>> [month_number(*pair) for pair in (("lutego", "pl"), ("Февраль", "ru"), ("Sept.", "fr"), ("2月", "ja"))]
    [2, 2, 9, 2]
    """
    name = _fold(word)
    if language in _GLUED and name not in _table(language):
        name = name.removeprefix(_GLUED[language])
    for table in (_table(language or "en"), _table("en")):
        if name in table:
            return table[name]
        if len(name) >= MIN_LETTERS:
            months = {month for full, month in table.items() if full.startswith(name)}
            if len(months) == 1:
                return months.pop()
    return None


@lru_cache(_CACHE)
def _table(language: str) -> dict[str, int]:
    """Number by folded name. Constant: it depends on nothing but the data of the package.

    The data is read as stored. `babel.Locale` follows the aliases between locales and writes what it finds into data
    that locales share, so that its answers depend on which language was asked for before (Babel 2.18).
    """
    if not language.isalpha() or not localedata.exists(language):
        return {}
    return {_fold(name): month for month, name in _names(localedata.load(language).get("months"))}


def _names(months: Any) -> Iterator[tuple[int, str]]:
    for use in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            names = _own(_own(months).get(use)).get(width)
            yield from ((number, name) for number, name in _own(names).items() if isinstance(name, str))


def _own(value: Any) -> dict[Any, Any]:
    """A level of the data; where it is an alias with additions, the additions."""
    if isinstance(value, tuple):
        value = value[1]
    return value if isinstance(value, dict) else {}


def _fold(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().replace("i̇", "i").strip(" .,;:()[]'’\"-")
