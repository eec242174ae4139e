"""The whole answer as one JSON object."""

import json
from collections.abc import Collection
from typing import Any

from app.engine.article import Article, Labelled, wanted
from app.engine.labels import Label
from app.engine.render import text

#: Digits behind the point of a score or a confidence.
_DIGITS = 4
#: The same of what the model gives each label: one that rounds to nothing is left out.
_LABEL_DIGITS = 3


def render(article: Article, include: Collection[Label] = (), explain: bool = False) -> str:
    """`as_dict` on one line, keys in its order, every script as itself."""
    return json.dumps(as_dict(article, include, explain), ensure_ascii=False)


def as_dict(article: Article, include: Collection[Label] = (), explain: bool = False) -> dict[str, Any]:
    """The answer as plain dictionaries, lists, strings and numbers.

    Args:
        include: labels whose blocks stand in "text" beside the body; `Label.TITLE` puts the headline first.
        explain: add "blocks": every block of the page with its label, score, reason and place, and "scores": what the
            model gives each label, those that it gives nothing left out. "kept" says whether the block itself
            stands in "text"; the headline comes from "title", its blocks are never kept.
    """
    metadata = article.metadata
    answer: dict[str, Any] = {
        "title": metadata.title,
        "authors": list(metadata.authors),
        "date": metadata.date,
        "source": metadata.source,
        "site": metadata.site,
        "language": metadata.language,
        "url": metadata.url,
        "text": text.render(article, include),
        "verdict": article.verdict.value,
        "confidence": round(float(article.confidence), _DIGITS),
        "comments": article.comments,
        "related": article.related,
        "captions": article.captions,
        "removed": article.removed,
    }
    if explain:
        labels = wanted(include)
        answer["blocks"] = [_explained(labelled, labelled.label in labels) for labelled in article.blocks]
    return answer | {"warnings": list(article.warnings), "engine": article.engine}


def _explained(labelled: Labelled, kept: bool) -> dict[str, Any]:
    return {
        "label": labelled.label.value,
        "score": round(float(labelled.score), _DIGITS),
        "scores": {label.value: given for label, score in labelled.scores.items() if (given := _rounded(score))},
        "reason": labelled.reason,
        "kept": kept,
        "text": labelled.block.text,
        "line": labelled.place.line,
        "start": labelled.place.start,
        "end": labelled.place.end,
    }


def _rounded(score: float) -> float:
    return round(score, _LABEL_DIGITS)
