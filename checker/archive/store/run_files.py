"""What of a closed run goes into a store, and why it may not: an altered run, or one of which the store knows more."""

from collections.abc import Mapping
from typing import NamedTuple

from checker.archive.store.run_map import RunMap
from checker.evidence.after_check import has_only_grown
from checker.evidence.after_leftovers import find_leftovers, is_half_written
from checker.evidence.disk import archive_faults
from checker.evidence.manifest import AFTER, AFTER_MANIFEST, MANIFEST, REPORT, AfterManifest, Manifest, read_manifest
from checker.evidence.names import shown
from checker.evidence.plain_files import Sealed, list_plain_files, measure, read_plain
from checker.evidence.run_folder import RunFolder
from checker.evidence.sealing import BESIDE
from checker.evidence.thinned import Thin, read_thinned
from checker.evidence.unaltered import refuse_altered_results
from checker.evidence.verify import verify
from checker.faults import ArchiveFault

_OF_OTHERS = ("previous_run", "next_run")  # what a verification says of other runs


class RunFiles(NamedTuple):
    """`sealed` as manifest.json fixes them, `beside` what it does not; `thin` are those of them to be put together, `pruned` are gone."""

    manifest: Manifest
    itself: Sealed
    sealed: dict[str, Sealed]
    beside: dict[str, Sealed]
    thin: dict[str, Thin]
    pruned: tuple[str, ...]

    @property
    def all(self) -> dict[str, Sealed]:
        return {**self.sealed, MANIFEST: self.itself, **self.beside}


def list_run_files(run: RunFolder) -> RunFiles:
    """Looks at all of the run first. Raises UsageFault where it is not complete, ArchiveFault where anything of it was altered."""
    manifest = refuse_altered_results(run)
    if failed := [each for each in verify(run.path).assertions if each.state == "failed" and each.id not in _OF_OTHERS]:
        raise ArchiveFault(
            f"The run {shown(run.run_id)} was altered, and is not pushed. {failed[0].english} `checker verify` names every file."
        )
    with archive_faults(run.path, "read the files of"):
        there = {name for name in manifest.files if (run.path / name).exists()}
        thin = {name: each for name, each in read_thinned(run.path).items() if name in manifest.files and name not in there}
        beside = {name: measure(run.path / name) for name in _list_beside(run)}
        itself = measure(run.path / MANIFEST)
    pruned = tuple(sorted(manifest.files.keys() - there - thin.keys()))  # the verification found a tombstone for each
    sealed = {name: file for name, file in manifest.files.items() if name not in pruned}
    return RunFiles(manifest, itself, sealed, beside, thin, pruned)


def keep_known(run: RunFolder, files: RunFiles, known: RunMap) -> RunFiles:
    """With the report that the store has, where there is none here. Raises ArchiveFault where the store knows what this folder lacks."""
    for name, sealed in known.beside.items():
        if name.startswith(f"{REPORT}/") or name == AFTER_MANIFEST or files.beside.get(name) == sealed:
            continue
        if not (name.startswith(f"{AFTER}/") and name in files.beside and has_only_grown(run.path / name, sealed)):
            raise ArchiveFault(
                f"The store has records of the run {shown(run.run_id)} that this archive lacks ({shown(name)}): "
                "have the run from the store (`checker archive fetch`), and add to that."
            )
    if not any(name.startswith(f"{REPORT}/") for name in files.beside):
        report = {name: sealed for name, sealed in known.beside.items() if name.startswith(f"{REPORT}/")}
        return files._replace(beside=files.beside | report)
    return files


def _list_beside(run: RunFolder) -> list[str]:
    listed = list_plain_files(run.path, *BESIDE, REPORT, AFTER).files
    leftovers = set(find_leftovers(run.path, _sealed_after(run)))
    return [name for name in listed if name not in leftovers and not is_half_written(name)]


def _sealed_after(run: RunFolder) -> Mapping[str, Sealed]:
    path = run.path / AFTER_MANIFEST
    return read_manifest(read_plain(path), AfterManifest)[0].files if path.exists() else {}
