"""One page of a context: opened at an address, brought to rest, and what came of it."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

from playwright.async_api import Error, Page

from checker.records.look import LoadFailure, Reach
from checker.rendering.arrival import Facts, with_document, without_document
from checker.rendering.guard import Guard
from checker.rendering.incidents import Incidents
from checker.rendering.lifecycle import Lifecycle
from checker.rendering.session import PageTrouble, Session
from checker.rendering.settling import Rest, Settling
from checker.rendering.traffic import Traffic
from checker.settings import Settings
from checker.timings import phase

FOR_LOOKING = 0.35  # of the site's deadline: what the pictures and the proof have at the least
_LAST_WORD = 1.0  # seconds within which the news of a crash or a dead browser follows the first failing call
_PATIENCE = 2.0  # times the late content's time: a picture under way for longer, of whose host nothing comes, hangs
_FRESH = 0.8  # of the late content's time, after which a page that shows itself anew only refreshes itself


class BrowserDied(Exception):  # noqa: N818 - not an error of a caller: the pipeline visits the site again
    """The browser went away under the visit."""


class PageCrashed(Exception):  # noqa: N818 - turned into a state by whoever opened the page
    """The renderer of this page crashed."""


@dataclass
class OpenPage:
    """`go` may be called again: each time what went before is past."""

    page: Page
    session: Session
    guard: Guard
    incidents: Incidents
    settings: Settings
    traffic: Traffic
    life: Lifecycle
    address: str = ""
    rest: Rest = field(default_factory=Rest)
    settling: Settling | None = None
    _downloads_before: int = 0
    _seconds: float | None = None

    @classmethod
    async def over(cls, page: Page, guard: Guard, incidents: Incidents, settings: Settings) -> "OpenPage":
        """Listens to a page that was opened and shows nothing yet."""
        session = await Session.open(page)
        traffic = Traffic(guard, _PATIENCE * settings.late_content, settings.answer_timeout)
        life = Lifecycle(session, incidents.act, fresh_after=_FRESH * settings.late_content, limit=settings.navigation_limit)
        life.on_document = traffic.begin_document
        traffic.listen(page)
        life.listen()
        incidents.listen(page, session)
        incidents.on_flood = traffic.stop_listening
        return cls(page, session, guard, incidents, settings, traffic, life)

    async def raise_if_gone(self) -> None:
        """Raises BrowserDied or PageCrashed where the page is no more; its news may come a moment after the call that it broke."""
        end = time.monotonic() + _LAST_WORD
        while True:
            browser = self.page.context.browser
            if browser is None or not browser.is_connected():
                raise BrowserDied("the browser process ended")
            if self.incidents.crashed.is_set():
                raise PageCrashed("the renderer ended")
            if not self.page.is_closed() or time.monotonic() > end:
                return
            await asyncio.sleep(0.05)

    async def go(self, address: str, until: float, *, is_brief: bool = False) -> Reach:
        """Opens the address and brings the page to rest, before `until` (`time.monotonic()`); then it stays where it is."""
        with phase("goto"):
            refused = await self.commit(address)
        if refused is not None:
            return refused
        with phase("settling"):
            await self.settle(until, is_brief=is_brief)
            return await self.state_at_rest()

    async def commit(self, address: str) -> Reach | None:
        """Opens the address until its document begins; where none comes, why."""
        self.address = address
        self._seconds = None
        self.settling = None
        self.rest = Rest()
        try:
            await self.incidents.allow_scripts()
            await self.life.let_go()
        except PageTrouble:
            await self.raise_if_gone()
            raise
        self.life.begin()
        self.traffic.begin()
        self._downloads_before = self.incidents.downloads
        begin = time.monotonic()
        try:
            await self.page.goto(address, wait_until="commit", timeout=self.settings.answer_timeout * 1000)
        except Error as trouble:
            await self.raise_if_gone()
            self._seconds = round(time.monotonic() - begin, 3)
            return self._not_opened(trouble.message)
        self._seconds = round(time.monotonic() - begin, 3)
        return None

    async def settle(self, until: float, *, is_brief: bool = False) -> None:
        """Brings the document to rest; `is_brief`: loaded and calm, without reading on to its end or waiting for what may come late."""
        least = time.monotonic() + 1.0
        self.settling = Settling(self.session, self.life, self.traffic, self.incidents, self.settings, max(until, least), is_brief=is_brief)
        self.rest = self.settling.rest
        try:
            await self.settling.settle()
            if self.guard.limit_reached is not None:
                self.rest.release = "byte_limit"
            if not self.incidents.closed:
                await self.life.hold()
        except PageTrouble as trouble:
            await self.raise_if_gone()
            self.incidents.act("page does not answer", str(trouble))
            if self.rest.release == "quiet":
                self.rest.release = "script_loop"

    def _not_opened(self, message: str) -> Reach:
        first = message.partition("\n")[0]
        self.incidents.act("not opened", first)
        return without_document(self._facts(error=first))

    async def state_at_rest(self) -> Reach:
        await self.raise_if_gone()
        if self.life.is_error_page:
            return self._not_opened(self.traffic.main_failure or "the browser shows a page of its own")
        shown: dict[str, Any] = {"words": "", "scripts": 0, "things": 1}
        if self.rest.release != "closed":
            try:
                shown = await self.session.run("visible_words", seconds=5)
            except PageTrouble as trouble:
                await self.raise_if_gone()
                self.incidents.act("page does not answer", str(trouble))
        return with_document(self._facts(**shown))

    def reach_so_far(self) -> Reach:
        """Where it stands when its time is over: a document that came was reached, however much of it."""
        if self.life.documents == 0:
            return without_document(self._facts(error="Timeout: the time for the whole visit is over"))
        self.rest.release = "deadline"
        return with_document(self._facts())

    def _facts(self, *, error: str | None = None, words: str = "", scripts: int = 0, things: int = 1) -> Facts:
        last = self.traffic.main[-1] if self.traffic.main else None
        asked = self.traffic.main_asked or self.address
        failure = self.guard.failure_at(asked) if error is not None else None
        return Facts(
            address=self.page.url,
            asked=last.url if last and error is None else asked,
            status=last.status if last else None,
            media_type=self.traffic.main_type,
            seconds=self._seconds,
            release=self.rest.release,
            guard_kind=self.traffic.guard_kind or (failure.kind if failure else None),
            error=error,
            is_download=error is not None and self.incidents.downloads > self._downloads_before,
            is_broken=self.traffic.broken_document() is not None,
            words=words,
            scripts=scripts,
            things=things,
        )

    def failures(self, since: float | None = None) -> list[LoadFailure]:
        """All that failed, and what is still under way after `since` seconds (null: after the patience for a picture)."""
        broken = self.traffic.broken_document()
        return [*([broken] if broken else []), *self.traffic.failures, *self.traffic.never_came(since)]

    @property
    def scrolls_inside(self) -> bool:
        """Whether a box or a frame of the page scrolls by itself."""
        return self.settling is not None and self.settling.scrolling.inside

    async def return_to_top(self) -> None:
        if self.settling is not None:
            await self.settling.scrolling.return_to_top()
