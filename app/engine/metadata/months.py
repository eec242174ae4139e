"""Names of the months in the languages that CLDR covers, and those of the Persian calendar."""

import re
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

#: Countries that name the months unlike the rest of their language.
_COUNTRIES = {"ar": ("ar_SY", "ar_DZ", "ar_MA")}

#: The months that Persian pages count from spring, see `eras`.
_SOLAR_HIJRI = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"

#: Letters that are written one for the other in Arabic script.
_ALIKE = str.maketrans("أإآيك", "اااىک") | str.maketrans("ی", "ى")

_GAP = re.compile(r"[\s/-]+")


def month_in(text: str, language: str | None) -> int | None:
    """The month that the last one or two words that name any name.

    >>> month_in("de febrero de", "es"), month_in("كانون الثاني/يناير", "ar"), month_in("of", "en")
    (2, 1, None)
    """
    words = _GAP.split(text)
    for place in range(len(words), 0, -1):
        number = month_number(words[place - 1], language) or month_number(" ".join(words[:place][-2:]), language)
        if number:
            return number
    return None


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
    tables = (localedata.load(name).get("months") for name in (language, *_COUNTRIES.get(language, ())))
    named = [pair for months in tables for pair in _names(months)]
    if language == "fa":
        named += enumerate(_SOLAR_HIJRI.split(), 1)
    return {_fold(name): month for month, name in named}


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
    return unicodedata.normalize("NFKC", word).casefold().replace("i̇", "i").translate(_ALIKE).strip(" .,;:()[]'’\"-")
