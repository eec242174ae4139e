"""resiliparse: its plain-text extraction of the main content; no comments, and only words that the page shows."""

from importlib import metadata

from resiliparse.extract.html2text import extract_plain_text

from bench.decode import decode
from bench.systems import Extract, Request


def version() -> str:
    """The package's version."""
    return metadata.version("resiliparse")


def load() -> Extract:
    """Bullets and numbers of lists, alternative texts and link targets are left out: they are no words of the gold."""

    def extract(request: Request) -> str:
        page = decode(request.data)
        return str(extract_plain_text(page, main_content=True, comments=False, alt_texts=False, list_bullets=False))

    return extract
