"""Call systems with pages: the same pages for all, one system and one page at a time."""

import html
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal

from selectolax.lexbor import LexborHTMLParser

from bench.cache import Cache, Result
from bench.child import Child
from bench.corpus import Page
from bench.systems import Request, System

#: What is made of the pages: nothing, raw text, or Markdown.
Input = Literal["html", "text", "markdown"]
PARSES = 3


def measure(
    system: System, pages: Sequence[Page], archive: str, kind: Input, folder: Path, deadline_seconds: float, fresh: bool
) -> Iterator[Result]:
    """The system's result for each page, in order, from the cache where it is known.

    Args:
        archive: SHA-256 of the dataset's archive.
        folder: of the cache.
        deadline_seconds: after it a call is given up and the page counts as empty.
        fresh: measure anew what the cache knows.
    """
    with (
        Cache(folder, archive, kind, system.name, system.fingerprint()) as cache,
        Child(system, deadline_seconds) as child,
    ):
        for page in pages:
            known = None if fresh else cache.get(page.id)
            if known is not None:
                yield known
                continue
            parse_ms = lexbor_ms(page.data)
            answer = child.ask(request_of(page, kind, system.reads_text))
            result = Result(page.id, answer.text, answer.ms, parse_ms, answer.peak_mb, answer.failure)
            cache.put(result)
            yield result


def request_of(page: Page, kind: Input, reads_text: bool) -> Request:
    """The page as the system is given it: its bytes, or its raw text, or that text as a paragraph for every line.

    Markdown is raw text to every system.
    """
    if kind == "html":
        return Request(page.data, page.url, page.lang, "html")
    from bench.decode import decode  # what makes raw text is only installed with the peers
    from bench.rawtext import markdown, raw_text

    text = (raw_text if kind == "text" else markdown)(decode(page.data), page.id)
    if reads_text:
        return Request(text, page.url, page.lang, "text")
    return Request(paragraphs(text), page.url, page.lang, "html")


def paragraphs(text: str) -> str:
    """Raw text as HTML: HTML engines give nothing, or one long line, for plain lines.

    >>> paragraphs("a < b\\n\\nв")
    '<!doctype html><html><head><meta charset="utf-8"></head><body><p>a &lt; b</p>\\n<p>в</p></body></html>'
    """
    lines = [f"<p>{html.escape(line, quote=False)}</p>" for line in text.split("\n") if line.strip()]
    head = '<!doctype html><html><head><meta charset="utf-8"></head>'
    return f"{head}<body>{chr(10).join(lines)}</body></html>"


def lexbor_ms(data: bytes) -> float:
    """Milliseconds of processor time of Lexbor's parse, the best of three: what a page costs at the least."""
    times = []
    for _ in range(PARSES):
        started = time.thread_time()
        LexborHTMLParser(data)
        times.append(time.thread_time() - started)
    return min(times) * 1000
