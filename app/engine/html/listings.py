"""Listings: code with the numbers of its lines beside it, and the language that it is in.

Highlighters set code as a table, the numbers in one column and the lines in another. To a reader it is none: numbers
are counted like those of a list, and the lines are one block.
"""

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

#: The lines, where their numbers stand in a cell beside them, and those numbers within the lines.
_LINES = "tr:only-child > td:first-child + td:last-child"
_INLINE = "pre span[class*=lineno], pre span[class*=line-number]"
#: What highlighters that give every line a row give the cell of its number.
_ROWS = "td[data-line-number], td > [data-line-number]"
#: What highlighters call a language: `language-js` as the HTML standard proposes (`lang-js`, `highlight-source-js`),
#: `highlight js`, `highlight-js notranslate`.
_LANGUAGE = re.compile(
    r"(?<!\S)(?:lang(?:uage)?-|highlight-source-"
    r"|highlight[- ](?!highlight-)(?=\S+(?: notranslate)?\s*$))([A-Za-z][\w+-]{0,30})(?!\S)"
)
_NO_LANGUAGE = frozenset("auto default none nohighlight plain plaintext text".split())
#: Elements that are looked at for it: a `<pre>`, its `<code>`, and around them a table and two others.
MAX_LOOKED = 8


def mend_listings(tree: LexborHTMLParser) -> None:
    """Take the numbers of lines out of a page's listings, and put lines that are rows of a table into a `<pre>`."""
    for lines in tree.css(_LINES):
        numbers = lines.prev
        while numbers is not None and numbers.tag != "td":
            numbers = numbers.prev
        if numbers is not None and lines.css_first("pre") is not None and _counts(numbers):
            numbers.decompose()
    for number in tree.css(_INLINE):
        if number.text().strip().isdecimal():
            number.decompose()
    joined: set[int] = set()
    for number in tree.css(_ROWS):
        cell = number if number.tag == "td" else number.parent
        rows = cell.parent.parent if cell and cell.parent else None
        if rows is not None and rows.mem_id not in joined:
            joined.add(rows.mem_id)
            _join(tree, rows)


def language_of(pre: LexborNode) -> str:
    """The language that the class words of a `<pre>`, its `<code>` or a highlighter around it say, "" for none."""
    code = pre.css_first("code")
    names = [node.attrs.sget("class") for node in (code, pre) if node is not None]
    around = pre.parent
    while around is not None and around.tag != "body" and len(names) < MAX_LOOKED:
        words = around.attrs.sget("class")
        names.append(words if "highlight" in words else "")
        around = around.parent
    found = next((match[1] for words in names if (match := _LANGUAGE.search(words))), "")
    return "" if found.lower() in _NO_LANGUAGE else found


def _counts(cell: LexborNode) -> bool:
    """Whether a cell holds numbers, each the next of the one before, and nothing else."""
    if cell.css_first("table") is not None:
        return False
    words = cell.text(separator=" ").split()
    if not words or not all(word.isdecimal() and len(word) < 8 for word in words):
        return False
    first = int(words[0])
    return list(map(int, words)) == list(range(first, first + len(words)))


def _join(tree: LexborHTMLParser, rows: LexborNode) -> None:
    """Put a `<pre>` with the text of each row's last cell in the place of `<tbody>`; nothing where tables nest."""
    lines: list[str] = []
    row = rows.first_child
    while row is not None:
        cell = row.last_child if row.tag == "tr" else None
        while cell is not None and cell.tag != "td":
            cell = cell.prev
        if cell is not None:
            if cell.css_first("table") is not None:
                return
            lines.append(cell.text().strip("\n"))
        row = row.next
    pre = tree.create_node("pre")
    pre.insert_child("\n".join(lines))
    rows.replace_with(pre, move=True)
