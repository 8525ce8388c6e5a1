"""What the index says of one run, made from its files."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from checker.archive.days import day_of
from checker.evidence.disk import archive_faults
from checker.evidence.manifest import AFTER_MANIFEST, MANIFEST
from checker.evidence.reviews import read_decisions
from checker.evidence.run_folder import RunFolder
from checker.faults import CheckerFault
from checker.records.final import Final
from checker.records.judgment import Judgment
from checker.running.finals import count_in, read_judgments
from checker.running.judging import read_record

Row = dict[str, Any]


def closed_runs(archive: Path) -> list[str]:
    """The names of the archive's closed runs, in order of name."""
    with archive_faults(archive, "read"):
        return sorted(folder.name for folder in archive.iterdir() if (folder / MANIFEST).is_file()) if archive.is_dir() else []


def stamp_of(run: Path) -> str:
    """Says, without reading them, whether the files are still those that the rows were made from."""
    stamps = []
    for name in (MANIFEST, AFTER_MANIFEST):
        with archive_faults(run / name, "read"):
            found = (run / name).stat() if (run / name).exists() else None
        stamps.append(f"{found.st_size}:{found.st_mtime_ns}" if found else "-")
    return " ".join(stamps)


def rows_of(path: Path) -> tuple[Row, list[Row]]:
    """The run's row and those of its sites. A run whose lines cannot be read has no sites, and says why."""
    run = RunFolder.open(path)
    stamp = stamp_of(path)
    head: Row = {"run": path.name, "stamp": stamp, "day": "", "edition": None, "as_of": None, "trouble": None}
    try:
        record = read_record(run)
        if record.get("run_id", path.name) != path.name:
            return head | {"trouble": f"it is a copy of the run {record['run_id']}"}, []
        head |= {"day": day_of(record), "edition": (record.get("edition") or {}).get("id"), "as_of": record.get("as_of")}
        judgments = read_judgments(run)
        finals = count_in(judgments, read_decisions(path), record, run)
    except (CheckerFault, ValueError, TypeError, AttributeError) as trouble:  # an old or altered run: the others are found all the same
        return head | {"trouble": str(trouble)}, []
    return head, list(_sites(path.name, head["day"], judgments, finals))


def _sites(run: str, day: str, judgments: list[Judgment], finals: Mapping[str, Final]) -> Iterator[Row]:
    for number, judgment in enumerate(judgments):
        site = judgment.site
        yield {
            "run": run, "key": judgment.key, "number": number, "day": day,
            "site_code": site.site_code, "host": _host(site.url), "final_host": _host(judgment.reach.final_url),
            "name": site.name, "unit": site.unit, "url": site.url, "names_folded": f"{site.name or ''}\n{site.unit or ''}".casefold(),
            "state": judgment.reach.state, "verdict": judgment.verdict, "final_verdict": finals[judgment.key].verdict,
            "problems": finals[judgment.key].problems,
        }  # fmt: skip


def _host(address: str | None) -> str | None:
    try:
        return urlsplit(address or "").hostname
    except ValueError:  # an address that is none, as some page wrote it
        return None
