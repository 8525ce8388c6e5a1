"""What a script may do: the steps, each bounded in time, recorded and pictured. Nothing here judges, types, or changes the page."""

import asyncio
import time
from typing import Protocol
from urllib.parse import urljoin

from checker.records.column import Category
from checker.records.look import Reach
from checker.rendering.lent_page import lend
from checker.rendering.steered_page import SteeredPage
from checker.rendering.targets import Page, TargetTrouble
from checker.scenario.column import Column
from checker.scenario.drift import Drifted
from checker.scenario.step_log import StepLog

_WITHIN = 10.0  # seconds in which a target is waited for
_ANSWER = 10.0  # seconds in which a click has to lead somewhere
_BEAT = 0.25
_AGAIN = 1.0  # seconds until what did not close is pressed once more: a notice may count down first


class RoadBeside(Protocol):
    """What the road does where a script calls for it."""

    async def arrive(self) -> Reach:
        """Opens the roster's address."""

    def is_own(self, address: str) -> bool:
        """Whether an address is one of the site's own hosts."""

    async def at_look(self) -> None:
        """The script stands on the home page; it goes on when this is over."""

    async def at_column(self, named: Column) -> None:
        """The script stands on the column's page."""

    async def at_turn(self) -> None:
        """The script turns a list's page now."""


