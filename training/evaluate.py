"""How well probabilities do: body F1 by dataset, and how far they can be believed."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from app.engine.decide.article import choose_article
from bench.score import body_score, snippet_score
from training.examples import Example

#: Parts of [0, 1] over which the calibration error is taken.
BINS = 15


def score(examples: Sequence[Example], chances: Sequence[NDArray[np.float32]]) -> float:
    """Body F1 of a dataset whose blocks are chosen by these probabilities; snippets F1 where the gold is snippets."""
    answers = []
    for example, chance in zip(examples, chances, strict=True):
        chosen = choose_article(chance, example.size)
        answers.append("\n".join(text for text, kept in zip(example.texts, chosen, strict=True) if kept))
    if not examples[0].is_full:
        return snippet_score(
            [(answer, example.page.gold) for answer, example in zip(answers, examples, strict=True)]
        ).f1
    return float(
        np.mean([body_score(answer, example.page).f1 for answer, example in zip(answers, examples, strict=True)])
    )


def chances(logits: Iterable[NDArray[np.float32]], sharpness: float = 1.0) -> list[NDArray[np.float32]]:
    """Probabilities to be article."""
    return [1 / (1 + np.exp(-np.clip(one[:, 0] * sharpness, -30, 30))) for one in logits]


def fit_sharpness(examples: Sequence[Example], logits: Sequence[NDArray[np.float32]]) -> float:
    """What to multiply logits by so that their cross-entropy is least.

    Temperature scaling: Guo et al., On calibration of modern neural networks, ICML 2017.
    """
    tried = np.geomspace(0.3, 3, 47)
    article, logit, weight = _flatten(examples, [one[:, 0] for one in logits])
    losses = [float((weight * (np.logaddexp(0, logit * by) - article * logit * by)).sum()) for by in tried]
    return float(tried[int(np.argmin(losses))])


def calibration_error(examples: Sequence[Example], chances: Sequence[NDArray[np.float32]]) -> float:
    """Expected calibration error over the words of all pages with full gold, [0, 1]; 0 is perfect."""
    article, chance, weight = _flatten(examples, chances)
    bins = np.minimum((chance * BINS).astype(int), BINS - 1)
    said, true = (np.bincount(bins, weight * values, BINS) for values in (chance, article))
    return float(np.abs(said - true).sum() / weight.sum())


def _flatten(
    examples: Sequence[Example], values: Sequence[NDArray[np.float32]]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Share of article, value and weight of every block; pages count alike, their blocks by their tokens."""
    pairs = [(example, value) for example, value in zip(examples, values, strict=True) if example.is_full]
    article = np.concatenate([example.article for example, _ in pairs]).astype(np.float64)
    weight = np.concatenate([example.size / max(float(example.size.sum()), 1.0) for example, _ in pairs]).astype(
        np.float64
    )
    return article, np.concatenate([value for _, value in pairs]).astype(np.float64), weight
