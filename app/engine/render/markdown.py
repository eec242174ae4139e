"""CommonMark, with tables and ~~deletions~~ as GitHub writes them; made from the clean HTML by html-to-markdown.

Around that library stands what it leaves open: emphasis is made fit to be read back (`emphasis`), and escapes that
change nothing are taken out, so that the text stays pleasant to read.
"""

import re
from collections.abc import Collection
from dataclasses import replace

from html_to_markdown import ConversionOptions, convert

from app.engine.article import Article, Labelled
from app.engine.blocks import Container
from app.engine.labels import Label
from app.engine.render import html
from app.engine.render.emphasis import legible

_OPTIONS = ConversionOptions(
    bullets="-",
    escape_asterisks=True,
    escape_underscores=True,
    escape_misc=True,
    autolinks=False,
    extract_metadata=False,
    br_in_tables=True,
    compact_tables=True,
    sub_symbol="<sub>",
    sup_symbol="<sup>",
)

#: A longer number in front of an item is no list to CommonMark, which counts on from the first.
#: Source: https://spec.commonmark.org/0.31.2/#list-items
_MAX_START = 99_999_999

#: Stands for a backslash in code while needless escapes are taken out; no text that is rendered holds it.
_BACKSLASH = "\ufdd0"
#: Stands for a line break in code: where the library writes one, what follows is outside the item of a list.
_BREAK = "\ufdd1"
_LIST_TAG = re.compile(r'<(/?)(ol|ul|li)(?: (?:start|value)="(\d+)")?>')
_LINES_OF_CODE = re.compile(rf"(?<=[^`\s]){_BREAK}(?=[^`\s{_BREAK}])")
#: Lines that begin like these may be of a list, a quote or a table.
_NESTED = tuple(" -|>0123456789")
_CODE = re.compile(r"<code[ >].*?</code>", re.DOTALL)
#: What follows a list or a table; so it is found behind code and quotes, too, where it does no harm.
_FOLLOWING = re.compile(r"(?<=l>\n|e>\n)<(p|h\d)>.*?</\1>")

#: Escapes of markers that open a block: they mean nothing behind the first letter of a line.
_AT_START_ONLY = re.compile(r"\\(?:\\|([-+.)=>]|#(?![#\s]*$)))")
#: An ampersand that begins no character reference, an underscore inside a word.
_NEVER = re.compile(r"\\(?:\\|(&)(?!#?\w+;)|(?<=[^\W_]\\)(_)(?=[^\W_]))")
_LETTER = re.compile(r"[^\W\d_]")


def render(article: Article, include: Collection[Label] = ()) -> str:
    """The title as `#`, then the kept blocks. No newline at the end."""
    page = html.render(replace(article, blocks=tuple(map(_fit, article.blocks))), include)
    # The library writes a quote close up to what stands before it, and two quotes as one, but not in a section.
    # In a quote it does so with what follows a list or a table.
    if "<blockquote>" in page:
        page = _FOLLOWING.sub(r"<section>\g<0></section>", page)
        page = page.replace("<blockquote>", "<section><blockquote>").replace("</blockquote>", "</blockquote></section>")
    page = _part_lists(page) if '<li value="' in page else page
    page = _CODE.sub(lambda code: code[0].replace("\\", _BACKSLASH).replace("<br>", _BREAK), page)
    converted = convert(page, _OPTIONS).content or ""
    lines = (_break_code(_unescape(line)) for line in converted.split("\n"))
    return "\n".join(lines).replace(_BACKSLASH, "\\").strip("\n")


def _part_lists(page: str) -> str:
    """The page with a new list before every item that has another number than the next: Markdown counts on.

    >>> _part_lists('<ol><li value="1">a</li><li value="3">b</li></ol>')
    '<ol><li>a</li></ol><ol start="3"><li>b</li></ol>'
    """
    numbers: list[int] = []  # of the next item of each open list

    def part(tag: re.Match[str]) -> str:
        closing, name, stated = tag.groups()
        if name != "li":
            numbers[-1:] = [] if closing else [*numbers[-1:], int(stated or 1)]
        elif not closing:
            expected, number = numbers[-1], int(stated or numbers[-1])
            numbers[-1] = number + 1
            return "<li>" if number == expected else f'</ol><ol start="{number}"><li>'
        return tag[0]

    return _LIST_TAG.sub(part, page)


def _break_code(line: str) -> str:
    """A line with code of several lines, these one below the other; beside each other where something is around it."""
    if _BREAK not in line:
        return line
    if not line.startswith(_NESTED) and "``" not in line:
        line = _LINES_OF_CODE.sub("`  \n`", line)
    return line.replace(_BREAK, " ")


def _fit(labelled: Labelled) -> Labelled:
    """A block without what Markdown cannot say."""
    block = labelled.block
    if not block.spans and all(0 <= container.start <= _MAX_START for container in block.containers):
        return labelled
    containers = tuple(
        container if 0 <= container.start <= _MAX_START else Container(container.tag, container.key)
        for container in block.containers
    )
    spans = block.spans if block.tag == "pre" else legible(block.text, block.spans)
    return labelled._replace(block=block._replace(containers=containers, spans=spans))


def _unescape(line: str) -> str:
    r"""A line without the escapes that change nothing.

    >>> print(_unescape(r"1\. C\&A: well\-known since 1\.5\.1999, a\_b \*c\*"))
    1\. C&A: well-known since 1.5.1999, a_b \*c\*
    >>> print(_unescape(r"\- Нет\.\.\. \&copy; \\\- C\#"))
    \- Нет... \&copy; \\- C\#
    """
    if "\\" not in line:
        return line
    if letter := _LETTER.search(line):
        at = letter.end()
        line = line[:at] + _AT_START_ONLY.sub(lambda match: match[1] or match[0], line[at:])
    return _NEVER.sub(lambda match: match[1] or match[2] or match[0], line)
