"""Takes the model's word on what is article; the rules keep theirs on what else a block is."""

import numpy as np
from numpy.typing import NDArray

from app.engine.decide.article import CERTAIN, choose_article, find_repetitions, shift
from app.engine.decide.draft import MODELS_WORD, Draft, article_chances
from app.engine.decide.lists import fill_lists
from app.engine.decide.tables import even_marked_tables
from app.engine.labels import ARTICLE_LABELS, NUMBER, Label
from app.engine.signs import COPYRIGHT_SIGNS
from app.engine.word_lists import PHRASED

#: What is added to the model's logit of a heading, of a list's item and of a table's cell that nothing speaks against.
#: They are short and so weigh little in what it learned from: of headings it was .754 sure on average and .833 were
#: article.
#: 2104 pages of `train` by networks that had not seen their sites: mean F1 of the datasets .9224 to .9237, on `dev` up
#: by .0007.
UNDERRATED = 0.5
#: Chance from which a list's item is article whatever phrase it has; a heading is from `LEAST` on. Word by word,
#: "Options" and "Contact" stand in lists of interface text, but of what stands in the article's extent in `train` and
#: `dev` and would be chosen else, 75 % of 167 headings and 72 % of 71 items from .7 on are article; of 411 paragraphs
#: 24 %. Headings of links and comments are left out of it.
SURE_ITEM = 0.7
#: Words from which a paragraph that is nothing but a phrase is none of the article however sure the model is.
MIN_PHRASE_WORDS = 3
#: What a paragraph is that opens with a phrase of one of these, however sure the model is. Of 12 such paragraphs of
#: `train` and `dev` of which it was certain 2 are article.
_OFFERS = (Label.RELATED, Label.PROMOTION, Label.COMMENT)
#: Share of what the model gives all labels that are not the article's from which one outweighs the rules', and the
#: labels that it never does. On 143 written pages that were not learned from it does so for 79 blocks: the model is
#: right on 72 of them, the rules on 4; of the labels of 7,403 blocks .8588 are right without it and .8680 with it. With
#: .6 .8698, but the rules are right on 14 of 115.
OUTWEIGHS = 0.7
_RULES_WORD = (Label.TITLE, Label.INTERFACE, Label.CAPTION, Label.COMMENT)
#: How sure it is that a cell is article which the model did not choose by itself, [0, 1].
TABLED = 0.5


