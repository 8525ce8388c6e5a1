"""Mutations of one badge: removed, covered, shown again, its last digit changed."""

import json
import re
from pathlib import Path

from checker.records.judgment import BadgeState
from checker.records.sighting import BadgeKind
from tests.mutations.digits import (
    can_be_changed,
    change_code_in_link,
    change_last_digit,
    is_written,
    link_carries,
    names_code,
    own_number,
    stands_alone,
)
from tests.mutations.marks import is_findable
from tests.mutations.mutation import Change, is_seen_completely, with_badge
from tests.mutations.source import HTML, change, put_first, read, text_files
from tests.sites.page import ExpectedBadge, SitePage

_SCRIPT = (Path(__file__).parent / "in_page.js").read_text(encoding="utf-8")
_MARKERS: dict[BadgeKind, str] = {
    "party_gov": 'a[href*="conac.cn"],area[href*="conac.cn"],#_ideConac,#imgConac,[src*="conac.cn"],img[src*="/red."],script[src*="conac"]',
    "error_report": 'a[href*="zfwzgl.www.gov.cn"],a[href*="kaipuyun.cn"],a[href*="121.43.68.40"],a[href*="jiucuo"],'
    '#_span_jiucuo,[src*="jiucuo"]',
}
# label before and rest behind the digits, as regular expressions over text without blanks
_AROUND: dict[BadgeKind, tuple[str, str]] = {
    "site_code": (r"(?:政府)?(?:网站)?标识(?:编)?码[:：]?", ""),
    "icp": (r"(?:(?:icp)?备案(?:序|许可证)?(?:编)?号?[:：]?)?(?:[一-龥]?icp备[:：]?(?:案号[:：]?)?号?)?", r"号?(?:[-－]\d+)?号?"),
    "public_security": (r"(?:公安(?:机关)?备案(?:编?号)?[:：]?)?(?:[一-龥]公网?(?:安)?备[:：]?(?:案号[:：]?)?号?)?[:：]?", "号?"),
}
_SERVICES: dict[BadgeKind, str] = {
    "site_code": "no-link",
    "icp": 'a[href*="beian.miit.gov.cn"],a[href*="miitbeian.gov.cn"],a[href*="miibeian.gov.cn"]',
    "public_security": 'a[href*="beian.gov.cn/portal" i],a[href*="beian.mps.gov.cn"],a[href*="www.beian.gov.cn" i]',
}
# pages on which a script does not find in the document what a reader finds on the screen
_OTHERWISE_ON_SCREEN = {
    "shadow/declarative_nested_slots": "the number is put together by slots",
    "svg/use_and_tspans": "the number stands in a definition and is drawn by reference",
    "places/vertical_and_rotated": "a turned number fills no upright box",
    "written/every_second_digit_by_script": "the digits stand in the document from right to left",
}
_OWN_BY_ROSTER_ALONE = {"not_its_own/roster_number_behind_supplier": "with another digit it is the supplier's"}
_NEVER_REACHED = {"hidden/page_that_cannot_be_scrolled": "what is laid at its end is not reached either"}
COVERS = {"cover": "hidden", "cover_no_pointer": "hidden", "cover_clear": None}


def remove(page: SitePage, kind: BadgeKind) -> Change | None:
    """Text, label and own link go, a mark with its loader. A page that was not seen completely has no missing mark."""
    if not _can_be_reached(page, kind, ("shown", "mismatched", "hidden")):
        return None
    left: BadgeState = "missing" if is_seen_completely(page) else "undetermined"
    return _in_page("remove", page, kind, ExpectedBadge(state=left))


def cover(page: SitePage, kind: BadgeKind, how: str) -> Change | None:
    """A box exactly over the badge, which stays with it. The badge's place is measured in the page by its own text or markers.
    Where something runs, the box would lag behind."""
    if not _can_be_reached(page, kind, ("shown", "mismatched")) or (COVERS[how] and (_runs(page) or not is_seen_completely(page))):
        return None
    after = ExpectedBadge(state="hidden") if COVERS[how] else page.expected.badges[kind]
    return _in_page(how, page, kind, after)


