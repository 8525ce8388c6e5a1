"""Looks for moments that lie before others which must have come earlier: what was back-dated, or a clock that was set back.

A chain fixes the order of things, whatever the clock says; so a clock that goes back against that order shows.
"""

from collections.abc import Generator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from checker.evidence.case import Case
from checker.evidence.chained_log import read_log
from checker.evidence.json_lines import read_object
from checker.evidence.manifest import (
    AFTER,
    AFTER_MANIFEST,
    INTERRUPTIONS,
    MANIFEST,
    REPORT_MANIFEST,
    AfterManifest,
    M,
    Manifest,
    ReportManifest,
    read_manifest,
)  # fmt: skip
from checker.evidence.plain_files import list_plain_files, read_plain
from checker.evidence.run_folder import RUN
from checker.evidence.things import Thing, thing
from checker.evidence.verification import Assertion, judge_things

SLACK = timedelta(seconds=60)  # clocks that are set right by the network step back by less


def check_moments(case: Case) -> Assertion:
    """The order of moments within a run, and from the run before it to this one."""
    return judge_things("moments", _find(case))


def back_dated(file: str, moment: str, before: str, line: int | None = None) -> Thing:
    """`moment` stands in the file, `before` is an earlier thing's."""
    return thing("back_dated", file, line=line, english=f"{moment} comes after {before}", chinese=f"{moment}记在{before}之后")


def is_before(moment: object, earlier: object) -> bool:
    """Whether `moment` lies before a moment that came earlier (both ISO 8601); false where one of them is not known."""
    one, other = _read(moment), _read(earlier)
    return one is not None and other is not None and one < other - SLACK


def _find(case: Case) -> Iterator[Thing]:
    closed, started = case.manifest.closed if case.manifest else None, _started(case.run)
    for log in case.logs:
        last = yield from follow_moments(log.name, log.read.lines, started)
        if is_before(closed, last):
            yield back_dated(MANIFEST, str(closed), f"{log.name} {last}")
    if is_before(closed, started):
        yield back_dated(MANIFEST, str(closed), f"{RUN} {started}")
    yield from _since_the_previous_run(case)
    yield from _since_the_closing(case.run, closed)


def follow_moments(
    name: str, lines: list[dict[str, Any]], begin: str | None, first: int = 1
) -> Generator[Thing, None, str | None]:  # fmt: skip
    """Follows a log, whose first line has the number `first`, and gives the latest moment up to its end.

    A line that cannot be read is named as broken elsewhere.
    """
    latest = begin
    for number, line in enumerate(lines, start=first):
        moment = _read(line.get("at"))
        if is_before(line.get("at"), latest):
            yield back_dated(name, line["at"], str(latest), number)
        elif moment and moment > (_read(latest) or datetime.min.replace(tzinfo=UTC)):
            latest = line["at"]
    return latest


def _since_the_previous_run(case: Case) -> Iterator[Thing]:
    if case.manifest is None or case.manifest.previous is None:
        return
    previous = case.manifest.previous.run
    before = _written(case.run.parent / Path(previous).name / MANIFEST, Manifest)
    if before and before.run == previous and is_before(case.manifest.closed, before.closed):
        yield back_dated(MANIFEST, case.manifest.closed, f"{previous} {before.closed}")


def _since_the_closing(run: Path, closed: str | None) -> Iterator[Thing]:
    """What was recorded later, and the report where it is one of the closed run."""
    after, report = _written(run / AFTER_MANIFEST, AfterManifest), _written(run / REPORT_MANIFEST, ReportManifest)
    for name in list_plain_files(run, AFTER).files:
        if name.endswith(".jsonl") and name != INTERRUPTIONS:
            last = yield from follow_moments(name, _lines(run / name), closed)
            if after and is_before(after.written, last):
                yield back_dated(AFTER_MANIFEST, after.written, f"{name} {last}")
    if report and report.of and is_before(report.written, closed):
        yield back_dated(REPORT_MANIFEST, report.written, f"{MANIFEST} {closed}")


def _written(path: Path, kind: type[M]) -> M | None:
    """A manifest; None where there is none to be read, which other assertions tell."""
    try:
        return read_manifest(read_plain(path), kind)[0]
    except (OSError, ValidationError):
        return None


def _lines(log: Path) -> list[dict[str, Any]]:
    try:
        return read_log(read_plain(log)).lines
    except OSError:
        return []


def _started(run: Path) -> str | None:
    try:
        started = (read_object(read_plain(run / RUN)) or {}).get("started")
    except OSError:
        return None
    return started if isinstance(started, str) else None


def _read(moment: object) -> datetime | None:
    try:
        read = datetime.fromisoformat(moment) if isinstance(moment, str) else None
    except ValueError:
        return None
    return read.replace(tzinfo=read.tzinfo or UTC) if read else None
