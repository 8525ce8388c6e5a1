"""When a page is at rest: loaded, quiet, scrolled to its end, and nothing more to come that belongs to it."""

import time
from dataclasses import dataclass, field
from typing import Any

from checker.records.look import Release
from checker.rendering.hindrance import find_hindrance, note_unfinished_frames
from checker.rendering.incidents import Incidents
from checker.rendering.lifecycle import Lifecycle
from checker.rendering.scrolling import LEAST_GROWTH, Scrolling
from checker.rendering.session import PageSilent, PageTrouble, Session
from checker.rendering.traffic import Traffic
from checker.rendering.turns import watch_turns
from checker.settings import Settings

_BEAT = 0.25  # seconds between two probes
_CALM = 0.5  # seconds without change that count as quiet
_FIRST_QUIET = 4.0  # seconds after load in which the first quiet is waited for, before reading begins
_LAST_QUIET = 25.0  # seconds after the late content's time in which what was asked for in time is waited for
_CHURN = 3.0  # seconds after that time for which a page may go on changing while nothing is under way
_READINGS = 12  # a page that grows when its end is reached is read on so many times
_GROWING = 30.0  # seconds after which such a page is read on no more
_GLANCE = 2.0  # seconds between two looks whether it has grown; each is a call into the page
_WATCHES, _WATCH = 3, 1.5  # looks, and the seconds between them, in each of which a page grows that does so by itself
_LOOPS = 2  # endless scripts that are ended, one after the other, before the page may run none
_AFTERWARDS = 3.0  # seconds in which a page answers once its script was ended
_DRAINING = 20.0  # seconds in which a page answers whose flood was ended
_REFRESHES = 2  # times that a page renews itself before it is held
_ARRIVAL = 0.3  # seconds within which the news of a navigation follows the end of what it interrupted


class _OutOfTime(Exception):  # noqa: N818 - caught below
    """The time for coming to rest is over."""


class _NewDocument(Exception):  # noqa: N818 - caught below
    """The main frame went to another document: the wait begins anew."""


@dataclass(slots=True)
class Rest:
    """How the page came to rest."""

    release: Release = "quiet"
    gaps: list[str] = field(default_factory=list)  # in Chinese: what was not there to be looked at, although it may be part of the page
    is_undrawn: bool = False  # nobody saw anything of the page before its loading was stopped


