"""Finds the readers' answers in a thread of which each repeats the headline: "Re: Smoke from the stove"."""

import re

import numpy as np

from app.engine.decide.draft import Draft
from app.engine.labels import Label

#: What leads to the headline above an answer, in the languages of forums.
_LEAD = re.compile(r"(?:re|aw|sv|vs|odp|ynt|ответ|回复|回覆|답글|رد)\s*[:：]\s*", re.IGNORECASE)
_COLON, MAX_LEAD = re.compile("[:：]"), 8
#: Characters of the headline that must follow.
MIN_SAME, MAX_SAME = 8, 30
#: How many blocks below its headline the last answer has at most.
REACH = 12


def settle_replies(draft: Draft) -> None:
    """Label what stands from the first such line on as comments, but for the article and what says that it is not."""
    texts = draft.evidence.page.columns.texts
    titles = [texts[row][:MAX_SAME].casefold() for row in np.flatnonzero(draft.is_label(Label.TITLE)).tolist()]
    titles = [title for title in titles if len(title) >= MIN_SAME]
    led = (row for row, text in enumerate(texts) if _COLON.search(text, 0, MAX_LEAD))
    heads = [row for row in led if _answers(texts[row], titles)] if titles else []
    if not heads:
        return
    rows = np.arange(len(draft))
    told = (draft.has_phrase & ~draft.is_label(Label.BYLINE)) | draft.evidence.features.menu
    ends = np.flatnonzero(told & (rows > heads[-1]))
    end = min(heads[-1] + REACH, int(ends[0]) if len(ends) else len(draft))
    theirs = draft.is_label(Label.RELATED, Label.BYLINE, Label.NAVIGATION, Label.TITLE, Label.INTERFACE) & ~told
    theirs &= (rows >= heads[0]) & (rows < end)
    draft.set_all(theirs, Label.COMMENT, 0.6, "below a line that answers the headline")


def _answers(text: str, titles: list[str]) -> bool:
    lead = _LEAD.match(text)
    return lead is not None and text[lead.end() :].casefold().startswith(tuple(titles))
