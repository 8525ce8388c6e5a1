"""How a host is written in an address, and which address it is: all the spellings that a browser takes for one."""

import re
import unicodedata
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import unquote_to_bytes

Address = IPv4Address | IPv6Address
Host = str | Address

# WHATWG URL, "forbidden domain code point"
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f#/:<>?@\[\\\]^|%]")
# UTS 46 maps these to nothing, and these others to a dot
_IGNORED = re.compile("[\u00ad\u034f\u180b-\u180f\u200b-\u200d\u2060\u2064\ufe00-\ufe0f\ufeff]")
_DOTS = re.compile("[\u3002\uff0e\uff61]")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")

# RFC 6761, 6762, 8375 and ICANN's ".internal": names that are never a public site's; the rest is what systems call themselves
_LOCAL_ENDS = ("localhost", "localdomain", "localhost6", "localdomain6", "local", "internal", "home.arpa")
_LOCAL_NAMES = frozenset({"ip6-localhost", "ip6-loopback", "broadcasthost"})


class MalformedHostError(ValueError):
    """A browser would not take this for a host."""


def read_host(text: str) -> Host:
    """An address in any spelling, or a name in lower case, as the URL standard's host parser reads it.

    Raises MalformedHostError, also for a name that looks like an IPv4 address and is none (`1.2.3.4.5`).
    """
    if ":" in text or text.startswith("["):
        return _read_ipv6(text)
    name = _to_ascii(text)
    if not name or _FORBIDDEN.search(name):
        raise MalformedHostError(f"{text!r} is not a host")
    labels = name.removesuffix(".").split(".")
    return _read_ipv4(labels, text) if _NUMBER.fullmatch(labels[-1]) else name


def literal_address(host: str) -> Address | None:
    """The address that `host` writes, in any spelling that a browser reads (`2130706433`, `0x7f.1`, `[::1]`); else None."""
    try:
        read = read_host(host)
    except MalformedHostError:
        return None
    return None if isinstance(read, str) else read


def names_this_machine(name: str) -> bool:
    """Whether a name is set aside for the machine itself or its own network, so that no public site can bear it."""
    bare = name.lower().rstrip(".")
    return bare in _LOCAL_NAMES or any(bare == end or bare.endswith("." + end) for end in _LOCAL_ENDS)


def written(host: Host) -> str:
    """The host as it stands in an address: IPv6 in brackets."""
    return f"[{host}]" if isinstance(host, IPv6Address) else str(host)


def _read_ipv6(text: str) -> IPv6Address:
    bare = text[1:-1] if text.startswith("[") and text.endswith("]") else text
    try:
        address = IPv6Address(bare)
    except ValueError:
        raise MalformedHostError(f"{text!r} is not an IPv6 address") from None
    if address.scope_id is not None:  # the URL standard knows no zones
        raise MalformedHostError(f"{text!r} names a zone of this machine")
    return address


def _read_ipv4(labels: list[str], text: str) -> IPv4Address:
    if len(labels) > 4 or not all(_NUMBER.fullmatch(label) for label in labels):
        raise MalformedHostError(f"{text!r} ends in a number and is not an IPv4 address")
    *first, last = (_read_number(label, text) for label in labels)
    if any(number > 255 for number in first) or last >= 256 ** (4 - len(first)):
        raise MalformedHostError(f"{text!r} is beyond the IPv4 addresses")
    return IPv4Address(last + sum(number << 8 * (3 - place) for place, number in enumerate(first)))


def _read_number(label: str, text: str) -> int:
    try:
        if label.startswith("0x"):
            return int(label[2:] or "0", 16)
        return int(label, 8 if len(label) > 1 and label.startswith("0") else 10)
    except ValueError:
        raise MalformedHostError(f"{text!r} has a digit that is none") from None


def _to_ascii(text: str) -> str:
    """Percent signs read, letters and digits of all widths made plain. Names in other scripts must come as `xn--…`."""
    try:
        decoded = unquote_to_bytes(text).decode() if "%" in text else text
    except UnicodeDecodeError:
        raise MalformedHostError(f"{text!r} is not UTF-8 behind its percent signs") from None
    if not decoded.isascii():
        decoded = _IGNORED.sub("", _DOTS.sub(".", decoded))
        decoded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", decoded).lower())
        decoded = _DOTS.sub(".", decoded)
        if not decoded.isascii():
            raise MalformedHostError(f"{text!r} is not in its ASCII form (xn--…)")
    return decoded.lower()
