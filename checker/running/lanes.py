"""How many sites are in flight: as many as were asked for, or (`auto`) as many as the machine can bear.

A visit to a slow site mostly waits, and others can be made meanwhile; where the processors or the memory are what lacks, more at once make
all of them late. What a site is found to be must not hang on it: waits and deadlines are each visit's own, and the heartbeat tells of a
browser that is late.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import structlog

from checker.running.machine_load import Load, MachineLoad
from checker.settings import Settings

_BEAT = 2.0  # seconds between two looks at the machine
_MEMORY = 0.6  # weight of what was known before in the running mean: about the last five seconds count
_BUSY, _IDLE = 0.93, 0.75  # share of the processors' time above which there are too many in flight, and below which there may be more
_LATE = 0.25  # seconds by which our own loop may be late: it has one thread, however many processors there are
_A_SITE = 250_000_000  # bytes that one more site in flight takes, at the most

log = structlog.get_logger()


@dataclass(frozen=True)
class Bounds:
    """Between which numbers the lanes move, and the bytes of memory that stay free."""

    least: int
    most: int
    spare: int


def steer(limit: int, flying: int, load: Load, late: float, bounds: Bounds) -> int:
    """The next limit. `load` is the running mean, `late` by how many seconds our own loop is behind."""
    if load.free < bounds.spare:
        return max(bounds.least, min(limit, flying) - 1)
    if load.busy > _BUSY or late > _LATE:
        return max(bounds.least, limit - 1)
    if load.busy < _IDLE and flying >= limit and load.free - bounds.spare > _A_SITE:
        return min(bounds.most, limit + 1)
    return limit


@dataclass
class Lanes:
    """At most `limit` sites at once. `bounds` null: the limit stands."""

    limit: int
    bounds: Bounds | None = None
    read: Callable[[], Load | None] = field(default_factory=lambda: MachineLoad().read)
    beat: float = _BEAT
    most_in_flight: int = 0
    lowest_limit: int = 0
    highest_limit: int = 0
    _flying: int = 0
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _spent: float = 0.0  # seconds in which something was in flight, and these times how many
    _area: float = 0.0
    _since: float = 0.0

    def __post_init__(self) -> None:
        self.lowest_limit = self.highest_limit = self.limit

    async def enter(self) -> None:
        """Waits until there is a lane, and takes it."""
        while self._flying >= self.limit:
            self._changed.clear()
            await self._changed.wait()
        self._count(1)

    def leave(self) -> None:
        self._count(-1)
        self._changed.set()

    def _count(self, one: int) -> None:
        now = time.monotonic()
        if self._flying:
            self._spent += now - self._since
            self._area += self._flying * (now - self._since)
        self._since = now
        self._flying += one
        self.most_in_flight = max(self.most_in_flight, self._flying)

    @asynccontextmanager
    async def steered(self) -> AsyncIterator[None]:
        """While this stands, the limit follows the machine; a limit that stands stays."""
        task = asyncio.create_task(self._steer(self.bounds)) if self.bounds is not None else None
        try:
            yield
        finally:
            if task is not None:
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)

    async def _steer(self, bounds: Bounds) -> None:
        mean, late = self.read(), 0.0
        while True:
            begun = time.monotonic()
            await asyncio.sleep(self.beat)
            late = _MEMORY * late + (1 - _MEMORY) * (time.monotonic() - begun - self.beat)
            if (load := self.read()) is None:
                continue
            mean = load if mean is None else Load(_MEMORY * mean.busy + (1 - _MEMORY) * load.busy, load.free)
            if self._flying and (limit := steer(self.limit, self._flying, mean, late, bounds)) != self.limit:
                log.debug("sites in flight", limit=limit, busy=f"{mean.busy:.0%}", free=mean.free, late=f"{late:.2f}s")
                self._set(limit)

    def _set(self, limit: int) -> None:
        self.limit = limit
        self.lowest_limit, self.highest_limit = min(self.lowest_limit, limit), max(self.highest_limit, limit)
        self._changed.set()

    def describe(self) -> dict[str, Any]:
        """For run.json: how many were in flight on average and at the most, and between what the limit moved."""
        mean = round(self._area / self._spent, 2) if self._spent else None
        return {"mean": mean, "most": self.most_in_flight, "limit_least": self.lowest_limit, "limit_most": self.highest_limit}


def lanes_of(settings: Settings) -> Lanes:
    """As many as the settings say, or lanes that follow the machine from the usual number on."""
    if settings.jobs != "auto":
        return Lanes(settings.jobs)
    bounds = Bounds(settings.jobs_least, max(settings.jobs_least, settings.jobs_most), settings.spare_memory)
    return Lanes(min(max(USUAL, bounds.least), bounds.most), bounds)


USUAL = 4  # where nothing tells how busy the machine is, this is what `auto` stays at
