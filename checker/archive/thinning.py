"""Keeps old pictures as their difference from an earlier night's, where little but a clock or a counter changed between the two."""

import base64
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from checker.archive.retention import Policy, old_enough
from checker.archive.rows import closed_runs
from checker.evidence.after_folder import AfterFolder
from checker.evidence.blobs import put_in_place, sweep_blobs
from checker.evidence.disk import archive_faults, settle
from checker.evidence.jpeg_delta import make_delta
from checker.evidence.lock import FolderLock
from checker.evidence.manifest import MANIFEST, Manifest
from checker.evidence.plain_files import Sealed, measure, read_plain, seal
from checker.evidence.run_folder import RunFolder
from checker.evidence.thinned import Ground, Thin, put_together, read_thinned, record_thinned
from checker.evidence.tombstones import read_tombstones
from checker.evidence.unaltered import refuse_altered_results
from checker.faults import ArchiveFault, CheckerFault


class Thinned(NamedTuple):
    """What of one run was, or would be, thinned: how many files, their bytes, and those of the differences. `trouble`: left alone."""

    run: str
    files: int = 0
    size: int = 0
    differences: int = 0
    trouble: str = ""


def thin_archive(archive: Path, older: int, today: date, *, do: bool) -> Iterator[Thinned]:
    """Goes through the runs from the oldest on. The first picture of a place stays plain and is the ground of those that follow.

    What people decided on, set a day for or hold stays plain. Killed at any moment it leaves an archive that verifies.
    """
    grounds: dict[str, Ground] = {}
    for name, manifest in _in_order(archive):
        try:
            files = _differences(archive, archive / name, manifest, older, today, grounds)
        except (CheckerFault, ValueError, OSError) as fault:
            yield Thinned(name, trouble=str(fault))
            continue
        if files and do:
            _carry_out(archive / name, files)
        if files:
            yield Thinned(name, len(files), sum(t.sealed.size for t in files.values()), sum(len(t.delta) for t in files.values()))
    if do:
        door = FolderLock(archive, wait=True)
        try:
            with archive_faults(archive, "clear up"):
                sweep_blobs(archive, spare=grounds_of(archive))
        finally:
            door.release()


def restore_run(run: RunFolder) -> int:
    """Writes the thinned pictures of a run again as plain files; gives how many. Raises ArchiveFault where one cannot be made again."""
    manifest, archive = refuse_altered_results(run), run.path.parent
    gone = read_tombstones(run.path, measure(run.path / MANIFEST).sha256)
    absent = {name: thin for name, thin in read_thinned(run.path).items() if not (run.path / name).exists() and name not in gone}
    door = FolderLock(archive, wait=True)
    try:
        for name, thin in absent.items():
            picture = put_together(archive, thin)
            if picture is None or seal(picture) != manifest.files.get(name):
                raise ArchiveFault(
                    f"{name} of the run {run.run_id} cannot be put together again: its ground ({thin.ground.file} of {thin.ground.run}) "
                    "was altered or is gone. Put back the copy of the archive that was kept elsewhere."
                )
            put_in_place(archive, run.path / name, picture)
    finally:
        door.release()
    return len(absent)


def grounds_of(archive: Path) -> set[str]:
    """The hashes of all pictures on which a thinned one rests that was not taken away since."""
    found = set()
    for name in closed_runs(archive):
        thinned = read_thinned(archive / name)
        gone = read_tombstones(archive / name, measure(archive / name / MANIFEST).sha256) if thinned else {}
        found |= {thin.ground.sealed.sha256 for file, thin in thinned.items() if file not in gone}
    return found


def _in_order(archive: Path) -> list[tuple[str, Manifest]]:
    """The sound runs, by the moment at which they closed."""
    runs = []
    for name in closed_runs(archive):
        try:
            runs.append((name, refuse_altered_results(RunFolder.open(archive / name))))
        except CheckerFault:  # named by its own turn in `prune` and `verify`; it is nobody's ground
            continue
    return sorted(runs, key=lambda run: (run[1].closed, run[0]))


def _differences(
    archive: Path, run: Path, manifest: Manifest, older: int, today: date, grounds: dict[str, Ground]
) -> dict[str, Thin]:  # fmt: skip
    """What of the run can be thinned; its other pictures become grounds."""
    candidates = old_enough(RunFolder.open(run), manifest, measure(run / MANIFEST).sha256, Policy(older, older), today)
    may = {name for each in candidates if not each.stays for name in each.files}
    there = read_thinned(run)
    made: dict[tuple[str, str], str | None] = {}
    found: dict[str, Thin] = {}
    for name, sealed in sorted(manifest.files.items()):
        if not name.startswith("sites/") or not name.endswith(".jpg") or not (run / name).exists():
            continue
        ground = grounds.get(name)
        if ground is not None and ground.sealed == sealed:
            continue  # one file on the disk already
        if name in may and name in there:  # restored, or left by a process that died: the record stands
            if put_together(archive, there[name]) is not None:
                found[name] = there[name]
        elif name in may and ground is not None:
            pair = ground.sealed.sha256, sealed.sha256
            if pair not in made:
                made[pair] = _difference(archive, run / name, sealed, ground)
            if delta := made[pair]:
                found[name] = Thin(sealed=sealed, ground=ground, delta=delta)
        if name not in found and name not in there:
            grounds[name] = Ground(run=run.name, file=name, sealed=sealed)
    return found


def _difference(archive: Path, file: Path, sealed: Sealed, ground: Ground) -> str | None:
    picture, other = read_plain(file), read_plain(archive / ground.run / ground.file)
    if seal(picture) != sealed or seal(other) != ground.sealed:  # altered: left as it is, for `verify` to name
        return None
    delta = make_delta(other, picture)
    return base64.b64encode(delta).decode() if delta is not None else None


def _carry_out(run: Path, files: dict[str, Thin]) -> None:
    with AfterFolder(run) as after:
        record_thinned(after, files)
        with archive_faults(run, "clear up"):
            for name in files:
                (run / name).unlink()
            for folder in {(run / name).parent for name in files}:
                settle(folder)
