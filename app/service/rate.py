"""How often one caller may ask, where a limit is set: by its key where keys are needed, by its address else."""

import ipaddress
import math
import time

import limits
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter
from starlette.requests import Request

from app.service.errors import RateLimited
from app.settings import Settings, UnusableSetting

#: A caller has all addresses of an IPv6 network of this size, in bits of its prefix.
_IPV6_PREFIX = 64


class Rate:
    """Counts the requests of each caller in windows of time; a replica of the service counts for itself."""

    def __init__(self, settings: Settings) -> None:
        """Count as the settings say.

        Raises:
            UnusableSetting: the limit is no rate.
        """
        self._limit: limits.RateLimitItem | None = None
        if settings.rate_limit:
            try:
                (self._limit,) = limits.parse_many(settings.rate_limit)
            except ValueError:  # also where there are several
                raise UnusableSetting('WINNOW_RATE_LIMIT is not one rate like "600/minute" or "20/second".') from None
        self._limiter = FixedWindowRateLimiter(MemoryStorage())

    def check(self, request: Request) -> None:
        """Count one request.

        Raises:
            RateLimited: its caller has asked too often.
        """
        if self._limit is None or self._limiter.hit(self._limit, caller := caller_of(request)):
            return
        reset = self._limiter.get_window_stats(self._limit, caller).reset_time
        seconds = max(1, math.ceil(reset - time.time()))
        raise RateLimited(f"One caller may ask {self._limit}.", {"Retry-After": str(seconds)})


def caller_of(request: Request) -> str:
    """Who asks: the hash of the key that let it in, else its address, of IPv6 the network."""
    known: str | None = getattr(request.state, "key_hash", None)
    if known is not None:
        return known
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:  # a proxy may pass any word on
        return host
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped is not None:
        address = address.ipv4_mapped  # how a socket or a proxy for both versions writes an address of the older
    if address.version == 4:
        return str(address)
    return str(ipaddress.ip_network((address, _IPV6_PREFIX), strict=False))
