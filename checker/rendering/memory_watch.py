"""A page that eats the machine's memory loses its renderer before the others feel it: to its visit that is a crash."""

import contextlib
import os
import signal
import threading
from pathlib import Path

import structlog

_BEAT = 0.25  # seconds between two glances: in that time a script fills some hundred megabytes
_PROC = Path("/proc")
_GONE = (OSError, ValueError, IndexError)  # of a process that ends while it is read

log = structlog.get_logger()


class MemoryWatch:
    """A context: while it stands, each renderer that this process started, at whatever remove, has at most `limit` bytes of memory.

    A thread of its own, since the flood that eats memory may hold up the loop too. Where there is no /proc, nobody watches.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="memory watch", daemon=True)

    def __enter__(self) -> "MemoryWatch":
        if (_PROC / "self/status").exists():
            self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        if self._thread.is_alive():
            self._thread.join()

    def _watch(self) -> None:
        family = Family(os.getpid())
        while not self._over.wait(_BEAT):
            for pid in family.renderers():
                if (taken := _memory_of(pid)) > self._limit:
                    log.warning("a page's renderer is ended", because=f"it took {taken} bytes of memory", limit=self._limit)
                    with contextlib.suppress(ProcessLookupError):  # it ended by itself
                        os.kill(pid, signal.SIGKILL)


class Family:
    """The processes that `root` started, or that those started. Whose child one is, is asked once: a glance comes four times a second."""

    def __init__(self, root: int) -> None:
        self._own = {root}
        self._foreign: set[int] = set()

    def renderers(self) -> list[int]:
        with os.scandir(_PROC) as entries:
            present = {int(entry.name) for entry in entries if entry.name.isdigit()}
        self._own &= present
        self._foreign &= present
        for pid in present - self._own - self._foreign:
            self._place(pid)
        # a renderer is begun as a copy of its parent, and takes its name a moment later
        return [pid for pid in self._own if b"--type=renderer" in _command(pid)]

    def _place(self, pid: int) -> None:
        """Up to the first ancestor whose place is known."""
        line = [pid]
        while line[-1] not in self._own and line[-1] not in self._foreign and (parent := _parent(line[-1])):
            line.append(parent)
        (self._own if line[-1] in self._own else self._foreign).update(line)


def _parent(pid: int) -> int:
    """0 for the first process of all, and for one that is gone."""
    with contextlib.suppress(*_GONE):
        return int((_PROC / str(pid) / "stat").read_bytes().rpartition(b")")[2].split()[1])
    return 0


def _command(pid: int) -> bytes:
    with contextlib.suppress(*_GONE):
        return (_PROC / str(pid) / "cmdline").read_bytes()
    return b""


def _memory_of(pid: int) -> int:
    """Bytes that are its own: resident, without what lies in files (its program)."""
    with contextlib.suppress(*_GONE):
        lines = (_PROC / str(pid) / "status").read_bytes().splitlines()
        return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith((b"RssAnon:", b"RssShmem:")))
    return 0
