"""The page stands still for the moment of a comparison: no script of its own runs, no animation moves."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager

from checker.rendering.session import PageTrouble, Session


@asynccontextmanager
async def stand_still(session: Session, frames: Collection[str]) -> AsyncIterator[None]:
    """Holds the page's scripts back and stops the animations of `frames`; ours still run.

    Afterwards the page goes on, but for what a timer or an answer would have started just then: that does not come again.

    Raises PageTrouble where the page does not answer.
    """
    await session.send("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        for frame in frames:
            await session.run("pause_motion", True, frame_id=frame)
        yield
    finally:
        for script in ("reveal", "pause_motion"):
            for frame in frames:
                await _try_to_run(session, script, frame)
        if not session.is_silenced:
            await session.send("Emulation.setScriptExecutionDisabled", {"value": False})


async def _try_to_run(session: Session, script: str, frame: str) -> None:
    """A frame that went away has nothing left to put back."""
    try:
        await session.run(script, False, frame_id=frame)
    except PageTrouble:
        if frame == session.main_frame:
            raise
