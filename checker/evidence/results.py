"""results.jsonl: one line a site, appended as sites finish, and never a broken one."""

import threading
from collections.abc import Sequence
from pathlib import Path

from checker.evidence.disk import append_line, archive_faults, write_atomically
from checker.evidence.json_lines import read_object
from checker.faults import UsageFault

RESULTS = "results.jsonl"


def split_results(raw: bytes) -> tuple[list[tuple[str, bytes]], list[bytes]]:
    """The whole lines with their keys, in order, and what is no whole line of a site (a torn end, rubbish)."""
    *whole, torn = raw.split(b"\n")
    good: list[tuple[str, bytes]] = []
    bad: list[bytes] = []
    for line in whole:
        key = (read_object(line) or {}).get("key")
        if isinstance(key, str) and _is_text(line):
            good.append((key, line))
        else:
            bad.append(line)
    return good, bad + ([torn] if torn else [])


class Results:
    """The file while its run is written. Thread-safe; raises ArchiveFault where the disk refuses."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()

    def read(self) -> list[tuple[str, bytes]]:
        """The whole lines with their keys, as they stand; none where there is no file yet."""
        return split_results(self._raw())[0]

    def find_broken(self) -> list[bytes]:
        """What a process that died left behind instead of lines."""
        return split_results(self._raw())[1]

    def drop_broken(self) -> None:
        """Leaves the whole lines alone in the file."""
        self._write([line for _, line in self.read()])

    def append(self, line: str) -> str:
        """Appends a line, waits until the disk has it, and gives its key. A site's later line takes the earlier one's place."""
        raw = line.encode("utf-8", "backslashreplace")
        key = (read_object(raw) or {}).get("key")
        if not isinstance(key, str) or b"\n" in raw:
            raise ValueError("a line of results.jsonl is one JSON object on one line, with a `key`")
        with self._lock:
            append_line(self._path, raw)
        return key

    def put_in_order(self, order: Sequence[str]) -> None:
        """Puts the file into roster order, one line a key.

        Raises UsageFault for a line that is not in `order` (another roster), ValueError for a key of `order` without a line.
        """
        if len(set(order)) < len(order):
            raise ValueError("the roster's keys must differ from each other")
        with self._lock:
            lines = dict(self.read())
            if strangers := sorted(lines.keys() - set(order)):
                raise UsageFault(
                    f"{self._path} has results of {len(strangers)} sites that this roster does not have "
                    f"({', '.join(strangers[:5])}). Go on with the roster that the run was begun with."
                )
            if missing := [key for key in order if key not in lines]:
                raise ValueError(f"the run cannot be closed: no line yet for {', '.join(missing[:5])}")
            self._write([lines[key] for key in order])

    def _raw(self) -> bytes:
        with archive_faults(self._path, "read"):
            return self._path.read_bytes() if self._path.exists() else b""

    def _write(self, lines: list[bytes]) -> None:
        write_atomically(self._path, b"".join(line + b"\n" for line in lines))


def _is_text(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
