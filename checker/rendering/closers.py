"""Pop-ups and floating boxes that can be closed are closed, as a person would, and every act is recorded."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from checker.rendering.session import PageTrouble, Session

_ROUNDS = 10  # clicks: a notice behind a notice, two couplets, a floating picture
_ANIMATION = 0.4  # seconds that closing may take
_COUNTDOWN = 12.0  # seconds that a notice may take to let itself be closed
_BEAT = 0.5


@dataclass(slots=True)
class Closers:
    """Closes what lies over one page; `act` is told (what, detail)."""

    session: Session
    act: Callable[[str, str], None]
    _stubborn: set[str] = field(default_factory=set)

    async def close_all(self) -> int:
        """Clicks one closer after the other until none is left; gives back how many boxes were closed. Raises PageTrouble."""
        closed = 0
        wait_until = time.monotonic() + _COUNTDOWN
        for _ in range(_ROUNDS):
            closers, counts_down = await self._find()
            while not closers and counts_down and time.monotonic() < wait_until:
                await asyncio.sleep(_BEAT)
                closers, counts_down = await self._find()
            if not closers:
                break
            closer = max(closers, key=lambda each: (bool(each["onTop"]), float(each["area"])))
            if await self._close(closer):
                closed += 1
                self.act("closed", f"{closer['overlay']}: {closer['text']}")
            else:
                self._stubborn.add(_name(closer))
                self.act("not closed", f"{closer['overlay']}: {closer['text']}")
        return closed

    async def _find(self) -> tuple[list[dict[str, Any]], bool]:
        """The closers of all frames that did not prove stubborn, and whether a large box says that it will have one soon."""
        answers: list[tuple[str | None, Any]] = [(None, await self.session.run("find_closers", False))]
        for frame in await self.session.frame_ids():
            try:
                answers.append((frame, await self.session.run("find_closers", await self._is_overlay(frame), frame_id=frame)))
            except PageTrouble:
                continue  # the frame went away meanwhile
        found = [{**closer, "frame": frame} for frame, answer in answers for closer in answer["closers"]]
        return [closer for closer in found if _name(closer) not in self._stubborn], any(a["countsDown"] for _, a in answers)

    async def _is_overlay(self, frame: str) -> bool:
        """Whether the frame itself lies over the page, so that everything in it does."""
        return bool(await self.session.call("lies_over", await self._owner(frame)))

    async def _owner(self, frame: str) -> str:
        owner = await self.session.send("DOM.getFrameOwner", {"frameId": frame})
        answer = await self.session.send("DOM.resolveNode", {"backendNodeId": owner["backendNodeId"]})
        return str(answer["object"]["objectId"])

    async def _close(self, closer: dict[str, Any]) -> bool:
        """With real mouse events first; where the box moved away under the mouse, by the element's own click."""
        await self._mouse("mouseMoved", closer)  # many floating boxes stop under the mouse
        await asyncio.sleep(0.1)
        for by_mouse in (True, False):
            place = await self._state(closer, click=not by_mouse)
            if place is not None and by_mouse:
                await self._mouse("mousePressed", {**closer, **place})
                await self._mouse("mouseReleased", {**closer, **place})
            await asyncio.sleep(_ANIMATION)
            if await self._state(closer, click=False) is None:
                return True
        return False

    async def _state(self, closer: dict[str, Any], *, click: bool) -> dict[str, Any] | None:
        """Where the closer stands now; null where it is gone, also with its frame."""
        try:
            answer: dict[str, Any] | None = await self.session.run("closer", closer["number"], click, frame_id=closer["frame"])
        except PageTrouble:
            if closer["frame"] is None or closer["frame"] in await self.session.frame_ids():
                raise
            return None
        return answer

    async def _mouse(self, kind: str, place: dict[str, Any]) -> None:
        x, y = await self._offset(place["frame"])
        moved = kind == "mouseMoved"
        words = {
            "type": kind,
            "x": place["x"] + x,
            "y": place["y"] + y,
            "button": "none" if moved else "left",
            "clickCount": 0 if moved else 1,
        }
        await self.session.send("Input.dispatchMouseEvent", words)

    async def _offset(self, frame: str | None) -> tuple[float, float]:
        if frame is None:
            return 0.0, 0.0
        owner = await self.session.send("DOM.getFrameOwner", {"frameId": frame})
        model = await self.session.send("DOM.getBoxModel", {"backendNodeId": owner["backendNodeId"]})
        quad = model["model"]["content"]
        return quad[0], quad[1]


def _name(closer: dict[str, Any]) -> str:
    return f"{closer['frame']} {closer['overlay']} {closer['text']}"
