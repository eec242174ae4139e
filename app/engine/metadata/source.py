"""Which agency or paper the article is credited to."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from app.engine.article import Labelled
from app.engine.headline import letters_of
from app.engine.labels import ARTICLE_LABELS, Label
from app.engine.metadata.credits import AGENCIES, BRACKETED, SOURCE_LEAD
from app.engine.page import Head
from app.engine.schema_org import article_objects, plain, texts

#: Characters of a credit: a longer text is a sentence.
MAX_CREDIT_CHARS = 80

#: An agency in brackets counts within so many characters of the article's beginning or end.
MAX_DATELINE_CHARS = 80

#: A credit with a year in it is a date or a book.
_YEAR = re.compile(r"\d{4}")


def find_source(head: Head | None, blocks: Sequence[Labelled]) -> str | None:
    """The credit as the page writes it ("PAP", "Kresy.pl/Reuters"), or None.

    JSON-LD and `<meta>` first; then bylines that name a source or an agency; then an agency in brackets where the
    article begins or ends.
    """
    found = chain(_stated(head), _in_bylines(blocks), _in_brackets(blocks))
    return next((text for text in found if 1 < len(text) <= MAX_CREDIT_CHARS and not _YEAR.search(text)), None)


def _stated(head: Head | None) -> Iterator[str]:
    for item in article_objects(head) if head else ():
        publishers = set(map(letters_of, texts(item.get("publisher"))))
        for key in ("sourceOrganization", "provider"):
            yield from (
                text for text in texts(item.get(key)) if letters_of(text) not in publishers and "://" not in text
            )
    for name in ("dc.source", "dcterms.source", "article:source", "news_source", "source"):
        text = plain(head.meta.get(name, "")) if head else ""
        if text and "://" not in text:
            yield text


def _in_bylines(blocks: Sequence[Labelled]) -> Iterator[str]:
    bylines = [labelled.block.text for labelled in blocks if labelled.label is Label.BYLINE]
    for place, text in enumerate(bylines):
        lead = SOURCE_LEAD.match(text[:MAX_CREDIT_CHARS])
        credit = _without_lead(text)
        if lead and credit:
            yield credit
        elif lead and place + 1 < len(bylines):  # the label stands on a line of its own
            yield bylines[place + 1].strip(" .")
        elif any(part.strip().casefold() in AGENCIES for part in text.strip("()[] .").replace("/", "|").split("|")):
            yield text.strip("()[] .")


def _in_brackets(blocks: Sequence[Labelled]) -> Iterator[str]:
    body = [labelled.block.text for labelled in blocks if labelled.label in ARTICLE_LABELS]
    for text in (body[0][:MAX_DATELINE_CHARS], body[-1][-MAX_DATELINE_CHARS:]) if body else ():
        credit = BRACKETED.search(text)
        if credit:
            yield credit[1]


def _without_lead(text: str) -> str:
    lead = SOURCE_LEAD.match(text[:MAX_CREDIT_CHARS])
    return text[lead.end() :].strip(" .()") if lead else ""
