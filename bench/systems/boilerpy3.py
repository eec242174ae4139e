"""boilerpy3: its ArticleExtractor, which keeps what it has when a page's markup trips its parser."""

from importlib import metadata

from boilerpy3.extractors import ArticleExtractor

from bench.decode import decode
from bench.systems import Extract, Request


def version() -> str:
    """The package's version."""
    return metadata.version("boilerpy3")


def load() -> Extract:
    """One extractor for all pages."""
    extractor = ArticleExtractor(raise_on_failure=False)

    def extract(request: Request) -> str:
        return str(extractor.get_content(decode(request.data)))

    return extract
