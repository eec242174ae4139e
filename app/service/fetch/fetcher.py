"""One page by its URL: redirects followed one by one, size and time bounded while it is read."""

import asyncio
import ssl
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from importlib.metadata import version

import httpx

from app.service.errors import FetchFailed, FetchForbidden, FetchTimedOut, InvalidRequest, Overloaded, ServiceError
from app.service.fetch.addresses import is_public
from app.service.fetch.pinned import Permit, Pinned, Resolve, resolve
from app.service.intake.records import Fetched
from app.service.problems import kind_of
from app.settings import Settings

MAX_REDIRECTS = 5
#: What a page may be; "" where the site does not say.
PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml", "")
_OK = (200, 203)
_REDIRECTS = (301, 302, 303, 307, 308)


class Fetcher:
    """Fetches pages for callers: no cookies, no credentials, no proxies, nothing kept from one page to the next.

    Args:
        resolve: finds the addresses of a host.
        permitted: whether an address may be connected to.
        context: for TLS; by default certificates are checked against those that come with this package.

    Attributes:
        outcomes: how often fetching ended how: as "fetched", a kind of problem, or "abandoned" by the caller.
    """

    def __init__(
        self,
        settings: Settings,
        resolve: Resolve = resolve,
        permitted: Permit = is_public,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._seconds = settings.fetch_seconds
        self._max_bytes = settings.max_body_bytes
        self._slots = asyncio.Semaphore(settings.max_fetches)
        self._transport = Pinned(
            resolve, permitted, settings.fetch_ports, context or httpx.create_ssl_context(trust_env=False)
        )
        contact = f" (+{settings.fetch_contact})" if settings.fetch_contact else ""
        self._headers = {
            "User-Agent": f"Winnow/{version('winnow')}{contact}",
            "Accept": "text/html, application/xhtml+xml, text/plain;q=0.8, application/xml;q=0.7",
            "Accept-Encoding": "gzip, br, zstd",
            "Connection": "close",
        }
        self.outcomes: Counter[str] = Counter()

    @asynccontextmanager
    async def fetched(self, url: str) -> AsyncIterator[Fetched]:
        """The page at a URL; its bytes count as one of those being fetched until the block is left.

        Raises:
            InvalidRequest: it is no URL.
            FetchForbidden: it, or what it redirects to, may not be fetched.
            FetchFailed: there is no page, or one that is too large.
            FetchTimedOut: it is not there in time.
            Overloaded: too many pages are being fetched already.
        """
        async with AsyncExitStack() as held:
            outcome = "abandoned"
            try:
                if self._slots.locked():
                    raise Overloaded("Too many pages are being fetched already.")
                await held.enter_async_context(self._slots)
                page = await self._fetch(_parsed(url))
                outcome = "fetched"
            except ServiceError as error:
                outcome = kind_of(error).slug
                raise
            finally:
                self.outcomes[outcome] += 1
            yield page

    async def _fetch(self, url: httpx.URL) -> Fetched:
        try:
            async with asyncio.timeout(self._seconds):
                return await self._follow(url)
        except TimeoutError:
            raise FetchTimedOut(f"The page was not there within {self._seconds:g} seconds.") from None
        except httpx.TransportError:
            raise FetchFailed("The site does not answer, or not as HTTP has it.") from None

    async def _follow(self, url: httpx.URL) -> Fetched:
        for _ in range(MAX_REDIRECTS + 1):
            _check(url)
            # One address that swallows what is sent must leave time for the next.
            timeout = httpx.Timeout(None, connect=self._seconds / 3).as_dict()
            # httpx asks for the decoded host where it is to add this header, and that raises for some names.
            headers = {"Host": url.netloc.decode("ascii"), **self._headers}
            request = httpx.Request("GET", url, headers=headers, extensions={"timeout": timeout})
            response = await self._transport.handle_async_request(request)
            try:
                if response.status_code not in _REDIRECTS:
                    return await self._read(response, url)
            finally:
                await response.aclose()
            url = _target(url, response)
        raise FetchFailed(f"The site redirects more than {MAX_REDIRECTS} times.")

    async def _read(self, response: httpx.Response, url: httpx.URL) -> Fetched:
        if response.status_code not in _OK:
            status = response.status_code
            raise FetchFailed(f"The site answers with status {status}.", upstream_status=status)
        content_type = response.headers.get("content-type", "")
        if _media(content_type) not in PAGE_TYPES:
            raise FetchFailed(f"What the site sends is none of {', '.join(filter(None, PAGE_TYPES))}.")
        body = bytearray()
        async for piece in response.aiter_raw():
            body += piece
            if len(body) > self._max_bytes:
                raise FetchFailed(f"The page has more than the {self._max_bytes} bytes that are read.")
        return Fetched(bytes(body), str(url), content_type, response.headers.get("content-encoding", ""))


def _parsed(url: str) -> httpx.URL:
    try:
        return httpx.URL(url)
    except (httpx.InvalidURL, ValueError):
        raise InvalidRequest("url: It is no URL that could be fetched.") from None


def _check(url: httpx.URL) -> None:
    if url.scheme not in ("http", "https") or not url.raw_host:
        raise FetchForbidden("Only http and https URLs are fetched.")
    if url.userinfo:
        raise FetchForbidden("A URL with a user name or a password is not fetched.")


def _target(url: httpx.URL, response: httpx.Response) -> httpx.URL:
    """Where a redirect goes."""
    try:
        target = url.join(response.headers["location"])
    except (KeyError, httpx.InvalidURL, ValueError):
        raise FetchFailed("The site redirects to nowhere.") from None
    if (url.scheme, target.scheme) == ("https", "http"):
        raise FetchForbidden("The site redirects from https to http.")
    return target


def _media(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()
