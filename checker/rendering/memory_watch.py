"""A page that eats the machine's memory loses its renderer before the others feel it: to its visit that is a crash."""

import contextlib
import os
import signal
import threading
from collections.abc import Iterator
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
        while not self._over.wait(_BEAT):
            for pid in _renderers(os.getpid()):
                if (taken := _memory_of(pid)) > self._limit:
                    log.warning("a page's renderer is ended", because=f"it took {taken} bytes of memory", limit=self._limit)
                    with contextlib.suppress(ProcessLookupError):  # it ended by itself
                        os.kill(pid, signal.SIGKILL)


def _renderers(pid: int) -> Iterator[int]:
    """The renderers among the processes that `pid` started, or that those started."""
    for child in _children(pid):
        if b"--type=renderer" in _command(child):
            yield child
        yield from _renderers(child)


def _children(pid: int) -> list[int]:
    found: list[int] = []
    with contextlib.suppress(*_GONE):
        for thread in (_PROC / str(pid) / "task").iterdir():
            with contextlib.suppress(*_GONE):
                found += [int(each) for each in (thread / "children").read_text().split()]
    return found


def _command(pid: int) -> bytes:
    with contextlib.suppress(*_GONE):
        return (_PROC / str(pid) / "cmdline").read_bytes()
    return b""


def _memory_of(pid: int) -> int:
    """Bytes that are its own: resident, without what lies in files (its program)."""
    with contextlib.suppress(*_GONE):
        lines = (_PROC / str(pid) / "status").read_text().splitlines()
        return 1024 * sum(int(line.split()[1]) for line in lines if line.startswith(("RssAnon:", "RssShmem:")))
    return 0
