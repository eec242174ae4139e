"""Years and dates as other calendars count them, to the common one."""

import re
from datetime import date, timedelta

#: Years that a web page can have been published in. The engine has no clock: what lies ahead is not told.
YEARS = range(1990, 2101)

#: The year before the first of an era: of a Japanese emperor, of the Republic of China.
_ERAS = {"昭和": 1925, "平成": 1988, "令和": 2018, "民國": 1911, "民国": 1911}
_NAME = re.compile("|".join(_ERAS))
_YEAR = re.compile(rf"({_NAME.pattern})\s?(元|(?!0)\d{{1,3}})\s?年")
#: One way of counting in brackets beside the other: "2024年（令和6年）3月5日", "令和6年（2024年）3月5日".
_BESIDE = re.compile(rf"[（(](?:(?:{_NAME.pattern})(?:元|\d{{1,3}})|(?<=[元\d年].)\d{{4}})年?[）)]")

#: Thai pages count years from the death of the Buddha; of two digits they leave out 2500.
_BUDDHIST, _BUDDHIST_CENTURY = 543, 2500

#: Years of the Solar Hijri calendar of Persian pages: 1990 to 2100.
_SOLAR_HIJRI = range(1369, 1480)

#: What the rule of leap years below counts from.
_SOLAR_EPOCH = date(622, 3, 20)

#: Languages whose pages count so.
_SOLAR = ("fa", "ps")

#: Added to the numbers of months that are named in the Ethiopian calendar, and in the Nepali one (Bikram Sambat).
ETHIOPIAN, BIKRAM = 100, 200

#: The day before the first of the Ethiopian calendar: 29 August 8 of the Julian one.
_ETHIOPIAN_EPOCH = date(8, 8, 26)

#: The first year of the table below, its first day, and the year from which on a Nepali page cannot mean a common one.
_BIKRAM_FIRST, _BIKRAM_EPOCH, _BIKRAM_CERTAIN = 2047, date(1990, 4, 14), 2057

#: Days of the Nepali months, less 29: they follow the sun and no rule.
#: Source: nepali-datetime 1.0.8.5 (MIT), calendar_bs.csv
_BIKRAM_LENGTHS = """
    222322101011 223222101011 232321110011 232321110102 222322101011 223222101011 232321110011 232321110102
    223222101011 223231101011 232321110012 132321110102 223222101011 223321101011 232321110012 222322010102
    223222101011 223321101011 232321110012 222322011002 223222101011 223321101011 232321110012 222322011011
    223222101011 232321101011 232321110012 222322101011 223222101011 232321110011 232321110102 222322101011
    223222101011 232321110011 232321110102 223222101011 223222101011 223221110111 232312110111 132321110111
    223222101111 123312110111 132321110111 132321110111 223222110111 123321110111 132321110111 223221110111
    223222101111 123321101011 232321110111 223222010102 223222100111 232312101011
""".split()


def without_eras(text: str) -> str:
    """A text with the years of eras as common years.

    >>> without_eras("令和6年3月5日"), without_eras("2019年（令和元年）5月1日"), without_eras("民國113年5月1日")
    ('2024年3月5日', '2019年5月1日', '2024年5月1日')
    """
    if not _NAME.search(text):
        return text
    return _YEAR.sub(
        lambda match: f"{_ERAS[match[1]] + (1 if match[2] == '元' else int(match[2]))}年", _BESIDE.sub("", text)
    )


def day_of(year: int, month: int, day: int, language: str | None) -> date:
    """A date as pages in a language count it; years of two digits are those around 2000.

    >>> day_of(2567, 3, 5, "th").isoformat(), day_of(1403, 12, 30, "fa").isoformat(), day_of(24, 3, 5, "en").isoformat()
    ('2024-03-05', '2025-03-20', '2024-03-05')
    >>> day_of(2016, ETHIOPIAN + 7, 12, "am").isoformat(), day_of(2081, 3, 12, "ne").isoformat()
    ('2024-03-21', '2024-06-26')

    Raises:
        ValueError: there is no such day.
    """
    if month > BIKRAM or is_nepali(year, language):
        return _from_bikram(year, month % BIKRAM, day)
    if month > ETHIOPIAN:
        return _from_ethiopian(year, month - ETHIOPIAN, day)
    if language in _SOLAR and year in _SOLAR_HIJRI:
        return _from_solar_hijri(year, month, day)
    if language == "fa" and year < 100:
        raise ValueError("such dates begin with the year there")
    if language == "th":
        buddhist = (year + _BUDDHIST_CENTURY if year < 100 else year) - _BUDDHIST
        year = buddhist if buddhist in YEARS else year
    if year < 100:
        year += 2000 if year < 70 else 1900
    return date(year, month, day)


def is_nepali(year: int, language: str | None) -> bool:
    """Whether a year can be none but one of the Nepali calendar."""
    return language == "ne" and year >= _BIKRAM_CERTAIN


def _from_solar_hijri(year: int, month: int, day: int) -> date:
    """Six months of 31 days, five of 30, one of 29 or 30; of 33 years 8 are leap, which is right from 1343 to 1472.

    Source: Borkowski, The Persian calendar for 3000 years, 1996
    """
    leaps, next_leaps = ((8 * past + 29) // 33 for past in (year - 1, year))
    lengths = [31] * 6 + [30] * 5 + [29 + next_leaps - leaps]
    if not (1 <= month <= 12 and 1 <= day <= lengths[month - 1]):
        raise ValueError("no such day")
    return _SOLAR_EPOCH + timedelta(days=365 * (year - 1) + leaps + sum(lengths[: month - 1]) + day)


def _from_ethiopian(year: int, month: int, day: int) -> date:
    """Twelve months of 30 days and one of 5; of 6 in the year before each that 4 divides."""
    is_leap = year % 4 == 3
    if year < 1 or not (1 <= month <= 13 and 1 <= day <= (30 if month < 13 else 5 + is_leap)):
        raise ValueError("no such day")
    return _ETHIOPIAN_EPOCH + timedelta(days=365 * (year - 1) + year // 4 + 30 * (month - 1) + day)


def _from_bikram(year: int, month: int, day: int) -> date:
    place = year - _BIKRAM_FIRST
    if not (0 <= place < len(_BIKRAM_LENGTHS) and 1 <= month <= 12):
        raise ValueError("no such month")
    lengths = [29 + int(digit) for year_of in _BIKRAM_LENGTHS[: place + 1] for digit in year_of]
    before = 12 * place + month - 1
    if not 1 <= day <= lengths[before]:
        raise ValueError("no such day")
    return _BIKRAM_EPOCH + timedelta(days=sum(lengths[:before]) + day - 1)
