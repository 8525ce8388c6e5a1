"""One visit to one home page: it is opened, comes to rest, is looked at, and what may be a badge is proven."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from types import TracebackType

from playwright.async_api import BrowserContext, Dialog, Download, Error, Page

from checker.records.candidate import Candidate, Proven
from checker.records.layout import Layout
from checker.records.look import Act, Picture, Reach, ReachState
from checker.records.site import Site
from checker.rendering.browser import Browser
from checker.rendering.closers import close_overlays
from checker.rendering.failures import SENTENCES, state_of_error, state_of_guard
from checker.rendering.guard import Guard
from checker.rendering.pictures import Shot, capture_page, is_blank
from checker.rendering.session import PageTrouble, Session
from checker.rendering.settling import Rest, Settling
from checker.rendering.sight import prove_all
from checker.rendering.snapshot import take_snapshot
from checker.rendering.traffic import Traffic
from checker.rendering.walls import is_wall
from checker.settings import Settings

_CONSOLE_KEPT = 50
_PAGES_KEPT = 30


class BrowserDied(Exception):  # noqa: N818 - not an error of a caller: the pipeline visits the site again
    """The browser went away under the visit."""


class PageCrashed(Exception):  # noqa: N818 - turned into a state by the pipeline
    """The renderer of this page crashed."""


@dataclass(slots=True)
class Look:
    """The pixels and the layout of one moment, and what kept it from being complete (Chinese)."""

    layout: Layout
    untouched: Picture | None
    settled: Picture | None
    picture: bytes = b""  # the settled picture's JPEG
    blank: bool = False


@dataclass
class Visit:
    """Async context manager around a fresh context and its guard. `keep_picture` writes a shot and returns its record."""

    browser: Browser
    site: Site
    settings: Settings
    keep_picture: Callable[[str, Shot, str], Awaitable[Picture]]
    keep_file: Callable[[str, bytes, str], Awaitable[str]]
    acts: list[Act] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    rest: Rest = field(default_factory=Rest)
    address: str = ""
    started: float = field(default_factory=time.monotonic)
    guard: Guard = field(init=False)
    traffic: Traffic = field(init=False)
    page: Page = field(init=False)
    session: Session = field(init=False)
    _context: BrowserContext | None = None
    _downloaded: bool = False
    _crashed: asyncio.Event = field(default_factory=asyncio.Event)
    _dialogs: int = 0
    _seconds: float | None = None
    _committed_at: float = 0.0

    async def __aenter__(self) -> "Visit":
        settings = self.settings
        self.guard = Guard(
            allow_private=settings.allow_private,
            upstream=settings.proxy,
            byte_limit=settings.byte_limit,
            request_limit=settings.request_limit,
            connect_timeout=settings.answer_timeout,
        )
        await self.guard.__aenter__()
        try:
            await self._open_page()
        except Error as trouble:
            await self.guard.__aexit__(None, None, None)
            raise BrowserDied(trouble.message) from trouble
        return self

    async def _open_page(self) -> None:
        self._context = await self.browser.new_context(self.guard.address)
        self.page = await self._context.new_page()
        self.session = await Session.open(self.page)
        self.traffic = Traffic(self.guard.token)
        self.traffic.listen(self.page)
        self.session.on("Page.frameNavigated", self._navigated)
        self.page.on("dialog", self._answer_dialog)
        self.page.on("download", self._note_download)
        self.page.on("crash", lambda _: self._crashed.set())
        self.page.on("pageerror", lambda fault: self._note_console(fault.message))
        self._context.on("page", self._close_other_page)

    async def __aexit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        try:
            if self._context is not None:
                async with asyncio.timeout(10):
                    await self._context.close()
        except (Error, TimeoutError) as trouble:
            self.act("context not closed", str(trouble).splitlines()[0])
        finally:
            await self.guard.__aexit__(None, None, None)

    def act(self, what: str, detail: str, picture: str | None = None) -> None:
        self.acts.append(Act(seconds=round(time.monotonic() - self.started, 2), what=what, detail=detail[:500], picture=picture))

    # -- what the page does by itself ------------------------------------------------------------------------------

    def _navigated(self, event: dict[str, dict[str, str]]) -> None:
        if "parentId" not in event["frame"]:
            self.traffic.navigations += 1
            if self.traffic.navigations <= self.settings.navigation_limit:
                self.act("navigated", event["frame"]["url"])

    async def _answer_dialog(self, dialog: Dialog) -> None:
        """Alerts are confirmed, questions declined: nothing is agreed to in anybody's name."""
        self._dialogs += 1
        if self._dialogs <= self.settings.dialog_limit:
            self.act("dialog", f"{dialog.type}: {dialog.message}")
        try:
            await (dialog.accept() if dialog.type in ("alert", "beforeunload") else dialog.dismiss())
            if self._dialogs == self.settings.dialog_limit:
                self.act("dialogs ended", "too many: the script was stopped")
                await self.session.send("Runtime.terminateExecution", seconds=5)
        except (Error, PageTrouble) as gone:
            self._note_console(f"dialog: {gone}")

    def _note_download(self, download: Download) -> None:
        self._downloaded = True
        self.act("download refused", download.url)

    async def _close_other_page(self, page: Page) -> None:
        if page is self.page:
            return
        if len(self.acts) < _PAGES_KEPT:
            self.act("opened page closed", page.url)
        try:
            await page.close()
        except Error as gone:
            self._note_console(f"opened page: {gone.message.splitlines()[0]}")

    def _note_console(self, text: str) -> None:
        if len(self.console) < _CONSOLE_KEPT:
            self.console.append(text[:300])

    def raise_if_gone(self) -> None:
        """Raises BrowserDied or PageCrashed where the page is no more."""
        if not self.browser.is_alive:
            raise BrowserDied("the browser process ended")
        if self._crashed.is_set():
            raise PageCrashed("the renderer ended")

    # -- the road's second step: to rest ---------------------------------------------------------------------------

    async def arrive(self) -> Reach:
        """Opens the home page (with a bare host refused over http, once over https) and brings it to rest."""
        reach = await self._go(self.site.url)
        if self.site.scheme_assumed and reach.state == "refused" and self.site.url.startswith("http://"):
            self.act("tried https", "the http port refused")
            reach = await self._go("https://" + self.site.url.removeprefix("http://"))
        return reach

    async def _go(self, address: str) -> Reach:
        self.address = address
        begin = self.traffic.started = time.monotonic()
        try:
            response = await self.page.goto(address, wait_until="commit", timeout=self.settings.answer_timeout * 1000)
        except Error as trouble:
            self.raise_if_gone()
            return self._failed(trouble.message, time.monotonic() - begin)
        self._seconds = round(time.monotonic() - begin, 3)
        if response is None and self._downloaded:
            return self._reach("download")
        try:
            self.rest = await Settling(self.page, self.session, self.traffic, self.settings).settle()
        except Error as trouble:
            self.raise_if_gone()
            self.rest = Rest(release="closed", notes=[trouble.message.splitlines()[0]])
        self.raise_if_gone()
        return await self._state_at_rest()

    async def _state_at_rest(self) -> Reach:
        last = self.traffic.main[-1] if self.traffic.main else None
        if self._downloaded and (last is None or self.page.url == "about:blank"):
            return self._reach("download")
        if self.traffic.guard_kind is not None:
            return self._reach(state_of_guard(self.traffic.guard_kind))
        if self.rest.release == "navigation_limit":
            return self._reach("redirect_loop")
        if last is not None and last.status in (412, 429):
            return self._reach("blocked")
        words, scripts = await self._words_and_scripts()
        if is_wall(words, scripts, last.status if last else None):
            return self._reach("blocked")
        if last is not None and last.status >= 400:
            return self._reach("http_error")
        return self._reach("reached")

    async def _words_and_scripts(self) -> tuple[str, int]:
        try:
            answer = await self.session.run("visible_words")
        except PageTrouble as trouble:
            self.rest.notes.append(str(trouble))
            return "", 0
        return str(answer["words"]), int(answer["scripts"])

    def _failed(self, message: str, seconds: float) -> Reach:
        host = self.guard_failure()
        if self._downloaded or "Download is starting" in message:
            return self._reach("download")
        if "ERR_ABORTED" in message and self.traffic.main and self.traffic.main[-1].status in (204, 205):
            return self._reach("empty")
        state = state_of_error(message, host)
        self._seconds = None if state in ("dns", "not_allowed") else round(seconds, 3)
        return self._reach(state, detail=message.splitlines()[0])

    def guard_failure(self) -> str | None:
        """The guard's newest word on the host that the main frame last asked."""
        if self.guard.failures:
            return str(next(reversed(self.guard.failures.values())).kind)
        return None

    def _reach(self, state: ReachState, detail: str = "") -> Reach:
        last = self.traffic.main[-1] if self.traffic.main else None
        because = SENTENCES.get(state)
        if state == "http_error" and last is not None:
            because = f"网站返回错误状态码{last.status}"
        if detail:
            self.act("not opened", detail)
        status = last.status if last is not None and self.traffic.guard_kind is None else None
        committed = state in ("reached", "http_error", "blocked", "empty", "redirect_loop") and self.page.url.startswith("http")
        return Reach(
            state=state,
            status=status,
            final_url=self.page.url if committed else (last.url if last and status else None),
            seconds=self._seconds,
            release=self.rest.release if committed else None,
            because=because if state != "reached" else _release_sentence(self.rest),
        )

    # -- the third step: a look ------------------------------------------------------------------------------------

    async def look(self, again: str = "") -> Look:
        """First the untouched picture; then what can be closed is closed; then the full page and its layout of one moment.

        `again` is put behind the pictures' names.
        """
        await self.session.run("scroll_to_top")
        shot = await capture_page(self.session, self.settings.page_height_limit)
        untouched = await self.keep_picture(f"untouched{again}", shot, "untouched full page")
        closed = await close_overlays(self.session)
        for one in closed:
            self.act("closed", f"{one.overlay}: {one.word}")
        settled = untouched
        if closed:
            await self.session.run("scroll_to_top")
            shot = await capture_page(self.session, self.settings.page_height_limit)
            settled = await self.keep_picture(f"home{again}", shot, "settled full page")
        layout = await take_snapshot(self.session)
        blank = await asyncio.to_thread(is_blank, shot.data)
        return Look(layout, untouched, settled, shot.data, blank)

    async def reload(self, because: str) -> Reach:
        """One retry of the whole page, for what failed to load."""
        self.act("loaded again", because)
        self._downloaded = False
        return await self._go(self.address)

    # -- the fifth step: proof -------------------------------------------------------------------------------------

    async def prove(self, look: Look, candidates: list[Candidate], first: int = 0) -> list[Proven]:
        """The proof of each candidate, in order; their pictures are numbered from `first` + 1."""
        settled = look.settled.file if look.settled else None
        return await prove_all(self.session, look.layout, candidates, settled, self.keep_file, first)


def _release_sentence(rest: Rest) -> str | None:
    return {
        "deadline": "页面在规定时间内仍有内容未加载完毕",
        "script_loop": "页面脚本陷入死循环，已中止后继续检查",
        "byte_limit": "页面数据量超过上限，已中止加载",
    }.get(rest.release)
