"""Who may have pages cleaned: callers with a key whose hash is known, where hashes are set.

A key has 256 random bits, so nobody finds it by trying, and one round of SHA-256 is enough to keep it from whoever
reads the settings; the slow hashes that guessable passwords need would cost more than a page does.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Collection
from typing import Annotated

from fastapi import Security
from fastapi.security import APIKeyHeader, HTTPAuthorizationCredentials, HTTPBearer
from starlette.requests import Request

from app.service.errors import Unauthorized
from app.settings import Settings, UnusableSetting

#: What every key begins with, so that one that leaked is recognised.
PREFIX = "winnow_"
_CHALLENGE = 'Bearer realm="winnow"'
_HASH = re.compile(r"[0-9a-f]{64}")
_BEARER = HTTPBearer(auto_error=False, description="A key of this service.")
_HEADER = APIKeyHeader(name="X-API-Key", auto_error=False, description="The same, for clients without `Authorization`.")


def make_key() -> str:
    """A new key; it is stored nowhere."""
    return PREFIX + secrets.token_urlsafe(32)


def hash_of(key: str) -> str:
    """What the settings hold of a key: SHA-256, 64 hexadecimal digits."""
    return hashlib.sha256(key.encode("utf-8", "surrogateescape")).hexdigest()


def known_hashes(settings: Settings) -> frozenset[str]:
    """The hashes of all keys that are let in; none where everybody is.

    Raises:
        UnusableSetting: the file of hashes cannot be read, holds none, or a line of it begins with something else.
    """
    path = settings.api_keys_file
    if path is None:
        return frozenset(settings.api_keys)
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnusableSetting(f"WINNOW_API_KEYS_FILE cannot be read: {path}: {error}") from None
    words = {number: line.split() for number, line in enumerate(lines, 1) if line.split("#")[0].strip()}
    for number, (first, *_) in words.items():
        if not _HASH.fullmatch(first):
            raise UnusableSetting(f"WINNOW_API_KEYS_FILE: line {number} does not begin with a hash of `winnow key`.")
    if not words:
        raise UnusableSetting("WINNOW_API_KEYS_FILE holds no hash; without it everybody is let in.")
    return frozenset(settings.api_keys) | {first for first, *_ in words.values()}


class KeyRequired:
    """A dependency that lets only callers with a key pass.

    Args:
        hashes: of the keys, see `hash_of`.
    """

    def __init__(self, hashes: Collection[str]) -> None:
        self._hashes = tuple(hashes)

    async def __call__(
        self,
        request: Request,
        bearer: Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER)],
        header: Annotated[str | None, Security(_HEADER)],
    ) -> None:
        """Let a caller pass; `request.state.key_hash` is then the hash of its key.

        Raises:
            Unauthorized: there is no key, or it is not known. Source of the header: RFC 6750, 3.
        """
        given = [key for key in (bearer and bearer.credentials, header) if key]
        if not given:
            raise Unauthorized(
                "Send a key as `Authorization: Bearer …` or as `X-API-Key`.", {"WWW-Authenticate": _CHALLENGE}
            )
        known = next(filter(self.knows, given), None)
        if known is None:
            raise Unauthorized("The key is not known.", {"WWW-Authenticate": f'{_CHALLENGE}, error="invalid_token"'})
        request.state.key_hash = hash_of(known)

    def knows(self, key: str) -> bool:
        """Whether the hash of a key is one of those that were given."""
        found = hash_of(key)
        # All are compared, each in full: how long it takes tells nothing.
        return sum(hmac.compare_digest(found, known) for known in self._hashes) > 0
