"""A host as a browser understands it (WHATWG URL standard, host parsing): lower case, punycode, canonical IP addresses."""

import ipaddress
import re
import socket

import idna

_LABEL = re.compile(r"[a-z0-9_-]{1,63}")
_LAST_IS_NUMBER = re.compile(r"(?:.*\.)?(?:\d+|0x[0-9a-f]*)", re.ASCII)


def read_host(text: str) -> str | None:
    """The host in canonical form, IPv6 in brackets; None where no browser could ask it.

    Underscores and dashes at the ends of a label are not in the standard for names, but such hosts do answer.
    """
    if text.startswith("["):
        return _read_ipv6(text)
    name = _to_ascii(text)
    if name is None:
        return None
    name = name.removesuffix(".")
    if len(name) > 253 or not all(_LABEL.fullmatch(label) for label in name.split(".")):
        return None
    return _read_ipv4(name) if _LAST_IS_NUMBER.fullmatch(name) else name


def _read_ipv6(text: str) -> str | None:
    if not text.endswith("]") or "%" in text:
        return None
    try:
        return f"[{ipaddress.IPv6Address(text[1:-1]).compressed}]"
    except ValueError:
        return None


def _read_ipv4(name: str) -> str | None:
    """127.1, 0x7f.0.0.1 and 2130706433 are addresses to a browser, and 1.2.3.999 is nothing."""
    try:
        return socket.inet_ntoa(socket.inet_aton(name))
    except OSError:
        return None


def _to_ascii(text: str) -> str | None:
    try:
        mapped = idna.uts46_remap(text, std3_rules=False, transitional=False)
        return ".".join(label if label.isascii() else idna.alabel(label).decode("ascii") for label in mapped.split("."))
    except idna.IDNAError:
        return None