def settle_article(draft: Draft, probabilities: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Label the blocks that the model chooses as the article.

    A phrase of a word list outweighs the model where that is not certain: it is the better reason to show, and right as
    often. 2104 pages of `train` by networks that had not seen their sites: the mean of the datasets is .9177 with the
    bound of `CERTAIN`, .9169 with none.

    Args:
        probabilities: of each block and label, shape (blocks, len(LABELS)).

    Returns:
        bool, shape (blocks,): what was chosen.
    """
    article = article_chances(probabilities)
    words = draft.evidence.features["words"]
    chosen = choose_article(shift(article, UNDERRATED * _are_underrated(draft)), words, draft.favor)
    chosen &= ~draft.is_label(Label.TITLE) & ~_outspoken(draft, article) & ~_are_notices(draft)
    likely = chosen
    page, linked = draft.evidence.page, draft.evidence.features["linked"]
    tabled = even_marked_tables(page, words, linked, article, likely)
    known = ~draft.is_label(*ARTICLE_LABELS) & ~draft.open
    listed = fill_lists(page, words, linked, article, tabled, known)
    chosen = tabled | (listed & ~draft.has_phrase)
    repeated = find_repetitions(chosen, draft.evidence.page.columns.texts, words, _containers(draft))
    chosen &= ~repeated
    heading = draft.evidence.features["heading"] > 0
    heading |= probabilities[:, NUMBER[Label.HEADING]] > probabilities[:, NUMBER[Label.BODY]]
    heading &= (draft.evidence.features["pre"] == 0) & ~draft.bare & ~_are_bracketed(draft, chosen)
    labels = np.where(heading, NUMBER[Label.HEADING], NUMBER[Label.BODY])
    draft.set_all(chosen & likely, labels, article, "article, the model says ({:.2f})", article)
    draft.set_all(chosen & tabled & ~likely, Label.BODY, TABLED, "in a table of the article")
    draft.set_all(chosen & ~tabled & ~likely, Label.BODY, article, "in a list of the article")
    draft.set_all(repeated, _likeliest_other(probabilities), 0.9, "says again what the article says above")
    return chosen


def _outspoken(draft: Draft, article: NDArray[np.float32]) -> NDArray[np.bool_]:
    """The blocks of which a phrase of a word list says more than the model; what is preformatted is code, no phrase.

    Args:
        article: chance of each block to be article, [0, 1].
    """
    f = draft.evidence.features
    bound = np.where(_are_phrases(draft) | _offer_or_lead_on(draft), np.inf, CERTAIN["balanced"])
    bound[f["item"] > 0] = SURE_ITEM
    bound[(f["heading"] > 0) & ~draft.is_label(Label.RELATED, Label.COMMENT)] = 0
    bound[f["pre"] > 0] = 0
    return np.asarray(draft.has_phrase & (article < bound))


def _are_phrases(draft: Draft) -> NDArray[np.bool_]:
    """Whether each block is nothing but a phrase of some words; a single one ("Yes.") may be an answer."""
    phrases = draft.evidence.phrases
    whole = np.zeros(len(draft), np.bool_)
    for label in PHRASED:
        whole |= draft.is_label(Label(label)) & phrases.column(label, "whole")
    return np.asarray(whole & (draft.evidence.features["words"] >= MIN_PHRASE_WORDS))


def _offer_or_lead_on(draft: Draft) -> NDArray[np.bool_]:
    """Whether each block begins as no sentence of an article does, "Read also:", or has the words of an offer in it."""
    told = np.zeros(len(draft), np.bool_)
    for label in _OFFERS:
        told |= draft.is_label(label) & draft.evidence.phrases.column(label.value, "opens")
    told |= draft.is_label(Label.PROMOTION) & draft.evidence.phrases.column(Label.PROMOTION.value, "contains")
    return told


def _are_notices(draft: Draft) -> NDArray[np.bool_]:
    """Whether each block begins with a copyright sign, and so is a picture's credit or a notice; code may."""
    notices = draft.is_label(Label.CAPTION) & (draft.evidence.features["pre"] == 0)
    texts = draft.evidence.page.columns.texts
    notices[notices] = [texts[row].startswith(COPYRIGHT_SIGNS) for row in np.flatnonzero(notices).tolist()]
    return np.asarray(notices)


def _are_bracketed(draft: Draft, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether each of some blocks begins with a bracket, as no heading does: "(To be continued)"."""
    texts = draft.evidence.page.columns.texts
    bracketed = np.zeros(len(draft), np.bool_)
    rows = np.flatnonzero(chosen & (draft.evidence.features["heading"] == 0)).tolist()
    bracketed[rows] = [texts[row].startswith(("(", "（", "[", "［")) for row in rows]
    return bracketed


def _are_underrated(draft: Draft) -> NDArray[np.bool_]:
    """Headings, and short items and cells that the rules take for article."""
    f = draft.evidence.features
    listed = (f["item"] > 0) | (f["cell"] > 0)
    return np.asarray(draft.is_label(Label.HEADING) | (draft.is_label(Label.BODY) & draft.open & listed))


def _containers(draft: Draft) -> list[int]:
    """Number of the element around each block's own."""
    page = draft.evidence.page
    return [0] * len(draft) if page.elements is None else page.elements.parent[page.columns.elements].tolist()


def settle_rest(draft: Draft, probabilities: NDArray[np.float32], chosen: NDArray[np.bool_]) -> None:
    """Label what neither the model chose as article nor the rules know as anything else.

    Args:
        chosen: bool, shape (blocks,), what the model chose.
    """
    article = article_chances(probabilities)
    unknown = ~chosen & (draft.is_label(*ARTICLE_LABELS) | draft.open)
    others = _likeliest_other(probabilities)
    draft.set_all(unknown, others, 1 - article, "no article, the model says ({:.2f})", article)


def settle_kinds(draft: Draft, probabilities: NDArray[np.float32]) -> None:
    """Where the model is sure what a block that is no article is, its word outweighs that of the rules.

    But not where a phrase or a menu says what the block is, nor that a button, a caption or a comment is none.
    """
    likeliest = _likeliest_other(probabilities)
    others = probabilities[:, MODELS_WORD]
    chances = others.max(axis=1) / np.maximum(others.sum(axis=1), 1e-6)
    outweighed = (chances > OUTWEIGHS) & (likeliest != draft.labels)
    outweighed &= ~draft.has_phrase & ~draft.evidence.features.menu & ~draft.is_label(*ARTICLE_LABELS, *_RULES_WORD)
    draft.set_all(outweighed, likeliest, chances, "the model says so ({:.2f})", chances)


def _likeliest_other(probabilities: NDArray[np.float32]) -> NDArray[np.int64]:
    return np.asarray(np.where(MODELS_WORD, probabilities, -1).argmax(axis=1))
