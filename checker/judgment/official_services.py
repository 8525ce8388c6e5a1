"""The official services that stand behind the five marks, known by their hosts (RULES.md, "The marks as they stand on real pages")."""

from collections.abc import Iterable
from urllib.parse import parse_qs, urlsplit

from checker.judgment.hosts import host_of
from checker.records.sighting import BadgeKind

_ICP = {"beian.miit.gov.cn", "miitbeian.gov.cn", "miibeian.gov.cn"}
_POLICE = {"beian.gov.cn", "beian.mps.gov.cn"}
_ERROR_REPORT = {"zfwzgl.www.gov.cn", "pucha.kaipuyun.cn", "121.43.68.40"}
_CENTRAL_PORTAL = "www.gov.cn"  # has an error report page of its own, without a site code
_CONAC = "conac.cn"


def leads_to_service(kind: BadgeKind, address: str | None) -> bool:
    """True where the address belongs to the service that a mark of this kind should lead to, whatever its scheme."""
    host = host_of(address)
    if host is None or address is None:
        return False
    plain = host.removeprefix("www.")
    if kind == "icp":
        return plain in _ICP
    if kind == "public_security":
        return plain in _POLICE
    if kind == "party_gov":
        return _is_conac(host)
    if host == _CENTRAL_PORTAL:
        return urlsplit(address.strip()).path.strip("/") != ""
    return host in _ERROR_REPORT


def service_is_down(host: str, hosts_down: Iterable[str]) -> bool:
    """True where `host`, or another host of the same official service, did not answer the canary."""
    down = {name.lower() for name in hosts_down}
    return host in down or (_is_conac(host) and any(_is_conac(name) for name in down))


def is_official_script(kind: BadgeKind, address: str | None) -> bool:
    """True for the service's own loader; copies of the error report script on the site itself are common and do the same."""
    host = host_of(address)
    if host is None or address is None:
        return False
    if kind == "error_report" and urlsplit(address.strip()).path.lower().endswith("/jiucuo.js"):
        return True
    return leads_to_service(kind, address)


def conac_id(address: str | None) -> str | None:
    """The `id` in a link to the register of Party and government sites."""
    if not address or not leads_to_service("party_gov", address):
        return None
    values = parse_qs(urlsplit(address.strip()).query).get("id")
    return values[0] if values else None


def carried_site_code(address: str | None) -> str | None:
    """The site code in a link to the error report platform, as it is written there; None where it carries none."""
    if not address or not leads_to_service("error_report", address):
        return None
    values = parse_qs(urlsplit(address.strip()).query).get("site_code")
    return values[0] if values else None


def _is_conac(host: str) -> bool:
    return host == _CONAC or host.endswith(f".{_CONAC}")
