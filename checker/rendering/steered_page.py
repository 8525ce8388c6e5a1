"""A home page while a script steers it: what a click leads to comes to rest, windows are followed, and nothing is sent."""

import asyncio
import time
from collections.abc import Awaitable, Callable

from playwright.async_api import Error, Page

from checker.records.base import Box
from checker.records.layout import Layout
from checker.records.look import Reach
from checker.rendering.open_page import FOR_LOOKING, OpenPage
from checker.rendering.pictures import VIEWPORT, Shot, capture_viewport
from checker.rendering.places import page_scroll
from checker.rendering.session import PageTrouble
from checker.rendering.snapshot import take_snapshot
from checker.rendering.targets import Targets, TargetTrouble
from checker.rendering.wheel import turn_wheel
from checker.rendering.windows import Windows

_ANSWER = 1.2  # seconds in which a click shows what it does where nothing is known of that
_BEAT = 0.1
_FIRST_REQUEST = 0.4  # seconds in which a new window asks for its document
_REST = 30.0  # seconds for a page on the way to come to rest, loaded and calm
_TURNS = 40  # of the wheel, at most
_POSTS_KEPT = 50  # of one step
_STILL = 2  # turns of the wheel after which nothing has moved: the end is reached


class SteeredPage:
    """The visit's own page. From `begin` to `end` neither it nor a frame or a window of it sends a form, but where `allows_posts` says so.

    What its scripts ask for by fetch() they may: many a list comes so. Once it is closed (`close`), that is refused too. A frame that fills
    itself by POST, as it does on the plain road, may while nothing was touched: then nobody but the page has begun it.
    """

    def __init__(self, opened: OpenPage) -> None:
        self._opened = opened
        self.targets = Targets(opened)
        self.allows_posts = False
        self.is_touched = False  # whether the script has pointed at anything, so that what follows may be its doing
        self.posts: list[str] = []  # since somebody last took them
        self.is_as_addressed = False  # whether the address alone leads to what stands there
        self._windows = Windows(opened, self._judge_post)

    async def begin(self) -> None:
        """A script is about to steer. Raises PageTrouble."""
        self._opened.life.on_post = self._judge_post
        await self._windows.begin()
        await self.steer()

    async def end(self) -> None:
        """The script is over. Raises PageTrouble where the browser is no more."""
        await self._windows.end()

    async def steer(self) -> None:
        """From now on the page may go elsewhere, by GET alone."""
        await self._opened.life.let_go()

    async def close(self) -> None:
        """Nothing at all is sent any more, but where `allows_posts` says so: nobody can tell who begins it."""
        await self._opened.life.close()

    def _judge_post(self, method: str, address: str, in_frame: bool = False) -> bool:
        may = self.allows_posts or (in_frame and not self.is_touched)
        if len(self.posts) < _POSTS_KEPT:
            self.posts.append(f"{'sent' if may else 'refused'} {method} {address}"[:500])
        return may

    @property
    def _refused(self) -> bool:
        """Whether something was, in the step that is taken."""
        return any(post.startswith("refused") for post in self.posts)

    @property
    def page(self) -> Page:
        return self._opened.page

    @property
    def address(self) -> str:
        return self._opened.page.url

    async def opened(self) -> None:
        """The roster's address was opened by the visit itself."""
        self.is_as_addressed = True
        await self.steer()

    async def go(self, address: str) -> None:
        """Opens an address, as a person does who types it. Raises TargetTrouble where no page stands behind it."""
        opened = self._opened
        await opened.life.let_go()
        await self._load(address, None)
        await self._rest()
        self.is_as_addressed = True

    async def _load(self, address: str, referer: str | None) -> None:
        opened = self._opened
        try:
            await opened.page.goto(address, wait_until="commit", timeout=opened.settings.answer_timeout * 1000, referer=referer)
        except Error as trouble:
            await opened.raise_if_gone()
            raise TargetTrouble(f"{address}: {trouble.message.partition(chr(10))[0]}") from trouble

    async def follow(self, act: Callable[[], Awaitable[None]], within: float) -> None:
        """A click that leads elsewhere: to another document here, in a frame or in a window, or along a route within the page."""
        before = self._standing()
        self._windows.heard.clear()
        self.is_touched = True
        await act()
        until = time.monotonic() + within
        while self._standing() == before and not self._windows.heard and not self._refused:
            if time.monotonic() >= until:
                raise TargetTrouble(f"the click led nowhere in {within:g} s")
            await asyncio.sleep(_BEAT)
        if self._windows.heard or self._refused:
            await asyncio.sleep(_FIRST_REQUEST)
        if self._refused and self._standing() == before:
            raise TargetTrouble("the click would send a form, which only turn_page may")
        documents = before[0]
        if self._windows.heard and self._standing() == before:
            await self._load(self._windows.heard[0], self.address)
        await self._rest()
        if self._opened.life.documents > documents:
            self.is_as_addressed = not any(post.startswith("sent") for post in self.posts)
        else:
            self.is_as_addressed = self.is_as_addressed and self.address != before[2]

    async def act(self, act: Callable[[], Awaitable[None]]) -> None:
        """What stays on the page, whatever else it does: its answer comes to rest too."""
        before = self._standing()
        self.is_touched = True
        await act()
        for _ in range(round(_ANSWER / _BEAT)):
            if self._standing() != before:
                break
            await asyncio.sleep(_BEAT)
        await self._rest()
        self.is_as_addressed = False

    def _standing(self) -> tuple[int, int, str]:
        return self._opened.life.documents, self._opened.life.frames, self.address

    async def _rest(self) -> None:
        """Loaded and calm. Raises TargetTrouble where no page of the site's stands there."""
        opened = self._opened
        await opened.settle(time.monotonic() + _REST, is_brief=True)
        await opened.raise_if_gone()
        await opened.life.let_go()
        self._require_page()

    def _require_page(self) -> None:
        opened = self._opened
        if opened.life.is_error_page or opened.traffic.guard_kind is not None:
            raise TargetTrouble(
                f"{opened.traffic.main_asked}: {opened.traffic.guard_kind or opened.traffic.main_failure or 'no page came'}"
            )
        last = opened.traffic.main[-1] if opened.traffic.main else None
        if last is not None and last.status >= 400:
            raise TargetTrouble(f"{last.url} answered {last.status}")

    async def return_to_top(self) -> None:
        """What was read to its end with the wheel stands at its beginning again, so that all its rows lie on the page."""
        session = self._opened.session
        await session.in_frames([None, *await session.frame_ids()], lambda frame: session.run("return_to_top", frame_id=frame))

    async def read_in(self, selector: str, frame: str | None, within: float) -> None:
        """A list, a box or the page is read to its end with the wheel, as a person does who points at it."""
        self.is_touched = True
        await self.targets.touch("bring", selector, frame, within)
        await self.targets.touch("hover", selector, frame, within)
        still = 0
        before = await self._sight()
        for _ in range(_TURNS):
            await turn_wheel(self._opened.session, await self.targets.middle_of(selector, frame))
            after = await self._sight()
            still = still + 1 if after == before else 0
            before = after
            if still == _STILL:
                break
        await self._rest()
        self.is_as_addressed = False

    async def _sight(self) -> str:
        """How things stand in every document: what scrolls where, and how long it is."""
        return repr(await self._opened.session.run_in_frames("standing"))

    async def come_to_rest(self) -> None:
        """As the plain road does with a home page: read to its end, what comes late waited for; then it stays where it is."""
        await self._opened.settle(time.monotonic() + self._opened.settings.site_deadline * (1 - FOR_LOOKING))
        self._require_page()

    async def reach(self) -> Reach:
        return await self._opened.state_at_rest()

    async def layout(self) -> Layout | None:
        """Null where the page does not answer."""
        try:
            return await take_snapshot(self._opened.session)
        except PageTrouble:
            await self._opened.raise_if_gone()
            return None

    async def picture(self) -> tuple[Shot, Box] | None:
        """What stands in the viewport, and the viewport's place on the page (CSS px); null where the page does not answer."""
        try:
            left, top = await page_scroll(self._opened.session)
            return Shot(await capture_viewport(self._opened.session), *VIEWPORT), Box(left, top, *VIEWPORT)
        except PageTrouble as trouble:
            await self._opened.raise_if_gone()
            self._opened.incidents.act("step not pictured", str(trouble))
            return None
