"""One browser and what its visits share, wherever it stands: the part of a run that visits; and the engine that has one, here."""

import asyncio
from contextlib import AsyncExitStack
from types import TracebackType
from typing import Any, Self

import structlog

from checker.evidence.run_folder import RunFolder
from checker.evidence.site_folder import SiteFolder
from checker.locating.words import WordFinder
from checker.pipeline import ColumnsWanted, Road
from checker.records.column import LinkCheck
from checker.records.observation import Observation
from checker.records.site import Site
from checker.rendering.browser import Browser
from checker.rendering.home_links import LinkBudget, ask_again
from checker.rendering.link_answers import LinkAnswers
from checker.rendering.pace import Pace
from checker.running.binary_hash import hash_binary
from checker.running.canary import ask_canary
from checker.running.errand import Errand
from checker.running.lanes import lanes_of
from checker.running.provenance import BrowserTold, Start
from checker.running.time_source import ask_time
from checker.timings import Timings

log = structlog.get_logger()


class Station:
    """Async context manager: the browser runs as long as it lasts. `begin` comes first; then any number of visits at once."""

    def __init__(self, errand: Errand) -> None:
        settings = errand.settings
        self._settings = settings
        self._stack = AsyncExitStack()
        self._browser = Browser(settings, errand.ports)
        self._links = LinkAnswers(settings)
        self._pace = Pace(settings.host_pace)
        words = WordFinder(errand.words) if errand.words else None
        wanted = ColumnsWanted(errand.day, errand.required, self._pace, errand.asks_links, words)
        self._road = Road(self._browser, settings, self._links, wanted, errand.scripts)

    @property
    def restarts(self) -> int:
        """Of the browser, until now."""
        return self._browser.restarts

    async def __aenter__(self) -> Self:
        await self._stack.enter_async_context(self._browser)
        return self

    async def __aexit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        await self._stack.aclose()

    async def begin(self) -> Start:
        """What must be known before the first site, asked side by side: one waits for a page, others for the network or the disk."""
        browser, settings = self._browser, self._settings
        async with asyncio.TaskGroup() as questions:
            canary_asked = questions.create_task(ask_canary(browser, settings))
            hosts_asked = questions.create_task(self._links.hosts_down())
            time_asked = questions.create_task(ask_time(settings))
            hashed = questions.create_task(asyncio.to_thread(hash_binary, browser.chromium.path))
        if down := hosts_asked.result():
            log.warning("official hosts do not answer: their broken badges are nobody's fault", hosts=", ".join(down))
        told = BrowserTold(browser.product, str(browser.chromium.path), browser.arguments, browser.sandbox)
        return Start(told, canary_asked.result(), time_asked.result(), hashed.result(), down)

    async def observe(self, site: Site, folder: SiteFolder) -> Observation:
        return await self._road.observe(site, folder)

    async def ask_links_again(self, first: Observation) -> list[LinkCheck]:
        own, settings = first.reach.final_url or first.site.url, self._settings
        return await ask_again(first.links, own, settings, self._pace, LinkBudget(settings.link_limit, settings.column_seconds))


class Local:
    """The engine of one machine: a station in this process, which writes into the run folder itself."""

    def __init__(self, errand: Errand, timings: Timings) -> None:
        self._station = Station(errand)
        self._timings = timings
        self._down: list[str] = []
        self.lanes = lanes_of(errand.settings)

    async def __aenter__(self) -> Self:
        await self._station.__aenter__()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        await self._station.__aexit__(kind, fault, trace)

    async def begin(self) -> Start:
        start = await self._station.begin()
        self._down = start.hosts_down
        return start

    async def visit(self, site: Site, run: RunFolder, look: int) -> Observation:
        with self._timings.visit(look):
            return await self._station.observe(site, await asyncio.to_thread(run.site, site.key, look))

    async def ask_again(self, first: Observation) -> list[LinkCheck]:
        return await self._station.ask_links_again(first)

    def describe(self) -> dict[str, Any]:
        return {"engine": None, "browser_restarts": self._station.restarts}

    def hosts_down(self) -> list[str]:
        return self._down
