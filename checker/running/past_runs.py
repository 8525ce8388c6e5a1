"""What closed runs of an archive took: seconds and bytes of each site, so that the next run can be foretold."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import structlog

from checker.evidence.manifest import MANIFEST, REPORT_MANIFEST, Manifest, ReportManifest, read_manifest, read_siblings
from checker.evidence.names import shown
from checker.evidence.plain_files import Sealed, read_plain
from checker.evidence.run_folder import RUN
from checker.running.lanes import USUAL
from checker.settings import Settings

GOVERN = (
    "column_pages",
    "column_seconds",
    "late_content",
    "host_pace",
    "link_limit",
    "page_archive",
)  # settings that time and bytes hang on
_BLOCK = 4096  # bytes: what a file system hands out at once
_LATEST = 5  # runs that are read

log = structlog.get_logger()


@dataclass(frozen=True)
class PastSite:
    """What one site took: seconds of its first look, and of its second one where there was one; bytes on the disk of all that is kept."""

    url: str
    first: float
    second: float | None
    size: int


@dataclass(frozen=True)
class PastRun:
    """`sites` in roster order. `looking` are the seconds from its first site's visit to its last line (null: not one stretch of time)."""

    run: str
    sites: tuple[PastSite, ...]
    jobs: int
    looking: float | None
    besides: int  # bytes on the disk of what is no site's: results, report, lists
    is_alike: bool  # its settings are today's, as far as time and bytes hang on them
    cpu: float | None  # CPU-seconds of all its looks


def read_past(archive: Path, settings: Settings) -> list[PastRun]:
    """The latest runs, newest first: those with today's settings where there are any, else others.

    What cannot be read is told in the log and left out.
    """
    manifests = sorted((each for each, _ in read_siblings(archive)), key=lambda each: each.closed, reverse=True) if archive.is_dir() else []
    alike: list[PastRun] = []
    others: list[PastRun] = []
    for manifest in manifests:
        try:
            past = _read(archive / manifest.run, manifest, settings)
        except (OSError, ValueError, KeyError, TypeError) as trouble:
            log.warning("a past run cannot be read: it foretells nothing", run=shown(manifest.run), because=type(trouble).__name__)
            continue
        if past is not None:
            (alike if past.is_alike else others).append(past)
        if len(alike) == _LATEST:
            break
    return alike or others[:_LATEST]


def _read(run: Path, manifest: Manifest, settings: Settings) -> PastRun | None:
    record = json.loads(read_plain(run / RUN))
    if record.get("recheck_of"):  # visits only what failed, and keeps what it was before too
        return None
    parts = [shard["record"] for shard in (record.get("merged") or {}).get("shards", ())] or [record]
    theirs = parts[0].get("settings") or {}
    sizes = _sizes(manifest.files)
    sites = tuple(_site(run, key, sizes.get(key, 0)) for key in manifest.sites)
    is_one_stretch = len(parts) == 1 and not record.get("resumed") and not record.get("engine") and record.get("ended")
    return PastRun(
        run=manifest.run,
        sites=sites,
        jobs=_jobs(parts[0]),
        looking=_between(record["started"], record["ended"]) if is_one_stretch else None,
        besides=sizes.get("", 0) + _report(run),
        is_alike=all(theirs.get(name) == now for name, now in settings.model_dump(mode="json", include=set(GOVERN)).items()),
        cpu=_cpu(parts),
    )


def _jobs(record: Mapping[str, Any]) -> int:
    """Sites in flight; where their number followed the machine, what it was on average."""
    if record.get("engine"):  # as many as its workers took
        return USUAL
    jobs = (record.get("settings") or {}).get("jobs")
    mean = ((record.get("timings") or {}).get("in_flight") or {}).get("mean")
    return jobs if isinstance(jobs, int) else max(1, round(mean or USUAL))


def _site(run: Path, key: str, size: int) -> PastSite:
    folder = run / "sites" / key
    first = json.loads(read_plain(folder / "observation.json"))
    again = folder / "again" / "observation.json"
    second = json.loads(read_plain(again)) if again.exists() else None
    return PastSite(first["site"]["url"], _seconds(first), _seconds(second) if second else None, size)


def _seconds(look: Mapping[str, Any]) -> float:
    return _between(look["started"], look["ended"])


def _between(started: str, ended: str) -> float:
    return max(0.0, (datetime.fromisoformat(ended) - datetime.fromisoformat(started)).total_seconds())


def _sizes(files: Mapping[str, Sealed]) -> dict[str, int]:
    """Bytes on the disk by site's key; of what is no site's under the empty one."""
    found: dict[str, int] = {}
    for name, sealed in files.items():
        top, _, rest = name.partition("/")
        key = rest.partition("/")[0] if top == "sites" else ""
        found[key] = found.get(key, 0) + on_disk(sealed.size)
    return found


def on_disk(size: int) -> int:
    """The room that a file of `size` bytes takes."""
    return -(-size // _BLOCK) * _BLOCK


def _report(run: Path) -> int:
    """Bytes on the disk of the report as it stands, and of the lists of hashes."""
    lists = sum(on_disk((run / name).stat().st_size) for name in (MANIFEST, REPORT_MANIFEST) if (run / name).exists())
    if not (run / REPORT_MANIFEST).exists():
        return lists
    manifest, _ = read_manifest(read_plain(run / REPORT_MANIFEST), ReportManifest)
    return lists + sum(_sizes(manifest.files).values())


def _cpu(parts: Sequence[Mapping[str, Any]]) -> float | None:
    """CPU-seconds of all looks, where the run's own figures have them (`timings`)."""
    spent = list(_stages(parts))
    return sum(spent) if spent and None not in spent else None  # type: ignore[arg-type]  # none of them is null here


def _stages(parts: Sequence[Mapping[str, Any]]) -> Iterator[float | None]:
    for part in parts:
        stages = (part.get("timings") or {}).get("stages") or {}
        yield from (stages[name]["cpu"] if name in stages else None for name in ("first looks", "second looks"))
