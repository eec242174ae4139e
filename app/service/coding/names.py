"""Which codings there are, and which one a header asks for."""

from app.service.errors import UnsupportedEncoding

#: Codings that are read and written, from the most to the least preferred where a client likes several equally.
CODINGS = ("zstd", "br", "gzip")
IDENTITY = "identity"
#: What gzip is to zlib: the largest window, in a wrapper of its own.
GZIP_WBITS = 31
#: A longer `Accept-Encoding` is not read: no client sends one. Characters.
_MAX_HEADER_CHARS = 500


def coding_of(header: str) -> str:
    """The coding that a `Content-Encoding` names, `IDENTITY` for none.

    Raises:
        UnsupportedEncoding: it is none of `CODINGS`, or several on top of each other.
    """
    coding = header.strip().lower().removeprefix("x-") or IDENTITY
    if coding != IDENTITY and coding not in CODINGS:
        known = ", ".join(CODINGS)
        raise UnsupportedEncoding(
            f"Send the body compressed with one of {known}, or not at all.", {"Accept-Encoding": known}
        )
    return coding


def accepted(header: str) -> str:
    """The coding to answer in, as an `Accept-Encoding` has it.

    >>> accepted("gzip, deflate, br;q=0.5")
    'gzip'
    >>> accepted("*, zstd;q=0")
    'br'
    """
    weights: dict[str, float] = {}
    for part in header[:_MAX_HEADER_CHARS].lower().split(","):
        name, _, parameters = part.partition(";")
        weights[name.strip().removeprefix("x-")] = _weight(parameters)
    found = {coding: weights.get(coding, weights.get("*", 0.0)) for coding in CODINGS}
    best = max(CODINGS, key=lambda coding: found[coding])
    return best if found[best] > 0 and found[best] >= weights.get(IDENTITY, 0.0) else IDENTITY


def _weight(parameters: str) -> float:
    name, _, value = parameters.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value)
    except ValueError:
        return 0.0
