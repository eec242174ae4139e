"""Tells whose a date or a number that stands alone is: the article's, another article's, or a menu's."""

import re

import numpy as np

from app.engine.decide.draft import Draft, Extent
from app.engine.labels import NUMBER, Label
from app.engine.signs import MAX_LINKED

#: A date in figures: "27.04.15", "2025-10-21 09:41", "2018年6月1日".
_DATE = re.compile(r"\D{0,3}(?:\d{4}|\d{1,2})\s?[-./年]\s?\d{1,2}\s?[-./月]\s?(?:\d{4}|\d{1,2})(?:\D.{0,20})?")
MAX_DATE_CHARS = 40
#: What stands behind a month or a year in an archive: the number of its articles.
_COUNT = re.compile(r"\w\s*\(\s?\d+\s?\)$")


def settle_dates(draft: Draft, extent: Extent) -> None:
    """Give dates and numbers the label of what stands beside them, where they are not those of the article."""
    if not draft.bare.any():
        return
    e, texts = draft.evidence, draft.evidence.page.columns.texts
    wordless = draft.bare & draft.is_label(Label.INTERFACE)
    bare = wordless | (draft.bare & draft.is_label(Label.BYLINE))
    kept = draft.bare & draft.is_label(Label.BODY) & (e.features["item"] == 0)
    labels = np.append(draft.labels, -1)  # of no block, at the ends of the page
    before, behind = (labels[rows] for rows in draft.beside(bare | kept))
    linked = e.features["linked"] > MAX_LINKED
    title, related, menu = NUMBER[Label.TITLE], NUMBER[Label.RELATED], NUMBER[Label.NAVIGATION]
    own = (before == title) | (behind == title)
    listed = bare & ~own & linked & ((before == menu) | (behind == menu))
    draft.set_all(listed, Label.NAVIGATION, 0.6, "a date or a number among links to sections")
    rows = np.arange(len(draft))
    outside = (rows < extent.first) | (rows >= extent.behind)
    dated = e.phrases.column("time") & ~linked
    theirs = bare & ~own & ~listed & outside & (before == related) & ((behind == related) | dated)
    draft.set_all(theirs, Label.RELATED, 0.6, "the date or a number of another article")
    for block in np.flatnonzero(own & (wordless | kept)).tolist():
        if _DATE.fullmatch(texts[block][:MAX_DATE_CHARS]):
            draft.set(block, Label.BYLINE, 0.7, "a date beside the headline")
    for block in np.flatnonzero(bare & ~own).tolist():
        if _COUNT.search(texts[block][-12:]):
            draft.set(block, Label.NAVIGATION, 0.6, "a month or a year of an archive")
