"""One availability visit to each site of a roster, many at once, added to the archive's visit history."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit

import structlog

from checker.evidence.disk import check_archive
from checker.evidence.visit_log import record_visits
from checker.faults import CanaryFault, CheckerFault
from checker.records.site import Site
from checker.records.visit_history import SiteVisit, visit_of
from checker.rendering.browser import Browser
from checker.rendering.opening import open_home
from checker.running.canary import serve_canary
from checker.running.front import require_machine
from checker.running.in_flight import at_most, first_fault
from checker.running.lanes import lanes_of
from checker.running.own_failure import NETWORK, are_too_many
from checker.settings import Settings

_BY = "probe"

log = structlog.get_logger()


def probe_sites(sites: Sequence[Site], settings: Settings) -> list[tuple[Site, SiteVisit]]:
    """Visits, records, and gives the visits in roster order. Sites that are off-line for good are left out.

    Where too many fail by the network, these visits are recorded as our own fault, and count neither way. Raises CheckerFault.
    """
    require_machine(settings)
    check_archive(settings.out)
    asked = [site for site in sites if site.status != "offline"]
    try:
        visits = asyncio.run(_visit_all(asked, settings)) if asked else []
    except BaseExceptionGroup as group:
        ours = group.subgroup(CheckerFault)
        if ours is None:
            raise
        raise first_fault(ours) from group
    if are_too_many(sum(visit.state in NETWORK for visit in visits), len(visits), settings.own_failure_share):
        log.warning("too many sites failed in the network: the fault is held to be ours, and these visits count for nothing")
        visits = [visit.model_copy(update={"state": "our_fault"}) if visit.state in NETWORK else visit for visit in visits]
    record_visits(settings.out, visits)
    return list(zip(asked, visits, strict=True))


async def _visit_all(sites: Sequence[Site], settings: Settings) -> list[SiteVisit]:
    ports = {port for site in sites if (port := urlsplit(site.url).port) is not None}
    found: dict[str, SiteVisit] = {}
    async with Browser(settings, ports) as browser:
        await _require_sound_browser(browser, settings)

        async def visit(site: Site) -> None:
            began = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
            reach = await open_home(browser, site, settings)
            found[site.key] = visit_of(site.url, began, reach, settings.answer_timeout, _BY)

        await at_most(lanes_of(settings), sites, visit)
    return [found[site.key] for site in sites]


async def _require_sound_browser(browser: Browser, settings: Settings) -> None:
    """The checker's own page opens, or nothing that does not open proves anything. Raises CanaryFault."""
    own = settings.model_copy(update={"allow_private": True, "proxy": None})
    async with serve_canary() as site:
        reach = await open_home(browser, site, own)
    if reach.state != "reached":
        raise CanaryFault(f"The checker's own page was not reached ({reach.state}): nothing can be checked on this machine now.")
