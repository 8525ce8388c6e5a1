"""The documents of a page's main frame: which came, when each was parsed and loaded; and how a page at rest is kept from leaving."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Any

from checker.rendering.session import PageTrouble, Session

_NOTED = 25
READING = ("GET", "HEAD")  # methods that ask for a page and send nothing
_ASKING = (*READING, "OPTIONS")  # the browser's own question before a request to another host sends nothing either
ERROR_PAGE = "chrome-error://"


class Lifecycle:
    """Listens to one page. Times are `time.monotonic()` seconds; `tell` is told (what, detail) of what a reader should know.

    `documents` counts what the main frame was navigated to, `frames` what inner frames were; moves within a document (hash,
    history) are none. A document that stood for `fresh_after` seconds and comes again is a refresh. The one beyond `limit` stays.
    """

    def __init__(self, session: Session, tell: Callable[[str, str], None], *, fresh_after: float, limit: int) -> None:
        self._session = session
        self._fresh_after = fresh_after
        self._limit = limit
        self._tell = tell
        self._came = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._refused = 0
        self.documents = 0
        self.frames = 0
        self.refreshes = 0  # documents in a row that only replaced themselves after they had stood for a while
        self.address = ""
        self.committed = time.monotonic()
        self.parsed: float | None = None
        self.loaded: float | None = None
        self.is_held = False
        # asked with method, address and whether it is a frame's own document, if a request other than GET may go
        self.on_post: Callable[[str, str, bool], bool] | None = None
        self._listens = ""  # to which requests, as a pattern's words: they wait for our word
        self.is_closed = False  # while a script steers it: nothing at all is sent, by fetch() or a beacon neither
        self.is_written_over = False  # a script opened the document anew: that it was parsed and loaded was said of what it replaced
        self.on_document: Callable[[], None] = lambda: None  # called when a document was committed
        self.on_refused: Callable[[str], None] = lambda _: None  # called with the address that a page at rest wanted to go to

    def begin(self) -> None:
        """Before the page is opened (again)."""
        self.documents = self.frames = self.refreshes = 0
        self.address, self.committed = "", time.monotonic()

    def listen(self) -> None:
        self._session.on("Page.frameNavigated", self._navigated)
        self._session.on("Page.documentOpened", self._written_over)
        self._session.on("Page.domContentEventFired", lambda _: self._mark_parsed())
        self._session.on("Page.loadEventFired", lambda _: self.mark_loaded())
        self._session.on("Fetch.requestPaused", self._paused)

    def _navigated(self, event: dict[str, Any]) -> None:
        frame = event["frame"]
        if "parentId" in frame:
            self.frames += 1
            return
        now = time.monotonic()
        stood = now - self.committed
        # a page that shows itself for some seconds and then anew is a page that keeps itself fresh, not one that leads elsewhere
        self.refreshes = self.refreshes + 1 if frame["url"] == self.address and stood >= self._fresh_after else 0
        self.documents += 1
        self.address, self.committed, self.parsed, self.loaded = frame["url"], now, None, None
        self.is_written_over = False
        if self.documents <= _NOTED:
            self._tell("navigated", frame.get("unreachableUrl") or frame["url"])
        self.on_document()
        self._came.set()
        if self.documents == self._limit + 1:  # at once: whoever waits for an answer of a document that is gone hears of it much later
            self._begin(self._hold_at_limit())

    def _written_over(self, event: dict[str, Any]) -> None:
        self.is_written_over = self.is_written_over or "parentId" not in event["frame"]

    def _mark_parsed(self) -> None:
        self.parsed = self.parsed or time.monotonic()

    def mark_loaded(self) -> None:
        self._mark_parsed()
        self.loaded = self.loaded or time.monotonic()

    @property
    def is_error_page(self) -> bool:
        """Whether the browser's own page stands in the place of one that did not come."""
        return self.address.startswith(ERROR_PAGE)

    async def pause(self, seconds: float, document: int) -> bool:
        """Waits; true as soon as the main frame has a newer document than `document` (a value of `documents`)."""
        self._came.clear()
        if self.documents == document and seconds > 0:
            try:
                async with asyncio.timeout(seconds):
                    await self._came.wait()
            except TimeoutError:
                pass
        return self.documents != document

    async def hold(self) -> None:
        """From now on the page stays: where it would go elsewhere by itself (or by a click of ours), it is refused, and that is noted."""
        if self.is_held:
            return
        self.is_held = True  # before the browser is asked: what it asks us back may come ahead of its answer
        try:
            await self._listen_to_requests()
        except PageTrouble:
            self.is_held = False
            raise

    async def let_go(self) -> None:
        """The page may go elsewhere; while a script steers it (`on_post`), it and all its frames by GET alone."""
        self.is_held = False
        if self.on_post is not None:
            await self._listen_to_requests()
        elif self._listens:
            self._listens = ""
            await self._session.send("Fetch.disable")

    async def close(self) -> None:
        """From now on `on_post` is asked about all that the page would send, whoever sends it: pages, fetch(), beacons, workers."""
        self.is_closed = True
        await self._listen_to_requests()

    async def _listen_to_requests(self) -> None:
        wanted = "all" if self.is_closed else "documents"
        if self._listens != wanted:
            pattern = {"urlPattern": "*", "requestStage": "Request"}
            await self._session.send("Fetch.enable", {"patterns": [pattern if self.is_closed else {**pattern, "resourceType": "Document"}]})
            self._listens = wanted

    async def _hold_at_limit(self) -> None:
        try:
            await self.hold()
        except PageTrouble as gone:
            self._tell("not held", str(gone))

    def _paused(self, event: dict[str, Any]) -> None:
        self._begin(self._decide(event))

    def _begin(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _may_send(self, request: dict[str, Any], *, in_frame: bool) -> bool:
        return request["method"] in _ASKING or self.on_post is None or self.on_post(request["method"], request["url"], in_frame)

    async def _decide(self, event: dict[str, Any]) -> None:
        is_document = event["resourceType"] == "Document"
        is_main = event.get("frameId") == self._session.main_frame and is_document
        stays = is_main and self.is_held
        try:
            if not stays and self._may_send(event["request"], in_frame=is_document and not is_main):
                await self._session.send("Fetch.continueRequest", {"requestId": event["requestId"]})
                return
            if stays:  # else it is refused for its method, and `on_post` has told it
                self._refused += 1
                self.on_refused(event["request"]["url"])
                if self._refused <= _NOTED:
                    self._tell("stayed", event["request"]["url"])
            await self._session.send("Fetch.failRequest", {"requestId": event["requestId"], "errorReason": "Aborted"})
        except PageTrouble as gone:
            self._tell("stayed", f"{event['request']['url']}: {gone}")
