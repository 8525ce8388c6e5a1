"""The mouse wheel, for pages that do not scroll but turn slides."""

import asyncio

from checker.rendering.pictures import VIEWPORT
from checker.rendering.session import Session

_TURN = 768  # CSS px
_SETTLING = 1.0  # seconds that a slide takes to come, and in which many pages ignore the wheel


_MIDDLE = (VIEWPORT[0] / 2, VIEWPORT[1] / 2)


async def turn_wheel(session: Session, place: tuple[float, float] = _MIDDLE) -> None:
    """One turn downwards at a place of the viewport (CSS px), with a real event; then the slide has time to come."""
    words = {"type": "mouseWheel", "x": place[0], "y": place[1], "deltaX": 0, "deltaY": _TURN}
    await session.send("Input.dispatchMouseEvent", words)
    await asyncio.sleep(_SETTLING)
