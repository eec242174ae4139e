"""trafilatura: `extract` with the bytes of the page, comments off, process-wide deduplication off as by default."""

import trafilatura

from bench.systems import Extract, Request


def version() -> str:
    """The package's version."""
    return trafilatura.__version__


def load(favor_precision: bool = False, fast: bool = False) -> Extract:
    """The default, the precise or the fast variant."""

    def extract(request: Request) -> str:
        text = trafilatura.extract(
            request.data,
            url=request.url,
            include_comments=False,
            favor_precision=favor_precision,
            fast=fast,
        )
        return text or ""

    return extract
