"""What the checker and all that it started take of this machine, as the kernel tells it (/proc; elsewhere only what Python knows)."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

_PROC = Path("/proc")
_TICKS = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100
_PAGE = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096
_GONE = (OSError, ValueError, IndexError)  # of a process that ends while it is read


def cpu_seconds() -> float | None:
    """User and system time of this process, of all that it started, and of what these waited for; null where nobody can tell."""
    if not can_tell():
        return None
    own = os.times()
    return own.user + own.system + own.children_user + own.children_system + sum(map(_cpu_of, started()))


def cpu_of_both() -> dict[str, float] | None:
    """The same, of the checker itself and of the browser with its driver."""
    whole, own = cpu_seconds(), os.times()
    if whole is None:
        return None
    checker = own.user + own.system
    return {"checker": round(checker, 2), "browser": round(whole - checker, 2)}


def memory_bytes() -> dict[str, int]:
    """Bytes of `checker` (this process) and `browser` (all that it started) that are in memory; what several share counts once for each
    where the kernel does not tell shares."""
    return {"checker": memory_of(os.getpid()), "browser": sum(map(memory_of, started()))}


def processors() -> int:
    """On how many this process may run."""
    return len(processor_numbers())


def processor_numbers() -> set[int]:
    """On which, by the kernel's numbers."""
    return os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set(range(os.cpu_count() or 1))


def can_tell() -> bool:
    """Whether this machine tells of other processes."""
    return (_PROC / "self/task").is_dir()


def started(pid: int | None = None) -> Iterator[int]:
    """The processes that `pid` (null: this one) started and that live, at whatever remove."""
    for child in _children(pid or os.getpid()):
        yield child
        yield from started(child)


def _children(pid: int) -> list[int]:
    found: list[int] = []
    with contextlib.suppress(*_GONE):
        for thread in os.listdir(f"{_PROC}/{pid}/task"):  # noqa: PTH208 - asked many times: paths cost more than the answer
            with contextlib.suppress(*_GONE):
                found += map(int, _read(f"{_PROC}/{pid}/task/{thread}/children").split())
    return found


def _cpu_of(pid: int) -> float:
    with contextlib.suppress(*_GONE):
        fields = _read(f"{_PROC}/{pid}/stat").rpartition(b")")[2].split()
        return sum(map(int, fields[11:15])) / _TICKS  # utime, stime, and both of children that were waited for (proc(5))
    return 0.0


def memory_of(pid: int) -> int:
    """Its proportional share where the kernel tells it to us, else what is resident."""
    with contextlib.suppress(*_GONE):
        for line in _read(f"{_PROC}/{pid}/smaps_rollup").splitlines():
            if line.startswith(b"Pss:"):
                return 1024 * int(line.split()[1])
    with contextlib.suppress(*_GONE):
        return _PAGE * int(_read(f"{_PROC}/{pid}/statm").split()[1])
    return 0


def _read(path: str) -> bytes:
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        return os.read(handle, 1 << 16)
    finally:
        os.close(handle)
