"""Pop-ups and floating boxes that can be closed are closed, as a person would, and every act is recorded."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from checker.rendering.session import PageTrouble, Session

_ROUNDS = 14  # tries: a notice behind a notice, two couplets, a floating picture, a control that was none
_ANIMATION = 1.2  # seconds that closing may take
_GLANCE = 0.2  # seconds between two glances whether it has closed
_COUNTDOWN = 15.0  # seconds that a notice may take to let itself be closed, or to close itself
_BEAT = 0.5


@dataclass(frozen=True, slots=True)
class Cover:
    """What still covers most of the screen when nothing more could be closed; `name` tells the element and its size in CSS px.

    `may_open`: a control on it was left alone, or it was still counting, so that nobody can say that it stays. `is_total`: it is
    opaque and fills the screen, so that nothing shows through or beside it.
    """

    name: str
    may_open: bool
    is_total: bool = False


@dataclass(slots=True)
class Closers:
    """Closes what lies over one page; `act` is told (what, detail)."""

    session: Session
    act: Callable[[str, str], None]
    left: Cover | None = None
    _stubborn: set[str] = field(default_factory=set)

    async def close_all(self) -> int:
        """Closes one thing after the other until none is left; gives back how many were closed. Raises PageTrouble.

        What covers the screen and has no such control is left by the Escape key, or by a click on the cover itself.
        """
        closed = 0
        wait_until = time.monotonic() + _COUNTDOWN
        found = _Found()
        for _ in range(_ROUNDS):
            found = await self._find()
            while not found.closers and found.counts_down and time.monotonic() < wait_until:
                await asyncio.sleep(_BEAT)
                found = await self._find()
            tries = found.closers or [cover for cover in found.covers if _name(cover) not in self._stubborn]
            if not tries:
                break
            closer = min(tries, key=lambda each: (each.get("rank", 0), not each.get("onTop"), -float(each.get("area", 0))))
            if await (self._close(closer) if found.closers else self._leave(closer)):
                closed += 1
                self.act("closed", f"{closer['overlay']}: {closer['text']}")
            else:
                self._stubborn.add(_name(closer))
                self.act("not closed", f"{closer['overlay']}: {closer['text']}")
        else:
            found = await self._find()
        if found.covers:
            may_open = found.untried or found.counts_down or bool(found.closers)
            self.left = Cover(found.covers[0]["overlay"], may_open, any(cover["isTotal"] for cover in found.covers))
            self.act("still covered", f"{self.left.name}{', a control left alone' if self.left.may_open else ''}")
        return closed

    async def _find(self) -> "_Found":
        """What there is in all frames and did not prove stubborn."""
        answers: list[tuple[str | None, Any]] = [(None, await self.session.run("find_closers", False, 0))]
        answers += await self.session.in_frames(await self.session.frame_ids(), self._find_in)
        closers = [{**closer, "frame": frame} for frame, answer in answers for closer in answer["closers"]]
        return _Found(
            [closer for closer in closers if _name(closer) not in self._stubborn],
            [{**cover, "frame": frame} for frame, answer in answers for cover in answer["covers"]],
            counts_down=any(answer["countsDown"] for _, answer in answers),
            untried=any(answer["untried"] for _, answer in answers),
        )

    async def _find_in(self, frame: str) -> tuple[str | None, Any]:
        share = await self.session.call("lies_over", await self.session.owner(frame))
        return frame, await self.session.run("find_closers", share is not None, share or 0, frame_id=frame)

    async def _close(self, closer: dict[str, Any]) -> bool:
        """With real mouse events first; where the box moved away under the mouse, by the element's own click."""
        await self._mouse("mouseMoved", closer)  # many floating boxes stop under the mouse
        await asyncio.sleep(0.1)
        for by_mouse in (True, False):
            place = await self._state(closer, click=not by_mouse)
            if place is not None and by_mouse:
                await self._click({**closer, **place})
            if await self._goes(closer):
                return True
        return False

    async def _leave(self, cover: dict[str, Any]) -> bool:
        """As people do where nothing says how: the Escape key, then a click beside everything that stands on the cover.

        A frame hears the key once it was clicked into.
        """
        if await self._escape(cover):
            return True
        for x, y in cover["free"]:
            await self._click({**cover, "x": x, "y": y})
            if await self._goes(cover):
                return True
        return bool(cover["frame"] and cover["free"]) and await self._escape(cover)

    async def _escape(self, cover: dict[str, Any]) -> bool:
        for kind in ("keyDown", "keyUp"):
            key = {"type": kind, "key": "Escape", "code": "Escape", "windowsVirtualKeyCode": 27}
            await self.session.send("Input.dispatchKeyEvent", key)
        return await self._goes(cover)

    async def _goes(self, closer: dict[str, Any]) -> bool:
        """Whether it is gone, at the latest after the time that fading out takes."""
        end = time.monotonic() + _ANIMATION
        while time.monotonic() < end:
            await asyncio.sleep(_GLANCE)
            if await self._state(closer, click=False) is None:
                return True
        return False

    async def _click(self, place: dict[str, Any]) -> None:
        await self._mouse("mousePressed", place)
        await self._mouse("mouseReleased", place)

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


@dataclass(slots=True)
class _Found:
    """What page_side/find_closers.js found in all frames."""

    closers: list[dict[str, Any]] = field(default_factory=list)
    covers: list[dict[str, Any]] = field(default_factory=list)
    counts_down: bool = False
    untried: bool = False


def _name(closer: dict[str, Any]) -> str:
    return f"{closer['frame']} {closer['name']}"
