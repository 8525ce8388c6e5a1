"""To whom a host belongs: the part of its name that somebody registered."""

import re

# below these another name is registered: com.cn, gov.cn, bj.cn … (CNNIC), co.uk
_SHARED = {"com", "net", "org", "gov", "edu", "ac", "mil", "co"}
_PROVINCES = set(
    "ah bj cq fj gd gs gx gz ha hb he hi hk hl hn jl js jx ln mo nm nx qh sc sd sh sn sx tj tw xj xz yn zj".split()  # noqa: SIM905 - a list
)
_ADDRESS = re.compile(r"[\d.]+|.*:.*")


def registered_domain(host: str) -> str:
    """`my.gov.cn` of `rsj.my.gov.cn`, `a.com` of `www.a.com`; an address of numbers as it is."""
    labels = host.lower().rstrip(".").split(".")
    if _ADDRESS.fullmatch(host) or len(labels) < 3:
        return ".".join(labels)
    is_shared = (labels[-2] in _SHARED and len(labels[-1]) == 2) or (labels[-1] == "cn" and labels[-2] in _PROVINCES)
    return ".".join(labels[-3:] if is_shared else labels[-2:])


def belongs_to(host: str, domains: "frozenset[str] | set[str]") -> bool:
    """Whether a host is one of the names, or stands below one."""
    labels = host.split(".")
    return any(".".join(labels[place:]) in domains for place in range(len(labels)))
