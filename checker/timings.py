"""Where a run's time goes: seconds by stage and by phase, each second counted once, under the innermost phase that was open."""

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

Phases = dict[str, "Spent"]
PHASES = (  # of one visit, in the order of the road
    "new context", "script", "goto", "settling", "look", "pictures", "locating", "proof of sight", "text recognition", "plain HTTP",
    "columns and links", "marked pictures", "records",
)  # fmt: skip
REST = "everything else"


@dataclass
class Spent:
    """Seconds by the clock, and CPU-seconds of the checker and all that it started (null: not to be had)."""

    seconds: float = 0.0
    cpu: float | None = None
    times: int = 0

    def add(self, seconds: float, cpu: float | None) -> None:
        self.seconds += seconds
        self.times += 1
        if cpu is not None:
            self.cpu = (self.cpu or 0.0) + cpu

    def describe(self) -> dict[str, Any]:
        return {"seconds": round(self.seconds, 3), "cpu": None if self.cpu is None else round(self.cpu, 3), "times": self.times}


@dataclass
class Timings:
    """Of one run. `read_cpu` gives the CPU-seconds of the checker with all that it started, as far as this machine tells them.

    `by_phase`: CPU is told for the phases of visits too. That has a meaning only with one visit at a time, and costs a millisecond each.
    """

    read_cpu: Callable[[], float | None] = field(default=lambda: None)
    by_phase: bool = False
    stages: Phases = field(default_factory=dict)  # of the whole run, one after the other
    visits: dict[int, Phases] = field(default_factory=dict)  # by look: phases, added up over all its visits
    counted: dict[int, Spent] = field(default_factory=dict)  # by look: the visits themselves

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """A stage of the run; stages do not overlap."""
        begun, cpu = time.monotonic(), self.read_cpu()
        try:
            yield
        finally:
            self.stages.setdefault(name, Spent()).add(time.monotonic() - begun, _since(cpu, self.read_cpu))

    @contextmanager
    def visit(self, look: int) -> Iterator[None]:
        """One visit, whose phases are told within by `phase`; any number of visits at once, each in a task of its own."""
        whole = _Open(self, self.visits.setdefault(look, {}), REST)
        try:
            with whole.standing():
                yield
        finally:
            self.counted.setdefault(look, Spent()).add(whole.taken, whole.cpu_taken)

    def seconds_of(self, look: int) -> dict[str, float]:
        """By phase, to be added to another's by `add_visit`: of one visit, where there was one."""
        return {name: spent.seconds for name, spent in self.visits[look].items()}

    def add_visit(self, look: int, seconds: Mapping[str, float]) -> None:
        """One visit that was timed elsewhere."""
        for name, each in seconds.items():
            self.visits.setdefault(look, {}).setdefault(name, Spent()).add(each, None)
        self.counted.setdefault(look, Spent()).add(sum(seconds.values()), None)

    def describe(self) -> dict[str, Any]:
        """For run.json: what was closed by now."""
        looks = {
            {1: "first", 2: "second"}[look]: {
                **spent.describe(),
                "phases": {name: self.visits[look][name].describe() for name in (*PHASES, REST) if name in self.visits[look]},
            }
            for look, spent in sorted(self.counted.items())
        }
        return {"stages": {name: spent.describe() for name, spent in self.stages.items()}, "looks": looks}


@contextmanager
def phase(name: str, *, is_whole: bool = False) -> Iterator[None]:
    """Within a visit that is timed, what happens here belongs to that phase; elsewhere this does nothing.

    `is_whole`: phases inside it are not told apart, as where several things go on side by side.
    """
    assert name in PHASES, name
    outer = _open.get()
    if outer is None or outer.is_whole:
        yield
        return
    with _Open(outer.timings, outer.phases, name, is_whole, outer).standing():
        yield


@dataclass
class _Open:
    """A phase that is under way; what phases inside it took is theirs alone."""

    timings: Timings
    phases: Phases
    name: str
    is_whole: bool = False
    outer: "_Open | None" = None
    taken: float = 0.0
    cpu_taken: float | None = None
    inner: float = 0.0
    inner_cpu: float = 0.0

    @contextmanager
    def standing(self) -> Iterator[None]:
        read = self.timings.read_cpu if self.timings.by_phase else (lambda: None)
        begun, cpu = time.monotonic(), read()
        token = _open.set(self)
        try:
            yield
        finally:
            _open.reset(token)
            self.taken, self.cpu_taken = time.monotonic() - begun, _since(cpu, read)
            own_cpu = None if self.cpu_taken is None else self.cpu_taken - self.inner_cpu
            self.phases.setdefault(self.name, Spent()).add(self.taken - self.inner, own_cpu)
            if self.outer is not None:
                self.outer.inner += self.taken
                self.outer.inner_cpu += self.cpu_taken or 0.0


_open: ContextVar[_Open | None] = ContextVar("open phase", default=None)


def _since(before: float | None, read: Callable[[], float | None]) -> float | None:
    return None if before is None or (now := read()) is None else now - before
