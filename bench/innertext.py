"""The text that a page or a part of it shows, without laying it out."""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_HIDDEN = "script, style, noscript, template, svg, head, iframe, object, select, textarea"
_BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "body", "button", "center", "dd", "details", "div", "dl", "dt",
        "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
        "html", "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "section", "summary", "table",
        "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    ]
)  # fmt: skip
#: Elements that an empty line follows.
_SPACED = frozenset(("p", "h1", "h2", "h3", "h4"))


def innertext(page: str) -> str:
    """A line a block, an empty line after a paragraph or heading: what browsers and crawl archives give.

    >>> innertext("<h1>Мост</h1><p>Открыт  <b>сегодня</b>.<p>Второй<ul><li>раз<li>два</ul>")
    'Мост\\n\\nОткрыт сегодня.\\n\\nВторой\\n\\nраз\\n\\nдва'
    """
    tree = LexborHTMLParser(page)
    for hidden in tree.css(_HIDDEN):
        hidden.decompose()
    out: list[str] = []
    stack: list[LexborNode | str] = [tree.body] if tree.body is not None else []
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            out.append(node)
            continue
        tag = node.tag or ""
        if tag == "-text":
            out.append(re.sub(r"\s+", " ", node.text_content or ""))
        elif tag == "br":
            out.append("\n")
        elif tag and not tag.startswith(("-", "!")):
            if tag in _BLOCKS:
                out.append("\n")
                stack.append("\n\n" if tag in _SPACED else "\n")
            child = node.last_child
            while child is not None:
                stack.append(child)
                child = child.prev
    text = re.sub(r" *\n *", "\n", "".join(out))
    return re.sub(r"\n{3,}", "\n\n", text).strip()
