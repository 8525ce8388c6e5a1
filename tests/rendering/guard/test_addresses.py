"""Only plain public addresses are public."""

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.rendering.guard import is_public

INSIDE_IPV6 = ["::ffff:{}", "::{}", "64:ff9b::{}", "64:ff9b:1::{}", "2002:{hex}::1", "2001:0:{hex}::1", "::ffff:0:{}", "fe80::5efe:{}"]


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.255.255", "169.254.169.254", "172.16.0.1",
        "172.31.255.255", "192.0.0.1", "192.0.0.9", "192.0.0.192", "192.0.2.1", "192.88.99.1", "192.168.1.1",
        "198.18.0.1", "198.19.255.255",
        "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255", "168.63.129.16",
        "::", "::1", "::2", "fe80::1", "fe80::1%eth0", "2600::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "100::1",
        "2001:db8::1", "2001::1", "2001:2::1", "2001:20::1", "2002:7f00:1::", "3fff::1", "5f00::1", "64:ff9b::7f00:1", "4000::1", "1::1",
        "", "localhost", "127.1", "1.2.3", "a.b", "[2600::1]",
    ],
)  # fmt: skip
def test_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize(
    "address",
    ["1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.0", "172.15.255.255",
     "172.32.0.0", "192.0.1.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "2400:3200::1", "2600::", "2001:200::1", "240e::1"],
)  # fmt: skip
def test_public(address: str) -> None:
    assert is_public(address)


@given(st.ip_addresses(v=4), st.sampled_from(INSIDE_IPV6))
def test_no_ipv4_address_hides_in_ipv6(address: IPv4Address, form: str) -> None:
    packed = f"{int(address):08x}"
    assert not is_public(form.format(str(address), hex=f"{packed[:4]}:{packed[4:]}"))


@given(st.ip_addresses())
def test_never_wider_than_the_registry(address: IPv4Address | IPv6Address) -> None:
    if is_public(str(address)):
        assert ip_address(address).is_global
        assert not address.is_multicast and not address.is_reserved and not address.is_loopback


@given(
    st.ip_addresses(v=4, network="10.0.0.0/8") | st.ip_addresses(v=4, network="172.16.0.0/12") | st.ip_addresses(v=6, network="fc00::/7")
)
def test_private_networks(address: IPv4Address | IPv6Address) -> None:
    assert not is_public(str(address))
