"""The lists of hashes that fix a run when it closes, and its report whenever that is written."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import structlog
from pydantic import Field, ValidationError

from checker.evidence.clock import utc_now
from checker.evidence.disk import PART, archive_faults, write_atomically
from checker.evidence.json_lines import json_page
from checker.evidence.names import shown
from checker.evidence.plain_files import Sealed, list_plain_files, measure, read_plain, seal
from checker.faults import ArchiveFault
from checker.records.base import Record

MANIFEST = "manifest.json"
REPORT = "report"
AFTER = "after"
INTERRUPTIONS = f"{AFTER}/interruptions.jsonl"  # what was cut from results.jsonl on resuming: written before the run closes
REPORT_MANIFEST = f"{REPORT}/{MANIFEST}"
AFTER_MANIFEST = f"{AFTER}/{MANIFEST}"
CANARY = "canary"  # pictures of the checker's own page
SEALED = ("run.json", "results.jsonl", "sites", CANARY)  # what a run's manifest fixes: these files, all of these folders


class Previous(Record):
    """The run before this one in the same archive, and the SHA-256 of its manifest's bytes."""

    run: str
    sha256: str


class Manifest(Record):
    """manifest.json. `sites` are the roster's keys in order; `files` are relative to the run folder.

    `beside` are the files that were written with it and stand beside it; `signer` is the fingerprint of the key that signed it.
    `remembered` is what had been recorded after the runs before it closed (`remembered.py`), by run and file: size and hash of the
    whole lines of each log by then.
    `self_sha256` is the hash of the same file written without it: it tells a damaged list from a damaged file, and no more,
    for whoever alters a list on purpose can compute it too.
    """

    schema_: int = Field(1, alias="schema")
    run: str
    closed: str  # UTC, ISO 8601
    previous: Previous | None
    sites: list[str]
    files: dict[str, Sealed]
    beside: tuple[str, ...] = ()  # of a run from before there were such files: none
    remembered: dict[str, dict[str, Sealed]] = Field(default_factory=dict)
    signer: str | None = None
    self_sha256: str = ""


class ReportManifest(Record):
    """report/manifest.json. `of` is the SHA-256 of the manifest.json that it was read under, null before the run closed.

    `after` is that of after/manifest.json, null where nothing had been written there. `replaces` is null but while the report is
    being written: what its files were before, and `files` is then what they will be.
    """

    schema_: int = Field(1, alias="schema")
    written: str  # UTC, ISO 8601
    of: str | None
    after: str | None = None
    files: dict[str, Sealed]
    replaces: dict[str, Sealed] | None = None
    self_sha256: str = ""


class AfterManifest(Record):
    """after/manifest.json: what people and later programs added, as it stood after the last of it. `of` as of a report."""

    schema_: int = Field(1, alias="schema")
    written: str  # UTC, ISO 8601
    of: str
    files: dict[str, Sealed]
    self_sha256: str = ""


M = TypeVar("M", Manifest, ReportManifest, AfterManifest)


def list_run(
    run: Path,
    sites: Sequence[str],
    previous: Previous | None,
    beside: Sequence[str],
    signer: str | None,
    remembered: dict[str, dict[str, Sealed]],
) -> bytes:
    """The bytes of manifest.json for a run that is whole. Raises ArchiveFault where something lies there that cannot be fixed."""
    manifest = Manifest(
        schema=1,
        run=run.name,
        closed=utc_now(),
        previous=previous,
        sites=list(sites),
        files=_measure_all(run, SEALED, leave_out=None),
        beside=tuple(beside),
        remembered=remembered,
        signer=signer,
    )
    return _page(manifest)


def announce_report(run: Path, coming: Mapping[str, Sealed]) -> None:
    """To be called before files of `report/` are written, `coming`: who dies in between leaves nothing that looks altered."""
    with archive_faults(run / REPORT, "clear up"):
        for part in (run / REPORT).glob(f"{PART}*"):
            part.unlink()
    _write_report_manifest(run, coming)


def seal_report(run: Path) -> ReportManifest:
    """Writes report/manifest.json over what `report/` holds now; to be called whenever the report has been written."""
    return _write_report_manifest(run, None)


def _write_report_manifest(run: Path, coming: Mapping[str, Sealed] | None) -> ReportManifest:
    of, after = (seal(read_plain(run / name)).sha256 if (run / name).exists() else None for name in (MANIFEST, AFTER_MANIFEST))
    there = _measure_all(run, (REPORT,), leave_out=REPORT_MANIFEST)
    files, replaces = (there, None) if coming is None else ({**there, **coming}, there)
    manifest = ReportManifest(schema=1, written=utc_now(), of=of, after=after, files=files, replaces=replaces)
    write_atomically(run / REPORT_MANIFEST, _page(manifest))
    return manifest


def seal_after(run: Path) -> AfterManifest:
    """Writes after/manifest.json over what `after/` of a closed run holds now."""
    of = seal(read_plain(run / MANIFEST)).sha256
    manifest = AfterManifest(schema=1, written=utc_now(), of=of, files=_measure_all(run, (AFTER,), leave_out=AFTER_MANIFEST))
    write_atomically(run / AFTER_MANIFEST, _page(manifest))
    return manifest


def read_manifest(raw: bytes, kind: type[M]) -> tuple[M, bool]:
    """The manifest in `raw`, and whether its bytes are those that were written. Raises ValidationError for what is none."""
    manifest = kind.model_validate_json(raw)
    content = json.loads(raw)
    without = {name: value for name, value in content.items() if name != "self_sha256"}
    return manifest, raw == json_page(content) and manifest.self_sha256 == seal(json_page(without)).sha256


def find_previous(archive: Path, but: str) -> Previous | None:
    """The last closed run of the archive other than `but`: the latest of those that no run names as its previous one."""
    found = {manifest.run: (manifest, sha256) for manifest, sha256 in read_siblings(archive) if manifest.run != but}
    named = {manifest.previous.run for manifest, _ in found.values() if manifest.previous}
    tips = [run for run in found if run not in named] or list(found)
    if not tips:
        return None
    last = max(tips, key=lambda run: (found[run][0].closed, run))
    return Previous(run=last, sha256=found[last][1])


def read_siblings(archive: Path) -> Iterator[tuple[Manifest, str]]:
    """Each closed run's manifest in `archive`, with the SHA-256 of its bytes. A folder whose manifest is not ours is no run."""
    for folder in sorted(archive.iterdir()):
        try:
            raw = read_plain(folder / MANIFEST)
            manifest, _ = read_manifest(raw, Manifest)
        except (FileNotFoundError, NotADirectoryError):
            continue
        except (OSError, ValidationError) as error:
            structlog.get_logger().warning("no run's manifest", file=str(folder / MANIFEST), reason=type(error).__name__)
            continue
        if manifest.run == folder.name:  # a copy under another name is not a run of this archive
            yield manifest, seal(raw).sha256


def _measure_all(run: Path, tops: Sequence[str], leave_out: str | None) -> dict[str, Sealed]:
    listing = list_plain_files(run, *tops)
    if listing.odd:
        name, what = sorted(listing.odd.items())[0]
        raise ArchiveFault(f"{shown(str(run / name))} cannot be kept as evidence: {what}. Remove it and close the run again with --resume.")
    with archive_faults(run, "read the files of"):
        return {name: measure(run / name) for name in listing.files if name != leave_out}


def _page(manifest: Manifest | ReportManifest | AfterManifest) -> bytes:
    content = manifest.model_dump(mode="json", by_alias=True, exclude={"self_sha256"})
    return json_page(content | {"self_sha256": seal(json_page(content)).sha256})
