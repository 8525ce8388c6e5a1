"""The command as people call it: a process of its own, with its streams and its exit status."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from checker.settings import Settings

# nothing on the pages of these tests comes late, their servers are our own, and it is home pages that they are about
_CALM = {"CHECKER_LATE_CONTENT": "0.5", "CHECKER_HOST_PACE": "0.02", "CHECKER_COLUMN_PAGES": "0"}
WITH_COLUMNS = {"CHECKER_COLUMN_PAGES": str(Settings().column_pages)}


def call(
    *words: str | Path, env: Mapping[str, str] | None = None, seconds: float = 880, fast: bool = True
) -> subprocess.CompletedProcess[str]:
    """Runs `checker WORDS` to its end; `fast` shortens the waits for late content and between pages, and opens no columns."""
    return subprocess.run(command(*words), capture_output=True, text=True, timeout=seconds, env=environment(env, fast=fast), check=False)


def start(*words: str | Path, env: Mapping[str, str] | None = None, log: Path) -> subprocess.Popen[str]:
    """Starts `checker WORDS` in a process group of its own, as a terminal does; what it says goes to `log`."""
    with log.open("w") as stream:
        return subprocess.Popen(
            command(*words), stdout=stream, stderr=stream, text=True, env=environment(env, fast=True), start_new_session=True
        )


def command(*words: str | Path) -> Sequence[str]:
    return [sys.executable, "-m", "checker", *map(str, words)]


def environment(extra: Mapping[str, str] | None, *, fast: bool) -> dict[str, str]:
    return {**os.environ, **(_CALM if fast else {}), **(extra or {})}


def lines_of(run: Path) -> list[dict[str, Any]]:
    """results.jsonl of a run, every line of which must be whole."""
    return [json.loads(line) for line in (run / "results.jsonl").read_text(encoding="utf-8").splitlines()]


def record_of(run: Path) -> dict[str, Any]:
    record = json.loads((run / "run.json").read_text(encoding="utf-8"))
    assert isinstance(record, dict)
    return record


def descendants_of(*pids: int) -> list[int]:
    """Processes that one of `pids` started, or that those started: the browser and its driver."""
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parents[int(entry.name)] = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue  # it ended meanwhile
    found = set(pids)
    while grown := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= grown
    return sorted(found - set(pids))
