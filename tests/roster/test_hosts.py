"""Hosts as a browser understands them."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.roster.hosts import read_host


@pytest.mark.parametrize(
    ("written", "host"),
    [
        ("WWW.My.GOV.cn", "www.my.gov.cn"),
        ("a_b.gov.cn", "a_b.gov.cn"),
        ("ａ．gov。cn", "a.gov.cn"),
        ("绵阳.政务", "xn--7o0az98b.xn--zfr164b"),
        ("127.1", "127.0.0.1"),
        ("1.2.3", "1.2.0.3"),
        ("0x7f.0.0.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("1.2.3.4.", "1.2.3.4"),
        ("[2001:DB8:0::1]", "[2001:db8::1]"),
    ],
)
def test_hosts_are_canonical(written: str, host: str) -> None:
    assert read_host(written) == host


@pytest.mark.parametrize(
    "written",
    ["", ".", "a..b", "a b", "a%20b", "a" * 64, "1.2.3.4.5", "256.1.1.1", "5107000012", "08.1", "[::1", "[::g]", "[fe80::1%eth0]"],
)
def test_what_no_browser_could_ask(written: str) -> None:
    assert read_host(written) is None


@given(st.ip_addresses(v=4))
def test_every_ipv4_address_in_each_notation(address: ipaddress.IPv4Address) -> None:
    assert read_host(str(address)) == read_host(hex(int(address))) == read_host(str(int(address))) == str(address)


@given(st.ip_addresses(v=6))
def test_every_ipv6_address(address: ipaddress.IPv6Address) -> None:
    assert read_host(f"[{address.exploded}]") == f"[{address.compressed}]"
