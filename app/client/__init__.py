"""The service from Python, over HTTP.

    from app.client import Client

    with Client("http://localhost:8000") as client:
        result = client.clean(page, url="https://paper.example/tide")
        for outcome in client.clean_many(pages):
            ...

`AsyncClient` is the same with `await` and `async for`. Needs the extra `client`.
"""

try:
    import h11  # noqa: F401  # looked for here so that its absence is told in words
    import httpx  # noqa: F401  # as above
    import httpx_retries  # noqa: F401  # as above
except ModuleNotFoundError as error:
    raise ImportError(f"app.client needs {error.name}: install Winnow with its extra `client`") from error

from app.client.asynchronous import AsyncClient
from app.client.pages import Options, Page
from app.client.problems import BrokenAnswer, BrokenStream, Failed, ProblemError, Refused, Unavailable
from app.client.results import Block, Outcome, Rendered, Result
from app.client.synchronous import Client

__all__ = [
    "AsyncClient",
    "Block",
    "BrokenAnswer",
    "BrokenStream",
    "Client",
    "Failed",
    "Options",
    "Outcome",
    "Page",
    "ProblemError",
    "Refused",
    "Rendered",
    "Result",
    "Unavailable",
]
