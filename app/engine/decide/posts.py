"""Finds the posts of a thread by their rhythm: a name or a time, what was written, a name, what was written."""

import numpy as np

from app.engine.decide.draft import Draft
from app.engine.labels import Label

#: Digits of a day with its time, and characters of the line that has them; entries of a live blog have the time alone.
MIN_DIGITS, MAX_CHARS = 7, 70
#: How many lines below it a post begins at most; so many make a thread.
REACH, MIN_POSTS = 3, 2
#: Chance by the model below which what follows makes a thread, and below which what stands in a thread is a post.
#: 116 pages written for the purpose, among them threads and live blogs: body F1 .915 to .924.
UNLIKELY, SURE = 0.55, 0.8


def settle_posts(draft: Draft) -> None:
    """Label what readers wrote below their names, in a text whose first post is the article."""
    paragraphs = np.flatnonzero(draft.prose)
    if draft.article is None or len(paragraphs) < MIN_POSTS:
        return
    f, article = draft.evidence.features, draft.article
    stamped = (f["digits"] * f["chars"] >= MIN_DIGITS) & (f["chars"] <= MAX_CHARS) & ~draft.prose
    heads = np.flatnonzero(stamped & (draft.is_label(Label.BYLINE) | draft.evidence.phrases.column("time")))
    heads = heads[heads > paragraphs[0]]
    following = paragraphs[np.minimum(np.searchsorted(paragraphs, heads), len(paragraphs) - 1)]
    is_post = (following > heads) & (following - heads <= REACH) & (article[following] < UNLIKELY)
    if len(np.unique(following[is_post])) < MIN_POSTS:
        return
    posts = draft.prose & (article < SURE)
    posts[: heads[0]] = False
    draft.set_all(posts, Label.COMMENT, 0.75, "below the name of a reader or the time")
    draft.prose &= ~posts
