"""Bytes to article: pure functions, one way forward."""

from app.engine.article import Article, Labelled, Metadata
from app.engine.clean import clean
from app.engine.labels import Label, Verdict

__all__ = ["Article", "Label", "Labelled", "Metadata", "Verdict", "clean"]
