"""Pop-ups and floating boxes that can be closed are closed, as a person would, and every act is recorded."""

import asyncio
from typing import NamedTuple

from checker.rendering.session import Session

_ROUNDS = 4  # a notice behind a notice


class Closed(NamedTuple):
    """What was clicked, and the box that it closed."""

    word: str
    overlay: str


async def close_overlays(session: Session) -> list[Closed]:
    """Clicks the closer of each overlay with real mouse events, one at a time, until there is none or a click changes nothing."""
    closed: list[Closed] = []
    stubborn: set[str] = set()
    for _ in range(_ROUNDS):
        found = [c for c in await session.run("find_closers") if c["overlay"] + c["text"] not in stubborn]
        if not found:
            break
        closer = found[0]
        await _click(session, closer["x"], closer["y"])
        await asyncio.sleep(0.4)  # closing is often animated
        if any(_same(closer, still) for still in await session.run("find_closers")):
            stubborn.add(closer["overlay"] + closer["text"])
        else:
            closed.append(Closed(closer["text"], closer["overlay"]))
    return closed


def _same(one: dict[str, object], other: dict[str, object]) -> bool:
    return one["overlay"] == other["overlay"] and one["text"] == other["text"]


async def _click(session: Session, x: float, y: float) -> None:
    for kind in ("mouseMoved", "mousePressed", "mouseReleased"):
        await session.send(
            "Input.dispatchMouseEvent",
            {
                "type": kind,
                "x": x,
                "y": y,
                "button": "none" if kind == "mouseMoved" else "left",
                "clickCount": 0 if kind == "mouseMoved" else 1,
            },
        )
