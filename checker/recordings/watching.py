"""For a person who watches: a stop after each step, and time enough for it."""

import asyncio
import os
import sys
from collections.abc import Callable
from dataclasses import replace

from checker.faults import UsageFault
from checker.records.step import Step
from checker.scenario.register import Scripts
from checker.settings import Settings

_AN_HOUR = 3600.0  # seconds; a person reads a page


def require_watcher(settings: Settings, *, pause: bool) -> None:
    """Raises UsageFault where nobody could watch."""
    if settings.headed and sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        raise UsageFault("--headed wants a screen, and this session has none (no DISPLAY): leave it out, or log in with one.")
    if pause and not sys.stdin.isatty():
        raise UsageFault("--pause waits for Enter after each step: call it at a terminal.")


def with_pauses(settings: Settings, scripts: Scripts, say: Callable[[str], None]) -> tuple[Settings, Scripts]:
    """For visits that wait after each step of a script until a person says so."""

    async def wait(step: Step) -> None:
        say(f"step {step.number}, {step.words}: {step.outcome}. Enter goes on.")
        await asyncio.to_thread(sys.stdin.readline)

    patient = {"site_deadline": _AN_HOUR, "column_seconds": _AN_HOUR}
    return settings.model_copy(update=patient), replace(scripts, after_step=wait)
