"""Names of the months: those of CLDR, and what `months.toml` has beside them."""

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from babel import localedata

from app.engine.metadata.eras import BIKRAM, ETHIOPIAN

#: Tables kept in memory; there are fewer languages than this.
_CACHE = 256

#: Letters a name may be cut to ("Sept.", "févr.") and still be told from the others.
MIN_LETTERS = 3

#: Words that a name has at most: Mongolian "of the eleventh month".
MAX_WORDS = 3

#: What a language glues to the name: Hebrew "in", Khmer, Lao and Burmese "month", the endings of Kurdish.
_GLUED = {
    "he": re.compile("^ב"),
    "km": re.compile("^ខែ"),
    "lo": re.compile("^ເດືອນ"),
    "my": re.compile("လ$"),
    "ku": re.compile("(?:ى|ê|a)$"),
}

#: Countries that name the months unlike the rest of their language, dialects and other scripts.
_COUNTRIES = {"ar": ("ar_SY", "ar_DZ", "ar_MA"), "ku": ("ckb",), "sr": ("sr_Latn",), "uz": ("uz_Cyrl",)}

#: Languages whose months are in the data under another code.
_UNDER = {"tl": "fil"}

#: What is added to the numbers of the months of other calendars, see `eras`: those that Persian and Afghan pages count
#: from spring, the Ethiopian from September, the Nepali from April.
_ADDED = {"fa": 0, "ps": 0, "am": ETHIOPIAN, "ne": BIKRAM}

#: Letters that are written one for the other in Arabic script, joiners, and the two ways to write Malayalam finals.
_ALIKE = (
    str.maketrans("أإآيك", "اااىک")
    | str.maketrans("ی", "ى")
    | dict.fromkeys((0x200B, 0x200C, 0x200D))
    | {ord(final): f"{letter}\u0d4d" for final, letter in zip("ൺൻർൽൾ", "ണനരലള", strict=True)}
)

_GAP = re.compile(r"[\s/-]+")


def month_in(text: str, language: str | None) -> int | None:
    """The month that the last words, three at most, that name any name.

    >>> month_in("de febrero de", "es"), month_in("كانون الثاني/يناير", "ar"), month_in("of", "en")
    (2, 1, None)
    """
    words = [word for word in _GAP.split(text) if word]
    for place in range(len(words), 0, -1):
        for first in range(max(0, place - MAX_WORDS), place):
            number = month_number(" ".join(words[first:place]), language)
            if number:
                return number
    return None


def month_number(word: str, language: str | None) -> int | None:
    """The month that a word names in a language or in English, in any case form or shortened; None if it names none.

    Numbers above 12 are of other calendars, see `eras`.

    >>> [month_number(*pair) for pair in (("lutego", "pl"), ("Февраль", "ru"), ("Sept.", "fr"), ("2月", "ja"))]
    [2, 2, 9, 2]
    """
    name = _fold(word)
    if language in _GLUED and name not in _table(language):
        name = _GLUED[language].sub("", name)
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
    own, language = language, _UNDER.get(language, language)
    if not language.isalpha() or not localedata.exists(language):
        return {}
    tables = (localedata.load(name).get("months") for name in (language, *_COUNTRIES.get(language, ())))
    named = [pair for months in tables for pair in _names(months)]
    more = _more()
    calendar = more["calendars"].get(own, "").split()
    named += [(_ADDED[own] + month, name) for month, names in enumerate(calendar, 1) for name in names.split("/")]
    spelt = more["names"].get(own, {})
    named += [(int(month), name.replace("_", " ")) for month, names in spelt.items() for name in names.split()]
    return {_fold(name): month for month, name in named}


@cache
def _more() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("app.engine.metadata") / "months.toml").read_text(encoding="utf-8"))


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
    return (
        unicodedata.normalize("NFKC", word).casefold().replace("i̇", "i").translate(_ALIKE).strip(" .,;:()[]'’\"-၊፣،៖")
    )
