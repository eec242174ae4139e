"""Formulas: what stands for one in a text."""

from selectolax.lexbor import LexborNode

_TEX = 'annotation[encoding="application/x-tex"], annotation[encoding="TeX"], annotation[encoding="LaTeX"]'
#: What stands between the parts of these: "x^2", "a_1", "∑_(i = 1)^n", "1/2".
_BETWEEN = {"msup": "^", "msub": "_", "msubsup": "_^", "munder": "_", "munderover": "_^", "mfrac": "/"}
#: Longer formulas are only their signs, so that deep ones cost no more than their length. Characters.
MAX_CHARS = 2_000
#: Function application, and what else is there to be heard only.
_UNSEEN = str.maketrans("", "", "\u2061\u2062\u2063\u2064")


def read_formula(node: LexborNode) -> str:
    """A `<math>` element on one line: the TeX that it was made from, else its signs with blanks between.

    Without blanks three and a half and thirty-five would be the same. What only the setting shows, powers, indices,
    fractions and roots, is written as everybody does who has but a line.
    """
    source = node.css_first(_TEX)
    stated = source.text() if source else node.attributes.get("alttext") or ""
    signs = stated if stated.strip() else node.text(separator=" ")
    return " ".join((signs if stated.strip() or len(signs) > MAX_CHARS else _spell(node)).split())


def _spell(math: LexborNode) -> str:
    """A formula by its elements, without recursion."""
    opened: list[tuple[str, list[str]]] = [("math", [])]
    ahead: list[LexborNode | None] = [math.first_child]
    while True:
        node = ahead.pop()
        if node is None:
            text = _join(*opened.pop())
            if not opened:
                return text
            opened[-1][1].append(text)
            continue
        ahead.append(node.next)
        if node.is_text_node:
            if not node.is_empty_text_node:
                opened[-1][1].append((node.text_content or "").translate(_UNSEEN).strip())
        elif node.tag not in ("annotation", "annotation-xml"):
            opened.append((node.tag or "", []))
            ahead.append(node.first_child)


def _join(tag: str, parts: list[str]) -> str:
    """
    >>> _join("msup", ["a + b", "2"]), _join("msqrt", ["x"]), _join("mrow", ["f", "(", "x", ")", ""])
    ('(a + b)^2', '√x', 'f (x)')
    """
    between = _BETWEEN.get(tag, "")
    if between and len(parts) == len(between) + 1:
        return "".join([_one(part) + sign for part, sign in zip(parts, (*between, ""), strict=True)])
    if tag == "mroot" and len(parts) == 2:
        return f"{_one(parts[0])}^(1/{_one(parts[1])})"
    text = " ".join([part for part in parts if part]).replace("( ", "(").replace(" )", ")")
    return f"√{_one(text)}" if tag == "msqrt" else text


def _one(part: str) -> str:
    """A part that nothing beside it can tear apart: more than a sign or a number stands in parentheses."""
    whole = len(part) <= 1 or part.isalnum() or (part[:1] == "(" and part.find(")") == len(part) - 1)
    return part if whole else f"({part})"


def draws_formula(node: LexborNode) -> bool:
    """Whether an element that is hidden from those who hear the page shows the formula that stands beside it."""
    beside = (node.prev, node.next)
    return any(one is not None and one.css_first("math") is not None for one in beside)
