"""One visit to one home page: it is opened, comes to rest, is looked at, and what may be a badge is proven."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from types import TracebackType

from playwright.async_api import BrowserContext, Error

from checker.records.candidate import Candidate, Proven
from checker.records.look import LoadFailure, Picture, Reach
from checker.records.site import Site
from checker.rendering.browser import Browser
from checker.rendering.closers import Closers
from checker.rendering.guard import Guard
from checker.rendering.incidents import Incidents
from checker.rendering.look import Look
from checker.rendering.network_record import NetworkRecord
from checker.rendering.open_page import FOR_LOOKING, BrowserDied, OpenPage
from checker.rendering.page_archiver import PageArchiver
from checker.rendering.pictures import PagePicture, Shot, capture_page, is_blank
from checker.rendering.session import PageTrouble, Session
from checker.rendering.settling import Rest
from checker.rendering.sight import prove_all
from checker.rendering.snapshot import take_snapshot
from checker.rendering.traffic import Traffic
from checker.settings import Settings
from checker.timings import phase

_OPENING = 30.0  # seconds in which a living browser gives a page
_CLOSING = 10.0
_PICTURE = 8.0  # seconds for the picture of what is not the home page


@dataclass
class Visit:
    """Async context manager around a fresh context and its guard. `keep_picture` writes a shot and returns its record."""

    browser: Browser
    site: Site
    settings: Settings
    keep_picture: Callable[[str, Shot, str], Awaitable[Picture]]
    keep_file: Callable[[str, bytes, str], Awaitable[str]]
    number: int = 1  # 2: the second look, in a fresh context
    is_brief: bool = False  # loaded and calm is enough: it is only asked whether the page opens
    untouched: Picture | None = None  # the newest untouched picture, also of a look that was not finished
    started: float = field(default_factory=time.monotonic)
    incidents: Incidents = field(init=False)
    guard: Guard = field(init=False)
    home: OpenPage = field(init=False)
    context: BrowserContext = field(init=False)
    network: NetworkRecord | None = None  # of the home page; null in a brief visit
    archiver: PageArchiver = field(init=False)
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def __aenter__(self) -> "Visit":
        settings = self.settings
        self.incidents = Incidents(settings.dialog_limit)
        self.guard = Guard(
            allow_private=settings.allow_private,
            upstream=settings.proxy,
            byte_limit=settings.byte_limit,
            request_limit=settings.request_limit,
            connect_timeout=settings.answer_timeout,
        )
        async with self._stack:
            await self._stack.enter_async_context(self.guard)
            try:
                with phase("new context"):
                    async with asyncio.timeout(_OPENING):
                        await self._open_page()
            except (Error, PageTrouble) as trouble:
                raise BrowserDied(str(trouble).splitlines()[0]) from trouble
            except TimeoutError as trouble:
                await self.browser.give_up()
                raise BrowserDied(f"the browser gave no page in {_OPENING:g} s") from trouble
            self._stack = self._stack.pop_all()
        return self

    async def _open_page(self) -> None:
        self.context = await self.browser.new_context(self.guard.address)
        self._stack.push_async_callback(self._close_context)
        self.incidents.watch_context(self.context)
        page = await self.incidents.open_page(self.context)
        self.home = await OpenPage.over(page, self.guard, self.incidents, self.settings)
        self.archiver = PageArchiver(self.home, self.guard, self.settings, self.act, self.started, is_second=self.number == 2)
        if not self.is_brief:
            self.network = await NetworkRecord.over(self.home, self.context, self.guard, self.settings, self.site.url)
            self._stack.push_async_callback(self.network.stop)

    async def __aexit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        await self._stack.aclose()

    async def _close_context(self) -> None:
        try:
            async with asyncio.timeout(_CLOSING):
                await self.context.close()
        except (Error, TimeoutError) as trouble:
            self.act("context not closed", str(trouble).partition("\n")[0] or f"no answer in {_CLOSING:g} s")

    def act(self, what: str, detail: str, picture: str | None = None) -> None:
        self.incidents.act(what, detail, picture)

    async def raise_if_gone(self) -> None:
        """Raises BrowserDied or PageCrashed where the home page is no more."""
        await self.home.raise_if_gone()

    async def leave_home(self) -> None:
        """The home page is seen and proven: its clocks and slides need not run on beside what is opened now."""
        try:
            async with asyncio.timeout(_CLOSING):
                await self.home.page.close()
        except (Error, TimeoutError) as trouble:
            self.act("home page not closed", str(trouble).partition("\n")[0] or f"no answer in {_CLOSING:g} s")

    @property
    def session(self) -> Session:
        return self.home.session

    @property
    def traffic(self) -> Traffic:
        return self.home.traffic

    @property
    def rest(self) -> Rest:
        return self.home.rest

    # -- the road's second step: to rest ---------------------------------------------------------------------------

    async def arrive(self, *, is_brief: bool = False) -> Reach:
        """Opens the home page and brings it to rest; `is_brief`: loaded and calm, for a script that goes on from there.

        An assumed http that is refused is tried once over https; an answer without a page is asked for once more.
        """
        address = self.site.url
        reach = await self._go(address, is_brief=is_brief)
        if self.site.scheme_assumed and reach.state == "refused" and address.startswith("http://"):
            self.act("tried https", "the http port refused")
            address = "https://" + address.removeprefix("http://")
            reach = await self._go(address, is_brief=is_brief)
        if reach.state == "empty":
            self.act("loaded again", "an answer without a page")
            reach = await self._go(address, is_brief=is_brief)
        return reach

    async def reload(self, because: str) -> Reach:
        """One retry of the whole page, for what failed to load."""
        self.act("loaded again", because)
        return await self._go(self.home.address)

    async def _go(self, address: str, *, is_brief: bool = False) -> Reach:
        until = self.started + self.settings.site_deadline * (1 - FOR_LOOKING)
        return await self.home.go(address, until, is_brief=is_brief or self.is_brief)

    def reach_so_far(self) -> Reach:
        """Where the visit stands when its time is over: a document that came was reached, however much of it."""
        return self.home.reach_so_far()

    def failures(self, since: float | None = None) -> list[LoadFailure]:
        """All that failed, and what is still under way after `since` seconds (null: after the patience for a picture)."""
        return self.home.failures(since)

    async def keep_records(self, reach: Reach) -> None:
        """Writes what the network gave and the page's archive, where one was taken; the home page must still stand there."""
        with phase("records"):
            await self.archiver.keep(self.keep_file)
            if self.network is not None:
                await self.network.keep(self.keep_file, self.number, is_tls_refused=reach.state == "tls")

    # -- the third step: a look ------------------------------------------------------------------------------------

    async def picture_only(self) -> Look | None:
        """What stands there in the home page's place; null where it lets itself not be pictured in time."""
        try:
            async with asyncio.timeout(_PICTURE):
                await self.home.return_to_top()
                shot = await self._capture()
                self.untouched = await self.keep_picture("untouched", shot, "untouched full page")
                layout = await take_snapshot(self.session)
        except (PageTrouble, TimeoutError) as trouble:
            await self.raise_if_gone()
            self.act("not pictured", str(trouble) or f"no picture in {_PICTURE:g} s")
            return None
        return Look(layout, self.untouched, self.untouched, shot.data)

    async def look(self, again: str = "") -> Look:
        """The untouched picture; then what can be closed is closed; then the full page and its layout. `again` ends the pictures' names."""
        with phase("look"):
            return await self._look(again)

    async def _capture(self) -> Shot:
        with phase("pictures"):
            return await capture_page(self.session, self.settings.page_height_limit)

    async def _look(self, again: str) -> Look:
        await self.home.return_to_top()
        shot = await self._capture()
        self.untouched = await self.keep_picture(f"untouched{again}", shot, "untouched full page")
        closers = Closers(self.session, self.act)
        closed = await closers.close_all()
        if closed:
            await self.home.return_to_top()
            shot = await self._capture()
        # where nothing was closed the page is still the same, and so is its picture
        settled = await self.keep_picture(f"home{again}", shot, "settled full page")
        layout = await take_snapshot(self.session)
        await self.archiver.take()
        look = Look(layout, self.untouched, settled, shot.data, cover=closers.left)
        # what scrolls within the page shows more further down, than the picture does
        look.blank = not self.scrolls_inside and await asyncio.to_thread(is_blank, await look.decoded())
        return look

    @property
    def scrolls_inside(self) -> bool:
        """Whether a box or a frame of the page scrolls by itself."""
        return self.home.scrolls_inside

    async def prove(self, look: Look, candidates: list[Candidate], first: int = 0) -> list[Proven]:
        """The proof of each candidate, in order; their pictures are numbered from `first` + 1."""
        settled = PagePicture(look.settled.file, await look.decoded()) if look.settled and candidates else None
        with phase("proof of sight", is_whole=True):
            return await prove_all(self.session, look.layout, candidates, settled, self.keep_file, first)
