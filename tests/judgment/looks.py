"""Looks made by hand: a site in good order with five right marks, and the small changes that a test wants."""

from typing import Any

from checker.judgment import Circumstances
from checker.records.base import Box
from checker.records.column import LinkCheck
from checker.records.look import Picture, Reach, ReachState
from checker.records.observation import Frame, Observation, ScenarioState
from checker.records.sighting import KINDS, BadgeKind, Proof, Sighting, Unseen
from checker.records.site import Site
from tests.judgment import column_looks

SITE_CODE = "5107000012"
ICP = "蜀ICP备05003648号-1"
POLICE = "川公网安备51070302110030号"
CONAC_ID = "0123456789ABCDEF0123456789ABCDEF"
HOME = "http://rsj.yunling.gov.cn/"
PORTAL = "www.yunling.gov.cn"

LINKS: dict[BadgeKind, str | None] = {
    "site_code": None,
    "icp": "https://beian.miit.gov.cn/",
    "public_security": "http://www.beian.gov.cn/portal/registerSystemInfo?recordcode=51070302110030",
    "party_gov": f"https://bszs.conac.cn/sitename?method=show&id={CONAC_ID}",
    "error_report": f"https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={SITE_CODE}&url={HOME}",
}
NUMBERS: dict[BadgeKind, str] = {"site_code": SITE_CODE, "icp": ICP, "public_security": POLICE}
PICTURES: dict[BadgeKind, str] = {
    "party_gov": "https://dcs.conac.cn/image/red.png",
    "error_report": "https://zfwzgl.www.gov.cn/exposure/images/jiucuo.png",
}

SEEN = Proof(seen=True, parts=10, parts_seen=10, contrast=7.2, glyph_height=12.0, changed_pixels=900, tries=1)


def unseen(why: Unseen, **measured: Any) -> Proof:
    return Proof(seen=False, why_not=why, tries=3, **measured)


def site(**fields: Any) -> Site:
    given: dict[str, Any] = {
        "key": SITE_CODE,
        "row": 2,
        "url": HOME,
        "site_code": SITE_CODE,
        "name": "云岭市人力资源和社会保障局",
        "level": "department",
        "icp": "蜀ICP备05003648号",
        "public_security": POLICE,
    }
    return Site(**(given | fields))


def mark(kind: BadgeKind, **fields: Any) -> Sighting:
    """The right mark of a kind, low on the page and seen."""
    number = NUMBERS.get(kind)
    given: dict[str, Any] = {
        "shape": "number" if number else "picture",
        "source": "text" if number else "picture",
        "raw": number or PICTURES[kind],
        "value": number,
        "link": LINKS[kind],
        "link_value": {"public_security": "51070302110030", "party_gov": CONAC_ID, "error_report": SITE_CODE}.get(kind),
        "link_answer": "alive" if LINKS[kind] else None,
        "box": Box(400.0, 2800.0, 160.0, 20.0),
        "box_in": "sites/5107000012/home.jpg",
        "proof": SEEN,
        "evidence": [f"sites/5107000012/badge-{kind}.png"],
    }
    return Sighting(kind=kind, **(given | fields))


def marks(**changed: Sighting | list[Sighting] | None) -> list[Sighting]:
    """All five right marks; a kind named here is replaced, or left out with None."""
    found: list[Sighting] = []
    for kind in KINDS:
        given = changed.get(kind, mark(kind))
        found += given if isinstance(given, list) else [given] if given is not None else []
    return found


def reach(state: ReachState = "reached", final_url: str | None = HOME, **fields: Any) -> Reach:
    given: dict[str, Any] = {"status": 200, "seconds": 1.84, "release": "quiet"} if state == "reached" else {"seconds": None}
    return Reach(state=state, final_url=final_url if state == "reached" else None, **(given | fields))


def look(sightings: list[Sighting] | None = None, *, number: int = 1, **fields: Any) -> Observation:
    """A complete look at a site in good order."""
    given: dict[str, Any] = {
        "site": site(),
        "look": number,
        "started": "2026-03-01T01:00:00Z",
        "ended": "2026-03-01T01:00:09Z",
        "reach": reach(),
        "frames": [Frame(url=HOME)],
        "untouched": Picture(file="sites/5107000012/untouched.jpg", sha256="0" * 64, width=1366, height=768),
        "settled": Picture(file="sites/5107000012/home.jpg", sha256="0" * 64, width=1366, height=3000),
        "sightings": marks() if sightings is None else sightings,
        "day": column_looks.DAY,
        "columns_wanted": ["consultation", "survey", "service"],
        "columns": column_looks.in_order(),
        "home_items": column_looks.home_items(),
        "links": [LinkCheck(url=f"{HOME}xwdt/", words="工作动态", status=200)],
    }
    return Observation(**(given | fields))


def not_reached(state: ReachState = "timeout", **fields: Any) -> Observation:
    bare: dict[str, Any] = {
        "reach": reach(state),
        "frames": [],
        "untouched": None,
        "settled": None,
        "columns": [],
        "home_items": [],
        "links": [],
    }
    return look([], **(bare | fields))


def drifted(step: str) -> ScenarioState:
    return ScenarioState(file="scenarios/rsj_yunling_gov_cn.py", state="drifted", step=step)


def circumstances(**fields: Any) -> Circumstances:
    return Circumstances(**({"as_of": "2026-03-01", "portals": [PORTAL]} | fields))
