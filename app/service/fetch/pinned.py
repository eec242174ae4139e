"""A transport that connects to the addresses it has checked, and to no other."""

import asyncio
import socket
import ssl
from collections.abc import Awaitable, Callable, Collection

import httpx

from app.service.errors import FetchFailed, FetchForbidden

#: Addresses of a host, as text, in the order in which they are to be tried.
Resolve = Callable[[str], Awaitable[list[str]]]
Permit = Callable[[str], bool]

#: Most addresses of one host that are tried; all are checked.
MAX_TRIED = 4
_PORTS = {"http": 80, "https": 443}


async def resolve(host: str) -> list[str]:
    """The addresses of a host, as the system knows them.

    Raises:
        FetchFailed: it knows none.
    """
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise FetchFailed("The host of the URL is not known.") from None
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class Pinned(httpx.AsyncBaseTransport):
    """Looks a host up once for each request, checks every address that it has, and connects to one of these.

    The name stays in `Host` and in the TLS handshake, where the certificate is checked against it. No connection is
    kept: one that was made for a name must not be used for another at the same address.

    Args:
        permitted: whether an address may be connected to.
        ports: those that may be.
    """

    def __init__(
        self,
        resolve: Resolve,
        permitted: Permit,
        ports: Collection[int],
        context: ssl.SSLContext,
    ) -> None:
        self._resolve = resolve
        self._permitted = permitted
        self._ports = ports
        limits = httpx.Limits(max_connections=None, max_keepalive_connections=0)
        self._inner = httpx.AsyncHTTPTransport(verify=context, trust_env=False, limits=limits)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """The response of the first address that takes the connection.

        Raises:
            FetchForbidden: the port, or any address of the host, is none to fetch from.
            FetchFailed: the host has no address.
            httpx.TransportError: no address answers as it should.
        """
        if (request.url.port or _PORTS[request.url.scheme]) not in self._ports:
            raise FetchForbidden("The port of the URL is none that is fetched from (WINNOW_FETCH_PORTS).")
        # Not `host`: it is decoded from IDNA 2008, which raises for some names, and encoded by 2003 for the look-up,
        # which makes others of some.
        addresses = await self._resolve(_name(request.url))
        if not addresses:
            raise FetchFailed("The host of the URL has no address.")
        if not all(map(self._permitted, addresses)):
            raise FetchForbidden("The host of the URL is not on the public internet.")
        for address in addresses[:MAX_TRIED]:
            try:
                return await self._inner.handle_async_request(_pinned(request, address))
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                failure = error
        raise failure

    async def aclose(self) -> None:
        await self._inner.aclose()


def _pinned(request: httpx.Request, address: str) -> httpx.Request:
    """The same request to an address. Source: https://www.python-httpx.org/advanced/extensions/#sni_hostname"""
    return httpx.Request(
        request.method,
        request.url.copy_with(host=address),
        headers=request.headers,
        extensions={**request.extensions, "sni_hostname": _name(request.url)},
    )


def _name(url: httpx.URL) -> str:
    """The host of a URL as DNS and TLS have it."""
    return url.raw_host.decode("ascii")
