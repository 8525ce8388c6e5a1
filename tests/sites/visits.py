"""The road of the product, walked over fixture pages in this process: one browser, several pages in flight."""

import asyncio
import threading
from collections.abc import Coroutine
from concurrent.futures import Future
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from checker.evidence.run_folder import RunFolder
from checker.judgment.badges import read_badges
from checker.pipeline import Road
from checker.records.judgment import Badge
from checker.records.observation import Observation
from checker.rendering.browser import Browser
from checker.rendering.link_answers import LinkAnswers
from checker.sample_city.authority import Authority
from checker.settings import Settings
from tests.sites.page import SitePage
from tests.sites.server import PageServer

T = TypeVar("T")
Visited = tuple[Observation, dict[str, Badge], Path]  # what was seen, the five badges by kind, the folder of the pictures


class Loop:
    """An event loop in a thread of its own."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def begin(self, work: Coroutine[Any, Any, T]) -> Future[T]:
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()


class Visits:
    """A context in which pages are visited; each page once, however often it is asked for."""

    def __init__(self, server: PageServer, archive: Path, at_once: int = 4) -> None:
        self._archive = archive
        self._server = server
        self._ours, self._theirs = Loop(), Loop()  # so that a busy checker does not make the pages slow
        self._gate = asyncio.Semaphore(at_once)
        self._begun: dict[str, Future[Visited]] = {}
        self._under_way: set[asyncio.Task[Visited]] = set()

    def __enter__(self) -> Self:
        authority = Authority(self._archive)
        self._door = self._server.door(authority)
        self._theirs.begin(self._door.__aenter__()).result(timeout=30)
        # the setting of the machine counts for the browser alone: pages are judged by the defaults
        self._settings = Settings(proxy=self._door.address, trust_ca=authority.file, site_deadline=150)
        self._run = RunFolder.create(self._archive, "pages")
        self._ours.begin(self._open()).result(timeout=120)
        return self

    async def _open(self) -> None:
        self._browser = Browser(self._settings)
        await self._browser.__aenter__()
        self._links = LinkAnswers(self._settings)
        down = await self._links.hosts_down()
        assert not down, f"the collection's own official hosts do not answer: {down}"

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self._ours.begin(self._close_browser()).result(timeout=60)
        self._theirs.begin(self._close_door()).result(timeout=60)
        self._run.release()
        self._ours.close()
        self._theirs.close()

    async def _close_browser(self) -> None:
        """Visits that were begun ahead, and that another worker took, are given up first."""
        for visit in self._under_way:
            visit.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        await self._browser.__aexit__(None, None, None)

    async def _close_door(self) -> None:
        self._server.closing.set()
        await asyncio.sleep(0.1)  # silent answers end before their connections are cut
        await self._door.__aexit__()

    def begin(self, page: SitePage) -> Future[Visited]:
        """Begins the visit, unless it has begun; the future gives what was seen."""
        if page.name not in self._begun:
            self._begun[page.name] = self._ours.begin(self._visit_as_task(page))
        return self._begun[page.name]

    async def _visit_as_task(self, page: SitePage) -> Visited:
        visit = asyncio.create_task(self._visit(page))
        self._under_way.add(visit)
        visit.add_done_callback(self._under_way.discard)
        return await visit

    async def _visit(self, page: SitePage) -> Visited:
        async with self._gate:
            folder = self._run.site(page.key)
            settings = self._settings.model_copy(update={name: getattr(page.expected, name) for name in ("late_content", "load_timeout")})
            observation = await Road(self._browser, settings, self._links).observe(page.site, folder)
        badges = {str(reading.badge.kind): reading.badge for reading in read_badges(observation)}
        return observation, badges, folder.folder
