"""A script beside the road: it runs to its look, stands still while the road looks, and runs on to its end."""

import asyncio
import traceback
from collections.abc import Awaitable, Callable
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

import structlog

from checker.faults import RunFault
from checker.locating.links import host_of
from checker.records.look import Reach
from checker.records.step import Step
from checker.rendering.look import Look
from checker.rendering.open_page import BrowserDied, PageCrashed
from checker.rendering.session import PageTrouble
from checker.rendering.steered_page import SteeredPage
from checker.rendering.visit import Visit
from checker.scenario.column import Column
from checker.scenario.declaring import Scenario
from checker.scenario.drift import Drifted
from checker.scenario.endless import Endless, Watch
from checker.scenario.step_log import AfterStep, StepLog
from checker.scenario.steps import Steps

_USUAL = (None, 80, 443)  # ports that http:// and https:// stand for
ReadColumn = Callable[[Column, bool], Awaitable[None]]  # whether the column's address alone leads to what stands there

log = structlog.get_logger()


class Steering:
    """Async context manager around one script on one visit."""

    def __init__(self, script: Scenario, visit: Visit, after_step: AfterStep | None = None) -> None:
        self._script = script
        self._visit = visit
        self._page = SteeredPage(visit.home)
        self._looks = asyncio.Event()
        self._goes_on = asyncio.Event()
        self._steps = StepLog(self._page, visit.keep_picture, after_step)
        self._named: Column | None = None  # the column of the address that the script stands at
        self._read: ReadColumn | None = None
        self._task: asyncio.Task[None] | None = None
        self._own = {_own_place(visit.site.url)}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        if self._task is not None and not self._task.done():
            self._task.cancel()
            await asyncio.wait({self._task})
        try:
            await self._page.end()
        except PageTrouble as gone:
            self._visit.act("windows not let go", str(gone))
        if isinstance(fault, Drifted):
            fault.steps = self._steps.written()

    @property
    def steps(self) -> list[Step]:
        return self._steps.written()

    async def to_the_look(self) -> Reach:
        """Runs the script until it stands on the home page. Raises Drifted, BrowserDied, PageCrashed, RunFault."""
        try:
            await self._page.begin()
        except PageTrouble as trouble:
            await self._visit.raise_if_gone()
            raise BrowserDied(str(trouble)) from trouble
        self._task = asyncio.create_task(self._run())
        looks = asyncio.create_task(self._looks.wait())
        try:
            await self._wait_for(looks)
        finally:
            looks.cancel()
        reach = await self._page.reach()
        if reach.state != "reached":
            raise Drifted("look", f"what stands there is {reach.state}")
        return reach

    def require_sight(self, look: Look) -> None:
        """Raises Drifted where the script led to a page on which nothing is to be seen."""
        if look.blank:
            raise Drifted("look", "nothing is to be seen there")

    async def to_the_end(self, read: ReadColumn | None = None) -> None:
        """What the script does after its look; `read` is handed the columns that it names. Raises as `to_the_look`."""
        self._read = read
        if self._task is not None and not self._task.done():
            self._goes_on.set()
            await self._wait_for(None)

    async def _wait_for(self, event: "asyncio.Task[bool] | None") -> None:
        """Until the event, or the script's end; within the time that a whole visit has."""
        assert self._task is not None
        seconds = self._visit.settings.site_deadline
        tasks: set[asyncio.Task[None] | asyncio.Task[bool]] = {self._task, *([event] if event else [])}
        done, _ = await asyncio.wait(tasks, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
        if self._task in done:
            self._raise_its_end(self._task)
        if not done:
            raise self._steps.end_late(seconds)

    def _raise_its_end(self, task: "asyncio.Task[None]") -> None:
        fault = task.exception()
        if self._steps.drift is not None:
            raise self._steps.drift  # whatever the script made of it
        if fault is not None:
            raise fault

    async def _run(self) -> None:
        assert self._script.steer is not None
        steps = Steps(self._page, self._steps, self._visit.site.url, self)
        beating = None
        try:
            with Watch(self._script.path) as watch:
                beating = asyncio.create_task(_beat(watch))
                await self._script.steer(steps)
                if not steps.has_looked:
                    await steps.look()
        except (BrowserDied, PageCrashed, RunFault):
            raise
        except (Exception, Endless) as bug:
            where = self._place(bug)
            log.error("a script failed: the site gets the plain visit", script=where, trouble=f"{type(bug).__name__}: {bug}")
            raise self._steps.end_behind(f"script failed: {type(bug).__name__}, {where}", str(bug)) from bug
        finally:
            if beating is not None:
                beating.cancel()

    def _place(self, bug: BaseException) -> str:
        """File and line of the script."""
        lines = [frame.lineno for frame in traceback.extract_tb(bug.__traceback__) if frame.filename == self._script.path]
        return f"{self._script.file}:{lines[-1]}" if lines else self._script.file

    # -- what the steps ask of the road -------------------------------------------------------------------------------

    async def arrive(self) -> Reach:
        reach = await self._visit.arrive(is_brief=True)
        if reach.final_url is not None:
            self._own.add(_own_place(reach.final_url))
        return reach

    def is_own(self, address: str) -> bool:
        """The host and port of the roster's address, with or without www, and those that this address itself leads to."""
        return _own_place(address) in self._own

    async def at_look(self) -> None:
        self._looks.set()
        await self._goes_on.wait()

    async def at_column(self, named: Column) -> None:
        by_address = self._page.is_as_addressed
        self._named = named if by_address else None
        await self._hand_over(named, by_address)

    async def at_turn(self) -> None:
        """A column whose list the script turns is read where it stands, before it is turned."""
        named, self._named = self._named, None
        if named is not None and self._page.is_as_addressed and named.url == self._page.address:
            await self._hand_over(named, by_address=False)

    async def _hand_over(self, named: Column, by_address: bool) -> None:
        if self._read is None:
            return
        if not by_address:
            await self._page.return_to_top()
        self._page.allows_posts = True  # the reading turns the list's own pages, as it does on the plain road
        try:
            await self._read(named, by_address)
        finally:
            self._page.allows_posts = False
        if not by_address:
            self._page.is_as_addressed = False
            await self._page.steer()


def _own_place(address: str | None) -> tuple[str, int | None]:
    """Host without www, and a port that is none of the usual ones: on another port of one host stands another site."""
    try:
        port = urlsplit(address or "").port
    except ValueError:
        port = -1  # of no site
    return host_of(address).removeprefix("www."), None if port in _USUAL else port


async def _beat(watch: Watch) -> None:
    while True:
        watch.beat()
        await asyncio.sleep(0.5)
