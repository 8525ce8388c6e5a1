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
    """Is told as sites begin and finish."""

    def __enter__(self) -> "Watcher": ...
    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None: ...
    def begin(self, site: Site, look: int) -> None: ...
    def finish(self, site: Site, judgment: Judgment, *, provisional: bool) -> None: ...
    def expect_again(self, sites: int) -> None: ...


def open_progress(total: int) -> Watcher:
    """The display that fits where stderr goes."""
    return LiveProgress(total) if sys.stderr.isatty() else PlainProgress(total)


class PlainProgress:
    """One line for each site, for logs and CI."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._started = time.monotonic()

    def __enter__(self) -> "PlainProgress":
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        return

    def begin(self, site: Site, look: int) -> None:
        log.debug("visit begins", look=look)

    def finish(self, site: Site, judgment: Judgment, *, provisional: bool) -> None:
        if provisional:
            log.info("looked at, second look later", reach=judgment.reach.state)
            return
        self._done += 1
        log.info(
            "site done", site=site.key, done=f"{self._done}/{self._total}", reach=judgment.reach.state, verdict=judgment.verdict,
            elapsed=f"{time.monotonic() - self._started:.1f}s",
        )  # fmt: skip

    def expect_again(self, sites: int) -> None:
        log.info("second looks begin", sites=sites)


class LiveProgress:
    """Sites done, in flight, failed and the time left, on a terminal."""

    def __init__(self, total: int) -> None:
        self._console = Console(stderr=True)
        self._progress = Progress(
            TextColumn("[bold]{task.description}"), BarColumn(), MofNCompleteColumn(),
            TextColumn("in flight {task.fields[flying]} · fail {task.fields[failed]} · cannot tell {task.fields[untold]}"),
            TimeElapsedColumn(), TextColumn("left"), TimeRemainingColumn(), console=self._console,
        )  # fmt: skip
        self._task = self._progress.add_task("sites", total=total, flying=0, failed=0, untold=0)
        self._flying = self._failed = self._untold = 0

    def __enter__(self) -> "LiveProgress":
        self._progress.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None) -> None:
        self._progress.stop()

    def begin(self, site: Site, look: int) -> None:
        self._flying += 1
        self._show()

    def finish(self, site: Site, judgment: Judgment, *, provisional: bool) -> None:
        self._flying = max(0, self._flying - 1)
        if not provisional:
            self._failed += judgment.verdict == "fail"
            self._untold += judgment.verdict == "cannot_tell"
            self._progress.advance(self._task)
        self._show()

    def expect_again(self, sites: int) -> None:
        self._progress.console.print(f"{sites} sites are looked at once more, before anybody is accused")

    def _show(self) -> None:
        self._progress.update(self._task, flying=self._flying, failed=self._failed, untold=self._untold)
