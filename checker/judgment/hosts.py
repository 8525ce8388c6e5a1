"""Host names as addresses carry them: taken out, in lower case, and told apart from IP literals and Chinese names."""

import re
from urllib.parse import urlsplit

_LAST_LABEL_IS_NUMBER = re.compile(r"(?:^|\.)(?:\d+|0x[0-9a-f]*)$")


def host_of(address: str | None) -> str | None:
    """The host of an absolute address, lower case, without port, credentials, brackets or a trailing dot; None where there is none."""
    if not address:
        return None
    try:
        host = urlsplit(address.strip()).hostname
    except ValueError:  # a malformed authority, which pages do write
        return None
    return (host or "").rstrip(".") or None


def bare_domain(name: str) -> str:
    """A portal's or department's domain from its host as a roster or a setting writes it: `WWW.my.gov.cn:80` → `my.gov.cn`."""
    host = host_of(name if "//" in name else f"//{name.strip()}") or ""
    return host.removeprefix("www.")


def is_ip_literal(host: str) -> bool:
    """True for IPv6 and for whatever a browser reads as IPv4 (WHATWG: the last label is a number), 0x7f.1 and 2130706433 included."""
    return ":" in host or bool(_LAST_LABEL_IS_NUMBER.search(host))


def is_chinese_name(host: str) -> bool:
    """True where any label is not plain ASCII, as written or in Punycode."""
    return any(label.startswith("xn--") or not label.isascii() for label in host.split("."))


def readable_name(host: str) -> str:
    """A Chinese name in its own letters; a label that is no valid Punycode stays as it is."""
    labels = []
    for label in host.split("."):
        try:
            labels.append(label.encode("ascii").decode("idna") if label.startswith("xn--") else label)
        except UnicodeError:
            labels.append(label)
    return ".".join(labels)
