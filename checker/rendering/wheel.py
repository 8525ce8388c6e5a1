"""The mouse wheel, for pages that do not scroll but turn slides."""

import asyncio

from checker.rendering.pictures import VIEWPORT
from checker.rendering.session import Session

_TURN = 768  # CSS px
_SETTLING = 1.0  # seconds that a slide takes to come, and in which many pages ignore the wheel


async def turn_wheel(session: Session) -> None:
    """One turn downwards in the middle of the viewport, with a real event; then the slide has time to come."""
    words = {"type": "mouseWheel", "x": VIEWPORT[0] / 2, "y": VIEWPORT[1] / 2, "deltaX": 0, "deltaY": _TURN}
    await session.send("Input.dispatchMouseEvent", words)
    await asyncio.sleep(_SETTLING)
