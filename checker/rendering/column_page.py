"""Pages behind a home page, opened in the site's own context: several at once, at the run's pace, within a budget."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from playwright.async_api import BrowserContext, Error

from checker.records.column import PageState
from checker.records.layout import Layout
from checker.records.look import Reach, ReachState
from checker.rendering.guard import Guard
from checker.rendering.incidents import Incidents
from checker.rendering.open_page import BrowserDied, OpenPage, PageCrashed
from checker.rendering.pace import Pace
from checker.rendering.pictures import Shot, capture_page
from checker.rendering.session import PageTrouble
from checker.rendering.snapshot import take_snapshot
from checker.settings import Settings

_PAGE = 40.0  # seconds for one page, from its turn on
_HEIGHT = 4_000  # CSS px of a column's page that its picture shows
_CLOSING = 5.0
_ONCE_MORE: frozenset[ReachState] = frozenset({"timeout", "reset", "refused", "crashed"})
_STATES: dict[ReachState, PageState] = {
    "reached": "read", "http_error": "http_error", "timeout": "timeout", "dns": "dns", "refused": "refused", "reset": "reset",
    "tls": "tls", "blocked": "blocked", "download": "download",
}  # fmt: skip
# films, sounds and fonts say nothing that a list needs
_ENDINGS = "mp4 m4v webm flv f4v avi wmv mov mkv m3u8 mp3 wav wma ogg swf woff woff2 ttf otf eot"
_MEDIA = [f"*.{ending}{rest}" for ending in _ENDINGS.split() for rest in ("", "?*")]


class BudgetSpentError(Exception):
    """No page may be opened any more: the site has had its pages, or its time."""


@dataclass
class ColumnPage:
    """One page, which may be turned to further ones. `state` and `status` are those of the page that stands there."""

    opened: OpenPage
    budget: "ColumnPages"
    state: PageState = "failed"
    status: int | None = None
    trouble: str | None = None  # plain English, for the visit's record

    @property
    def address(self) -> str:
        return self.opened.page.url

    async def go(self, address: str) -> PageState:
        """Opens an address in this page, and once more where the network failed or the server had a bad moment."""
        for is_last in (False, True):
            reach = await self._go(address)
            self.state = _STATES.get(reach.state, "failed")
            if reach.state == "http_error" and reach.status == 401:
                self.state = "login"
            self.status = reach.status
            if is_last or not (reach.state in _ONCE_MORE or (reach.state == "http_error" and (reach.status or 0) >= 500)):
                break
            await self.opened.session.send("Page.stopLoading")  # what is still under way would be held against the second try
        return self.state

    async def _go(self, address: str) -> Reach:
        opened = self.opened
        async with self.budget.turn(address):
            refused = await opened.commit(address)
        if refused is not None:
            return refused
        await opened.settle(self.budget.until(_PAGE), is_brief=True)
        return await opened.state_at_rest()

    async def wait_longer(self) -> None:
        """Reads on to the page's end, and waits for what comes late: before anybody says that nothing stands there."""
        await self.opened.life.let_go()
        await self.opened.settle(self.budget.until(_PAGE))

    async def click_on(self, backend_id: int, frame_id: str) -> None:
        """Turns the page where only a script knows the way (paging): a click, and what follows comes to rest."""
        opened = self.opened
        handle = await opened.session.handle(backend_id, frame_id)
        async with self.budget.turn(self.address):
            await opened.life.let_go()
            await opened.session.call("press", handle)
        await opened.settle(self.budget.until(_PAGE), is_brief=True)

    async def layout(self) -> Layout:
        return await take_snapshot(self.opened.session)

    async def picture(self) -> Shot:
        await self.opened.return_to_top()
        return await capture_page(self.opened.session, _HEIGHT)

    @property
    def is_whole(self) -> bool:
        """Whether all came that may write a list: scripts, frames, what scripts fetch; and the page rested by itself."""
        kinds = {failure.resource for failure in self.opened.failures(0)}
        return self.opened.rest.release == "quiet" and not kinds & {"script", "document", "xhr", "fetch"}


@dataclass
class ColumnPages:
    """`left` counts the pages that may still be opened or turned; `end` is when the site's time for columns is over."""

    context: BrowserContext
    guard: Guard
    settings: Settings
    pace: Pace
    tell: Callable[[str, str], None]
    watch: Incidents  # that closes the pages which the site opens
    left: int = 0
    end: float = field(default_factory=time.monotonic)
    _gate: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._gate = asyncio.Semaphore(self.settings.column_jobs)
        self.left = self.settings.column_pages
        self.end = time.monotonic() + self.settings.column_seconds
        self.guard.allow_more(self.settings.byte_limit, self.settings.request_limit)

    def begin_time(self) -> None:
        """The site's time for columns runs from now on."""
        self.end = time.monotonic() + self.settings.column_seconds

    @property
    def is_spent(self) -> bool:
        return self.left <= 0 or time.monotonic() >= self.end

    def until(self, seconds: float) -> float:
        return min(time.monotonic() + seconds, self.end)

    @asynccontextmanager
    async def turn(self, address: str) -> AsyncIterator[None]:
        """The host's turn for one page of the budget. Raises BudgetSpentError."""
        async with self.pace.turn(address):
            if self.is_spent:
                raise BudgetSpentError
            self.left -= 1
            yield

    @asynccontextmanager
    async def page(self) -> AsyncIterator[ColumnPage]:
        """A fresh page, as one of at most `column_jobs`. Raises BudgetSpentError, BrowserDied, PageTrouble."""
        async with self._gate:
            if self.is_spent:
                raise BudgetSpentError
            incidents = Incidents(self.settings.dialog_limit)
            try:
                raw = await self.watch.open_page(self.context)
            except Error as trouble:
                raise BrowserDied(trouble.message.partition("\n")[0]) from trouble
            try:
                opened = await OpenPage.over(raw, self.guard, incidents, self.settings)
                await opened.session.send("Network.enable")
                await opened.session.send("Network.setBlockedURLs", {"urls": _MEDIA})
                yield ColumnPage(opened, self)
            except PageCrashed as trouble:
                raise PageTrouble(str(trouble)) from trouble
            finally:
                for act in incidents.acts:
                    if act.what != "navigated":
                        self.tell(f"column page: {act.what}", f"{raw.url}: {act.detail}")
                try:
                    async with asyncio.timeout(_CLOSING):
                        await raw.close()
                except (Error, TimeoutError) as trouble:
                    self.tell("column page not closed", str(trouble).partition("\n")[0] or f"no answer in {_CLOSING:g} s")
