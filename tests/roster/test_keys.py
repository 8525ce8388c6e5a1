"""Folder names of sites."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.evidence.names import check_key
from checker.roster.addresses import Address, read_address
from checker.roster.keys import KeyRing, name_site


def address_of(url: str) -> Address:
    address = read_address(url)
    assert isinstance(address, Address)
    return address


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://rsj.my.gov.cn/a", "rsj.my.gov.cn"),
        ("http://rsj.my.gov.cn:8080/", "rsj.my.gov.cn_8080"),
        ("http://rsj.my.gov.cn:80/", "rsj.my.gov.cn"),
        ("http://[2001:db8::1]:8080/", "2001-db8--1_8080"),
        ("http://[::1]/", "1"),
        ("http://[::]/", "site"),
        ("http://-rf.gov.cn/", "rf.gov.cn"),
        ("http://aux.gov.cn/", "site-aux.gov.cn"),
        ("http://console.gov.cn/", "console.gov.cn"),
        ("http://绵阳.政务/", "xn--7o0az98b.xn--zfr164b"),
    ],
)
def test_a_site_without_code_is_named_by_its_host(url: str, key: str) -> None:
    assert name_site(None, address_of(url)) == key


def test_the_site_code_comes_first() -> None:
    assert name_site("bm12345678", address_of("http://a.gov.cn")) == "bm12345678"


def test_long_hosts_stay_distinct_and_short() -> None:
    one, other = (name_site(None, address_of("http://" + "a." * 100 + end)) for end in ("cn", "com"))
    assert one != other
    assert len(one) == len(other) == 120


def test_a_code_or_a_host_that_looks_like_anothers_numbered_key() -> None:
    ring = KeyRing()
    hosts = ["http://a", "http://a", "http://a-2", "http://bm12345678"]
    assert [ring.give(None, address_of(host)) for host in hosts] == ["a", "a-2", "a-2-2", "bm12345678"]
    assert ring.give("bm12345678", address_of("http://b.gov.cn")) == "bm12345678-2"
    assert ring.give("BM12345678", address_of("http://b.gov.cn")) == "BM12345678-3"


hosts = st.sampled_from(["a", "a-2", "a-2-2", "A", "[::1]", "1", "绵阳.政务", "a.gov.cn", "-a", "127.0.0.1", "con.cn", "com1"])
ports = st.sampled_from(["", ":80", ":8080", ":2"])


@given(st.lists(st.tuples(st.none() | st.sampled_from(["5107000012", "bm12345678"]), hosts, ports), max_size=30))
def test_keys_are_safe_folder_names_and_never_given_twice(sites: list[tuple[str | None, str, str]]) -> None:
    ring = KeyRing()
    keys = [ring.give(code, address_of(f"http://{host}{port}/")) for code, host, port in sites]
    assert len({key.casefold() for key in keys}) == len(keys)
    assert all(re.fullmatch(r"[a-z0-9_][a-z0-9._-]*", key) for key in keys)
    assert [check_key(key) for key in keys] == keys
