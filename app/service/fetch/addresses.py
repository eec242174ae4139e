"""Which addresses may be fetched from: those of the public internet, and nobody's own network.

Written out, because what Python counts as global differs between its versions.
"""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

#: Source: https://www.iana.org/assignments/iana-ipv4-special-registry/ and, for the last three, the lines above them.
_REFUSED_4 = tuple(
    ip_network(network)
    for network in (
        "0.0.0.0/8",  # this host
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # shared by a carrier's customers; some clouds keep their metadata there
        "127.0.0.0/8",  # loopback
        "169.254.0.0/16",  # link-local; most clouds keep their metadata there
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocol assignments
        "192.0.2.0/24",  # documentation
        "192.88.99.0/24",  # relays from 6to4
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # benchmarks
        "198.51.100.0/24",  # documentation
        "203.0.113.0/24",  # documentation
        # multicast
        "224.0.0.0/4",
        # reserved, and broadcast
        "240.0.0.0/4",
        # a public address at which one cloud answers its own machines only
        "168.63.129.16/32",
    )
)
#: All that is assigned as global unicast. Outside of it are loopback, link-local, unique local (one cloud's metadata),
#: multicast, IPv4-mapped and -compatible addresses and NAT64, both its well-known and its local prefix.
#: Source: https://www.iana.org/assignments/ipv6-address-space/
_GLOBAL_6 = ip_network("2000::/3")
#: Source: https://www.iana.org/assignments/iana-ipv6-special-registry/
_REFUSED_6 = tuple(
    ip_network(network)
    for network in (
        "2001::/23",  # protocol assignments, Teredo among them: an IPv4 address inside
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: an IPv4 address inside
        "3fff::/20",  # documentation
    )
)
#: Third and second 16 bits from the right of an address of ISATAP, which has an IPv4 address behind them; the bit that
#: may be set says that it is unique. Source: RFC 5214, 6.1
_ISATAP, _UNIQUE = 0x5EFE, 0x0200


def is_public(address: str) -> bool:
    """Whether an address is one that anybody can reach; of a translator that a network has of its own nothing is known.

    >>> [is_public(address) for address in ("93.184.215.14", "10.0.0.1", "::ffff:93.184.215.14", "2606:2800:21f::1")]
    [True, False, False, True]

    Raises:
        ValueError: it is no IP address.
    """
    found = ip_address(address)
    if isinstance(found, IPv4Address):
        return not any(found in network for network in _REFUSED_4)
    return found in _GLOBAL_6 and not any(found in network for network in _REFUSED_6) and not _is_isatap(found)


def _is_isatap(address: IPv6Address) -> bool:
    interface = int(address) >> 32 & 0xFFFF_FFFF
    return interface & ~(_UNIQUE << 16) == _ISATAP
