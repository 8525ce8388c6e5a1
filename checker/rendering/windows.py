"""What a page opens beside itself: windows are heard, and what they would send is asked about before it goes."""

import asyncio
from collections.abc import Callable
from typing import Any

from checker.rendering.lifecycle import READING
from checker.rendering.open_page import OpenPage
from checker.rendering.session import PageTrouble, Session


class Windows:
    """Of one page; `may_send` is asked with method and address whether a window may send a form.

    A window asks for its document before any session of ours is in it. So the browser itself is asked to wait for our word before it loads
    documents: also those of other sites, which go on at once.
    """

    def __init__(self, opened: OpenPage, may_send: Callable[[str, str], bool]) -> None:
        self._opened = opened
        self._may_send = may_send
        self._browser: Session | None = None
        self._ends = False
        self._own: dict[str, Any] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self.heard: list[str] = []  # addresses of windows; whoever waits for one clears it before
        opened.session.on("Page.windowOpen", lambda event: self.heard.append(event["url"]))

    async def begin(self) -> None:
        """From now on, until `end`. Raises PageTrouble."""
        browser = self._opened.page.context.browser
        if self._browser is not None or browser is None:
            return
        self._own = (await self._opened.session.send("Target.getTargetInfo"))["targetInfo"]
        self._browser = await Session.of_browser(browser)
        self._browser.on("Fetch.requestPaused", self._paused)
        documents = {"urlPattern": "*", "resourceType": "Document", "requestStage": "Request"}
        await self._browser.send("Fetch.enable", {"patterns": [documents]})

    async def end(self) -> None:
        """Raises PageTrouble where the browser is no more."""
        if self._browser is not None:
            self._ends = True
            await self._browser.detach()  # until then what waits for our word has it
            self._browser = None

    def _paused(self, event: dict[str, Any]) -> None:
        if self._browser is not None:
            task = asyncio.create_task(self._judge(self._browser, event))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _judge(self, browser: Session, event: dict[str, Any]) -> None:
        request, asked = event["request"], {"requestId": event["requestId"]}
        try:
            refused = request["method"] not in READING and await self._is_of_window(browser, event["frameId"])
            if refused and not self._may_send(request["method"], request["url"]):
                await browser.send("Fetch.failRequest", {**asked, "errorReason": "Aborted"})
            else:
                await browser.send("Fetch.continueRequest", asked)
        except PageTrouble as gone:
            if not self._ends:  # else nobody waits for our word any more
                self._opened.incidents.act("request gone", str(gone))

    async def _is_of_window(self, browser: Session, frame: str) -> bool:
        """A window of this page's context that some page opened; of frames within pages their pages' own sessions hear."""
        try:
            told = (await browser.send("Target.getTargetInfo", {"targetId": frame}))["targetInfo"]
        except PageTrouble:
            return False
        is_ours = told.get("browserContextId") == self._own.get("browserContextId") and told["targetId"] != self._own["targetId"]
        return is_ours and "openerId" in told
