"""What a script points at: an element that is there and visible, found and touched by Playwright, each time within a time."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Literal

from playwright.async_api import Error, Frame, Locator, Page
from playwright.async_api import TimeoutError as Late

from checker.records.base import Box
from checker.rendering.open_page import OpenPage
from checker.rendering.pictures import VIEWPORT
from checker.rendering.session import PageTrouble

__all__ = ["Page", "SelectorWrong", "TargetTrouble", "Targets"]  # the page too, for who hands it to a script

_GRACE = 5.0  # seconds after which a call of Playwright's own ended that did not heed its own limit
_FRAME_BEAT = 0.2

Touch = Literal["click", "hover", "see", "bring"]


class TargetTrouble(Exception):  # noqa: N818 - told as a drift by whoever steers
    """There is no such target to be touched; the text says in English what was looked for in vain."""


class SelectorWrong(Exception):  # noqa: N818 - a mistake in the script
    """Playwright cannot read the selector."""


class Targets:
    """Finds elements on one page by Playwright's selectors: of several the first that is visible."""

    def __init__(self, opened: OpenPage) -> None:
        self._opened = opened

    async def touch(self, how: Touch, selector: str, frame: str | None, within: float) -> None:
        """Waits until the target is there and visible, and does it. Raises TargetTrouble, SelectorWrong, BrowserDied, PageCrashed."""
        until = time.monotonic() + within
        scope = await self._scope(frame, until)
        target = _visible(scope, selector)
        left = max(0.1, until - time.monotonic()) * 1000
        acts: dict[Touch, Callable[[], Awaitable[None]]] = {
            "click": lambda: target.click(timeout=left, no_wait_after=True),
            "hover": lambda: target.hover(timeout=left),
            "see": lambda: target.wait_for(state="visible", timeout=left),
            "bring": lambda: target.scroll_into_view_if_needed(timeout=left),
        }
        try:
            async with asyncio.timeout(within + _GRACE):
                await acts[how]()
        except Late as late:
            raise TargetTrouble(await self._why_not(target, selector, within)) from late
        except TimeoutError as late:
            raise TargetTrouble(f"the page gave no answer in {within:g} s") from late
        except Error as trouble:
            await self._opened.raise_if_gone()
            raise _told(trouble) from trouble

    async def is_seen(self, selector: str, frame: str | None) -> bool:
        """Whether the target stands there now. Raises SelectorWrong."""
        try:
            async with asyncio.timeout(_GRACE):
                return await _visible(await self._scope(frame, 0), selector).count() > 0
        except (TargetTrouble, TimeoutError):
            return False
        except Error as trouble:
            await self._opened.raise_if_gone()
            if isinstance(told := _told(trouble), SelectorWrong):
                raise told from trouble
            return False

    async def middle_of(self, selector: str, frame: str | None) -> tuple[float, float]:
        """Where the pointer rests on that part of the target which lies in the viewport (CSS px); the viewport's middle for none."""
        screen = Box(0, 0, *VIEWPORT)
        try:
            async with asyncio.timeout(_GRACE):
                box = await _visible(await self._scope(frame, 0), selector).bounding_box(timeout=_GRACE * 1000)
        except (Error, TimeoutError, TargetTrouble):
            await self._opened.raise_if_gone()
            box = None
        part = Box(box["x"], box["y"], box["width"], box["height"]).cut_to(screen) if box else screen
        seen = part if part.width > 0 and part.height > 0 else screen
        return seen.x + seen.width / 2, seen.y + seen.height / 2

    async def _scope(self, frame: str | None, until: float) -> Page | Frame:
        page = self._opened.page
        if frame is None:
            return page
        while True:
            found = [each for each in page.frames if each.name == frame] or [each for each in page.frames if frame in each.url]
            if found:
                return found[0]
            if time.monotonic() >= until:
                raise TargetTrouble(f'no frame "{frame}" on the page')
            await asyncio.sleep(_FRAME_BEAT)

    async def _why_not(self, target: Locator, selector: str, within: float) -> str:
        try:
            async with asyncio.timeout(_GRACE):
                is_there = await target.count() > 0
        except (Error, TimeoutError, PageTrouble):
            is_there = False
        if is_there:
            return f"{selector} is visible, but could not be reached in {within:g} s: something lies over it, or it never stands still"
        return f"nothing visible matched {selector} in {within:g} s"


def _visible(scope: Page | Frame, selector: str) -> Locator:
    return scope.locator(selector).filter(visible=True).first


def _told(trouble: Error) -> Exception:
    first = trouble.message.partition("\n")[0]
    wrong = ("selector", "Unknown engine", "Unexpected token", "is not a valid")
    return SelectorWrong(first) if any(words in trouble.message for words in wrong) else TargetTrouble(first)
