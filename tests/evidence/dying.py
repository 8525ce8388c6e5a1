"""A process that dies at the Nth thing it does to a disk, with half of a write on the disk; run as a program, told on stdin.

Each line `ARCHIVE N` walks a night's whole way in a child that dies at its Nth step, and is answered by `whole`, where the way has no
Nth step, or `killed`. What was on the disk, as the child was told, stands in `ARCHIVE/../said`.
"""

import errno
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checker.evidence.after_folder import AfterFolder
from checker.evidence.disk import write_atomically
from checker.evidence.manifest import announce_report, seal_report
from checker.evidence.plain_files import seal
from checker.evidence.reviews import record
from checker.evidence.run_folder import RunFolder
from checker.records.review import Review
from tests.evidence.runs import KEYS, line_of

NIGHT = "n2"
SITES = KEYS[:2]


def walk(archive: Path, say: Callable[[str], None]) -> None:
    """A night from its first file to a decision on it; goes on where an earlier process died."""
    with RunFolder.create(archive, NIGHT, resume=True) as run:
        if not run.closed:
            run.write_run({"schema": 1, "run_id": NIGHT})
            for key in SITES:
                if key not in run.finished_keys():
                    _visit(run, key, say)
            run.close(SITES)
        say(f"closed {NIGHT}")
    _report(run.path, "undecided")
    with AfterFolder(run.path) as after:
        paper = archive.parent / "paper.pdf"
        review = Review(at="", site=SITES[0], rule="mark-icp", decision="overturn", outcome="pass", by="李明", why="看过原件")
        record(after, review.model_copy(update={"attachments": (after.attach(paper),)}))
        say("reviewed")
    _report(run.path, "decided")


def _report(run: Path, text: str) -> None:
    """Writes a report's files as `publish_report` does: announced, each in one step, sealed."""
    papers = {"report/index.html": f"<!doctype html>{text}".encode(), f"report/{text}.csv": text.encode()}
    announce_report(run, {name: seal(data) for name, data in papers.items()})
    for name, data in papers.items():
        write_atomically(run / name, data)
    seal_report(run)


def _visit(run: RunFolder, key: str, say: Callable[[str], None]) -> None:
    for look in (1, 2):
        folder = run.site(key, look)
        folder.note("release", reason="quiet")
        for name, data in (("home.jpg", b"the same in each night"), ("observation.json", f'{{"key": "{key}"}}'.encode())):
            kept = folder.keep(name, data, "artefact")
            say(f"kept {kept.sha256}")
    run.append(line_of(key))
    say(f"finished {key}")


class Disk:
    """Counts what is done to a disk. From the Nth step on `fail` is called instead; a write has then put its first half there."""

    def __init__(self, step: int, steps: tuple[str, ...], fail: Callable[[], None]) -> None:
        self._step, self._done, self._fail = step, 0, fail
        self.steps = {name: self._wrap(name, getattr(os, name)) for name in steps}

    @property
    def is_full(self) -> bool:
        return self._done >= self._step

    def _wrap(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def instead(*given: Any, **named: Any) -> Any:
            self._done += 1
            if self._done < self._step:
                return None if name == "fsync" else real(*given, **named)  # nothing here cuts the power
            if name == "write" and self._done == self._step:
                real(given[0], bytes(given[1])[: len(given[1]) // 2])
            return self._fail()

        return instead


def die_at(step: int) -> None:
    """Lets this process be killed at the Nth step that it does on a disk."""
    names = ("write", "fsync", "replace", "rename", "unlink", "mkdir", "ftruncate", "link", "chmod")
    for name, instead in Disk(step, names, lambda: os.kill(os.getpid(), signal.SIGKILL)).steps.items():
        setattr(os, name, instead)


def fill_up_at(step: int, patch: pytest.MonkeyPatch) -> Disk:
    """Lets the disk be full from the Nth step on that takes room; what is there can still be renamed and removed."""

    def refuse() -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    disk = Disk(step, ("write", "fsync", "mkdir", "link"), refuse)
    for name, instead in disk.steps.items():
        patch.setattr(os, name, instead)
    return disk


def child(archive: Path, step: int) -> None:
    with (archive.parent / "said").open("a") as said:
        die_at(step)
        walk(archive, lambda words: print(words, file=said, flush=True))


def main() -> None:
    for line in sys.stdin:
        archive, step = line.split()
        sys.stdout.flush()
        pid = os.fork()
        if pid == 0:
            child(Path(archive), int(step))
            return
        _, status = os.waitpid(pid, 0)
        answer = "killed" if os.WIFSIGNALED(status) else "whole" if status == 0 else "failed"
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
