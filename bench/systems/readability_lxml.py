"""readability-lxml: `Document(…).summary()`, read as text."""

from importlib import metadata

from readability import Document

from bench.decode import decode
from bench.markup import words_of_html
from bench.systems import Extract, Request


def version() -> str:
    """The package's version."""
    return metadata.version("readability-lxml")


def load() -> Extract:
    """The summary is HTML; its text is taken a line a block."""

    def extract(request: Request) -> str:
        return words_of_html(Document(decode(request.data), url=request.url).summary(html_partial=True))

    return extract
