"""Names of the months in the languages that CLDR covers, and those of the Persian, Ethiopian and Nepali calendars."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from babel import localedata

from app.engine.metadata.eras import BIKRAM, ETHIOPIAN

#: Tables kept in memory; there are fewer languages than this.
_CACHE = 256

#: Letters a name may be cut to ("Sept.", "févr.") and still be told from the others.
MIN_LETTERS = 3

#: What a language glues to the name: Hebrew "in", Khmer, Lao and Burmese "month", the endings of Kurdish.
_GLUED = {
    "he": re.compile("^ב"),
    "km": re.compile("^ខែ"),
    "lo": re.compile("^ເດືອນ"),
    "my": re.compile("လ$"),
    "ku": re.compile("(?:ى|ê|a)$"),
}

#: Countries that name the months unlike the rest of their language, and dialects.
_COUNTRIES = {"ar": ("ar_SY", "ar_DZ", "ar_MA"), "ku": ("ckb",)}

#: The months of other calendars, see `eras`, and what is added to their numbers: those that Persian and Afghan pages
#: count from spring, the Ethiopian from September, the Nepali from April. Spellings of one month have "/" between.
_CALENDARS = {
    "fa": (0, "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"),
    "ps": (0, "وری غویی غبرګولی چنګاښ زمری وږی تله لړم لیندۍ مرغومی سلواغه کب"),
    "am": (
        ETHIOPIAN,
        "መስከረም ጥቅምት ኅዳር/ህዳር/ሕዳር ታኅሣሥ/ታህሳስ/ታህሣሥ/ታኅሳስ ጥር የካቲት መጋቢት ሚያዝያ/ሚያዚያ ግንቦት ሰኔ ሐምሌ/ሀምሌ ነሐሴ/ነሀሴ/ነሃሴ ጳጉሜን/ጳጉሜ/ጷግሜን",
    ),
    "ne": (
        BIKRAM,
        "वैशाख/बैशाख/बैसाख जेठ/जेष्ठ/ज्येष्ठ असार/आषाढ साउन/श्रावण भदौ/भाद्र असोज/आश्विन/असोज कात्तिक/कार्तिक"
        " मंसिर/मङ्सिर/मंसीर पुस/पुष/पौष माघ फागुन/फाल्गुन चैत/चैत्र",
    ),
}

#: Spellings in use that CLDR does not have, by month from January on.
_SPELLINGS = {
    "my": {4: "ဧပရယ်", 8: "သြဂုတ်"},
    "km": {2: "កុម្ភះ", 7: "កក្កតា"},
    "ne": {
        **{1: "जनवरि", 2: "फेब्रुवरी फरवरी", 4: "अप्रील अप्रैल", 6: "जून", 8: "अगष्ट", 9: "सेप्टेम्वर"},
        **{10: "अक्टुबर अक्टोवर", 11: "नोभेम्वर", 12: "डिसेम्वर"},
    },
    "si": {2: "පෙබරවාරී", 6: "ජුනි", 7: "ජුලි", 10: "ඔක්තෝම්බර්"},
    "mr": {6: "जुन", 8: "ऑगष्ट", 9: "सप्टेम्बर", 10: "ऑक्टोंबर", 12: "डिसेम्बर"},
    "gu": {6: "જુન", 7: "જુલાઇ", 8: "ઓગસ્ટ ઓગષ્ટ", 9: "સપ્ટેંબર", 10: "ઓક્ટોબર ઓકટોબર"},
    "te": {3: "మార్చ్", 7: "జూలై", 8: "ఆగస్ట్", 9: "సెప్టెంబరు", 10: "అక్టోబరు", 11: "నవంబరు", 12: "డిసెంబరు"},
    "kn": {2: "ಫೆಬ್ರುವರಿ", 4: "ಎಪ್ರಿಲ್", 9: "ಸೆಪ್ಟಂಬರ್", 11: "ನವಂಬರ್", 12: "ಡಿಸಂಬರ್"},
    "ml": {5: "മെയ്", 7: "ജൂലായ്", 8: "ആഗസ്റ്റ് ആഗസ്ത്", 9: "സെപ്തംബർ"},
    "pa": {2: "ਫਰਵਰੀ"},
    "am": {1: "ጃንዩወሪ", 2: "ፌብሩወሪ"},
    "or": {1: "ଜାନୁୟାରୀ", 2: "ଫେବ୍ରୁଆରୀ ଫେବୃୟାରୀ", 4: "ଏପ୍ରିଲ ଅପ୍ରିଲ", 5: "ମେ"},
    "ps": {4: "اپرېل", 5: "می", 9: "سپټمبر", 10: "اکټوبر", 11: "نوامبر", 12: "دېسمبر"},
    "ku": {1: "çile", 7: "تەموز تەمموز", 9: "ئەیلول", 12: "kanûn"},
}

#: Letters that are written one for the other in Arabic script, joiners, and the two ways to write Malayalam finals.
_ALIKE = (
    str.maketrans("أإآيك", "اااىک")
    | str.maketrans("ی", "ى")
    | dict.fromkeys((0x200B, 0x200C, 0x200D))
    | {ord(final): f"{letter}\u0d4d" for final, letter in zip("ൺൻർൽൾ", "ണനരലള", strict=True)}
)

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
    if not language.isalpha() or not localedata.exists(language):
        return {}
    tables = (localedata.load(name).get("months") for name in (language, *_COUNTRIES.get(language, ())))
    named = [pair for months in tables for pair in _names(months)]
    added, others = _CALENDARS.get(language, (0, ""))
    named += [(added + month, name) for month, names in enumerate(others.split(), 1) for name in names.split("/")]
    named += [(month, name) for month, names in _SPELLINGS.get(language, {}).items() for name in names.split()]
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
    return (
        unicodedata.normalize("NFKC", word).casefold().replace("i̇", "i").translate(_ALIKE).strip(" .,;:()[]'’\"-၊፣،៖")
    )
