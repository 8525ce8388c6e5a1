"""One visit to one home page: it is opened, comes to rest, is looked at, and what may be a badge is proven."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from playwright.async_api import BrowserContext, Error, Page

from checker.records.candidate import Candidate, Proven
from checker.records.look import LoadFailure, Picture, Reach
from checker.records.site import Site
from checker.rendering.arrival import Facts, with_document, without_document
from checker.rendering.browser import Browser
from checker.rendering.closers import Closers
from checker.rendering.guard import Guard
from checker.rendering.incidents import Incidents
from checker.rendering.lifecycle import Lifecycle
from checker.rendering.look import Look
from checker.rendering.pictures import PagePicture, Shot, capture_page, is_blank
from checker.rendering.session import PageTrouble, Session
from checker.rendering.settling import Rest, Settling
from checker.rendering.sight import prove_all
from checker.rendering.snapshot import take_snapshot
from checker.rendering.traffic import Traffic
from checker.settings import Settings

_OPENING = 30.0  # seconds in which a living browser gives a page
_CLOSING = 10.0
_PICTURE = 8.0  # seconds for the picture of what is not the home page
_LAST_WORD = 1.0  # seconds within which the news of a crash or a dead browser follows the first failing call
_FOR_LOOKING = 0.35  # of the site's deadline: what the pictures and the proof have at the least
_PATIENCE = 2.0  # times the late content's time: a picture under way for longer, of whose host nothing comes, hangs
_FRESH = 0.8  # of the late content's time, after which a page that shows itself anew only refreshes itself


class BrowserDied(Exception):  # noqa: N818 - not an error of a caller: the pipeline visits the site again
    """The browser went away under the visit."""


class PageCrashed(Exception):  # noqa: N818 - turned into a state by the pipeline
    """The renderer of this page crashed."""


@dataclass
class Visit:
    """Async context manager around a fresh context and its guard. `keep_picture` writes a shot and returns its record."""

    browser: Browser
    site: Site
    settings: Settings
    keep_picture: Callable[[str, Shot, str], Awaitable[Picture]]
    keep_file: Callable[[str, bytes, str], Awaitable[str]]
    rest: Rest = field(default_factory=Rest)
    untouched: Picture | None = None  # the newest untouched picture, also of a look that was not finished
    address: str = ""
    started: float = field(default_factory=time.monotonic)
    incidents: Incidents = field(init=False)
    guard: Guard = field(init=False)
    traffic: Traffic = field(init=False)
    life: Lifecycle = field(init=False)
    page: Page = field(init=False)
    session: Session = field(init=False)
    _context: BrowserContext | None = None
    _settling: Settling | None = None
    _downloads_before: int = 0
    _seconds: float | None = None
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
        self._context = await self.browser.new_context(self.guard.address)
        self._stack.push_async_callback(self._close_context)
        self.page = await self._context.new_page()
        self.session = await Session.open(self.page)
        self.traffic = Traffic(self.guard, _PATIENCE * self.settings.late_content, self.settings.answer_timeout)
        self.life = Lifecycle(self.session, self.incidents.act, fresh_after=_FRESH * self.settings.late_content)
        self.life.on_document = self.traffic.begin_document
        self.traffic.listen(self.page)
        self.life.listen()
        self.incidents.listen(self.page, self.session)

    async def __aexit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        await self._stack.aclose()

    async def _close_context(self) -> None:
        assert self._context is not None
        try:
            async with asyncio.timeout(_CLOSING):
                await self._context.close()
        except (Error, TimeoutError) as trouble:
            self.act("context not closed", str(trouble).partition("\n")[0] or f"no answer in {_CLOSING:g} s")

    def act(self, what: str, detail: str, picture: str | None = None) -> None:
        self.incidents.act(what, detail, picture)

    @property
    def _browser_lives(self) -> bool:
        raw = self._context.browser if self._context is not None else None
        return raw is not None and raw.is_connected()

    async def raise_if_gone(self) -> None:
        """Raises BrowserDied or PageCrashed where the page is no more; its news may come a moment after the call that it broke."""
        end = time.monotonic() + _LAST_WORD
        while True:
            if not self._browser_lives:
                raise BrowserDied("the browser process ended")
            if self.incidents.crashed.is_set():
                raise PageCrashed("the renderer ended")
            if not self.page.is_closed() or time.monotonic() > end:
                return
            await asyncio.sleep(0.05)

    # -- the road's second step: to rest ---------------------------------------------------------------------------

    async def arrive(self) -> Reach:
        """Opens the home page and brings it to rest.

        An assumed http that is refused is tried once over https; an answer without a page is asked for once more.
        """
        address = self.site.url
        reach = await self._go(address)
        if self.site.scheme_assumed and reach.state == "refused" and address.startswith("http://"):
            self.act("tried https", "the http port refused")
            address = "https://" + address.removeprefix("http://")
            reach = await self._go(address)
        if reach.state == "empty":
            self.act("loaded again", "an answer without a page")
            reach = await self._go(address)
        return reach

    async def reload(self, because: str) -> Reach:
        """One retry of the whole page, for what failed to load."""
        self.act("loaded again", because)
        return await self._go(self.address)

    async def _go(self, address: str) -> Reach:
        self.address = address
        self._seconds = None
        self._settling = None
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
        until = self.started + self.settings.site_deadline * (1 - _FOR_LOOKING)
        self._settling = Settling(self.session, self.life, self.traffic, self.incidents, self.settings, max(until, begin + 1.0))
        self.rest = self._settling.rest
        try:
            await self._settling.settle()
            if self.guard.limit_reached is not None:
                self.rest.release = "byte_limit"
            if not self.incidents.closed:
                await self.life.hold()
        except PageTrouble as trouble:
            await self.raise_if_gone()
            self.act("page does not answer", str(trouble))
            if self.rest.release == "quiet":
                self.rest.release = "script_loop"
        return await self._state_at_rest()

    def _not_opened(self, message: str) -> Reach:
        first = message.partition("\n")[0]
        self.act("not opened", first)
        return without_document(self._facts(error=first))

    async def _state_at_rest(self) -> Reach:
        await self.raise_if_gone()
        if self.life.is_error_page:
            return self._not_opened(self.traffic.main_failure or "the browser shows a page of its own")
        shown: dict[str, Any] = {"words": "", "scripts": 0, "things": 1}
        if self.rest.release != "closed":
            try:
                shown = await self.session.run("visible_words", seconds=5)
            except PageTrouble as trouble:
                await self.raise_if_gone()
                self.act("page does not answer", str(trouble))
        return with_document(self._facts(**shown))

    def reach_so_far(self) -> Reach:
        """Where the visit stands when its time is over: a document that came was reached, however much of it."""
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

    # -- the third step: a look ------------------------------------------------------------------------------------

    async def picture_only(self) -> Look | None:
        """What stands there in the home page's place; null where it lets itself not be pictured in time."""
        try:
            async with asyncio.timeout(_PICTURE):
                await self._return_to_top()
                shot = await capture_page(self.session, self.settings.page_height_limit)
                self.untouched = await self.keep_picture("untouched", shot, "untouched full page")
                layout = await take_snapshot(self.session)
        except (PageTrouble, TimeoutError) as trouble:
            await self.raise_if_gone()
            self.act("not pictured", str(trouble) or f"no picture in {_PICTURE:g} s")
            return None
        return Look(layout, self.untouched, self.untouched, shot.data)

    async def look(self, again: str = "") -> Look:
        """The untouched picture; then what can be closed is closed; then the full page and its layout. `again` ends the pictures' names."""
        await self._return_to_top()
        shot = await capture_page(self.session, self.settings.page_height_limit)
        self.untouched = await self.keep_picture(f"untouched{again}", shot, "untouched full page")
        closers = Closers(self.session, self.act)
        closed = await closers.close_all()
        if closed:
            await self._return_to_top()
            shot = await capture_page(self.session, self.settings.page_height_limit)
        # where nothing was closed the page is still the same, and so is its picture
        settled = await self.keep_picture(f"home{again}", shot, "settled full page")
        layout = await take_snapshot(self.session)
        look = Look(layout, self.untouched, settled, shot.data, cover=closers.left)
        # what scrolls within the page shows more further down, than the picture does
        look.blank = not self.scrolls_inside and await asyncio.to_thread(is_blank, await look.decoded())
        return look

    @property
    def scrolls_inside(self) -> bool:
        """Whether a box or a frame of the page scrolls by itself."""
        return self._settling is not None and self._settling.scrolling.inside

    async def _return_to_top(self) -> None:
        if self._settling is not None:
            await self._settling.scrolling.return_to_top()

    async def prove(self, look: Look, candidates: list[Candidate], first: int = 0) -> list[Proven]:
        """The proof of each candidate, in order; their pictures are numbered from `first` + 1."""
        settled = PagePicture(look.settled.file, await look.decoded()) if look.settled and candidates else None
        return await prove_all(self.session, look.layout, candidates, settled, self.keep_file, first)