@dataclass(slots=True)
class Settling:
    """Brings one page to rest, before `until` (`time.monotonic()`)."""

    session: Session
    life: Lifecycle
    traffic: Traffic
    incidents: Incidents
    settings: Settings
    until: float
    is_brief: bool = False  # loaded and calm is enough
    rest: Rest = field(default_factory=Rest)
    scrolling: Scrolling = field(init=False)
    _document: int = 0
    _loops: int = 0

    def __post_init__(self) -> None:
        self._begin_scrolling()

    async def settle(self) -> Rest:
        """Waits; a navigation on the way (refresh, script, challenge) begins the wait anew, up to the limit of navigations."""
        while True:
            self._document = self.life.documents
            if self._document > self.settings.navigation_limit:
                self.rest.release = "navigation_limit"
                await self._stay()
                return self.rest
            if self.life.refreshes >= _REFRESHES:
                await self.life.hold()
            try:
                await self._bring_to_rest()
                return self.rest
            except _NewDocument:
                self._begin_scrolling()
            except _OutOfTime:
                self.rest.release = "deadline"
                await self._give_up_quietly()
                return self.rest
            except PageTrouble as trouble:
                if await self.life.pause(_ARRIVAL, self._document):
                    self._begin_scrolling()
                elif self.incidents.closed:
                    self.rest.release = "closed"
                    return self.rest
                elif not isinstance(trouble, PageSilent):
                    raise
                elif not await self._end_loop(trouble):
                    return self.rest

    async def _bring_to_rest(self) -> None:
        if self.life.is_error_page or self.traffic.guard_kind is not None:
            return  # nothing of the site's stands there
        await self._wait_for_load()
        await self._wait_for_calm(not_before=0.0, most=_FIRST_QUIET)
        if not self.is_brief:
            await self._read_to_the_end()
        if self.traffic.is_document_under_way:
            await self._stop_document("the document did not end")
        elif self.life.is_written_over:
            await self._give_up_loading()
        await note_unfinished_frames(self.session, self.traffic)
        if self.incidents.is_storm:
            self.rest.release = "script_loop"

    async def _read_to_the_end(self) -> None:
        """What grows when its end is reached (a list that loads on) is read on, as a person does who looks for the page's foot."""
        begun = time.monotonic()
        for _ in range(_READINGS):
            await self.scrolling.read_through()
            await self._pause(0)
            await watch_turns(self.session)
            await self._wait_for_late_content()
            if (growth := await self.scrolling.growth()).is_cut:
                break
            if growth.more < LEAST_GROWTH:
                return
            if time.monotonic() - begun > _GROWING:
                break
        if not growth.is_cut and await self._goes_on_growing():
            return
        self.incidents.act("read on no more", "the page grew whenever its end was reached")
        self.rest.release = "endless"

    async def _goes_on_growing(self) -> bool:
        """Whether the page grows all the while although nobody reads on, as with a line of news that is added every second: no reading
        comes to the end of that, nor does it keep back what stands below."""
        before = (await self.scrolling.growth()).more
        for _ in range(_WATCHES):
            await self._pause(_WATCH)
            after = (await self.scrolling.growth()).more
            if after <= before:
                return False
            before = after
        return True

    async def _stay(self) -> None:
        """What stands there now is made whole, so that it can be pictured: a parser that was to give way goes no further by itself."""
        try:
            await self.life.hold()
            await self.session.send("Page.stopLoading")
        except PageTrouble as trouble:
            self.incidents.act("page does not answer", str(trouble))

    async def _wait_for_load(self) -> None:
        """Until the load event; or until only hangs what does not hold up a page, or the time for loading is over."""
        begun = time.monotonic()
        while self.life.loaded is None:
            probe = await self._probe()
            now = time.monotonic()
            if probe["ready"] == "complete":
                self.life.mark_loaded()
            elif now - begun > self.settings.load_timeout:
                self.incidents.act("load not waited for", f"no load event in {self.settings.load_timeout:g} s")
                await self._give_up_loading()
                break
            elif self.life.parsed and now - self.life.parsed > _CALM and not self.traffic.waits_for():
                self.incidents.act("load not waited for", "what is under way hangs")
                await self._give_up_loading()
                break
            else:
                await self._pause(_BEAT)
        self.traffic.begin_counting()

    async def _give_up_loading(self) -> None:
        """Ends a wait that holds up the page itself: its parser's, or that for a style sheet without which nothing is drawn.

        Whatever else hangs goes on hanging. Raises PageTrouble.
        """
        hindrance = await find_hindrance(self.session, self.life, self.traffic)
        if hindrance is None:
            return
        self.traffic.give_up()
        self.rest.gaps.append(hindrance.sentence)
        self.rest.is_undrawn = hindrance.is_undrawn
        await self._stop_document(hindrance.act)

    async def _give_up_quietly(self) -> None:
        try:
            await self._give_up_loading()
        except PageTrouble as trouble:
            self.incidents.act("page does not answer", str(trouble))

    async def _stop_document(self, why: str) -> None:
        """A server that drips: what came is the page, and it is not all of it."""
        self.incidents.act("loading stopped", why)
        self.rest.release = "deadline"
        await self.session.send("Page.stopLoading")

    async def _wait_for_late_content(self) -> None:
        """Until the time is over in which what appears belongs to the page, after load and after all came into view.

        What has grown meanwhile did not come into view yet, and is not waited for before it has.
        """
        read = time.monotonic()
        while (late := max(read, self.life.loaded or 0.0) + self.settings.late_content) - _CALM > time.monotonic():
            await self._pause(min(late - _CALM - time.monotonic(), _GLANCE))
            if (await self.scrolling.growth()).more >= LEAST_GROWTH:
                return
        await self._wait_for_calm(not_before=late, most=late - time.monotonic() + _LAST_QUIET)

    async def _wait_for_calm(self, *, not_before: float, most: float) -> None:
        """Until nothing has changed for a moment and nothing is under way; not before a time, not longer than `most` seconds.

        A state that was there before is no change: carousels, clocks and tickers come back to where they were. A page that
        only goes on growing by itself is not waited for.
        """
        until = time.monotonic() + most
        churn_until = max(not_before, time.monotonic()) + _CHURN
        seen: set[tuple[Any, ...]] = set()
        calm_since = time.monotonic()
        while (now := time.monotonic()) < until:
            probe = await self._probe()
            state = (probe["elements"], probe["letters"], probe["height"], self.life.frames)
            if state not in seen:
                seen.add(state)
                calm_since = now
            under_way = bool(self.traffic.waits_for())
            if not under_way and now >= not_before and (now - calm_since >= _CALM or now >= churn_until):
                return
            await self._pause(2 * _BEAT if under_way else _BEAT)

    async def _probe(self) -> dict[str, Any]:
        answer: dict[str, Any] = await self.session.run("probe", seconds=self.settings.answer_timeout)
        return answer

    async def _pause(self, seconds: float) -> None:
        left = self.until - time.monotonic()
        if await self.life.pause(min(seconds, left), self._document):
            raise _NewDocument
        if left <= seconds:
            raise _OutOfTime

    def _begin_scrolling(self) -> None:
        """A document is begun: what was held against the one before it is past."""
        self.rest.release = "quiet"
        self.rest.gaps.clear()
        self.rest.is_undrawn = False
        self.scrolling = Scrolling(self.session, self.settings.page_height_limit, self.settings.answer_timeout)

    async def _end_loop(self, trouble: PageTrouble) -> bool:
        """A page that does not answer is in a script without an end: the browser can end it, and the page stays usable.

        False where the page is not to be waited for any longer.
        """
        waits_for = self.traffic.hanging({"xhr", "fetch"})
        self.rest.release = "deadline" if waits_for else "script_loop"
        self._loops += 1
        self.incidents.act("script ended", f"the page gave no answer: {trouble}")
        try:
            if self.incidents.is_storm:  # its scripts are ended already: its answer stands behind all that they had sent
                await self.session.run("probe", seconds=_DRAINING)
                return self._loops <= _LOOPS
            if self._loops < _LOOPS:
                await self.session.send("Runtime.terminateExecution", seconds=5)
                try:
                    await self.session.run("probe", seconds=_AFTERWARDS)
                    self.rest.release = "script_loop"
                    return True
                except PageSilent as again:
                    self.incidents.act("script not ended", str(again))
            await self.incidents.silence()
            await self.session.run("probe", seconds=_AFTERWARDS)
        except PageTrouble as again:
            self.incidents.act("script not ended", str(again))
            self.rest.gaps += [f"页面一直在等待“{request.url}”的应答，没有反应" for request in waits_for[:1]]
            return False
        return self._loops <= _LOOPS
