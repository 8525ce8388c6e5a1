"""What stands behind a badge: its link, and the number that the link itself carries."""

import re
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from checker.records.candidate import Piece
from checker.records.layout import Document, Layout, Node
from checker.records.numbers import normal_icp, normal_public_security, normal_site_code
from checker.records.sighting import BadgeKind

_CALL = re.compile(r"(?:window\.open|location(?:\.href)?\s*=|open)\s*\(?\s*['\"]([^'\"]+)['\"]")
_POLICE_CODE = re.compile(r"(?:recordcode|code|webrecordcode)=(\d{14})(?!\d)", re.IGNORECASE)
_SITE_CODE = re.compile(r"site_?code=((?:bm\d{8})|\d{10})(?![\da-z])", re.IGNORECASE)
_REGISTERS = ("miit.gov.cn", "miitbeian.gov.cn", "miibeian.gov.cn", "beian.gov.cn", "mps.gov.cn", "conac.cn", "www.gov.cn")
_NUMBER_REGISTERS: dict[BadgeKind, tuple[str, ...]] = {
    "icp": ("beian.miit.gov.cn", "miitbeian.gov.cn", "miibeian.gov.cn"),
    "public_security": ("beian.gov.cn", "beian.mps.gov.cn"),
}
_CONAC_ID = re.compile(r"[?&]id=([0-9A-Za-z]{16,64})", re.IGNORECASE)


def find_node(layout: Layout, piece: Piece) -> Node | None:
    return layout.documents[piece.document].node_of(piece.backend_id)


def link_of(document: Document, node: Node) -> str | None:
    """The absolute address of the nearest link around a node, or the one that a click on it opens by script; None without any."""
    for around in (node, *document.ancestors(node)):
        address = _address(around)
        if address is not None:
            return document.absolute(address)
    return None


def _address(node: Node) -> str | None:
    if node.name in ("a", "area"):
        href = (node.attributes.get("href") or node.attributes.get("xlink:href") or "").strip()
        if href and not href.startswith("#") and not href.lower().startswith(("javascript:", "about:")):
            return href
        called = _CALL.search(href)
        if called:
            return called[1]
    called = _CALL.search(node.attributes.get("onclick", ""))
    return called[1] if called else None


@lru_cache(maxsize=4096)
def host_of(address: str | None) -> str:
    """The host of an address in lower case; empty for none or a broken one."""
    try:
        return (urlsplit(address or "").hostname or "").rstrip(".")
    except ValueError:
        return ""


def leads_elsewhere(document: Document, link: Node) -> bool:
    """Whether a link leads to a host that is neither of the page's own domain nor a register's."""
    host, own = host_of(link_of(document, link)), host_of(document.url)
    if not host or host.endswith(_REGISTERS):
        return False
    return _domain(host) != _domain(own)


def leads_to_register(kind: BadgeKind, address: str | None) -> bool:
    """Whether a link leads to where numbers of that kind are looked up; site codes have no such place."""
    hosts = _NUMBER_REGISTERS.get(kind, ())
    return bool(hosts) and host_of(address).removeprefix("www.") in hosts


def _domain(host: str) -> str:
    """The part that the hosts of one administration share: `my.gov.cn` of `rsj.my.gov.cn`."""
    return ".".join(host.removeprefix("www.").split(".")[-3:])


@lru_cache(maxsize=4096)  # each kind of number asks for every link of the page, and several readers do
def number_in_link(kind: BadgeKind, address: str | None) -> str | None:
    """The number or code that a badge's link carries in itself, in normal form."""
    if not address:
        return None
    plain = unquote(address)
    if kind == "public_security":
        code = _POLICE_CODE.search(plain)
        return code[1] if code else normal_public_security(plain) if "公网安备" in plain else None
    if kind == "icp":
        return normal_icp(plain)
    if kind == "party_gov":
        found = _CONAC_ID.search(plain)
        return found[1] if found else None
    code = _SITE_CODE.search(plain)
    return normal_site_code(code[1]) if code else None
