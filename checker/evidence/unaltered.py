"""Whether the lines of a run are those that it was closed with, asked quickly: a decision on altered lines decides nothing."""

from pydantic import ValidationError

from checker.evidence.manifest import MANIFEST, Manifest, read_manifest
from checker.evidence.names import shown
from checker.evidence.plain_files import Sealed, measure, read_plain
from checker.evidence.results import RESULTS
from checker.evidence.run_folder import RUN, RunFolder
from checker.evidence.verify import verify
from checker.faults import ArchiveFault, UsageFault

_RECORDS = (".json", ".jsonl")
_BESIDE = ("previous_run", "next_run", "report")  # what a verification says of other runs, and of papers that may be written again


def refuse_altered_results(run: RunFolder) -> Manifest:
    """Gives the manifest of a closed run whose run.json and results.jsonl are as sealed.

    Raises UsageFault where the run is not complete, ArchiveFault where it was altered. All of a run is looked at by `verify`.
    """
    if not run.closed:
        raise UsageFault(f"The run {shown(run.run_id)} is not complete: go on with it first (the same command with --resume).")
    try:
        manifest, is_as_written = read_manifest(read_plain(run.path / MANIFEST), Manifest)
        altered = [name for name in (RUN, RESULTS) if manifest.files.get(name) != measure(run.path / name)]
    except (OSError, ValidationError) as error:
        raise ArchiveFault(f"{shown(str(run.path / MANIFEST))} cannot be read: `checker verify` says what was altered.") from error
    if altered or not is_as_written:
        named = ", ".join(altered or [MANIFEST])
        raise ArchiveFault(f"The run {shown(run.run_id)} was altered since it closed ({named}): `checker verify` names every file.")
    return manifest


def find_altered_records(run: RunFolder) -> list[str]:
    """What a closed run is judged by, and is not as it was sealed: files of JSON, and nothing else. None of a run that is not closed."""
    if not run.closed:
        return []
    try:
        manifest, is_as_written = read_manifest(read_plain(run.path / MANIFEST), Manifest)
    except (OSError, ValidationError):
        return [MANIFEST]
    changed = [name for name, sealed in sorted(manifest.files.items()) if name.endswith(_RECORDS) and not _is_as_sealed(run, name, sealed)]
    return changed if is_as_written else [MANIFEST, *changed]


def refuse_altered_site(run: RunFolder, key: str) -> None:
    """Raises as `refuse_altered_results`, and ArchiveFault where a file of that site was altered, or a record of it is gone."""
    manifest = refuse_altered_results(run)
    for name, sealed in sorted(manifest.files.items()):
        # a picture that is no file may be thinned or pruned, which `verify` knows
        is_due = (run.path / name).exists() or name.endswith(_RECORDS)
        if name.startswith(f"sites/{key}/") and is_due and not _is_as_sealed(run, name, sealed):
            raise ArchiveFault(f"The run {shown(run.run_id)} was altered since it closed ({name}): `checker verify` names every file.")


def _is_as_sealed(run: RunFolder, name: str, sealed: Sealed) -> bool:
    try:
        return measure(run.path / name) == sealed
    except OSError:
        return False


def refuse_altered_run(run: RunFolder) -> str:
    """Gives the SHA-256 of the manifest of a closed run of which nothing was altered, what was recorded later included.

    Its report and the runs beside it may be as they are. Raises as `refuse_altered_results`.
    """
    refuse_altered_results(run)
    verification = verify(run.path)
    failed = [each for each in verification.assertions if each.state == "failed" and each.id not in _BESIDE]
    if failed:
        raise ArchiveFault(
            f"The run {shown(run.run_id)} was altered since it closed. {failed[0].english} `checker verify` names every file."
        )
    return measure(run.path / MANIFEST).sha256
