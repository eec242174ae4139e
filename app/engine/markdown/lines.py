"""What begins a line of Markdown: headings, items, quotes, rules, fences of code.

Source: https://spec.commonmark.org/0.31.2/#leaf-blocks
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.engine.blocks import Container

_BEGIN = re.compile(
    r"(?P<quote>(?:[ \t]*>)*)(?P<indent>[ \t]*)"
    r"(?:(?P<item>[-*+]|\d{1,9}[.)])(?:[ \t]+|$))?(?:(?P<heading>\#{1,6})(?:[ \t]+|$))?"
)
_RULE = re.compile(r"-(?:[ \t]*-)+|\*(?:[ \t]*\*){2,}|_(?:[ \t]*_){2,}|=+")
_UNDERLINE = {"=": "h1", "-": "h2"}
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})[^`]*")
#: The first word behind a fence is the language of the code below it.
_LANGUAGE = re.compile(r"[ \t]*[`~]{3,}[ \t]*([A-Za-z][\w+#-]{0,30})(?!\S)")


@dataclass(slots=True)
class Line:
    """What the beginning of a line says.

    Attributes:
        marks: characters of the line that are no words, as ranges from its start.
        tag: "h1" to "h6", "li", or "line" for any other.
        containers: the lists, items and quotes around it.
    """

    marks: list[tuple[int, int]]
    tag: str = "line"
    containers: tuple[Container, ...] = ()


@dataclass(slots=True)
class _Place:
    """The lists and the quote that are open."""

    keys: Iterator[int]
    lists: list[tuple[int, Container, Container]] = field(default_factory=list)
    quote: tuple[Container, ...] = ()


def read_lines(lines: Sequence[str], keys: Iterator[int]) -> list[Line]:
    """What each line begins with; blank lines, too, end lists and quotes.

    Args:
        keys: numbers for the containers.
    """
    place = _Place(keys)
    found: list[Line] = []
    above = ""
    for line, text in zip(lines, map(str.strip, lines), strict=True):
        if not text:
            found.append(Line([]))
        elif text[0] in "-*_=" and _RULE.fullmatch(text):
            if text[0] in _UNDERLINE and above and found[-1].tag == "line":
                found[-1].tag, found[-1].containers = _UNDERLINE[text[0]], ()
            found.append(Line([(0, len(line))]))
        else:
            found.append(_read_line(line, place, not above))
        above = text
    return found


def find_fences(lines: Sequence[str]) -> list[tuple[int, int]]:
    """The numbers of the first and the last line of each fenced code, fences and all; one that never ends is none."""
    found, first, fence = [], 0, ""
    for number, text in enumerate(lines):
        match = _FENCE.fullmatch(text)
        if match is None:
            continue
        if not fence:
            first, fence = number, match[1]
        elif text.strip().startswith(fence) and not text.strip().strip(fence[0]):
            found.append((first, number))
            fence = ""
    return found


def language_of(fence: str) -> str:
    """The language that the line of an opening fence says, "" for none.

    >>> language_of("```c++ numbered"), language_of("~~~ {.js}")
    ('c++', '')
    """
    match = _LANGUAGE.match(fence)
    return match[1] if match else ""


def _read_line(text: str, place: _Place, is_first: bool) -> Line:
    """What a line begins with that is neither blank nor a rule; `place` follows what it opens and ends.

    Args:
        is_first: stands below a blank line.
    """
    begin = _BEGIN.match(text)
    assert begin is not None  # it matches nothing as well
    quote, indent, item, heading = begin.groups()
    quoted = bool(quote)
    if quoted != bool(place.quote) and (quoted or is_first):
        place.quote = (Container("blockquote", next(place.keys)),) if quoted else ()
        place.lists = []
    marks = [(0, begin.end())]
    tag = "line"
    if item:
        _enter_item(place, len(indent.expandtabs(4)), item)
        tag = "li"
    elif is_first and not indent:
        place.lists = []
    if heading:
        tag = f"h{len(heading)}"
        words = text.rstrip().rstrip("#")
        marks += [(len(words), len(text))] if words[-1:].isspace() else []
    if heading and not item:
        return Line(marks, tag)
    lists = [container for _, around, own in place.lists for container in (around, own)]
    return Line(marks, tag, (*place.quote, *lists))


def _enter_item(place: _Place, indent: int, sign: str) -> None:
    """Open an item: in the list that is open at this indentation, or in a new one."""
    while place.lists and place.lists[-1][0] > indent + 1:
        place.lists.pop()
    kind = "ol" if sign[0].isdigit() else "ul"
    within = place.lists and indent - place.lists[-1][0] < 2
    if within and place.lists[-1][1].tag == kind:
        depth, around, _ = place.lists.pop()
    else:
        if within:
            place.lists.pop()
        depth, around = indent, Container(kind, next(place.keys), int(sign[:-1]) if kind == "ol" else 1)
    place.lists.append((depth, around, Container("li", next(place.keys))))
