"""Places on a page that links lead to."""

from selectolax.lexbor import LexborNode


def is_place(anchor: LexborNode) -> bool:
    """Whether an `<a>` is no link but the place that one leads to: it has a name, or nothing but an id.

    Without either, or with class words beside the id, it is most often a button of a script, and counts as a link.
    """
    if anchor.attrs.sget("href"):
        return False
    attributes = anchor.attributes
    return "href" not in attributes and ("name" in attributes or attributes.keys() == {"id"})
