"""Every spelling that a browser takes for an address is taken for it here too."""

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.rendering.guard.hosts import MalformedHostError, literal_address, names_this_machine, read_host, written

LOOPBACK = IPv4Address("127.0.0.1")


@pytest.mark.parametrize(
    "spelling",
    [
        "127.0.0.1", "127.0.0.1.", "127.1", "127.0.1", "2130706433", "017700000001", "0x7f000001", "0X7F.1", "0x7f.0x0.0x0.0x1",
        "0177.0.0.01", "１２７.０.０.１", "127。0。0。1", "127．0．0．1", "①②⑦.0.0.1",
        "%31%32%37.0.0.1", "%EF%BC%9127.1", "127.0.0.1\u00ad",
        "0x7F.0X1", "0" * 40 + "17700000001",
    ],
)  # fmt: skip
def test_odd_spellings_of_loopback(spelling: str) -> None:
    assert literal_address(spelling) == LOOPBACK


@pytest.mark.parametrize(
    ("spelling", "address"),
    [
        ("0", "0.0.0.0"),
        ("0x", "0.0.0.0"),
        ("1.2.3", "1.2.0.3"),
        ("0x.0x.0", "0.0.0.0"),
        ("192.168.257", "192.168.1.1"),
        ("4294967295", "255.255.255.255"),
    ],
)
def test_short_spellings(spelling: str, address: str) -> None:
    assert literal_address(spelling) == IPv4Address(address)


@pytest.mark.parametrize("spelling", ["[::1]", "::1", "[0:0:0:0:0:0:0:1]", "[::0.0.0.1]"])
def test_ipv6(spelling: str) -> None:
    assert literal_address(spelling) == IPv6Address("::1")


def test_ipv4_inside_ipv6_stays_ipv6() -> None:
    assert literal_address("[::ffff:127.0.0.1]") == IPv6Address("::ffff:7f00:1")


@pytest.mark.parametrize(
    "text",
    [
        "", "1.2.3.4.5", "256.1.1.1", "1.1.1.256", "4294967296", "1.2.3.08", "www.gov.cn.1", "foo.0x1", "1..1", "09",
        "[::1", "[::1%eth0]", "fe80::1%eth0", "[127.0.0.1]", "a b", "a/b", "a\\b", "a@b", "a%00b", "%ff", "%zz", "网站.cn", "a<b",
        "9" * 10_000,
    ],
)  # fmt: skip
def test_no_hosts(text: str) -> None:
    assert literal_address(text) is None
    with pytest.raises(MalformedHostError):
        read_host(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [("WWW.My.Gov.CN", "www.my.gov.cn"), ("www.my.gov.cn.", "www.my.gov.cn."), ("a_b.cn", "a_b.cn"), ("xn--55qx5d.cn", "xn--55qx5d.cn"),
     ("1.2.3.cn", "1.2.3.cn"), ("ｗｗｗ.cn", "www.cn"), ("%77ww.cn", "www.cn"), ("123a", "123a"), ("0xg", "0xg")],
)  # fmt: skip
def test_names(text: str, name: str) -> None:
    assert read_host(text) == name
    assert literal_address(text) is None


@pytest.mark.parametrize(
    "name",
    [
        "localhost",
        "LOCALHOST",
        "localhost.",
        "a.b.localhost",
        "localhost.localdomain",
        "ip6-localhost",
        "printer.local",
        "metadata.google.internal",
    ],
)
def test_names_of_this_machine(name: str) -> None:
    assert names_this_machine(name)


@pytest.mark.parametrize("name", ["localhost.cn", "notlocalhost", "local.gov.cn", "www.my.gov.cn", "internal.cn"])
def test_names_of_sites(name: str) -> None:
    assert not names_this_machine(name)


def _part(number: int, base: str, zeros: int) -> str:
    return {"10": str(number), "8": "0" * (zeros + 1) + f"{number:o}", "16": "0x" + "0" * zeros + f"{number:X}"}[base]


@given(
    st.integers(0, 2**32 - 1),
    st.integers(1, 4),
    st.lists(st.tuples(st.sampled_from(["10", "8", "16"]), st.integers(0, 3)), min_size=4, max_size=4),
    st.booleans(),
)
def test_every_address_in_every_spelling(number: int, parts: int, styles: list[tuple[str, int]], with_dot: bool) -> None:
    numbers = [number >> (24 - 8 * place) & 255 for place in range(parts - 1)]
    numbers.append(number & (256 ** (5 - parts) - 1))
    text = ".".join(_part(part, *style) for part, style in zip(numbers, styles, strict=False)) + "." * with_dot
    assert literal_address(text) == IPv4Address(number)


@given(st.ip_addresses())
def test_what_is_written_is_read_again(address: IPv4Address | IPv6Address) -> None:
    assert read_host(written(address)) == address


@given(st.text(max_size=40))
def test_any_text_is_an_address_a_plain_name_or_refused(text: str) -> None:
    try:
        host = read_host(text)
    except MalformedHostError:
        return
    if isinstance(host, str):
        assert host.isascii() and host == host.lower() and not set(host) & set(" /\\@:[]%#?")
        assert read_host(host) == host
