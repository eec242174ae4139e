"""Declarative shadow trees: what a `<template>` holds that browsers show in its place."""

from selectolax.lexbor import LexborHTMLParser

_MODES = frozenset(("open", "closed"))


def open_shadows(tree: LexborHTMLParser) -> None:
    """Put the content of each `<template shadowrootmode>` in front of it, into the element that shows it.

    Source: https://html.spec.whatwg.org/multipage/scripting.html#attr-template-shadowrootmode
    """
    contents = tree.template_fragments()
    while contents:
        content = contents.pop()
        template = content.parent
        if template is None or template.attrs.sget("shadowrootmode").lower() not in _MODES:
            continue
        contents += content.template_fragments()
        child = content.first_child
        while child is not None:
            following = child.next
            template.insert_before(child, move=True)
            child = following
