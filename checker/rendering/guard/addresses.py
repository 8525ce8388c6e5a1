"""Which addresses belong to the public Internet."""

from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_address

# IANA's special-purpose registry, more strictly than `ipaddress.is_global` (which differs between versions of Python):
# no anycast relays, no protocol assignments, and the one metadata service that hides in public space.
_CLOSED_IPV4 = tuple(
    IPv4Network(block)
    for block in (
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        "168.63.129.16/32",  # the wire server of Azure machines
    )
)  # fmt: skip

# All global unicast space that is given out; what carries an IPv4 address inside (mapped, compatible, NAT64) lies outside of it
_OPEN_IPV6 = IPv6Network("2000::/3")
_CLOSED_IPV6 = tuple(
    IPv6Network(block)
    for block in (
        "2001::/23",  # protocol assignments: Teredo, benchmarking, ORCHID
        "2001:db8::/32", "3fff::/20",  # documentation
        "2002::/16",  # 6to4: an IPv4 address inside, of any kind
    )
)  # fmt: skip


def is_public(address: str) -> bool:
    """Whether `address` is a plain global unicast address, IPv4 or IPv6.

    Not public: private, loopback, link-local, multicast, reserved and metadata addresses, every tunnel or translation that carries
    an IPv4 address inside an IPv6 one, an address with a zone, and whatever is not an address at all.
    """
    try:
        read = ip_address(address)
    except ValueError:
        return False
    if isinstance(read, IPv4Address):
        return not any(read in block for block in _CLOSED_IPV4)
    return read.scope_id is None and read in _OPEN_IPV6 and not any(read in block for block in _CLOSED_IPV6)
