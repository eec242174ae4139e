"""chromerag: its Markdown, without front matter, by the default of its learned filter."""

from importlib import metadata

from chromerag import ChromeRAG

from bench.decode import decode
from bench.markup import words_of_markdown
from bench.systems import Extract, Request


def version() -> str:
    """The package's version."""
    return metadata.version("chromerag")


def load() -> Extract:
    """One extractor for all pages: it learns nothing between them."""
    extractor = ChromeRAG()

    def extract(request: Request) -> str:
        return words_of_markdown(extractor.extract(decode(request.data), url=request.url).markdown)

    return extract
