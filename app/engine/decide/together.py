"""Settles raw text, where rules and model both have their say.

Without markup neither knows enough: the model sees the page's rhythm and how its words return, the rules what a line
says. What the rules decided shifts the model's chances.
"""

import numpy as np
from numpy.typing import NDArray

from app.engine.classify import LABELS, NUMBER
from app.engine.decide.article import choose_article, shift
from app.engine.decide.draft import Draft, Extent, extent_of
from app.engine.decide.outside import IN_SECTION
from app.engine.decide.title import settle_title
from app.engine.labels import ARTICLE_LABELS, Label

#: What a sure rule adds to the model's logit of a line that it keeps, or takes from that of one that it leaves out, in
#: the shortest texts, and the number of lines at which it is half of that. Texts of a few lines are strange to the
#: model, which learned from whole pages; of those it knows more than the rules.
STRONG, SHORT = 5.0, 60
#: How suddenly that falls off. With 2, and 50 lines, the rules still spoke up in texts of some hundred lines: snippets
#: F1 of `trafilatura` .880 instead of .884, a quarter of `daniel` .888 instead of .892.
STEEP = 4
#: Probability from which a line is article though the rules took it for the headline.
SURE = 0.7
#: Score up to which a rule's label is a guess.
GUESSED = 0.5

_OTHERS = np.array([label not in ARTICLE_LABELS for label in LABELS])


def settle_together(draft: Draft, extent: Extent, probabilities: NDArray[np.float32]) -> Extent:
    """Label the article by the model's chances, shifted by the rules' labels; what is not chosen keeps the rules' word.

    Args:
        draft: as the rules settled it.
        extent: where the article lies by the rules.
        probabilities: of each block and label by the model, shape (blocks, len(LABELS)).

    Returns:
        Where the article lies now; empty where no block is likely enough.
    """
    numbers = np.arange(len(draft))
    kept = draft.is_label(*ARTICLE_LABELS) & (numbers >= extent.first) & (numbers < extent.behind)
    is_title = draft.is_label(Label.TITLE)
    say = draft.scores * np.where(kept, 1, -1) * ~is_title * (STRONG / (1 + (len(draft) / SHORT) ** STEEP))
    article = shift(probabilities[:, ~_OTHERS].sum(axis=1), say)
    chosen = choose_article(article, draft.evidence.features["words"], draft.favor)
    # Of 1,373 lines without words that the model chose on `dev`, 8 % were article in HTML.
    wordless = draft.evidence.features["letters"] == 0
    chosen &= kept | ~(draft.has_phrase | wordless)
    chosen &= ~is_title | (article > SURE)
    heading = probabilities[:, NUMBER[Label.HEADING]] > probabilities[:, NUMBER[Label.BODY]]
    confirmed, rows = chosen & kept, np.flatnonzero(chosen & ~kept)
    draft.scores[confirmed] = article[confirmed]
    for block, is_heading, chance in zip(rows.tolist(), heading[rows].tolist(), article[rows].tolist(), strict=True):
        label = Label.HEADING if is_heading else Label.BODY
        draft.set(block, label, chance, f"article, the model says ({chance:.2f})")
    found = extent_of(chosen)
    settle_title(draft, found)
    inside = (numbers >= found.first) & (numbers < found.behind) & (draft.scores < 0.5)
    _take_models_word(draft, ~chosen & (draft.is_label(*ARTICLE_LABELS) | inside), probabilities)
    return found


def settle_kinds(draft: Draft, probabilities: NDArray[np.float32]) -> None:
    """Label by the model what the rules only guessed to be no article, and the menus behind a section of links."""
    guessed = (draft.scores <= GUESSED) & ~draft.is_label(*ARTICLE_LABELS, Label.TITLE)
    menu = probabilities[:, NUMBER[Label.NAVIGATION]] > probabilities[:, NUMBER[Label.RELATED]]
    in_menu = draft.is_label(Label.RELATED) & (draft.scores <= IN_SECTION) & menu
    _take_models_word(draft, guessed | in_menu, probabilities)


def _take_models_word(draft: Draft, blocks: NDArray[np.bool_], probabilities: NDArray[np.float32]) -> None:
    """Give some blocks the likeliest label of those that are not article."""
    rows = np.flatnonzero(blocks)
    others = np.where(_OTHERS, probabilities[rows], -1)
    likeliest, chances = others.argmax(axis=1).tolist(), others.max(axis=1).tolist()
    for block, number, chance in zip(rows.tolist(), likeliest, chances, strict=True):
        draft.set(block, LABELS[number], max(chance, 0.5), f"the model says so ({chance:.2f})")
