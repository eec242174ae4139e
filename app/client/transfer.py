"""What both clients do alike: where the service is, what is asked of it, when it is asked again."""

import gzip
import json
import os
from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

import httpx
from httpx_retries import Retry

from app.client.pages import check_data, parameters
from app.client.problems import BrokenAnswer, ProblemError, Unavailable, understood
from app.client.results import Rendered, Result

#: Where the service is, and the key that it wants, where nobody says.
URL_VARIABLE = "ARTICLE_SERVICE_URL"
KEY_VARIABLE = "ARTICLE_SERVICE_KEY"
DEFAULT_URL = "http://localhost:8000"
#: A shorter body is not worth compressing. Bytes.
MIN_COMPRESSED_BYTES = 1000
#: Longest wait between two tries, whatever `Retry-After` says. Seconds.
MAX_WAIT_SECONDS = 60.0
CLEAN = "/clean"
STREAM = "/clean/stream"
JSON = "application/json"
ANY = "*/*"
NDJSON = "application/x-ndjson"


def settings(base_url: str | None, api_key: str | None, timeout: float, compress: bool) -> dict[str, Any]:
    """What both httpx clients are made with.

    Raises:
        ValueError: the key is none.
    """
    headers = {
        "User-Agent": f"winnow-client/{version('winnow')}",
        "Accept-Encoding": "gzip" if compress else "identity",
    }
    if key := (api_key or os.environ.get(KEY_VARIABLE, "")).strip():  # as read from a file, it ends with a line
        if not (key.isascii() and key.isprintable()):  # an error is not to show it
            raise ValueError(
                f"api_key (or {KEY_VARIABLE}) has a character that no key has; pass what `winnow key` printed"
            )
        headers["Authorization"] = f"Bearer {key}"
    return {"base_url": base_url or os.environ.get(URL_VARIABLE) or DEFAULT_URL, "headers": headers, "timeout": timeout}


def retries(tries: int) -> Retry:
    """How often, and after how long: as `Retry-After` says, else longer and longer.

    Raises:
        ValueError: `tries` is below 1.
    """
    if tries < 1:
        raise ValueError(f"tries is {tries}; it must be at least 1")
    return Retry(tries - 1, backoff_factor=0.5, backoff_jitter=0.5, max_backoff_wait=MAX_WAIT_SECONDS)


def another(retry: Retry, error: Exception) -> Retry:
    """The count of tries with one more.

    Raises:
        BrokenAnswer: what came could not be decompressed.
        Exception: `error`, where there have been enough, or where no other try would help.
    """
    if isinstance(error, httpx.DecodingError):
        raise BrokenAnswer("What came is not compressed as it says.") from error
    ours = isinstance(error, httpx.UnsupportedProtocol | httpx.LocalProtocolError)  # nothing was sent, nor will be
    later = isinstance(error, Unavailable | httpx.TransportError) and not ours
    if retry.is_exhausted() or not later:
        raise error
    return retry.increment()


def cause(error: Exception) -> httpx.Response | Exception:
    """What may say how long to wait."""
    response = error.response if isinstance(error, ProblemError) else None
    return response if response is not None else error


def request(page: str | bytes, accept: str, options: Mapping[str, Any], compress: bool) -> dict[str, Any]:
    """The arguments of the httpx request that sends a page.

    Raises:
        TypeError: it is neither bytes nor text.
    """
    check_data(page)
    content, media = _sent(page)
    if media == JSON:  # whose `text` says that it is text, where nothing else does
        options = {**options, "input": options.get("input") or "auto"}
    headers = {"Accept": accept, "Content-Type": media}
    if compress and len(content) >= MIN_COMPRESSED_BYTES:
        content = gzip.compress(content, mtime=0)
        headers["Content-Encoding"] = "gzip"
    return {"content": content, "headers": headers, "params": parameters(options)}


def _sent(page: str | bytes) -> tuple[bytes, str]:
    """The body that a page is sent as, and its media type."""
    if isinstance(page, bytes):
        return page, "application/octet-stream"
    try:
        return page.encode(), "text/plain; charset=utf-8"
    except UnicodeEncodeError:  # lone surrogates: JSON can write them
        return json.dumps({"text": page}).encode(), JSON


def stream_headers(compress: bool) -> dict[str, str]:
    """The headers of a stream beside those of every request."""
    return {"Content-Type": NDJSON, "Accept": NDJSON} | ({"Content-Encoding": "gzip"} if compress else {})


def checked(response: httpx.Response) -> httpx.Response:
    """A response that was read.

    Raises:
        ProblemError: it is not the answer.
    """
    if response.status_code != httpx.codes.OK:
        raise ProblemError.of_response(response)
    return response


def rendered(response: httpx.Response) -> Rendered:
    """An answer that is not JSON.

    Raises:
        BrokenAnswer: it is none of the service's.
    """
    return understood(_rendered, response)


def result(response: httpx.Response) -> Result:
    """An answer that is JSON.

    Raises:
        BrokenAnswer: it is none of the service's.
    """
    return understood(lambda answer: Result.of(answer.json()), response)


def _rendered(response: httpx.Response) -> Rendered:
    warnings = tuple(response.headers.get_list("winnow-warning"))
    return Rendered(response.content.decode(), response.headers["winnow-verdict"], warnings)
