"""The text of the block under way: its words, the inline markup over them, and what stands aside among them."""

import re

from app.engine.blocks import Span
from app.engine.html.aside import MAX_TOOL_CHARS, is_tool, part
from app.engine.html.spans import OpenSpan, tidy

#: Inline elements kept over a text; deeper ones shape nothing that a reader could see, and a hostile page has many.
MAX_SPANS = 32
#: Runs of the white space that browsers collapse; a no-break space is none.
_RUN = re.compile(r"[ \t\n\r\f]{2,}|[\t\n\r\f]")
#: The end of a sentence, or of words that lead to something, and the characters that it may have.
_STOP = re.compile(r"[^\W\d_]{2}[.!?:…][”\"»)]?\Z")
MAX_STOP_CHARS = 4


class OpenText:
    """Collects the text of one block after the other.

    Attributes:
        length: characters written so far.
        space: a blank is still to be written before the next word.
        broken: a line break was the last thing written.
        parted: a name or a date of a byline has just begun or ended.
        edged: so has any inline element.
        aside: what is written now stands aside.
    """

    def __init__(self) -> None:
        self.length = 0
        self.space = False
        self.broken = False
        self.parted = False
        self.edged = False
        self.aside = False
        self._parts: list[str] = []
        self._spans: list[OpenSpan] = []
        self._open_spans: list[tuple[str, int, str]] = []
        self._too_deep = 0  # open ones beyond MAX_SPANS
        self._asides: list[tuple[int, int]] = []  # starts and ends of what stood aside, and of tools

    def write(self, raw: str) -> None:
        """Text with words in it, its white space collapsed as browsers do."""
        text = _RUN.sub(" ", raw) if "\n" in raw or "  " in raw or "\t" in raw else raw
        words = text.strip(" ")
        if self.edged and not self.space and text[0].isalnum() and self._parts and self._is_apart(text[0]):
            self.space = True
        self.parted = self.edged = False
        if self.length and not self.broken and (self.space or text[0] == " "):
            words = " " + words
        self.add(words)
        self.space = text[-1] == " "
        self.broken = False

    def _is_apart(self, letter: str) -> bool:
        """Whether a letter in another element than the word before begins another word.

        It does so in a byline, and a capital behind a sentence or a colon. A single word with a full stop may be a part
        of a name ("json.JSONDecoder"), and so may be code.
        """
        part = self._parts[-1]
        if self.parted and part[-1:].isalnum():
            return True
        stop = _STOP.search(part[-MAX_STOP_CHARS:]) if letter.isupper() else None
        if stop is None or not stop[0][:2].islower() or (":" not in stop[0] and part.find(" ", 1) < 0):
            return False
        return all(kind != "code" for kind, _, _ in self._open_spans)

    def add(self, text: str) -> None:
        """Text as it is."""
        if self.aside:  # a blank that was there before it stays
            start = self.length + (1 if self.space and text[:1] == " " else 0)
            self._asides.append((start, self.length + len(text)))
        self._parts.append(text)
        self.length += len(text)

    def open_span(self, kind: str, href: str) -> None:
        """An inline element that rendering shows begins."""
        self.edged = True
        if len(self._open_spans) < MAX_SPANS:
            parted = self.space and self.length and not self.broken  # a blank will stand before the next word
            self._open_spans.append((kind, self.length + (1 if parted else 0), href))
        else:
            self._too_deep += 1

    def close_span(self) -> None:
        """The innermost such element ends."""
        self.edged = True
        if self._too_deep:
            self._too_deep -= 1
        else:
            kind, start, href = self._open_spans.pop()
            self._spans.append((kind, start, self.length, href))
            length = self.length - start
            if href and 0 < length <= MAX_TOOL_CHARS and is_tool("".join(self._parts[-length:])[-length:], href):
                self._asides.append((start, self.length))

    def has_begun(self) -> bool:
        """Whether anything was written, or a span ended."""
        return bool(self._parts or self._spans)

    def take(self, preformatted: bool) -> tuple[str, tuple[Span, ...], str] | None:
        """What was written, without blanks at its ends, the spans in it, and what stood aside; None without words.

        The next text begins; spans that are still open go on in it.

        Args:
            preformatted: whether blanks at the ends count, but for line ends.
        """
        text = "".join(self._parts) if len(self._parts) != 1 else self._parts[0]
        taken = self._finish(text, preformatted) if text and not text.isspace() else None
        if self._parts:
            self._parts = []
            self._asides = []
            self.length = 0
            self.broken = False
            if self._open_spans:
                self._open_spans = [(kind, 0, href) for kind, _, href in self._open_spans]
        self.space = False
        if self._spans:
            self._spans = []
        return taken

    def _finish(self, text: str, preformatted: bool) -> tuple[str, tuple[Span, ...], str]:
        spans = self._spans
        if self._open_spans:
            spans = spans + [(kind, start, self.length, href) for kind, start, href in self._open_spans]
        text, spans, aside = part(text, self._asides, spans) if self._asides else (text, spans, "")
        kept = text.strip("\n") if preformatted else text.strip()
        return kept, tidy(spans, kept, text.index(kept)) if spans else (), aside
