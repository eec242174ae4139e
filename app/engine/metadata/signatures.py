"""Who signs an article in its bylines."""

import re
from collections.abc import Iterator, Sequence

from app.engine.article import Labelled
from app.engine.labels import ARTICLE_LABELS, Label
from app.engine.metadata.bylines import MAX_BYLINE_CHARS, Surroundings, surroundings
from app.engine.metadata.credits import AFTER, AGENCIES, SOURCE_LEAD, author_lead
from app.engine.metadata.months import month_number
from app.engine.metadata.names import MAX_NAME_CHARS, SEPARATOR, is_name, is_whole, split_names
from app.engine.metadata.profiles import linked_names
from app.engine.page import Elements

#: How many elements above a byline's own may say that it names the author.
MAX_ANCESTORS = 2

#: Letters of the words that lead to a date or time: "at 12:55", "am 3. Mai"; and those that others have.
MAX_PREPOSITION_CHARS = 3
_PREPOSITIONS = frozenset("于 於 alle στις ngày".split())

#: Between the parts of a byline: "3 May 2022 | By Ana Ruiz", "2022年5月3日 文/张三丰", "时间：14:18 作者：张三丰".
_SEGMENT = re.compile(r"\s*[|｜•·»\n]\s*|(?<=[\d日일])\s+(?=[^\W\d])|\s+(?=[^\W\d]\w{0,14}[:：៖፦])")
#: A number, but for one that a nickname ends with; a date may touch a name ("Ana Ruiz2022-12-07").
_NUMBER = re.compile(r"(?:(?<![A-Za-z])|(?=\d{1,4}[-./]\d))(\d)")
#: Where a name touches a date that is written out: "Ana Ruiz5 May 2022".
_TOUCH = re.compile(r"(?<=[^\W\d_])(?=\d{1,2}\.? [^\W\d]{3,9}\.?,? \d{4})")
#: A year or a time: a line that begins as a byline does and has one is no row of links.
_DATED = re.compile(r"(?<!\d)(?:\d{4}|\d{1,2}:\d\d)(?!\d)")

#: Blocks that link to other people: photographers, readers.
_OTHERS = (Label.CAPTION, Label.COMMENT)

_TOKENS = re.compile(r"(?<![a-z])(?:author|writer)s?(?![a-z])|by-?line|authorname", re.IGNORECASE)
#: Ends of the names of what stands beside an author's name: "author-date", "jobTitle", "author-info__position".
_BESIDE = re.compile(
    r"(?:job|user|member)[-_]?title|(?<![a-z])(?:position|role|rank|group|date|time|updated|label|status)(?![-\w])",
    re.IGNORECASE,
)


def names_in_bylines(
    elements: Elements | None, blocks: Sequence[Labelled], language: str | None
) -> Iterator[Iterator[str]]:
    """The names that sign an article: between headline and body, else around the headline, else below the article.

    They are linked to a page about their author, stand behind a lead ("By …") or in an element named for authors; else
    one that stands alone between headline and body counts. Behind a name a single word is none ("Reply", "CEO"). Below
    the article others sign, too: there the first counts.
    """
    places = surroundings(blocks)
    for some in places:
        yield _names_at(elements, blocks, some, places, language)


def _names_at(
    elements: Elements | None, blocks: Sequence[Labelled], some: range, places: Surroundings, language: str | None
) -> Iterator[str]:
    alone: list[str] = []
    found = False
    is_below = some is places.below
    for place in some:
        labelled = blocks[place]
        if (found and labelled.label in ARTICLE_LABELS) or (is_below and labelled.label is Label.COMMENT):
            break
        is_between = place in places.between
        may_sign = labelled.label is Label.BYLINE or (is_between and labelled.label not in _OTHERS)
        linked = linked_names(labelled, found) if may_sign else []
        if linked:
            found = True
            yield from linked
        elif may_sign and (labelled.label is Label.BYLINE or _is_signed(labelled.block.text, language)):
            marked = _is_marked(elements, labelled.block.element)
            following = blocks[place + 1].block.text if place + 1 < len(blocks) else ""
            for names, is_alone in _in_line(labelled.block.text, following, marked, language):
                if not is_alone:
                    yield from (name for name in names if is_whole(name) or not found)
                    found = found or bool(names) or is_below
                elif is_between:
                    alone.extend(names)
        if found and is_below:
            break
    if not found:
        yield from alone


def _in_line(line: str, following: str, marked: bool, language: str | None) -> Iterator[tuple[list[str], bool]]:
    """The names in each part of a byline that has some, and whether nothing but their place says that they are such.

    Args:
        following: the next block's text, where a lead that stands on a line of its own finds its name.
        marked: whether the line's element is named for authors.
    """
    line = _TOUCH.sub(" ", line[:MAX_BYLINE_CHARS])
    if _is_bare_lead(line, language):
        line = f"{line} {following[:MAX_NAME_CHARS]}"
    lead = author_lead(language).match(line)
    first, *others = _SEGMENT.split(line[lead.end() :] if lead else line)
    for number, segment in enumerate((line[: lead.end()] + first if lead else first, *others)):
        led = author_lead(language).match(segment)
        if SOURCE_LEAD.match(segment) and not led:
            continue
        undated = _without_date(segment, language)
        names = split_names(undated, language)
        names = [name for name in names if not month_number(name, language)]
        if led or (marked and not number):
            yield names, False
        elif not number and len(names) == 1 and _is_alone(segment, names[0]) and not _lists(undated):
            yield names, True


def _is_bare_lead(line: str, language: str | None) -> bool:
    """Whether a line is nothing but what leads to a name: "By", "Autor:"."""
    lead = author_lead(language).match(line)
    return lead is not None and lead.end() == len(line.rstrip())


def _is_signed(line: str, language: str | None) -> bool:
    """Whether a line is a byline whatever it was taken for: "By Ana Ruiz | World | 3 May 2022"."""
    return bool(author_lead(language).match(line) and _DATED.search(line))


def _is_alone(segment: str, name: str) -> bool:
    """Whether a name that nothing leads to may be an author's: two or three words, no agency, no date behind."""
    words = name.split()
    return len(words) in (2, 3) and words[-1].casefold() not in AGENCIES and not AFTER.search(segment)


def _lists(line: str) -> bool:
    """Whether a line has several parts that could be names: "Live, Deutschlandfunk"."""
    return sum(map(is_name, SEPARATOR.split(line))) > 1


def _without_date(line: str, language: str | None) -> str:
    """What stands before the first number, and before the name of the month or the "at" that leads to it."""
    words, number, _ = _NUMBER.split(line, maxsplit=1) if _NUMBER.search(line) else (line, "", "")
    kept = words.split(" ")
    while number and kept and (not kept[-1] or month_number(kept[-1], language) or _leads_to_time(kept[-1])):
        kept.pop()
    return " ".join(kept)


def _leads_to_time(word: str) -> bool:
    return word in _PREPOSITIONS or (word.islower() and len(word) <= MAX_PREPOSITION_CHARS)


def _is_marked(elements: Elements | None, row: int) -> bool:
    """Whether an element or one just above it is named as an author's: class, id, itemprop."""
    if elements is None or row < 0 or _BESIDE.search(elements.look_of(row).names[:500]):
        return False
    for _ in range(MAX_ANCESTORS + 1):
        if row < 0:
            break
        if _TOKENS.search(elements.look_of(row).names[:500]):
            return True
        row = int(elements.parent[row])
    return False
