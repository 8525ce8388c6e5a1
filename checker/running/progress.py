"""How far a run has come: a live display on a terminal, one structured line for each site otherwise."""

import sys
import time
from types import TracebackType
from typing import Protocol

import structlog
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from checker.records.judgment import Judgment
from checker.records.site import Site

log = structlog.get_logger()


class Watcher(Protocol):
    """Is told as visits begin and end: a site is finished once its line stands, or put off until the second looks are done."""

    def __enter__(self) -> "Watcher": ...
    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None: ...
    def skip(self, sites: int) -> None: ...
    def begin(self, site: Site, look: int) -> None: ...
    def put_off(self, site: Site, judgment: Judgment) -> None: ...
    def expect_again(self, sites: int) -> None: ...
    def finish(self, site: Site, judgment: Judgment) -> None: ...


def open_progress(total: int) -> Watcher:
    """The display that fits where stderr goes."""
    return LiveProgress(total) if sys.stderr.isatty() else PlainProgress(total)


class PlainProgress:
    """One line for each site, for logs and CI."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._second_looks = False
        self._started = time.monotonic()

    def __enter__(self) -> "PlainProgress":
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        return

    def skip(self, sites: int) -> None:
        self._done = sites
        if sites:
            log.info("sites finished before the interruption are not visited again", done=f"{sites}/{self._total}")

    def begin(self, site: Site, look: int) -> None:
        log.debug("visit begins", site=site.key, look=look)

    def put_off(self, site: Site, judgment: Judgment) -> None:
        event = "second look done" if self._second_looks else "looked at, second look later"
        log.info(event, site=site.key, reach=judgment.reach.state)

    def expect_again(self, sites: int) -> None:
        self._second_looks = True
        log.info("second looks begin", sites=sites)

    def finish(self, site: Site, judgment: Judgment) -> None:
        self._done += 1
        log.info(
            "site done", site=site.key, done=f"{self._done}/{self._total}", reach=judgment.reach.state, verdict=judgment.verdict,
            elapsed=f"{time.monotonic() - self._started:.1f}s",
        )  # fmt: skip


class LiveProgress:
    """Sites done, in flight, failed and the time left, on a terminal."""

    def __init__(self, total: int) -> None:
        self._progress = Progress(
            TextColumn("[bold]{task.description}"), BarColumn(bar_width=None), MofNCompleteColumn(), TextColumn("done"),
            TextColumn("· {task.fields[flying]} in flight · {task.fields[failed]} failed · {task.fields[untold]} cannot tell ·"),
            TimeElapsedColumn(), TextColumn("· left"), TimeRemainingColumn(), console=Console(stderr=True), expand=True,
        )  # fmt: skip
        self._task = self._progress.add_task("sites", total=total, flying=0, failed=0, untold=0)
        self._flying: set[str] = set()
        self._failed = self._untold = 0

    def __enter__(self) -> "LiveProgress":
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self._progress.stop()

    def skip(self, sites: int) -> None:
        self._progress.update(self._task, completed=sites)

    def begin(self, site: Site, look: int) -> None:
        self._flying.add(site.key)
        self._show()

    def put_off(self, site: Site, judgment: Judgment) -> None:
        self._flying.discard(site.key)
        self._show()

    def expect_again(self, sites: int) -> None:
        self._progress.console.print(f"{sites} sites are looked at once more, before anybody is accused")

    def finish(self, site: Site, judgment: Judgment) -> None:
        self._flying.discard(site.key)
        self._failed += judgment.verdict == "fail"
        self._untold += judgment.verdict == "cannot_tell"
        self._progress.advance(self._task)
        self._show()

    def _show(self) -> None:
        self._progress.update(self._task, flying=len(self._flying), failed=self._failed, untold=self._untold)
