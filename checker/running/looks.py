"""The observations of a run, read back from its folder: what judging again needs, and nothing else."""

from pathlib import Path

from checker.evidence.names import check_key
from checker.faults import ArchiveFault
from checker.records.kept import UnreadableError, read_kept
from checker.records.observation import Observation


def read_looks(run: Path, key: str) -> tuple[Observation, Observation | None]:
    """A site's first look and, where there was one, its second. Raises ArchiveFault for a file that is missing or not ours."""
    folder = run / "sites" / check_key(key)
    again = folder / "again" / "observation.json"
    return _read(folder / "observation.json"), _read(again) if again.exists() else None


def _read(path: Path) -> Observation:
    try:
        return read_kept(path, Observation)
    except UnreadableError as trouble:
        if trouble.opened:
            raise ArchiveFault(f"{path} is not an observation that this version can read: {trouble}.") from trouble
        raise ArchiveFault(f"{path} cannot be read ({trouble}): the run folder is not whole. `checker verify` says more.") from trouble
