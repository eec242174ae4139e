"""Settles the blocks between the article's first and last paragraph."""

import re

import numpy as np
from numpy.typing import NDArray

from app.engine.decide.draft import Draft, Extent
from app.engine.decide.figures import find_figures
from app.engine.labels import Label

#: Longest subheading, in words.
MAX_HEADING_WORDS = 16
#: So many times standing alone within an article make it a live blog, whose times belong to it.
MIN_LIVE_TIMES = 3

_ITEM = re.compile(r"\s*(?:[-–—•·*‣◦▪●○■□✓✔➤►]|\(?\d{1,3}[.):]|[a-z][.)])\s*\S")
_CLOCK = re.compile(r"\d{1,2}\s?[:.h]\s?\d{2}(?::\d{2})?")


def settle_inside(draft: Draft, extent: Extent, core: NDArray[np.bool_]) -> None:
    """Headings, short lines, list items and times within the article; what nothing speaks for goes."""
    _settle_times(draft, extent)
    _settle_figures(draft, extent)
    opens = draft.evidence.phrases.column("related", "section") & draft.is_label(Label.RELATED)
    after_opener = False
    for block in range(extent.first, extent.behind):
        doubtful = not core[block] and (not draft.prose[block] or draft.favor == "precision")
        if doubtful and draft.label(block) in (Label.BODY, Label.HEADING):
            draft.set(block, Label.RELATED, 0.55, "outside the element that holds the article")
        if opens[block]:
            after_opener = True
        elif draft.prose[block]:
            after_opener = False
        elif draft.is_open(block):
            if after_opener and not _is_sentence(draft, block):
                draft.set(block, Label.RELATED, 0.65, "below a heading of links to other articles")
            else:
                _settle_line(draft, block, extent)
    _drop_empty_headings(draft, extent)


def _settle_line(draft: Draft, block: int, extent: Extent) -> None:
    f = draft.evidence.features
    text = draft.evidence.page.blocks[block].text
    following = block + 1 < extent.behind and (draft.prose[block + 1] or _is_sentence(draft, block + 1))
    marked_up = draft.label(block) is Label.BODY and not f["paragraph"][block]
    if marked_up or f["words"][block] > MAX_HEADING_WORDS:
        draft.set(block, Label.BODY, 0.6, "between paragraphs of the article")
    elif _is_sentence(draft, block) or _ITEM.match(text) or f["ends_colon"][block]:
        draft.set(block, Label.BODY, 0.6, "a short sentence or item within the article")
    elif (following and not _ends_run(draft, block)) or _heads_figures(draft, block, extent):
        draft.set(block, Label.HEADING, 0.6, "a short line above a paragraph or a list of the article")
    else:
        draft.set(block, Label.BODY, 0.5, "between paragraphs of the article")


def _settle_times(draft: Draft, extent: Extent) -> None:
    blocks = draft.evidence.page.blocks
    digits = draft.evidence.features["digits"]
    times = [
        block
        for block in range(extent.first, extent.behind)
        if digits[block] > 0.35 and (draft.label(block) is Label.BYLINE or _CLOCK.fullmatch(blocks[block].text))
    ]
    if len(times) >= MIN_LIVE_TIMES:
        for block in times:
            draft.set(block, Label.BODY, 0.6, "one of many times: a live blog's")


def _settle_figures(draft: Draft, extent: Extent) -> None:
    figures = find_figures(draft)[extent.first : extent.behind]
    for block in (np.flatnonzero(figures) + extent.first).tolist():
        if draft.label(block) in (Label.INTERFACE, Label.BYLINE):
            draft.set(block, Label.BODY, 0.6, "a figure in a table of the article")


def _is_sentence(draft: Draft, block: int) -> bool:
    f = draft.evidence.features
    return bool(f["ends_stop"][block] and f["words"][block] >= 1 and f["letters"][block] > 0.3)


def _ends_run(draft: Draft, block: int) -> bool:
    """Whether a short line stands right below another of the article: the last of a verse, a list, a table."""
    f = draft.evidence.features
    if draft.evidence.page.kind == "html" or f["gap"][block] > 0 or draft.prose[block - 1]:
        return False
    return draft.label(block - 1) in (Label.BODY, Label.HEADING) and not _is_sentence(draft, block - 1)


def _heads_figures(draft: Draft, block: int, extent: Extent) -> bool:
    """Whether a short line without figures stands above at least two with figures: ingredients, results, times."""
    f = draft.evidence.features
    below = range(block + 1, min(block + 3, extent.behind))
    return (
        f["digits"][block] == 0
        and len(below) == 2
        and all(f["digits"][row] > 0 and not draft.prose[row] for row in below)
    )


def _drop_empty_headings(draft: Draft, extent: Extent) -> None:
    """A heading that no text of the article follows belongs to what was taken out."""
    follows = False
    for block in range(extent.behind - 1, extent.first - 1, -1):
        label = draft.label(block)
        if label is Label.HEADING and not follows:
            draft.set(block, Label.RELATED, 0.55, "a heading without text of the article below it")
        elif label is Label.BODY:
            follows = True
        elif label in (Label.RELATED, Label.PROMOTION, Label.COMMENT):
            follows = False
