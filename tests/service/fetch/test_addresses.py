"""Which addresses are public, however they are written."""

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.service.fetch.addresses import is_public

PUBLIC = ("1.1.1.1", "93.184.215.14", "192.0.1.1", "172.15.255.255", "172.32.0.1", "100.63.255.255", "100.128.0.1")
PUBLIC_6 = ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", "2a00:1450:4001::200e", "2001:4860:4860::8888", "2400::5efd:0:1")
REFUSED = {
    "unspecified": ("0.0.0.0", "0.1.2.3", "::"),
    "loopback": ("127.0.0.1", "127.255.255.254", "::1"),
    "private": ("10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "fc00::1", "fd12:3456::1", "fec0::1"),
    "link-local": ("169.254.0.1", "fe80::1", "fe80::1%eth0", "febf::1"),
    "metadata": ("169.254.169.254", "fd00:ec2::254", "100.100.100.200", "192.0.0.192", "168.63.129.16"),
    "carrier": ("100.64.0.1", "100.127.255.255"),
    "multicast": ("224.0.0.1", "239.255.255.255", "ff02::1", "ff0e::1"),
    "reserved": ("240.0.0.1", "255.255.255.255", "192.0.0.8", "4000::1", "100::1", "5f00::1"),
    "documentation": ("192.0.2.1", "198.51.100.1", "203.0.113.1", "2001:db8::1", "3fff::1"),
    "benchmarks": ("198.18.0.1", "198.19.255.255", "2001:2::1"),
    "mapped": ("::ffff:10.0.0.1", "::ffff:93.184.215.14", "::10.0.0.1", "::ffff:0:10.0.0.1"),
    "6to4": ("2002:7f00:1::", "2002:a9fe:a9fe::1", "192.88.99.1"),
    "teredo": ("2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2"),
    "nat64": ("64:ff9b::10.0.0.1", "64:ff9b::5db8:d70e", "64:ff9b:1::a9fe:a9fe", "64:ff9b:1:ffff::1"),
    "isatap": ("2a00::5efe:10.0.0.1", "2a00::200:5efe:192.168.0.1"),
}


@pytest.mark.parametrize("address", PUBLIC + PUBLIC_6)
def test_an_address_of_the_internet_is_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("kind", "address"), [(kind, address) for kind, addresses in REFUSED.items() for address in addresses]
)
def test_any_other_is_not(kind: str, address: str) -> None:
    assert not is_public(address)


@given(st.ip_addresses(v=4))
def test_no_address_of_ipv4_is_public_in_the_clothes_of_ipv6(address: IPv4Address) -> None:
    number = int(address)
    for disguise in (number, 0xFFFF << 32 | number, 0x2002 << 112 | number << 80, 0x64FF9B << 96 | number):
        assert not is_public(str(IPv6Address(disguise)))


@given(st.ip_addresses())
def test_what_python_calls_private_is_never_public(address: IPv4Address | IPv6Address) -> None:
    assert not (is_public(str(address)) and (address.is_private or address.is_multicast or address.is_reserved))


@pytest.mark.parametrize("text", ["", "localhost", "1.2.3", "0x7f.1", "2130706433"])
def test_what_is_no_address_is_an_error(text: str) -> None:
    with pytest.raises(ValueError, match="IPv4 or IPv6"):
        is_public(text)
