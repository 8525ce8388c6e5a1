"""The page read to its end as a person reads it: screen after screen, boxes and frames that scroll by themselves too."""

import asyncio
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from checker.rendering.pictures import VIEWPORT
from checker.rendering.session import Session

_PAUSE = 0.1  # seconds on each screen: scripts that wait for the scrolling to end get their turn
_STEPS = 300  # screens of one reading, all boxes together
LEAST_GROWTH = 96  # CSS px: a few lines; less than that is a picture that came, or a line of a clock
_PART_OF_SCREEN = 0.3  # that a box takes which may hold the page itself: what grows in a smaller one is its own affair
_LEAST_FRAME = 80.0  # CSS px


class Growth(NamedTuple):
    """What stands below that was not read: `more` in CSS px; `is_cut` where it grew further down than anything is read."""

    more: int
    is_cut: bool


@dataclass(slots=True)
class Scrolling:
    """Reads one document of the main frame; `limit` is how far down a box is read, `patience` how long an answer may take (s)."""

    session: Session
    limit: int
    patience: float
    inside: bool = False  # something scrolls within the page: a box, or a frame's document
    frames: list[str] = field(default_factory=list)  # that have something to scroll

    async def read_through(self) -> None:
        """Ends at the page's end. Raises PageTrouble where the page goes away or does not answer."""
        steps = await self._read_document(None, _STEPS)

        async def read(frame: str) -> None:
            nonlocal steps
            if steps > 0 and await self._come_to(frame):
                steps = await self._read_document(frame, steps)

        await self.session.in_frames(await self.session.frame_ids(), read)
        await self._go_home(to_end=True)

    async def growth(self) -> Growth:
        """Of the page, of large boxes and of large frames."""
        area = _PART_OF_SCREEN * VIEWPORT[0] * VIEWPORT[1]
        found = await self.session.in_frames([None, *self.frames], lambda frame: self._run(frame, "growth", area, self.limit))
        return Growth(max((one["more"] for one in found), default=0), any(one["cut"] for one in found))

    async def return_to_top(self) -> None:
        """Everything stands as it stood on arrival."""
        await self._go_home(to_end=False)

    async def _read_document(self, frame: str | None, steps: int) -> int:
        """Reads each box of one document; gives back the steps that are left."""
        number = 0
        while number < (await self._run(frame, "find_scrollers"))["count"] and steps > 0:
            while steps > 0:
                steps -= 1
                step = await self._run(frame, "scroll_on", number, self.limit)
                await asyncio.sleep(_PAUSE)
                self.inside = self.inside or (step["moved"] and (frame is not None or number > 0))
                if step["done"]:
                    break
            number += 1
        return steps

    async def _come_to(self, frame: str) -> bool:
        """Brings a frame into view; false for one that is too small to read or that a person cannot scroll."""
        owner = await self.session.send("DOM.getFrameOwner", {"frameId": frame})
        node = {"backendNodeId": owner["backendNodeId"]}
        described = (await self.session.send("DOM.describeNode", node))["node"]
        attributes = dict(zip(described["attributes"][::2], described["attributes"][1::2], strict=True))
        size = (await self.session.send("DOM.getBoxModel", node))["model"]
        if min(size["width"], size["height"]) < _LEAST_FRAME or attributes.get("scrolling", "").lower() == "no":
            return False
        await self.session.send("DOM.scrollIntoViewIfNeeded", node)
        if frame not in self.frames:
            self.frames.append(frame)
        return True

    async def _go_home(self, *, to_end: bool) -> None:
        await self.session.in_frames(self.frames, lambda frame: self._run(frame, "scroll_home", to_end))
        await self._run(None, "scroll_home", to_end)

    async def _run(self, frame: str | None, script: str, *arguments: Any) -> Any:
        return await self.session.run(script, *arguments, frame_id=frame, seconds=self.patience)
