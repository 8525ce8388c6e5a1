"""Takes the pictures of old sites out of an archive under its policy, and leaves a tombstone in each run that lost some."""

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from checker.archive.grounds import grounds_of
from checker.archive.retention import Candidate, Policy, old_enough
from checker.archive.rows import closed_runs
from checker.evidence.after_folder import AfterFolder
from checker.evidence.blobs import blob_of, shaping, sweep_blobs
from checker.evidence.disk import archive_faults, settle
from checker.evidence.lock import FolderLock
from checker.evidence.manifest import MANIFEST
from checker.evidence.plain_files import measure
from checker.evidence.run_folder import RunFolder
from checker.evidence.signing_key import SigningKey
from checker.evidence.thinned import read_thinned
from checker.evidence.tombstones import record_tombstone
from checker.evidence.unaltered import refuse_altered_results
from checker.faults import CheckerFault

_NO_KEY = "the run is signed, and so must be its tombstone: name the key (setting signing_key)"


class Plan(NamedTuple):
    """`going` are taken away, `staying` are old enough and stay; `troubles` are runs that were left alone, and why."""

    going: list[Candidate]
    staying: list[Candidate]
    troubles: dict[str, str]


def plan_pruning(archive: Path, policy: Policy, today: date, *, has_key: bool) -> Plan:
    """Looks at every closed run and changes nothing. `has_key`: tombstones will be signed, as signed runs need."""
    plan, grounds = Plan([], [], {}), grounds_of(archive)
    for name in closed_runs(archive):
        try:
            candidates = _candidates(archive / name, policy, today, grounds, has_key=has_key)
        except (CheckerFault, ValueError) as fault:
            plan.troubles[name] = str(fault)
            continue
        for each in candidates:
            (plan.staying if each.stays else plan.going).append(each)
    return plan


def prune(archive: Path, runs: Sequence[str], policy: Policy, today: date, key: SigningKey | None = None) -> int:
    """Takes away what may go of `runs`; gives the bytes that the disk has back. Killed at any moment it leaves an archive that verifies.

    A tombstone, signed with the `key`, stands before the first file goes: what it names and is still there is no fault, and goes the
    next time.
    """
    with shaping(archive, wait=True):
        freed, grounds = 0, grounds_of(archive)
        for name in runs:
            with AfterFolder(archive / name) as after:  # nobody decides or holds meanwhile, so the run is looked at once more
                candidates = _candidates(archive / name, policy, today, grounds, has_key=key is not None)
                of, going = measure(archive / name / MANIFEST).sha256, [each for each in candidates if not each.stays]
                for each in going:
                    said = {"verdict": each.verdict, "day": each.day, "keep_passes": policy.passes, "keep_fails": policy.fails}
                    record_tombstone(after, of, each.site, each.files, key, **said)
                for each in going:
                    freed += _take_away(archive / name, each)
        door = FolderLock(archive, wait=True)  # a run that closes now may be about to take one of these blobs
        try:
            with archive_faults(archive, "clear up"):
                return freed + sweep_blobs(archive, spare=grounds_of(archive))
        finally:
            door.release()


def _candidates(path: Path, policy: Policy, today: date, grounds: Collection[str], *, has_key: bool) -> list[Candidate]:
    """`grounds` are the hashes of pictures on which thinned ones rest."""
    run = RunFolder.open(path)
    manifest = refuse_altered_results(run)
    candidates = old_enough(run, manifest, measure(path / MANIFEST).sha256, policy, today)
    if manifest.signer is not None and not has_key:
        return [each._replace(stays=each.stays or _NO_KEY) for each in candidates]
    return [each if each.stays else each._replace(stays=_why_not(path, each, grounds)) for each in candidates]


def _take_away(run: Path, each: Candidate) -> int:
    """Gives the bytes of the files that had no other name."""
    freed = 0
    folders = set()
    with archive_faults(run / "sites" / each.site, "clear up"):
        for name in each.files:
            if not (run / name).exists():  # thinned: it lies there as a difference
                continue
            found = (run / name).stat()
            freed += found.st_size if found.st_nlink == 1 else 0
            (run / name).unlink()
            folders.add((run / name).parent)
        for folder in folders:
            settle(folder)
    return freed


def _why_not(run: Path, each: Candidate, grounds: Collection[str]) -> str:
    """A file that is not as sealed keeps its whole site: nobody's traces are removed. So does one on which others rest."""
    thinned = read_thinned(run)
    for name, sealed in each.files.items():
        try:
            is_as_sealed = measure(run / name) == sealed
        except FileNotFoundError:
            is_as_sealed = name in thinned
        except OSError:
            is_as_sealed = False
        if not is_as_sealed:
            return f"{name} is not as it was sealed: `checker verify {each.run}`"
        if sealed.sha256 in grounds and not blob_of(run.parent, sealed.sha256).is_file():
            return f"thinned pictures of other runs rest on {name}"
    return ""
