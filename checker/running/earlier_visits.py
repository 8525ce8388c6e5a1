"""What the archive knows of earlier visits: those of `checker probe`, and those of its closed runs, which their run.json holds."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import structlog

from checker.evidence.manifest import MANIFEST, Manifest, read_manifest
from checker.evidence.plain_files import read_plain, seal
from checker.evidence.run_folder import RUN
from checker.evidence.visit_log import read_visits
from checker.records.office_time import OFFICE_TIME
from checker.records.site import Site
from checker.records.visit_history import SiteVisit, VisitHistory
from checker.running.own_failure import NETWORK

_BEFORE = 21  # days before as-of that a run keeps: a week, and two more for whoever judges it again for an earlier day
_BEHIND = 7  # days from as-of on, where it lies in the past
_LONGEST_RUN = timedelta(days=2)  # before the first day that is wanted a run may have begun that came by on it

log = structlog.get_logger()


class EarlierVisits:
    """The history as it stood at `now`, of the days around `as_of` and of the addresses of `sites`."""

    def __init__(self, archive: Path, sites: Collection[Site], as_of: date, now: datetime | None = None) -> None:
        now = now or datetime.now(UTC)
        today = now.astimezone(OFFICE_TIME).date()
        self._read = now.isoformat(timespec="seconds").replace("+00:00", "Z")
        self._since = as_of - timedelta(days=_BEFORE)
        self._until = min(today, as_of + timedelta(days=_BEHIND))
        probed, self._damaged = read_visits(archive, self._since, self._until)
        wanted = {site.url for site in sites}
        told: set[tuple[str, str, int]] = set()  # a merged run and its shards tell of the same visits
        self._visits: dict[str, list[SiteVisit]] = defaultdict(list)
        for visit in (*probed, *_visits_of_runs(archive, self._since, self._until)):
            which = (visit.url, visit.at, visit.look)
            if visit.url in wanted and which not in told:
                told.add(which)
                self._visits[visit.url].append(visit)

    def of(self, site: Site) -> VisitHistory | None:
        """The site's part, in order of time; None where there is nothing to tell."""
        visits = sorted(self._visits.get(site.url, []), key=lambda visit: (visit.moment, visit.by, visit.look))
        if not visits and not self._damaged:
            return None
        return VisitHistory(read=self._read, since=self._since, until=self._until, damaged=self._damaged, visits=visits)


def on_record(visit: SiteVisit, *, own_network: bool) -> dict[str, Any]:
    """A run's own visit, as its run.json keeps it; what failed in a network that is ours says nothing of the site."""
    failed = own_network and visit.state in NETWORK
    return {**visit.model_dump(exclude={"by"}), **({"state": "our_fault"} if failed else {})}


def _visits_of_runs(archive: Path, first: date, last: date) -> Iterator[SiteVisit]:
    begin = (datetime.combine(first, datetime.min.time(), UTC) - _LONGEST_RUN).timestamp()
    for folder in sorted(archive.iterdir()) if archive.is_dir() else []:
        record = folder / RUN
        try:
            if record.stat().st_mtime >= begin:  # it was last written when the run closed
                yield from _visits_of_run(folder, first, last)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except (OSError, ValueError) as trouble:  # pydantic's are ValueErrors too
            log.warning("a run's visits cannot be read and count for nothing", file=str(record), reason=type(trouble).__name__)


def _visits_of_run(folder: Path, first: date, last: date) -> list[SiteVisit]:
    """Of a closed run whose run.json is as it was sealed; none of a copy under another name."""
    raw = read_plain(folder / RUN)
    visits = [SiteVisit.model_validate({"by": folder.name, **visit}) for visit in _told(json.loads(raw))]
    visits = [visit for visit in visits if first <= visit.day <= last]
    if not visits:
        return []
    manifest, _ = read_manifest(read_plain(folder / MANIFEST), Manifest)
    if manifest.run != folder.name:
        return []
    if manifest.files.get(RUN) != seal(raw):
        log.warning("a run was altered: its visits count for nothing", file=str(folder / RUN))
        return []
    return visits


def _told(record: Any) -> list[dict[str, Any]]:
    """Older runs say nothing of their visits."""
    visits = record.get("visits", []) if isinstance(record, dict) else []
    return [visit for visit in visits if isinstance(visit, dict)] if isinstance(visits, list) else []
