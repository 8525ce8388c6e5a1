"""The CPU time of a command with everything that it started: waited for by an adopter of orphans, and added up by the kernel.

`python -m benchmarks.accounting REPORT LIMIT COMMAND…` is that adopter. It asks the kernel (PR_SET_CHILD_SUBREAPER) to be given
every process whose parent ended before it, waits for all of them, and writes what the kernel then knows (RUSAGE_CHILDREN).
Renderers count too: their zygote waits for them, also in a PID namespace of its own, whose init hands its sum on.
"""

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_SET_CHILD_SUBREAPER = 36  # linux/prctl.h
_PATIENCE = 20.0  # seconds for what outlives the command
_BEAT = 0.02  # seconds between two looks
_UNTOLD = 125  # exit status where a cost cannot be told, as of timeout(1)


class AccountingFault(Exception):  # noqa: N818 - told to people; ends the benchmark
    """The command failed, or left something running, so that its cost cannot be told."""


class Cost(NamedTuple):
    """What one command cost: `cpu` and `wall` in seconds; the CPU is user and system time of the whole tree of processes."""

    cpu: float
    wall: float


def measure(command: Sequence[str], environment: Mapping[str, str] | None = None, *, limit: float = 600) -> Cost:
    """Runs the command to its end, within `limit` seconds. Raises AccountingFault with the end of its output where it fails."""
    with tempfile.TemporaryDirectory(prefix="checker-cost-") as folder:
        report, words = Path(folder) / "cost.json", Path(folder) / "output"
        with words.open("wb") as output:
            adopter = [sys.executable, "-m", "benchmarks.accounting", str(report), str(limit), *command]
            done = subprocess.run(adopter, stdin=subprocess.DEVNULL, stdout=output, stderr=output, env=environment, check=False)  # noqa: S603 - runs what its caller wants measured
        if done.returncode:
            said = words.read_text(encoding="utf-8", errors="replace")[-3000:]
            raise AccountingFault(f"{' '.join(command[:4])} … ended with {done.returncode}:\n{said}")
        return Cost(**json.loads(report.read_bytes()))


def _adopt_and_wait(report: Path, limit: float, command: list[str]) -> int:
    """Gives the command's exit status, after every process of its tree has ended and was waited for."""
    if ctypes.CDLL(None, use_errno=True).prctl(_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "the kernel does not let this process adopt orphans")
    before = time.monotonic()
    first = os.posix_spawnp(command[0], command, os.environ)
    ended = _wait(first, limit)
    wall = time.monotonic() - before
    if ended is None or _wait(-1, _PATIENCE) is None:
        _end_all()
        what = f"left a process running for more than {_PATIENCE:g} s" if ended is not None else f"took longer than {limit:g} s"
        sys.stderr.write(f"the command {what}, and was ended: its cost cannot be told\n")
        return _UNTOLD
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    report.write_text(json.dumps({"cpu": used.ru_utime + used.ru_stime, "wall": wall}), encoding="utf-8")
    return ended


def _wait(pid: int, limit: float) -> int | None:
    """Waits for that child, or for all (-1): the exit status, 0 for all; null where `limit` seconds did not do."""
    end = time.monotonic() + limit
    while time.monotonic() < end:
        try:
            done, status = os.waitpid(pid, os.WNOHANG)
        except ChildProcessError:
            return 0
        if done and done == pid:
            return abs(os.waitstatus_to_exitcode(status))
        if not done:
            time.sleep(_BEAT)
    return None


def _end_all() -> None:
    """Ends the children until there are none: each one's own children become ours, and are ended in turn."""
    while _wait(-1, _BEAT) is None:
        for task in Path("/proc/self/task").iterdir():
            for child in (task / "children").read_text().split():
                os.kill(int(child), signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(_adopt_and_wait(Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3:]))
