"""Formulas: what stands for one in a text."""

from selectolax.lexbor import LexborNode

_TEX = 'annotation[encoding="application/x-tex"], annotation[encoding="TeX"], annotation[encoding="LaTeX"]'


def read_formula(node: LexborNode) -> str:
    """A `<math>` element on one line: the TeX that it was made from, else its signs with blanks between.

    Without blanks a half and twelve would be the same.
    """
    source = node.css_first(_TEX)
    stated = source.text() if source else node.attributes.get("alttext") or ""
    return " ".join((stated if stated.strip() else node.text(separator=" ")).split())


def draws_formula(node: LexborNode) -> bool:
    """Whether an element that is hidden from those who hear the page shows the formula that stands beside it."""
    beside = (node.prev, node.next)
    return any(one is not None and one.css_first("math") is not None for one in beside)
