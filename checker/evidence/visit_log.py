"""The archive's visit history: one hash-chained file a day in `visits/`, appended to by whoever looks whether sites open."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

import structlog
from pydantic import ValidationError

from checker.evidence.chained_log import ChainedLog, read_log
from checker.evidence.clock import utc_now
from checker.evidence.disk import archive_faults
from checker.evidence.lock import FolderLock
from checker.evidence.plain_files import read_plain
from checker.records.visit_history import SiteVisit

VISITS = "visits"
_VISIT = "visit"  # the event of a line

log = structlog.get_logger()


def visit_file(archive: Path, day: date) -> Path:
    """Where the visits stand that began on that day of the offices."""
    return archive / VISITS / f"{day.isoformat()}.jsonl"


def record_visits(archive: Path, visits: Iterable[SiteVisit]) -> None:
    """Appends the visits and waits until the disk has them. Several processes may do so at once: each waits for its turn.

    A torn end that a process left when it died is cut off, and its bytes are kept in a line of their own. Raises ArchiveFault.
    """
    by_day: dict[date, list[SiteVisit]] = defaultdict(list)
    for visit in visits:
        by_day[visit.day].append(visit)
    if not by_day:
        return
    folder = archive / VISITS
    with archive_faults(folder, "create"):
        folder.mkdir(parents=True, exist_ok=True)
    door = FolderLock(folder, wait=True)
    try:
        recorded = utc_now()
        for day, some in sorted(by_day.items()):
            ChainedLog(visit_file(archive, day)).extend(_VISIT, ({**visit.model_dump(), "recorded": recorded} for visit in some))
    finally:
        door.release()


def read_visits(archive: Path, first: date, last: date) -> tuple[Iterator[SiteVisit], list[date]]:
    """The visits that began from `first` to `last`, both included, and the days whose file is not as it was written.

    Of such a day no visit is given. A file that is being appended to is read as far as it is whole.
    """
    visits: list[SiteVisit] = []
    damaged: list[date] = []
    for day in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        found = _read_day(visit_file(archive, day), day)
        if found is None:
            damaged.append(day)
        else:
            visits += found
    return iter(visits), damaged


def _read_day(path: Path, day: date) -> list[SiteVisit] | None:
    """None for a file that proves nothing: its chain is broken, or a line of it is no visit of that day."""
    try:
        found = read_log(read_plain(path))
    except FileNotFoundError:
        return []
    except OSError as trouble:
        log.warning("visits cannot be read: this day counts for nothing", file=str(path), because=trouble.strerror or str(trouble))
        return None
    try:
        visits = [_read_visit(line) for line in found.lines if line.get("event") == _VISIT]
    except ValidationError:
        visits = []
        found.breaks.append(0)
    if found.breaks or any(visit.day != day for visit in visits):
        log.warning("visits are not as they were written: this day counts for nothing", file=str(path), lines=str(found.breaks))
        return None
    return visits


def _read_visit(line: dict[str, object]) -> SiteVisit:
    return SiteVisit.model_validate({name: value for name, value in line.items() if name in SiteVisit.model_fields})
