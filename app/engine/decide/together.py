"""Settles raw text, where rules and model both have their say.

Without markup neither knows enough: the model sees the page's rhythm and how its words return, the rules what a line
says. What the rules decided shifts the model's chances, the more the shorter the text.
"""

import numpy as np
from numpy.typing import NDArray

from app.engine.decide.article import choose_article, shift
from app.engine.decide.draft import MODELS_WORD, Draft, Extent, article_chances, extent_of
from app.engine.decide.tables import even_tables
from app.engine.decide.thin import reach_out
from app.engine.decide.title import settle_headline
from app.engine.labels import ARTICLE_LABELS, NUMBER, Label

#: What a sure rule adds to the model's logit of a line that it keeps, or takes from that of one that it leaves out, in
#: the shortest texts, and the number of lines at which it is half of that. Texts of a few lines are strange to the
#: model, which learned mostly from whole pages; of those it knows more than the rules. 290 texts written for the
#: purpose with 5 and 55 lines .9212, with 3 and 40 .9276; 235 texts of `dev` of up to 90 lines .9003 and .9041.
STRONG, SHORT = 3.0, 40
#: What part of that is taken from a line of which the rules only guess what else it is, or which is outside the extent
#: alone. With 1, paragraphs were lost in texts of fifty lines: `wcxb` .810 instead of .817, `trafilatura` .895 instead
#: of .899; with 0.5, verses and results in texts of forty: 80 pages written for the purpose .932 instead of .937, 158
#: short texts of `train` and `dev` .929 instead of .931.
DOUBTFUL = 0.25
#: How suddenly that falls off. With 4, and 60 lines, the rules spoke up in texts of a hundred lines: `trafilatura`
#: .886 instead of .889, `fundus` .897 instead of .898. Without the rules' word, a half of `daniel` is .896 instead of
#: .889, but texts of a few lines lose all that the model does not know.
STEEP = 12
#: What part of the bound is asked of a line inside the article's run: cut at its links, a paragraph is lines of which
#: none says much. 710 pages of `train` by networks that had not seen their sites: mean F1 of the datasets .893 to .894.
INSIDE_RUN = 0.8
#: Probability from which a line is article though the rules took it for the headline, if nothing repeats it. Raw texts
#: of `dev` with .5: snippets of trafilatura .9076 to .9094, the others within .0003; with .9, daniel .9043 to .9038,
#: wcxb .8192 to .8182.
SURE = 0.7
#: Score up to which a rule's label is a guess; with just that, text is left out for where it stands alone.
GUESSED = 0.5
#: What a phrase of a word list adds to the logarithm of its label's chance, in texts of any length.
TOLD = 2.0
#: What the rules' word that a line is one of the readers' comments adds to it. They see where these begin and end, the
#: model only what is near: of the labels of 290 texts written for the purpose .8231 to .8239 are right.
COMMENTED = 1.5


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
    weight = _weigh_rules(draft)
    is_other = ~draft.is_label(*ARTICLE_LABELS) & (draft.scores > GUESSED)
    way = np.where(kept, 1, np.where(is_other, -1, -DOUBTFUL)) * ~is_title
    article = shift(article_chances(probabilities), draft.scores * way * weight)
    words = draft.evidence.features["words"]
    chosen = choose_article(article, words, draft.favor, INSIDE_RUN)
    if draft.favor == "balanced" and not chosen.any():  # a short text among much else may be doubtful as a whole
        chosen = choose_article(article, words, "recall", INSIDE_RUN)
    # Of 1,373 lines without words that the model chose on `dev`, 8 % were article in HTML.
    wordless = draft.evidence.features["letters"] == 0
    chosen &= kept | ~(draft.has_phrase | wordless | draft.is_label(Label.CAPTION))
    chosen &= ~is_title | ((article > SURE) & (draft.evidence.features["repeats"] == 0))
    chosen = reach_out(draft, chosen, article, barred=is_title)
    chosen = even_tables(draft.evidence.page, words, chosen)
    _settle_chosen(draft, chosen, kept, article, probabilities)
    found = extent_of(chosen)
    may_be = ~chosen & (numbers < found.behind)
    is_title = settle_headline(draft, found, probabilities[:, NUMBER[Label.TITLE]], may_be)
    rest = ~chosen & ~is_title & draft.is_label(*ARTICLE_LABELS, Label.TITLE)
    _take_models_word(draft, rest, np.where(MODELS_WORD, probabilities, -1).argmax(axis=1), probabilities)
    return found


def settle_labels(draft: Draft, probabilities: NDArray[np.float32]) -> None:
    """Label what is neither article nor headline by the model's chances, shifted by the rules' labels."""
    chances = np.log(np.maximum(probabilities, 1e-6))
    told = TOLD * draft.has_phrase + COMMENTED * (draft.is_label(Label.COMMENT) & ~draft.open)
    chances[np.arange(len(draft)), draft.labels] += draft.scores * _weigh_rules(draft) + told
    likeliest = np.where(MODELS_WORD, chances, -np.inf).argmax(axis=1)
    other = (likeliest != draft.labels) & ~draft.is_label(*ARTICLE_LABELS, Label.TITLE)
    _take_models_word(draft, other, likeliest, probabilities)


def _settle_chosen(
    draft: Draft,
    chosen: NDArray[np.bool_],
    kept: NDArray[np.bool_],
    article: NDArray[np.float32],
    probabilities: NDArray[np.float32],
) -> None:
    """Label the lines of the article as headings or body, where the rules' word is outweighed by the model."""
    was_heading = draft.is_label(Label.HEADING)
    by_rules = np.where(was_heading, 1, -1) * kept * draft.scores * _weigh_rules(draft)
    chances = np.log(probabilities[:, [NUMBER[Label.HEADING], NUMBER[Label.BODY]]] + 1e-6)
    heading = chances[:, 0] - chances[:, 1] + by_rules > 0
    confirmed = chosen & kept & (heading == was_heading)
    draft.scores[confirmed] = article[confirmed]
    numbers = np.where(heading, NUMBER[Label.HEADING], NUMBER[Label.BODY])
    draft.set_all(chosen & ~confirmed, numbers, article, "article, the model says ({:.2f})", article)


def _weigh_rules(draft: Draft) -> float:
    """What a sure rule adds to a logit, in a text of so many lines."""
    return float(STRONG / (1 + (len(draft) / SHORT) ** STEEP))


def _take_models_word(
    draft: Draft, blocks: NDArray[np.bool_], numbers: NDArray[np.int64], probabilities: NDArray[np.float32]
) -> None:
    """Give some blocks the labels of these numbers."""
    chances = probabilities[np.arange(len(draft)), numbers]
    draft.set_all(blocks, numbers, np.maximum(chances, 0.5), "the model says so ({:.2f})", chances)