class Steps:
    """Handed to a site's script. Selectors are Playwright's; `frame` is the name, or a part of the address, of the frame to look in.

    A target must be there and visible `within` so many seconds: else the step has drifted, the script ends, and the site gets the plain
    visit in a fresh context.
    """

    def __init__(self, page: SteeredPage, log: StepLog, home: str, road: RoadBeside) -> None:
        """`home` is the roster's address."""
        self._page, self._log, self._home, self._road = page, log, home, road
        self._is_open = self.has_looked = self._is_looking = False
        self._lent: Page | None = None

    async def open(self, address: str | None = None) -> None:
        """Opens the roster's address, or another one of the site, told from the page where the script stands: `open("/index.html")`."""
        self._require_turn()
        async with self._log.step("open", address):
            if address is not None:
                wanted = urljoin(self._page.address if self._is_open else self._home, address)
                self._require_own(wanted)
                await self._page.go(wanted)
                self._require_own(self._page.address)
            else:
                reach = await self._road.arrive()
                if reach.state not in ("reached", "empty"):  # an entrance may show nothing that counts before it is passed
                    raise TargetTrouble(f"{self._home}: {reach.state}")
                await self._page.opened()
            self._is_open = True

    async def close_if_seen(self, selector: str, *, within: float = 5.0, frame: str | None = None) -> None:
        """Presses what closes a notice, until it is gone: `close_if_seen("#notice .close", within=12)`. Not seen is fine."""
        self._require_open()
        async with self._log.step("close_if_seen", selector, frame) as taking:
            taking.outcome = "not_seen"
            until = time.monotonic() + within
            while time.monotonic() < until:
                if await self._page.targets.is_seen(selector, frame):
                    taking.outcome = "not_closed"
                    if await self._close(selector, frame, until):
                        taking.outcome = "done"
                        return
                await asyncio.sleep(_BEAT)

    async def _close(self, selector: str, frame: str | None, until: float) -> bool:
        """One press, and whether it closed."""
        self._page.is_touched = True
        try:
            await self._page.targets.touch("click", selector, frame, max(0.5, min(2.0, until - time.monotonic())))
        except TargetTrouble:
            return not await self._page.targets.is_seen(selector, frame)
        end = time.monotonic() + _AGAIN
        while time.monotonic() < end:
            if not await self._page.targets.is_seen(selector, frame):
                return True
            await asyncio.sleep(_BEAT)
        return False

    async def click(self, selector: str, *, within: float = _WITHIN, frame: str | None = None) -> None:
        """A click after which the script goes on where it stands: `click("#tab2")`."""
        self._require_open()
        async with self._log.step("click", selector, frame):
            await self._page.act(lambda: self._page.targets.touch("click", selector, frame, within))

    async def follow(self, selector: str, *, within: float = _WITHIN, frame: str | None = None) -> None:
        """A click that leads to another page, in this window, a frame of it or a new one: `follow("text=进入首页")`."""
        self._require_open()
        async with self._log.step("follow", selector, frame):
            await self._page.follow(lambda: self._page.targets.touch("click", selector, frame, within), _ANSWER)

    async def hover(self, selector: str, *, within: float = _WITHIN, frame: str | None = None) -> None:
        """Rests the pointer on a menu's head, so that it opens: `hover("text=互动交流")`."""
        self._require_open()
        async with self._log.step("hover", selector, frame):
            await self._page.act(lambda: self._page.targets.touch("hover", selector, frame, within))

    async def wait_for(self, selector: str, *, within: float = _WITHIN, frame: str | None = None) -> None:
        """Waits until something is to be seen: `wait_for(".footer", within=20)`."""
        self._require_open()
        async with self._log.step("wait_for", selector, frame):
            await self._page.targets.touch("see", selector, frame, within)

    async def scroll_in(self, selector: str = "body", *, within: float = _WITHIN, frame: str | None = None) -> None:
        """Reads a list, a box, slides or the whole page to the end, with the wheel: `scroll_in("#list")`."""
        self._require_open()
        async with self._log.step("scroll_in", selector, frame):
            await self._page.read_in(selector, frame, within)

    async def turn_page(self, selector: str, *, within: float = _WITHIN, frame: str | None = None) -> None:
        """The site's own paging, the one step that may send a form (as `__doPostBack` does): `turn_page("text=下一页")`."""
        self._require_open()
        async with self._log.step("turn_page", selector, frame):
            await self._road.at_turn()
            self._page.allows_posts = True
            try:
                await self._page.act(lambda: self._page.targets.touch("click", selector, frame, within))
            finally:
                self._page.allows_posts = False

    async def look(self) -> None:
        """What stands here now is the home page that is judged. Called once; by itself at the end where a script never does."""
        self._require_open()
        if self.has_looked:
            raise RuntimeError("a script looks once: look() was called a second time")
        async with self._log.step("look"):
            await self._page.come_to_rest()
            self._require_own(self._page.address)
            self.has_looked = self._is_looking = True
        await self._road.at_look()
        self._is_looking = False
        await self._page.steer()

    async def column(
        self, name: str, *, category: Category, items: str | None = None, date: str | None = None, frame: str | None = None
    ) -> None:
        """The page where the script stands is this column: `column("局长信箱", category="consultation")`. Behind the look.

        Where its address alone leads there, it is read with the other columns. Else it is read at once, and the page stands afterwards
        where the reading ended; named once more behind `turn_page`, it goes on with what stands there.
        """
        self._require_open()
        if not self.has_looked:
            raise RuntimeError("a column is named behind the look: call look() on the home page first")
        named = Column(name, category, self._page.address, items, date, frame)
        async with self._log.step("column", name):
            await self._road.at_column(named)

    async def drift(self, because: str) -> None:
        """The script itself sees that the site has moved away from it: `await steps.drift("the entrance has no such door")`."""
        async with self._log.step("drift"):
            raise Drifted(f"drift: {because}"[:200], because)

    @property
    def page(self) -> Page:
        """Playwright's page, for what no step can do; that it was used stands in the record.

        It looks, waits and points freely. After what may change the page (`evaluate`, keys) the visit can tell nothing of it, and nothing
        is sent any more, by the page's own scripts neither. Typing, and requests past the page, are not handed out.
        """
        self._require_open()
        self._log.note("page: the script used Playwright's page itself")
        self._page.is_touched = True
        self._lent = self._lent or lend(self._page.page, self._heed)
        return self._lent

    async def _heed(self, words: str, is_look: bool) -> None:
        self._require_turn()
        if not is_look:
            self._log.note(words, "changed")
            await self._page.close()

    def _require_own(self, address: str) -> None:
        """Raises TargetTrouble ahead of the look where an address is not the site's; columns may well stand on other hosts."""
        if not self.has_looked and not self._road.is_own(address):
            raise TargetTrouble(f"{address} is not on the site's own host: another host's page is not this site's home page")

    def _require_open(self) -> None:
        self._require_turn()
        if not self._is_open:
            raise RuntimeError("a script begins with steps.open()")

    def _require_turn(self) -> None:
        if self._is_looking:
            raise RuntimeError("a script stands still while its home page is looked at")