def lift(page: SitePage, kind: BadgeKind) -> Change | None:
    """What is hidden stands once more at the end of the page, without what hid it."""
    if page.name in _NEVER_REACHED or not _can_be_reached(page, kind, ("hidden",)):
        return None
    return _in_page("lift", page, kind, ExpectedBadge(state="shown"))


def last_digit(page: SitePage, kind: BadgeKind, scratch: Path) -> Change | None:
    """Another last digit wherever the number is read: wrong against the roster or the own link, else a number like any other."""
    number, badge = own_number(page, kind), page.expected.badges[kind]
    if number is None or badge.state not in ("shown", "mismatched", "hidden") or page.name in _OWN_BY_ROSTER_ALONE:
        return None
    if badge.source in ("picture", "canvas") or not is_written(page.folder, number, in_fields=False):
        return None  # read from pixels, a digit may be less legible than the one it takes the place of
    new = change_last_digit(scratch, number)
    on_roster = getattr(page.expected.site, kind)
    if not can_be_changed(scratch, number) or (badge.state == "mismatched" and on_roster and new in on_roster.lower()):
        return None
    contradicted = on_roster is not None or link_carries(page.folder, number) or badge.state == "mismatched"
    state: BadgeState = "hidden" if badge.state == "hidden" else "mismatched" if contradicted else "shown"
    after = ExpectedBadge(state=state, value=badge.value.replace(number.upper(), new.upper()).replace(number, new)) if badge.value else None

    def make(folder: Path, _: str) -> None:
        change_last_digit(folder, number)

    badges = with_badge(page, kind, after or ExpectedBadge(state=state))
    entry = badges.get("error_report")
    if kind == "site_code" and entry and entry.state in ("shown", "mismatched") and not names_code(page.folder, number):
        del badges["error_report"]  # text and link may take the code from one variable: it cannot be told what changed
    return Change("last_digit", page, kind, make, badges)


def code_in_link(page: SitePage, scratch: Path) -> Change | None:
    """Another last digit of the site code that the error report's link or loader carries."""
    badge, code = page.expected.badges["error_report"], page.expected.site.site_code
    if badge.state != "shown" or code is None or not change_code_in_link(scratch, code.lower()):
        return None

    def make(folder: Path, _: str) -> None:
        change_code_in_link(folder, code.lower())

    return Change("code_in_link", page, "error_report", make, with_badge(page, "error_report", ExpectedBadge(state="mismatched")))


def _can_be_reached(page: SitePage, kind: BadgeKind, states: tuple[BadgeState, ...]) -> bool:
    """Whether a script can find the badge in the document: a number by its digits, a mark by its own address."""
    badge = page.expected.badges[kind]
    if badge.state not in states:
        return False
    if kind not in _AROUND:
        return is_findable(page, kind)
    return badge.source not in ("picture", "canvas", "pseudo") and page.name not in _OTHERWISE_ON_SCREEN and stands_alone(page, kind)


def _runs(page: SitePage) -> bool:
    return any(re.search(r"setInterval|requestAnimationFrame|@keyframes|<marquee", read(file)[0]) for file in text_files(page.folder))


def _in_page(does: str, page: SitePage, kind: BadgeKind, after: ExpectedBadge) -> Change:
    left, right = _AROUND.get(kind, ("", ""))
    ask = {
        "does": does,
        "number": own_number(page, kind) if kind in _AROUND else None,
        "selector": _MARKERS.get(kind),
        "services": _SERVICES.get(kind),
        "left": left,
        "right": right,
    }

    def make(folder: Path, report: str) -> None:
        snippet = f"<script>{_SCRIPT.strip()}({json.dumps({**ask, 'report': report})})</script>"
        for file in text_files(folder, HTML):
            change(file, lambda text: put_first(text, snippet))

    return Change(does, page, kind, make, with_badge(page, kind, after), reports=True)
