"""What a mutation is: a mechanical change of a page's files, and the states that follow from it by construction."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from checker.records.sighting import BadgeKind
from tests.sites.page import Expected, ExpectedBadge, SitePage

Badges = dict[BadgeKind, ExpectedBadge]


@dataclass(frozen=True)
class Change:
    """One page under one mutation. `make` alters the copied files; `badges` is what must then be said, a kind left out is not asked."""

    mutation: str
    page: SitePage
    kind: BadgeKind | None  # the badge that is changed; None where the whole page is
    make: Callable[[Path, str], Expected | None]  # folder, address for a report that it took hold; new rules of the server, if any
    badges: Badges
    reports: bool = False  # the change is made in the page while it is shown, and tells the server that it was

    @property
    def name(self) -> str:
        return f"{self.mutation}-{self.page.name}" + (f"-{self.kind}" if self.kind else "")


def unchanged(page: SitePage) -> Badges:
    return dict(page.expected.badges)


def with_badge(page: SitePage, kind: BadgeKind, badge: ExpectedBadge) -> Badges:
    """All as it was but one. Where the roster has no site code, the page's own is what the error report's link is held against:
    it is not asked then when the page's code changes."""
    badges = {**page.expected.badges, kind: badge}
    if kind == "site_code" and page.expected.site.site_code is None:
        del badges["error_report"]
    return badges


def is_seen_completely(page: SitePage) -> bool:
    """Of a page that was not seen to its end nothing is called missing, and what is hidden might stand once more where nobody came."""
    states = [badge.state for badge in page.expected.badges.values()]
    hangs = any(rule.trouble == "silent" for rule in page.expected.answers)
    return "missing" in states or ("undetermined" not in states and not hangs)
