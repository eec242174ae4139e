"""newspaper4k: an article parsed from given HTML; no network, no images, no language processing."""

import contextlib
import io
from importlib import metadata

from newspaper import Article
from newspaper.configuration import Configuration
from newspaper.languages import valid_languages

from bench.decode import decode
from bench.systems import Extract, Request


def version() -> str:
    """The package's version."""
    return metadata.version("newspaper4k")


def load() -> Extract:
    """The page's language is set where newspaper4k has it; else it reads the page's own statement."""
    known = frozenset(code for code, _ in valid_languages())

    def extract(request: Request) -> str:
        config = Configuration()
        config.fetch_images = False
        if request.lang in known:
            config.language = request.lang
        article = Article(request.url or "http://localhost/", config=config)
        with contextlib.redirect_stdout(io.StringIO()):
            article.download(input_html=decode(request.data))
            article.parse()
        return str(article.text)

    return extract
