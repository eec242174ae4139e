"""Markdown's inline marks: where links and emphasis stand, and which characters are marks and no words.

Read leniently: what scrapers write is no exact Markdown. Their links hold blank lines, and targets broken at a hyphen.
Source: https://spec.commonmark.org/0.31.2/#inlines
"""

import re
from typing import NamedTuple

from app.engine.blocks import Span

#: Most marks open at a time, and most characters inside a link: what is open for longer is none.
MAX_OPEN, MAX_LINK = 32, 3000

_TOKEN = re.compile(
    r"""(?=[\\`!\[\]<*_~\n])(?:  # most characters begin none
    (?P<escape>\\[!-/:-@\[-`{-~])
    | (?P<code>(?<!`)(?P<ticks>`{1,8})(?!`)[^`\n]++(?P=ticks)(?!`))
    | (?P<open>!?\[)
    | (?P<target>\]\(\s*+
        (?:<(?P<angled>[^<>\n]*+)> | javascript:(?:[^()\n]|\([^()\n]*\))*
            | (?P<href>[^\s()<>]*(?:(?:\([^\s()]*\)|(?<=-)\n)[^\s()<>]*)*))
        (?:\s++(?:"(?:[^"]{0,300}+"){1,9}?|'[^']{0,300}+'))? \s*+\))
    | (?P<close>\])
    | (?P<address><https?://[^\s<>]++>)
    | (?P<emphasis>\*{1,3}+|_{1,3}+|~~)
    | (?P<gap>\n[ \t]*+(?=\n))
    )""",
    re.VERBOSE,
)
_KINDS = {"*": "em", "_": "em", "**": "strong", "__": "strong", "***": "strong", "___": "strong", "~~": "del"}


class Inline(NamedTuple):
    """What the inline marks of a text say.

    Attributes:
        marks: ranges of its characters that are no words; they may overlap.
        spans: links and emphasis, by offsets of the text; they nest.
    """

    marks: list[tuple[int, int]]
    spans: list[Span]


class _Open(NamedTuple):
    mark: str
    start: int
    end: int


def read_inline(source: str, start: int, end: int) -> Inline:
    """The marks of `source[start:end]`. Pictures are marks as a whole: their words are not seen on a page."""
    reader = _Reader(source)
    for token in _TOKEN.finditer(source, start, end):
        reader.read(token)
    return Inline(reader.marks, sorted(reader.spans, key=lambda span: (span.start, -span.end)))


class _Reader:
    """The marks that are open, and what was found."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.marks: list[tuple[int, int]] = []
        self.spans: list[Span] = []
        self.opened: list[_Open] = []

    def read(self, token: re.Match[str]) -> None:
        """Take one token into account."""
        start, end = token.span()
        match token.lastgroup:
            case "open":
                self._push(_Open(token[0], start, end))
            case "target":
                self._link(token)
            case "close":
                self._take("[", "![")
            case "emphasis":
                self._emphasise(token)
            case "gap":
                self.opened = [mark for mark in self.opened if mark.mark in ("[", "![")]
            case "escape":
                self.marks.append((start, start + 1))
            case "code":
                self._enclose("code", _Open("`", start, token.end("ticks")), end - len(token["ticks"]), end)
            case "address":
                self._enclose("link", _Open("<", start, start + 1), end - 1, end, self.source[start + 1 : end - 1])

    def _link(self, token: re.Match[str]) -> None:
        opened = self._take("[", "![")
        if opened is None or token.start() - opened.end > MAX_LINK:
            return
        self.opened = [mark for mark in self.opened if mark.start < opened.start]
        if opened.mark == "[":
            href = token["angled"] or (token["href"] or "").replace("\n", "")
            self._enclose("link", opened, token.start(), token.end(), href)
        else:
            self.marks.append((opened.start, token.end()))

    def _emphasise(self, token: re.Match[str]) -> None:
        """Marks inside words are none, as in a_file_name and "Leser*innen", but for two of a kind."""
        mark, (start, end) = token[0], token.span()
        before, behind = self.source[start - 1 : start] or " ", self.source[end : end + 1] or " "
        inside_word = len(mark) == 1 or mark[0] == "_"
        closes = not before.isspace() and not (inside_word and behind.isalnum())
        opened = self._take(mark, within_link=True) if closes else None
        if opened is not None:
            self.opened = [other for other in self.opened if other.start < opened.start]
            self._enclose(_KINDS[mark], opened, start, end)
        elif not behind.isspace() and not (inside_word and before.isalnum()):
            self._push(_Open(mark, start, end))

    def _enclose(self, kind: str, opened: _Open, start: int, end: int, href: str = "") -> None:
        self.marks += [(opened.start, opened.end), (start, end)]
        self.spans.append(Span(kind, opened.end, start, href))

    def _push(self, mark: _Open) -> None:
        self.opened.append(mark)
        del self.opened[:-MAX_OPEN]

    def _take(self, *marks: str, within_link: bool = False) -> _Open | None:
        """The last of these that is open, which it no longer is; not from outside of a link that is open."""
        for number in range(len(self.opened) - 1, -1, -1):
            if self.opened[number].mark in marks:
                return self.opened.pop(number)
            if within_link and self.opened[number].mark in ("[", "!["):
                return None
        return None
