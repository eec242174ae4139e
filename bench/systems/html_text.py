"""html-text: all text that a page shows, nothing taken out: the floor of precision."""

from importlib import metadata

import html_text

from bench.decode import decode
from bench.systems import Extract, Request


def version() -> str:
    """The package's version."""
    return metadata.version("html-text")


def load() -> Extract:
    """One call a page."""

    def extract(request: Request) -> str:
        return str(html_text.extract_text(decode(request.data)))

    return extract
