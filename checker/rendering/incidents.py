"""What a page does besides showing itself: dialogs, downloads, further pages, script errors, floods of them, and its own end."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Any, cast

from playwright.async_api import BrowserContext, Dialog, Download, Error, Page

from checker.records.look import Act
from checker.rendering.hearing import listener
from checker.rendering.session import PageTrouble, Session

_ACTS_KEPT = 200
_CONSOLE_KEPT = 50
_PAGES_NOTED = 10
_ENDING = 5.0  # seconds in which a script can be ended
# so many of them in that time keep the browser's driver, and so all other sites, from their work; no honest page comes near
_FLOOD_SECONDS = 5.0
_FLOODS = {"console": ("lines in the console", 1_000), "pageerror": ("script errors", 1_000), "request": ("requests", 800),
           "websocket": ("sockets", 300)}  # fmt: skip
_DRAINING = 20.0  # seconds in which what was sent before the end of such a script comes through


class Incidents:
    """The record of one visit: `acts` with the seconds since it began, `console` with script errors; both have an end."""

    def __init__(self, dialog_limit: int) -> None:
        self._dialog_limit = dialog_limit
        self._dialogs = 0
        self._pages = 0
        self._began = time.monotonic()
        self.acts: list[Act] = []
        self.console: list[str] = []
        self.downloads = 0
        self.is_storm = False  # something without end: the page's scripts were ended
        self.crashed = asyncio.Event()
        self.closed = False
        self.on_flood: Callable[[], None] = lambda: None  # called where nothing more of what the page asks for is to be heard
        self._opening = asyncio.Lock()
        self._own: set[Page] = set()

    async def open_page(self, context: BrowserContext) -> Page:
        """A page that we open; every other one in the context is the site's, and closed by `watch_context`."""
        async with self._opening:
            page = await context.new_page()
            self._own.add(page)
        return page

    def watch_context(self, context: BrowserContext) -> None:
        context.on("page", self._close_other_page)

    def listen(self, page: Page, session: Session) -> None:
        self._session = session
        page.on("dialog", self._answer_dialog)
        page.on("download", self._note_download)
        page.on("pageerror", lambda fault: self.note_console(fault.message))
        for kind in _FLOODS:
            _Flood(page, kind, self._end_flood)
        page.on("crash", lambda _: self._crash())
        page.on("close", lambda _: self._close())

    def act(self, what: str, detail: str, picture: str | None = None) -> None:
        if len(self.acts) < _ACTS_KEPT:
            self.acts.append(Act(seconds=round(time.monotonic() - self._began, 2), what=what, detail=detail[:500], picture=picture))

    def note_console(self, text: str) -> None:
        if len(self.console) < _CONSOLE_KEPT:
            self.console.append(text[:300])

    async def silence(self, seconds: float = _ENDING) -> None:
        """Ends the script that runs and lets none run again; the page stays as it stands. Raises PageTrouble."""
        if self._session.is_silenced:
            return
        self._session.is_silenced = True
        # the ban waits at the page's door while a script runs: each end of a script may let it in before the next one starts
        ban = asyncio.create_task(self._session.send("Emulation.setScriptExecutionDisabled", {"value": True}, seconds=seconds))
        while not ban.done():
            await self._session.send("Runtime.terminateExecution", seconds=seconds)
            await asyncio.wait({ban}, timeout=0.3)
        await ban

    async def allow_scripts(self) -> None:
        """For a page that is opened anew."""
        self.is_storm = False
        self._dialogs = self._pages = 0
        if self._session.is_silenced:
            await self._session.send("Emulation.setScriptExecutionDisabled", {"value": False}, seconds=5)
            self._session.is_silenced = False

    def _crash(self) -> None:
        self.crashed.set()
        self._session.end("the renderer ended")

    def _close(self) -> None:
        self.closed = True
        self._session.end("the page closed itself")

    async def _answer_dialog(self, dialog: Dialog) -> None:
        """Alerts are confirmed, questions declined: nothing is agreed to in anybody's name."""
        self._dialogs += 1
        is_last = self._dialogs == self._dialog_limit  # told before anything is waited for: meanwhile more may come
        if self._dialogs <= self._dialog_limit:
            self.act("dialog", f"{dialog.type}: {dialog.message}")
        try:
            await (dialog.accept() if dialog.type in ("alert", "beforeunload") else dialog.dismiss())
        except Error as gone:
            self.note_console(f"dialog: {_first_line(gone)}")
        if is_last:
            await self._end_storm("dialogs ended")

    async def _close_other_page(self, page: Page) -> None:
        async with self._opening:
            if page in self._own:
                return
        self._pages += 1
        is_last = self._pages == self._dialog_limit  # as above
        if self._pages <= _PAGES_NOTED:
            self.act("opened page closed", page.url)
        if is_last:
            await self._end_storm("opened pages ended")
        try:
            await page.close()
        except Error as gone:
            self.note_console(f"opened page: {_first_line(gone)}")

    async def _end_flood(self, kind: str, what: str, because: str) -> None:
        if kind == "request":
            self.on_flood()
        await self._end_storm(what, because)

    async def _end_storm(self, what: str, because: str = "") -> None:
        self.is_storm = True
        self.act(what, f"{because or f'more than {self._dialog_limit}'}: the page's scripts were ended")
        try:
            await self.silence(_DRAINING)
        except PageTrouble as gone:
            self.note_console(f"{what}: {gone}")

    async def _note_download(self, download: Download) -> None:
        self.downloads += 1
        is_last = self.downloads == self._dialog_limit  # as above
        if self.downloads <= _PAGES_NOTED:
            self.act("download refused", download.url)
        if is_last:
            await self._end_storm("downloads ended")


class _Flood:
    """Counts one kind of a page's events, and calls `end` where too many come in too short a time.

    Every one of them passes through the browser's driver, which all sites share.
    """

    def __init__(self, page: Page, kind: str, end: Callable[[str, str, str], Coroutine[Any, Any, None]]) -> None:
        self._page, self._kind = page, kind
        self._what, self._most = _FLOODS[kind]
        self._end = end
        self._heard = 0
        self._since = time.monotonic()
        self._ending: asyncio.Task[None] | None = None
        self._listener = listener(self._hear)
        page.on(cast(Any, kind), self._listener)  # one method for three events, which Playwright declares one by one

    def _hear(self, _: object) -> None:
        now = time.monotonic()
        if now - self._since > _FLOOD_SECONDS:
            self._heard, self._since = 0, now
        self._heard += 1
        if self._heard == self._most and self._ending is None:
            self._page.remove_listener(cast(Any, self._kind), self._listener)
            self._ending = asyncio.create_task(self._end(self._kind, f"{self._what} ended", f"{self._most} within {_FLOOD_SECONDS:g} s"))


def _first_line(trouble: Error) -> str:
    return str(trouble).splitlines()[0]
