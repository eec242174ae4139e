"""Winnow: a scraped page in, as HTML or as raw text, the article out, with the reason for all that was left out."""

from app.engine import Article, Label, Verdict, clean

__all__ = ["Article", "Label", "Verdict", "clean"]
