"""What the page asked for and what came: answers to the main frame, failures, and what is still under way."""

import re
import time
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.async_api import Error, Page, Request, Response

from checker.records.look import LoadFailure
from checker.records.look import Response as MainResponse
from checker.rendering.guard import Guard
from checker.rendering.hearing import listener

_CARRIERS = {"document", "script", "stylesheet", "image", "font", "xhr", "fetch"}
STRUCTURE = {"document", "script", "stylesheet"}
_FAILURES_KEPT = 300
_MAIN_KEPT = 200
_POLLS = 3  # answers from one address since load, after which asking it again is polling
# counters and statistics write no footer, so a page may rest and be complete without them
COUNTERS = re.compile(
    r"//(?:hm\.baidu\.com|[\w.-]*cnzz\.com|[\w.-]*google-analytics\.com|www\.googletagmanager\.com|[\w.-]*gridsumdissector\.c\w+|"
    r"[\w.-]*51\.la|tongji\.[\w.-]+|[\w.-]*umeng\.com|sdk\.51\.la|push\.zhanzhang\.baidu\.com|zz\.bdstatic\.com)/",
    re.IGNORECASE,
)


@dataclass
class Traffic:
    """Listens to one page. Times are `time.monotonic()` seconds.

    A request that brought nothing for `patience` seconds (`structure_patience` for documents, scripts and style sheets), while nothing
    else came from its host either, is not waited for any longer. Requests queue behind each other: what is slow is not what hangs.
    """

    guard: Guard
    patience: float
    structure_patience: float
    started: float = field(default_factory=time.monotonic)
    main: list[MainResponse] = field(default_factory=list)
    guard_kind: str | None = None  # of the newest main answer, where the guard gave it
    main_type: str = ""  # the newest main answer's media type
    main_asked: str = ""  # the address that the main frame asked for last
    failures: list[LoadFailure] = field(default_factory=list)
    pending: dict[Request, float] = field(default_factory=dict)
    heed_main: Callable[[Response, float, str | None], None] | None = None  # told each main answer, its seconds, the guard's word on it
    _page: Page = field(init=False)
    _heard: list[tuple[Any, Any]] = field(default_factory=list)  # events, and what listens to them
    _main_request: Request | None = None  # the main frame's newest
    _document: Request | None = None  # that of the document which stands there
    _main_failures: dict[Request, str] = field(default_factory=dict)
    _came: dict[str, float] = field(default_factory=dict)  # host -> when something last came from it
    _answers: Counter[str] = field(default_factory=Counter)
    _counting: bool = False

    def listen(self, page: Page) -> None:
        self._page = page
        self._heard = [
            ("request", listener(lambda request: self._asked(page, request))),
            ("response", listener(lambda response: self._answered(page, response))),
            ("requestfinished", listener(self._end)),
            ("requestfailed", listener(lambda request: self._failed(page, request))),
        ]
        for event, call in self._heard:
            page.on(event, call)

    def stop_listening(self) -> None:
        """The page asks without end: each further word costs all sites, and what is under way is waited for no longer."""
        while self._heard:
            self._page.remove_listener(*self._heard.pop())
        self.pending.clear()

    def begin(self) -> None:
        """Before the page is opened: what went before is past."""
        self.started = time.monotonic()
        self.main_asked = ""
        self.guard_kind = self._main_request = self._document = None
        self.main.clear()
        self._main_failures.clear()
        self.failures.clear()
        self.pending.clear()

    def begin_document(self) -> None:
        """A document was committed: what others asked for before it holds nothing up and accuses nobody."""
        self._document = self._main_request
        self.pending = {request: since for request, since in self.pending.items() if request is self._document}
        self.failures.clear()
        self._answers.clear()
        self._counting = False

    def begin_counting(self) -> None:
        """The page loaded: addresses that are asked again and again from now on are polled."""
        self._counting = True

    def _asked(self, page: Page, request: Request) -> None:
        if not request.url.startswith("http"):
            return  # blob:, data: and the like come from the page itself
        now = self.pending[request] = time.monotonic()
        self._came.setdefault(_host(request.url), now)
        if _is_main(page, request):
            self._main_request, self.main_asked = request, request.url

    def _answered(self, page: Page, response: Response) -> None:
        request = response.request
        self._came[_host(response.url)] = time.monotonic()
        failure = self.guard.failure_behind(response.url, response.headers)
        kind = failure.kind if failure else None
        if _is_main(page, request):
            seconds = round(time.monotonic() - self.started, 3)
            if len(self.main) < _MAIN_KEPT:
                self.main.append(MainResponse(url=response.url, status=response.status, seconds=seconds))
            if self.heed_main is not None:
                self.heed_main(response, seconds, kind)
            self.guard_kind = kind
            self.main_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
        elif kind is not None or response.status >= 400:
            self._note(request, f"network: {kind}" if kind else f"HTTP {response.status}", None if kind else response.status)

    def _failed(self, page: Page, request: Request) -> None:
        self._end(request)
        reason = request.failure or "failed"
        if _is_main(page, request):
            self._main_failures[request] = reason
        elif "ERR_ABORTED" not in reason and request.url.startswith("http"):  # else the page itself gave it up
            self._note(request, reason, None)

    def _end(self, request: Request) -> None:
        if self.pending.pop(request, None) is not None:
            self._came[_host(request.url)] = time.monotonic()
            if self._counting:
                self._answers[_bare(request.url)] += 1

    def _note(self, request: Request, reason: str, status: int | None) -> None:
        if len(self.failures) < _FAILURES_KEPT:
            self.failures.append(LoadFailure(url=request.url, resource=request.resource_type, reason=reason, status=status))

    @property
    def main_failure(self) -> str | None:
        """Why the main frame's newest request failed, or null."""
        return self._main_failures.get(self._main_request) if self._main_request else None

    @property
    def is_document_under_way(self) -> bool:
        """Whether more of the document that stands in the main frame may still come."""
        return self._document in self.pending

    def broken_document(self) -> LoadFailure | None:
        """The document that stands there, where its body broke off: whatever would have followed is missing."""
        reason = self._main_failures.get(self._document) if self._document else None
        if reason is None or self._document is None or "ERR_ABORTED" in reason:
            return None
        return LoadFailure(url=self._document.url, resource="document", reason=reason, main=True)

    def waits_for(self) -> list[str]:
        """Addresses under way that could still change the page: no counters, no polling, none that hangs."""
        now = time.monotonic()
        return [request.url for request, since in self.pending.items() if self._is_awaited(request, since, now)]

    def _is_awaited(self, request: Request, since: float, now: float) -> bool:
        kind = request.resource_type
        if kind not in _CARRIERS or is_counter(request.url) or self._answers[_bare(request.url)] >= _POLLS:
            return False
        last = max(since, self._came.get(_host(request.url), since))
        return now - last < (self.structure_patience if kind in STRUCTURE else self.patience)

    def hanging(self, kinds: Collection[str]) -> list[Request]:
        """What of these kinds is still under way, though nothing came for as long as is waited for it."""
        now = time.monotonic()
        return [r for r, since in self.pending.items() if r.resource_type in kinds and not self._is_awaited(r, since, now)]

    def give_up(self) -> list[LoadFailure]:
        """What is under way has failed from now on: for a page that is told to stop loading, of which no more than that would be heard."""
        failures = self.never_came(0)
        self.failures += failures
        self.pending.clear()
        return failures

    def waited_for_by(self, *, main: bool) -> list[Request]:
        """Scripts before style sheets before documents under way, asked for by the main frame, or else by the frames in it."""
        order = ("script", "stylesheet", "document")
        found = [r for r in self.pending if r.resource_type in STRUCTURE and r is not self._document and self._is_of(r, main=main)]
        return sorted(found, key=lambda request: order.index(request.resource_type))

    def _is_of(self, request: Request, *, main: bool) -> bool:
        try:
            return (request.frame == self._page.main_frame) == main
        except Error:  # a frame that is only now on its way has no name yet; a worker has none at all
            return not main

    def note_frame(self, url: str, waits_for: Request) -> None:
        """A frame whose document came, and not to its end."""
        if not any(failure.url == url for failure in self.failures):
            seconds = time.monotonic() - self.pending.get(waits_for, time.monotonic())
            self.failures.append(LoadFailure(url=url, resource="document", reason=f"no end after {seconds:.0f} s"))

    def never_came(self, since: float | None = None) -> list[LoadFailure]:
        """Requests still without an end after `since` seconds (null: `patience`), as failures; the document that stands there is none."""
        now = time.monotonic()
        least = self.patience if since is None else since
        return [
            LoadFailure(url=request.url, resource=request.resource_type, reason=f"no end after {now - started:.0f} s")
            for request, started in self.pending.items()
            if now - started >= least and request.resource_type in _CARRIERS and request is not self._document
        ]


def is_counter(url: str) -> bool:
    return bool(COUNTERS.search(url))


def _is_main(page: Page, request: Request) -> bool:
    return request.is_navigation_request() and request.frame == page.main_frame


def _host(url: str) -> str:
    return urlsplit(url).netloc


def _bare(url: str) -> str:
    return url.partition("?")[0]
