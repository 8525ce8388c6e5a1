"""The page read to its end as a person reads it: screen after screen, boxes and frames that scroll by themselves too."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from checker.rendering.session import Session

_PAUSE = 0.1  # seconds on each screen: scripts that wait for the scrolling to end get their turn
_STEPS = 300  # screens of one reading, all boxes together
_GROWTH = 384  # CSS px, half a screen: less than that below the end was in view already
_LEAST_FRAME = 80.0  # CSS px


@dataclass(slots=True)
class Scrolling:
    """Reads one document of the main frame; `limit` is how far down a box is read, `patience` how long an answer may take (s)."""

    session: Session
    limit: int
    patience: float
    height: int = 0
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

    async def has_grown(self) -> bool:
        """Whether more stands below, within the limit, than was read."""
        found = await self._run(None, "find_scrollers")
        return bool(self.height + _GROWTH < found["height"] and self.height < self.limit and not found["clipped"])

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
            if frame is None and number == 0:
                self.height = max(self.height, int(step["height"]))
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
        self.frames.append(frame)
        return True

    async def _go_home(self, *, to_end: bool) -> None:
        await self.session.in_frames(self.frames, lambda frame: self._run(frame, "scroll_home", to_end))
        await self._run(None, "scroll_home", to_end)

    async def _run(self, frame: str | None, script: str, *arguments: Any) -> Any:
        return await self.session.run(script, *arguments, frame_id=frame, seconds=self.patience)
