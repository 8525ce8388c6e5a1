"""An append-only log in which each line carries the hash of the line before it, so that a line taken out or altered shows."""

import base64
import hashlib
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.evidence.clock import utc_now
from checker.evidence.disk import append_line, archive_faults, write_atomically
from checker.evidence.json_lines import read_object, write_object


@dataclass(frozen=True)
class ReadLog:
    """A log as it stands on disk: its lines, `{}` for one that is no JSON object.

    `breaks` are the numbers (from 1) of lines that do not follow from the line before them.
    `torn` are the bytes after the last line feed, left by a process that died; empty in a sound log.
    """

    lines: list[dict[str, Any]]
    breaks: list[int]
    torn: bytes
    last_hash: str | None


def read_log(raw: bytes) -> ReadLog:
    """Reads a log and checks its chain; `prev` is the SHA-256 of the previous line's bytes without its line feed."""
    *whole, torn = raw.split(b"\n")
    lines: list[dict[str, Any]] = []
    breaks: list[int] = []
    last_hash = None
    for number, line in enumerate(whole, start=1):
        content = read_object(line)
        if content is None or "prev" not in content or content["prev"] != last_hash:
            breaks.append(number)
        lines.append(content or {})
        last_hash = hashlib.sha256(line).hexdigest()
    return ReadLog(lines, breaks, torn, last_hash)


def chain(raw: bytes, contents: Iterable[dict[str, Any]]) -> bytes:
    """A sound log with a line behind it for each of `contents`, which have no `prev` yet."""
    last_hash = read_log(raw).last_hash
    for content in contents:
        line = write_object({**content, "prev": last_hash})
        last_hash = hashlib.sha256(line).hexdigest()
        raw += line + b"\n"
    return raw


class ChainedLog:
    """Writes one such log. Safe to call from several threads; raises ArchiveFault where the disk refuses."""

    def __init__(self, path: Path) -> None:
        """Goes on with the log at `path` or begins it; a torn last line is cut off, its bytes are kept in a line of their own."""
        self.path = path
        self._lock = threading.Lock()
        raw = b""
        with archive_faults(path, "read"):
            if path.exists():
                raw = path.read_bytes()
        found = read_log(raw)
        self._last_hash = found.last_hash
        if found.torn:
            line = self._line("torn_line_cut", {"file": path.name, "bytes_base64": base64.b64encode(found.torn).decode()})
            write_atomically(path, raw[: -len(found.torn)] + line + b"\n")
            self._last_hash = hashlib.sha256(line).hexdigest()

    def append(self, event: str, **fields: Any) -> None:
        """Appends one line: `at` (UTC), `event`, the fields, `prev`."""
        with self._lock:
            line = self._line(event, fields)
            append_line(self.path, line)
            self._last_hash = hashlib.sha256(line).hexdigest()

    def append_in_one_step(self, event: str, **fields: Any) -> None:
        """As `append`, but a process that dies leaves the log with the whole line or without it: for small logs of closed runs."""
        with self._lock, archive_faults(self.path, "read"):
            line = self._line(event, fields)
            write_atomically(self.path, (self.path.read_bytes() if self.path.exists() else b"") + line + b"\n")
            self._last_hash = hashlib.sha256(line).hexdigest()

    def extend(self, event: str, many: Iterable[dict[str, Any]]) -> None:
        """Appends one such line for each of `many`, all of them in one go."""
        with self._lock:
            lines, before = [], self._last_hash
            for fields in many:
                lines.append(self._line(event, fields))
                self._last_hash = hashlib.sha256(lines[-1]).hexdigest()
            if lines:
                try:
                    append_line(self.path, b"\n".join(lines))
                except BaseException:
                    self._last_hash = before  # nothing of them stands
                    raise

    def _line(self, event: str, fields: dict[str, Any]) -> bytes:
        return write_object({"at": utc_now(), "event": event, **fields, "prev": self._last_hash})
