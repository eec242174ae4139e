"""Finds where the article begins and ends: the run of blocks in which running text outweighs all else.

Every block has a worth, running text above nought and boilerplate below; the extent is the run with the largest sum.
A sure sign that something else begins, the heading of the readers' comments say, costs more than a paragraph is worth:
it is crossed only where much of the article follows.
"""

import numpy as np
from numpy.typing import NDArray

from app.engine.decide.draft import Draft, Extent, Favor
from app.engine.labels import NUMBER, Label
from app.engine.prose import is_sentence
from app.engine.run import find_heaviest_run

#: Worth of a block by its label, in words. Raw texts of `dev` with half and double of it: daniel .9043 to .9040 and
#: .9050, wcxb .8192 to .8182 and .8189; of one label alone, no dataset changes by more than .0008. 158 short texts of
#: `train` and `dev` .9316 to .9313 and .9317.
WORTH: dict[Label, float] = {
    Label.TITLE: -4,
    Label.HEADING: -1,
    Label.BODY: 0,
    Label.BYLINE: -4,
    Label.CAPTION: -3,
    Label.COMMENT: -15,
    Label.RELATED: -8,
    Label.PROMOTION: -8,
    Label.NAVIGATION: -8,
    Label.INTERFACE: -6,
    Label.LEGAL: -15,
}
#: A paragraph counts for no more words than this, so that one monster does not outweigh an article. Raw texts of `dev`
#: with 40: daniel .9043 to .9046, the others within .0001; with 160 all are.
MAX_WORDS = 80
#: Worth of a block about which nothing is known, and the chance by the model at which it costs nothing; what is
#: likelier is worth as much at most. Verses, ingredients and results are such blocks: body F1 of 80 pages written for
#: the purpose .915 to .932, of 158 short texts of `train` and `dev` .928 to .929.
UNKNOWN, EVEN = -4.0, 0.4
#: Worth of the heading of readers' comments, and of a list of links to other articles. With half of the first, one of
#: those short texts keeps its comments; with half or double of either, raw texts of `dev` are within .0002.
COMMENT_SECTION, RELATED_SECTION = -120.0, -40.0
#: What all that speaks against a block is multiplied by: a dearer gap is crossed for less text behind it. On 134 pages
#: of `dev` (fundus, postlight, andy424, every twentieth of daniel) precision and recall are .970 and .958, .958 and
#: .969, .931 and .974 from HTML, and .930 and .898, .910 and .941, .872 and .956 from raw text. On 282 pages of `train`
#: as raw text body F1 is highest at 1 (1.5 costs .006, 2 costs .02).
CAUTION: dict[Favor, float] = {"precision": 2.0, "balanced": 1.0, "recall": 0.4}
#: Chance by the model from which a short sentence right behind the last paragraph is the article's. 116 pages written
#: for the purpose .9135 to .9148, 158 short texts of `train` and `dev` .9308 to .9309.
SAID = 0.2
#: What standing outside the core costs a block, beside so much of what speaks against it. It decides only pages of HTML
#: in which the model chooses nothing: with -5 or -20 none of `dev` is otherwise.
OUTSIDE, OUTSIDE_SHARE = -10.0, 0.3
#: Worth of each of the first so many words of a line that may be article, though it is no paragraph. Raw texts of `dev`
#: with half or double of it: within .0001.
LINE_WORTH, MAX_LINE_WORDS = 0.3, 10


def find_extent(draft: Draft, core: NDArray[np.bool_], figures: NDArray[np.bool_]) -> Extent:
    """The run of blocks with the largest worth; empty where no block is running text.

    Args:
        core: bool, shape (blocks,): in the element that holds the article.
        figures: bool, shape (blocks,): cells of tables of figures, which cost nothing.
    """
    if not draft.prose.any():
        return Extent(0, 0)
    first, behind = find_heaviest_run(_worth(draft, core, figures))
    inside = np.flatnonzero(draft.prose[first:behind])
    if not len(inside):
        return Extent(0, 0)
    first, behind = first + int(inside[0]), first + int(inside[-1]) + 1
    return Extent(first, _stretch(draft, behind))


def _stretch(draft: Draft, behind: int) -> int:
    """Behind the short sentences that follow the last paragraph at once, such as "It is open again"."""
    if draft.article is None:
        return behind
    follows = is_sentence(draft.evidence) & draft.open & (draft.article > SAID)
    ends = np.flatnonzero(~follows[behind:])
    return behind + (int(ends[0]) if len(ends) else len(follows) - behind)


def recall_lead(draft: Draft, extent: Extent) -> Extent:
    """Stretch the extent to running text between the headline and its beginning: the lead, however it is set apart."""
    titles = np.flatnonzero(draft.is_label(Label.TITLE)[: extent.first])
    if not len(titles) or extent.behind == 0:
        return extent
    start = int(titles[-1]) + 1
    lead = np.flatnonzero(draft.prose[start : extent.first])
    return Extent(start + int(lead[0]), extent.behind) if len(lead) else extent


def _worth(draft: Draft, core: NDArray[np.bool_], figures: NDArray[np.bool_]) -> NDArray[np.float64]:
    by_label = np.zeros(len(NUMBER))
    for label, value in WORTH.items():
        by_label[NUMBER[label]] = value
    words = draft.evidence.features["words"].astype(np.float64)
    worth = by_label[draft.labels]
    unknown = UNKNOWN if draft.article is None else UNKNOWN * np.maximum(1 - draft.article / EVEN, -1)
    worth = np.where(draft.open, unknown, worth)
    weak = draft.is_label(Label.BODY) & ~draft.prose
    worth = np.where(weak, np.minimum(words, MAX_LINE_WORDS) * LINE_WORTH, worth)
    worth = np.where(draft.prose, np.minimum(words, MAX_WORDS), worth)
    phrases = draft.evidence.phrases
    worth = np.where(phrases.column("related", "section") & draft.is_label(Label.RELATED), RELATED_SECTION, worth)
    worth = np.where(phrases.column("comment", "section") & draft.is_label(Label.COMMENT), COMMENT_SECTION, worth)
    worth = np.where(figures, 0.0, worth)
    worth = np.where(core, worth, np.minimum(worth * OUTSIDE_SHARE, 0) + OUTSIDE)
    return np.where(worth < 0, worth * CAUTION[draft.favor], worth)
