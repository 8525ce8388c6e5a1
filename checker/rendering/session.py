"""A CDP session in which every call has an end, and our own scripts run in isolated worlds that the page cannot reach."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from playwright.async_api import Browser, CDPSession, Error, Page

from checker.rendering.direct_call import caller_of

_SCRIPTS = Path(__file__).parent / "page_side"
_WORLD = "checker"
_FRAMES = 20
_BROWSER = 10.0  # seconds for what is asked of the browser itself
T = TypeVar("T")
Frame = TypeVar("Frame", str, str | None)


class PageTrouble(Exception):  # noqa: N818 - told as a site's trouble and turned into data by the visit
    """The page did not answer one of our calls: it hangs, it went away, or it crashed."""


class PageSilent(PageTrouble):
    """The page gave no answer within the time of a call: its thread is busy, perhaps for ever."""


class Session:
    """One page's CDP session. `Runtime.evaluate` has no time-out of its own and hangs on script loops, so each call is bounded."""

    def __init__(self, raw: CDPSession) -> None:
        self._raw = raw
        self._call = caller_of(raw)
        self._worlds: dict[str, int] = {}
        self._ended: str | None = None  # why no call is answered any more
        self._under_way: set[asyncio.Timeout] = set()
        self.main_frame = ""
        self.is_silenced = False  # the page's scripts were banned for good

    @classmethod
    async def open(cls, page: Page) -> "Session":
        session = cls(await page.context.new_cdp_session(page))
        session._raw.on("Page.frameNavigated", session._forget)
        await session.send("Page.enable")
        await session.send("DOM.enable")
        first = {"source": f"({read_script('hear_resize_first')})()", "worldName": _WORLD}
        await session.send("Page.addScriptToEvaluateOnNewDocument", first)
        session.main_frame = (await session.send("Page.getFrameTree"))["frameTree"]["frame"]["id"]
        return session

    @classmethod
    async def of_browser(cls, browser: Browser) -> "Session":
        """Of the browser itself, which knows no page's scripts. Raises PageTrouble."""
        try:
            async with asyncio.timeout(_BROWSER):
                return cls(await browser.new_browser_cdp_session())
        except (Error, TimeoutError) as trouble:
            raise PageTrouble(str(trouble) or f"no answer in {_BROWSER:g} s") from trouble

    async def detach(self) -> None:
        """What waits for our word goes on. Raises PageTrouble."""
        try:
            async with asyncio.timeout(_BROWSER):
                await self._raw.detach()
        except (Error, TimeoutError) as trouble:
            raise PageTrouble(str(trouble) or f"no answer in {_BROWSER:g} s") from trouble

    def _forget(self, event: dict[str, Any]) -> None:
        self._worlds.pop(event["frame"]["id"], None)

    def on(self, event: str, call: Any) -> None:
        self._raw.on(event, call)

    def end(self, why: str) -> None:
        """The renderer is no more: calls under way and calls to come fail at once (the browser itself leaves them unanswered)."""
        if self._ended is None:
            self._ended = why
            for limit in self._under_way:
                if not limit.expired():
                    limit.reschedule(0.0)  # long past

    async def send(self, method: str, words: dict[str, Any] | None = None, *, seconds: float = 10.0) -> dict[str, Any]:
        """One CDP call; raises PageSilent after `seconds`, PageTrouble when the browser refuses or the page is gone."""
        if self._ended is not None:
            raise PageTrouble(f"{method}: {self._ended}")
        limit = asyncio.timeout(seconds)
        self._under_way.add(limit)
        try:
            async with limit:
                return await self._call(method, words or {})
        except Error as trouble:
            raise PageTrouble(f"{method}: {trouble.message}") from trouble
        except TimeoutError as late:
            if self._ended is not None:
                raise PageTrouble(f"{method}: {self._ended}") from late
            raise PageSilent(f"{method}: no answer in {seconds:g} s") from late
        finally:
            self._under_way.discard(limit)

    async def frame_ids(self) -> list[str]:
        """The frames inside the main one, as the document has them, at most 20."""
        found: list[str] = []
        waiting = [(await self.send("Page.getFrameTree"))["frameTree"]]
        while waiting and len(found) <= _FRAMES:
            tree = waiting.pop(0)
            found.append(tree["frame"]["id"])
            waiting += tree.get("childFrames", [])
        return found[1 : _FRAMES + 1]

    async def world(self, frame_id: str | None = None, *, seconds: float = 10.0) -> int:
        """The execution context of our isolated world in that frame (null: the main frame)."""
        frame = frame_id or self.main_frame
        if frame not in self._worlds:
            answer = await self.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": _WORLD}, seconds=seconds)
            self._worlds[frame] = answer["executionContextId"]
        return self._worlds[frame]

    async def run(self, script: str, *arguments: Any, frame_id: str | None = None, seconds: float = 10.0) -> Any:
        """Runs page_side/<script>.js, which is one function expression, with plain arguments; returns its JSON value.

        A world that a navigation took away is made anew once.
        """
        source = read_script(script)
        words = {
            "expression": f"({source})(...{json.dumps(arguments)})",
            "returnByValue": True,
            "awaitPromise": True,
        }
        for last in (False, True):
            try:
                world = await self.world(frame_id, seconds=seconds)
                answer = await self.send("Runtime.evaluate", {**words, "contextId": world}, seconds=seconds)
            except PageTrouble as trouble:
                if last or "context" not in str(trouble):
                    raise
                self._worlds.pop(frame_id or self.main_frame, None)
                continue
            return _value(answer, script)
        raise AssertionError("unreachable: the loop returns or raises")

    async def run_in_frames(self, script: str, *arguments: Any) -> list[Any]:
        """`run` in the main frame and in all frames inside it: the values in that order. Raises PageSilent."""

        async def run(frame: str | None) -> Any:
            return await self.run(script, *arguments, frame_id=frame)

        return await self.in_frames([None, *await self.frame_ids()], run)

    async def in_frames(self, frames: Iterable[Frame], work: Callable[[Frame], Awaitable[T]]) -> list[T]:
        """What `work` brings for each frame. One that goes away meanwhile brings nothing: what was in it is no longer part of the page.

        Raises PageSilent, since all frames share one thread.
        """
        brought: list[T] = []
        for frame in frames:
            try:
                brought.append(await work(frame))
            except PageSilent:
                raise
            except PageTrouble:
                continue
        return brought

    async def handle(self, backend_id: int, frame_id: str) -> str:
        """A node as an object of our world; raises PageTrouble where it is gone."""
        answer = await self.send("DOM.resolveNode", {"backendNodeId": backend_id, "executionContextId": await self.world(frame_id)})
        return str(answer["object"]["objectId"])

    async def owner(self, frame_id: str) -> str:
        """The element that holds an inner frame, as an object of our world; raises PageTrouble where it is gone."""
        waiting = [(await self.send("Page.getFrameTree"))["frameTree"]]
        while waiting:
            tree = waiting.pop()
            inner = tree.get("childFrames", [])
            if any(each["frame"]["id"] == frame_id for each in inner):
                owner = await self.send("DOM.getFrameOwner", {"frameId": frame_id})
                return await self.handle(owner["backendNodeId"], tree["frame"]["id"])
            waiting += inner
        raise PageTrouble(f"the frame {frame_id} is gone")

    async def call(self, script: str, handle: str, *arguments: Any, seconds: float = 10.0) -> Any:
        """Runs page_side/<script>.js with the node as `this`."""
        words = {
            "functionDeclaration": read_script(script),
            "objectId": handle,
            "arguments": [{"value": argument} for argument in arguments],
            "returnByValue": True,
            "awaitPromise": True,
        }
        return _value(await self.send("Runtime.callFunctionOn", words, seconds=seconds), script)


_sources: dict[str, str] = {}


def read_script(name: str) -> str:
    """The text of page_side/<name>.js: one function expression."""
    if name not in _sources:
        _sources[name] = (_SCRIPTS / f"{name}.js").read_text(encoding="utf-8")
    return _sources[name]


def _value(answer: dict[str, Any], script: str) -> Any:
    if "exceptionDetails" in answer:
        details = answer["exceptionDetails"]
        raise PageTrouble(f"{script}.js: {details.get('exception', {}).get('description') or details.get('text')}")
    return answer["result"].get("value")
