"""How busy this machine is, and how much memory it has to spare, as the kernel tells it (/proc, and the limits of a container)."""

import contextlib
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from checker.running.processes import processor_numbers

_IDLE = (3, 4)  # idle and iowait, of the figures of a line `cpu…` of /proc/stat (proc(5))
_STOLEN = 8  # by other guests of the same host, behind user … softirq: the figures that count as a processor's time
_UNREADABLE = (OSError, ValueError, IndexError, StopIteration)


class Load(NamedTuple):
    """`busy`: the share of our processors' time since the last question in which they worked, for whomever. `free`: bytes of memory."""

    busy: float
    free: int


@dataclass
class MachineLoad:
    """`read` tells of the time since it was last called; null where this system does not tell, and at the first call."""

    proc: Path = Path("/proc")
    cgroup: Path = Path("/sys/fs/cgroup")  # of a container: version 2 is read
    _before: tuple[int, int] | None = field(default=None, init=False)  # worked, all, in ticks
    _used: tuple[float, float] | None = field(default=None, init=False)  # when, and CPU-seconds of the container by then

    def read(self) -> Load | None:
        try:
            worked, whole = self._ticks()
            free = self._free()
        except _UNREADABLE:
            return None
        before, self._before = self._before, (worked, whole)
        quota = self._of_quota()
        if before is None or whole <= before[1]:
            return None
        return Load(max((worked - before[0]) / (whole - before[1]), quota), free)

    def _ticks(self) -> tuple[int, int]:
        """Of the processors on which we may run."""
        ours = {f"cpu{number}" for number in processor_numbers()}
        lines = [line.split() for line in (self.proc / "stat").read_text().splitlines() if line.startswith("cpu")]
        figures = [[int(figure) for figure in line[1 : 1 + _STOLEN]] for line in lines if line[0] in ours]
        whole = sum(map(sum, figures))
        return whole - sum(each[place] for each in figures for place in _IDLE), whole

    def _free(self) -> int:
        lines = (self.proc / "meminfo").read_text().splitlines()
        free = 1024 * int(next(line.split()[1] for line in lines if line.startswith("MemAvailable:")))
        with contextlib.suppress(*_UNREADABLE):  # no container, or one without a limit (`max`)
            free = min(free, int((self.cgroup / "memory.max").read_text()) - int((self.cgroup / "memory.current").read_text()))
        return free

    def _of_quota(self) -> float:
        """The share of the container's own limit of CPU that was used; 0 where there is none."""
        with contextlib.suppress(*_UNREADABLE):
            most, period = (self.cgroup / "cpu.max").read_text().split()
            used = next(line for line in (self.cgroup / "cpu.stat").read_text().splitlines() if line.startswith("usage_usec "))
            now, before = (time.monotonic(), int(used.split()[1]) / 1e6), self._used
            self._used = now
            if before is not None and now[0] > before[0]:
                return (now[1] - before[1]) / (now[0] - before[0]) / (int(most) / int(period))
        return 0.0
