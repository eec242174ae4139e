"""Dates as machines and people write them, to ISO 8601."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from typing import NamedTuple

from app.engine.metadata.eras import YEARS, day_of, is_nepali, without_eras
from app.engine.metadata.months import month_in

#: Characters of a byline that are searched.
MAX_TEXT_CHARS = 300

#: Countries that write 3/5/2022 for the third of May although they speak English.
_DAY_FIRST_ENGLISH = frozenset(("au", "bw", "gb", "ie", "in", "ke", "mt", "ng", "nz", "pk", "sg", "uk", "za", "zw"))

_STAMP = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[Tt\s]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s*([Zz]|UTC|GMT|[+-]\d{2}:?\d{2})?)?\s*$"
)
#: Seconds or thousandths of them since 1970, from 2001 on.
_UNIX = re.compile(r"([1-4]\d{9})(?:\d{3}|\.\d{1,9})?")
_EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)  # noqa: UP017
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?")
#: With what Mongolian puts there, too: 2022 оны 2-р сарын 1.
_YEAR_FIRST = re.compile(
    r"(?<!\d)(\d{4})\s?(?:[-/.]|년|年|оны)\s?(\d{1,2})\s?(?:[-/.]|월|月|(?:(?:-р|д[уү]г[аэ]{2}р)\s)?сарын)"
    r"\s?(\d{1,2})(?!\d)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"(?<!\d)(\d{1,2})\s?([-/.]|tháng)\s?(\d{1,2})\s?(?:\2|,|năm)\s?(\d{4}(?=\d?\d:\d\d)|\d{4}(?!\d)|\d{2}(?![\d:]))"
)
#: Years of two digits beside a month's name: 05-MAR-24, and in Thai also 5 มี.ค. 67.
_SHORT = re.compile(r"(?<!\d)(\d{1,2})([-./]|\s(?=[\u0e00-\u0e7f]))([^\s\d]{3,14})\2(\d{2})(?![\d:])")
_DAY_WORD_YEAR = re.compile(r"(?<!\d)(?<!\d:)(\d{1,2})(?![\d:])([^\d\n]{2,30})(\d{4})(?!\d)")
#: With what clocks put before the year, too: Fri Apr 28 19:20:36 CEST 2023, Dec 28 Sat 2013.
_WORD_DAY_YEAR = re.compile(
    r"([^\W\d][^\d\n]{1,14})\s(\d{1,2})(?:st|nd|rd|th)?(?:\s[\d:]{5,8})?(?:\s(?:[^\W\d]{2,4}|ရက်))?[,.၊፣،]?\s{1,3}"
    r"(\d{4})(?!\d)"
)
_YEAR_WORD_DAY = re.compile(r"(?<!\d)(\d{4})(?!\d)([^\d\n]{2,30})(\d{1,2})(?![\d:])")

#: With a word for the year: Uzbek 2022-yil 1-fevral, Kyrgyz 2022-жылдын 1-февралы, Latvian 2022. gada 1. februāris.
_YEAR_DAY_WORD = re.compile(
    r"(?<!\d)(\d{4})[-.\s]{0,2}(?:yil|йил|жыл|ж\.|gada)\w{0,4}[\s,]{1,2}(\d{1,2})(?![\d:])([^\d\n]{2,30})",
    re.IGNORECASE,
)


class Reading(NamedTuple):
    """How a page's dates are to be read.

    Attributes:
        language: ISO 639 code of its month names.
        month_first: whether 3/5/2022 is the fifth of March.
    """

    language: str | None
    month_first: bool


def reading_of(language: str | None, tag: str = "", host: str = "") -> Reading:
    """How dates are written in a language; English tells by the country of its tag ("en-GB") or of the host."""
    country = tag.replace("_", "-").lower().partition("-")[2][-2:] or host.rpartition(".")[2]
    return Reading(language, language == "en" and country not in _DAY_FIRST_ENGLISH)


def parse_date(text: str, reading: Reading) -> str | None:
    """The first date of a text, machine-written or not, as ISO 8601; None without one that is complete and possible."""
    text = text[:MAX_TEXT_CHARS].strip()
    stamp = _STAMP.match(text)
    if stamp:
        return _from_stamp(stamp, reading)
    compact = _COMPACT.fullmatch(text)
    if compact:
        return iso_date(compact[1], compact[2], compact[3])
    if re.match(r"[A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} ", text):
        return _from_mail(text)
    found = sorted((place, one) for place, one in _in_text(without_eras(text), reading))
    return found[0][1] if found else None


def parse_stated(value: str, reading: Reading) -> str | None:
    """The date of a field for dates: as `parse_date`, or a Unix time in seconds or milliseconds."""
    unix = _UNIX.fullmatch(value.strip())
    return _written(_EPOCH + timedelta(seconds=int(unix[1]))) if unix else parse_date(value, reading)


def _from_stamp(stamp: re.Match[str], reading: Reading) -> str | None:
    year, month, day, hour, minute, second, zone = stamp.groups()
    if hour is None or int(year) not in YEARS or is_nepali(int(year), reading.language):
        return iso_date(year, month, day, reading)
    try:
        moment = datetime(*map(int, (year, month, day, hour, minute, second or 0)), tzinfo=_zone(zone))  # type: ignore[misc, arg-type]  # six numbers
    except ValueError:
        return iso_date(year, month, day)
    return _written(moment)


def _from_mail(text: str) -> str | None:
    try:
        return _written(parsedate_to_datetime(text))
    except (ValueError, OverflowError):  # the latter of numbers beyond any clock
        return None


def _written(moment: datetime) -> str | None:
    if moment.year not in YEARS:
        return None
    midnight = moment.tzinfo is None and (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return moment.date().isoformat() if midnight else moment.replace(microsecond=0).isoformat()


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    if text[0] not in "+-":
        return timezone.utc  # noqa: UP017
    minutes = int(text[1:3]) * 60 + int(text[-2:])
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))


def _in_text(text: str, reading: Reading) -> Iterator[tuple[int, str]]:
    """Every possible date of a text with its offset."""
    for match in _YEAR_FIRST.finditer(text):
        year, month, day = match.groups()
        yield from _placed(match, iso_date(year, month, day, reading))
    for match in _NUMBERS.finditer(text):
        first, separator, second, year = match.groups()
        day, month = (second, first) if _is_month_first(first, second, separator, reading) else (first, second)
        yield from _placed(match, iso_date(year, month, day, reading))
    named = (
        *((_DAY_WORD_YEAR, (3, 2, 1)), (_WORD_DAY_YEAR, (3, 1, 2)), (_YEAR_WORD_DAY, (1, 2, 3))),
        *((_YEAR_DAY_WORD, (1, 3, 2)), (_SHORT, (4, 3, 1))),
    )
    for pattern, order in named:
        for match in pattern.finditer(text):
            year, words, day = (match[group] for group in order)
            yield from _placed(match, iso_date(year, month_in(words, reading.language) or 0, day, reading))


def _is_month_first(first: str, second: str, separator: str, reading: Reading) -> bool:
    if int(first) > 12 or int(second) > 12:
        return int(second) > 12
    return reading.month_first and separator != "."


def _placed(match: re.Match[str], found: str | None) -> Iterator[tuple[int, str]]:
    if found:
        yield match.start(), found


def iso_date(year: str | int, month: str | int, day: str | int, reading: Reading | None = None) -> str | None:
    """A date that a page can have been published on, from its numbers; None for any other."""
    try:
        found = day_of(int(year), int(month), int(day), reading.language if reading else None)
    except ValueError:
        return None
    return found.isoformat() if found.year in YEARS else None
