"""What the page asked for and what came: answers to the main frame, failures, and what is still under way."""

import re
import time
from dataclasses import dataclass, field

from playwright.async_api import Page, Request, Response

from checker.records.look import LoadFailure
from checker.records.look import Response as MainResponse

_CARRIERS = {"document", "script", "stylesheet", "image", "font", "xhr", "fetch"}
_FAILURES_KEPT = 300
# counters and statistics write no footer, so a page may rest and be complete without them
COUNTERS = re.compile(
    r"//(?:hm\.baidu\.com|[\w.-]*cnzz\.com|[\w.-]*google-analytics\.com|www\.googletagmanager\.com|[\w.-]*gridsumdissector\.c\w+|"
    r"[\w.-]*51\.la|tongji\.[\w.-]+|[\w.-]*umeng\.com|sdk\.51\.la|push\.zhanzhang\.baidu\.com|zz\.bdstatic\.com)/",
    re.IGNORECASE,
)


@dataclass
class Traffic:
    """Listens to one page. Times are `time.monotonic()` seconds."""

    token: str  # the guard's word in its own answers: with it, an answer is a failure of the network
    started: float = field(default_factory=time.monotonic)
    main: list[MainResponse] = field(default_factory=list)
    guard_kind: str | None = None  # of the newest main answer, where the guard gave it
    failures: list[LoadFailure] = field(default_factory=list)
    pending: dict[Request, float] = field(default_factory=dict)
    asked: dict[str, int] = field(default_factory=dict)
    navigations: int = 0
    document_ended: bool = False

    def listen(self, page: Page) -> None:
        page.on("request", self._asked)
        page.on("response", lambda response: self._answered(page, response))
        page.on("requestfinished", self._finished)
        page.on("requestfailed", self._failed)

    def _asked(self, request: Request) -> None:
        self.pending[request] = time.monotonic()
        address = request.url.partition("?")[0]
        self.asked[address] = self.asked.get(address, 0) + 1

    def _answered(self, page: Page, response: Response) -> None:
        request = response.request
        is_main = request.is_navigation_request() and request.frame == page.main_frame
        kind = response.headers.get("x-checker-failure") if response.headers.get("x-checker-token") == self.token else None
        if is_main:
            self.main.append(MainResponse(url=response.url, status=response.status, seconds=round(time.monotonic() - self.started, 3)))
            self.guard_kind = kind
            if not 300 <= response.status < 400:
                self.failures.clear()  # a new document: what failed before it is past
        elif kind is not None or response.status >= 400:
            self._note(request, f"network: {kind}" if kind else f"HTTP {response.status}", None if kind else response.status)

    def _finished(self, request: Request) -> None:
        self.pending.pop(request, None)

    def _failed(self, request: Request) -> None:
        self.pending.pop(request, None)
        reason = request.failure or "failed"
        if "ERR_ABORTED" in reason and request.resource_type not in ("document", "script"):
            return  # the page itself gave it up
        if not (request.is_navigation_request() and request.frame.parent_frame is None):
            self._note(request, reason, None)

    def _note(self, request: Request, reason: str, status: int | None) -> None:
        if len(self.failures) < _FAILURES_KEPT:
            self.failures.append(LoadFailure(url=request.url, resource=request.resource_type, reason=reason, status=status))

    def waits_for(self, longest: float) -> list[str]:
        """Addresses under way that could still change the page: no counters, no endless polling, none older than `longest` s."""
        now = time.monotonic()
        return [
            request.url
            for request, since in self.pending.items()
            if request.resource_type in _CARRIERS
            and now - since < longest
            and not is_counter(request.url)
            and self.asked.get(request.url.partition("?")[0], 0) < 4
        ]

    def never_came(self, since: float) -> list[LoadFailure]:
        """Requests still without an end after `since` seconds, as failures."""
        now = time.monotonic()
        return [
            LoadFailure(url=request.url, resource=request.resource_type, reason=f"no end after {now - started:.0f} s")
            for request, started in self.pending.items()
            if now - started >= since and request.resource_type in _CARRIERS
        ]


def is_counter(url: str) -> bool:
    return bool(COUNTERS.search(url))
