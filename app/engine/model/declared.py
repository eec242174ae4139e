"""What kind of page the head declares it is: schema.org types and Open Graph's `og:type`.

A second headline with paragraphs is another article where the head declares one article, and more of the same where it
declares a discussion, a list or nothing.
"""

import numpy as np
from numpy.typing import NDArray

from app.engine.page import Head
from app.engine.schema_org import types

#: Endings of schema.org's type names by kind of page; the first kind that fits a name has it.
#: Source: https://schema.org/docs/full.html
ENDINGS: dict[str, tuple[str, ...]] = {
    "discussion": ("DiscussionForumPosting", "QAPage", "Question", "Comment", "ProfilePage"),
    "live": ("LiveBlogPosting",),
    "recipe": ("Recipe", "HowTo", "FAQPage"),
    "article": ("Article", "Posting", "Report", "BlogPost"),
    "collection": ("CollectionPage", "ItemList", "SearchResultsPage", "Blog", "OfferCatalog"),
    "product": ("Product", "ProductGroup", "Offer", "AggregateOffer"),
    "service": ("LocalBusiness", "Store", "Service", "SoftwareApplication", "Course", "Event"),
}
#: Beginnings of `og:type` by kind of page. Source: https://ogp.me/#types
OPEN_GRAPH = {
    "article": "article",
    "news": "article",
    "product": "product",
    "og:product": "product",
    "blog": "collection",
}
KINDS = (*ENDINGS, "website")


def declared_kinds(head: Head) -> NDArray[np.float32]:
    """1 for each of `KINDS` that the head declares, else 0; float32, shape (len(KINDS),)."""
    found = {_kind(name) for item in head.json_ld for name in types(item)}
    stated = head.meta.get("og:type", "").strip().lower()
    found |= {kind for start, kind in OPEN_GRAPH.items() if stated.startswith(start)}
    if stated == "website":
        found.add("website")
    return np.array([kind in found for kind in KINDS], np.float32)


def _kind(name: str) -> str:
    return next((kind for kind, endings in ENDINGS.items() if name.endswith(endings)), "")
