"""When a page is at rest: loaded, quiet, scrolled to its end, and nothing more to come that belongs to it."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Error, Page

from checker.records.look import Release
from checker.rendering.session import PageTrouble, Session
from checker.rendering.traffic import Traffic
from checker.settings import Settings

_BEAT = 0.25  # seconds between two probes
_CALM = 0.5  # seconds without change that count as quiet
_FIRST_QUIET = 4.0  # seconds after load in which the first quiet is waited for, before reading begins
_SLOW_REQUEST = 15.0  # seconds after which a request under way no longer holds up the page
_LAST_QUIET = 20.0  # seconds after the late content's time in which quiet is waited for


@dataclass(slots=True)
class Rest:
    """How the page came to rest; `height` in CSS px."""

    release: Release = "quiet"
    height: int = 0
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Settling:
    """Brings one page to rest. `navigations` counts main-frame documents and is kept by the visit."""

    page: Page
    session: Session
    traffic: Traffic
    settings: Settings
    rest: Rest = field(default_factory=Rest)
    _seen: set[tuple[Any, ...]] = field(default_factory=set)

    async def settle(self) -> Rest:
        """Waits; a navigation on the way (refresh, script, challenge) begins the wait anew, up to the limit of navigations."""
        while True:
            before = self.traffic.navigations
            try:
                loaded = await self._wait_for_load()
                await self._wait_for_quiet(until=time.monotonic() + _FIRST_QUIET, calm_from=0.0)
                if self.traffic.navigations != before:
                    continue
                await self._read_through()
                late = max(loaded, time.monotonic()) + self.settings.late_content
                await self._wait_for_quiet(until=late + _LAST_QUIET, calm_from=late)
            except PageTrouble as trouble:
                if self.traffic.navigations == before and not await self._break_loop(trouble):
                    self.rest.release = "script_loop"
                    return self.rest
            if self.traffic.navigations > self.settings.navigation_limit:
                self.rest.release = "navigation_limit"
                return self.rest
            if self.traffic.navigations == before:
                return self.rest

    async def _wait_for_load(self) -> float:
        try:
            await self.page.wait_for_load_state("load", timeout=self.settings.load_timeout * 1000)
        except Error as trouble:
            self.rest.notes.append(f"no load event: {trouble.message.splitlines()[0]}")
        return time.monotonic()

    async def _wait_for_quiet(self, *, until: float, calm_from: float) -> None:
        """Until nothing has changed for a moment and nothing is under way; not before `calm_from`, not after `until`.

        A state that was there before is no change: carousels, clocks and tickers come back to where they were.
        """
        start = self.traffic.navigations
        self._seen.clear()
        calm_since = time.monotonic()
        while (now := time.monotonic()) < until and self.traffic.navigations == start:
            probe = await self.session.run("probe")
            state = (probe["elements"], probe["letters"], probe["height"])
            if state not in self._seen:
                self._seen.add(state)
                calm_since = now
            waits = probe["pictures"] > 0 or probe["fonts"] == "loading" or self.traffic.waits_for(_SLOW_REQUEST)
            if not waits and now - calm_since >= _CALM and now >= calm_from:
                return
            await asyncio.sleep(_BEAT if now < calm_from - _BEAT or waits else min(_BEAT, _CALM))
        if self.traffic.navigations == start and calm_from and self.traffic.waits_for(_SLOW_REQUEST):
            self.rest.release = "deadline"

    async def _read_through(self) -> None:
        read = await self.session.run("scroll_through", self.settings.page_height_limit, 40, seconds=30)
        self.rest.height = int(read["height"])

    async def _break_loop(self, trouble: PageTrouble) -> bool:
        """A page that does not answer is in a script without an end: the browser can break it and the page stays usable."""
        self.rest.notes.append(str(trouble))
        try:
            await self.session.send("Runtime.terminateExecution", seconds=5)
            await self.session.run("probe", seconds=5)
        except PageTrouble as again:
            self.rest.notes.append(str(again))
            return False
        self.rest.release = "script_loop"
        return True
