"""Places on a page that links lead to."""


def is_place(attributes: dict[str, str | None]) -> bool:
    """Whether an `<a>` is no link but the place that one leads to: it has a name, or nothing but an id.

    Without either, or with class words beside the id, it is most often a button of a script, and counts as a link.
    """
    return "href" not in attributes and ("name" in attributes or attributes.keys() == {"id"})
