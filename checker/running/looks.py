"""The observations of a run, read back from its folder: what judging again needs, and nothing else."""

from pathlib import Path

from pydantic import ValidationError

from checker.evidence.names import check_key
from checker.faults import ArchiveFault
from checker.records.observation import Observation


def read_looks(run: Path, key: str) -> tuple[Observation, Observation | None]:
    """A site's first look and, where there was one, its second. Raises ArchiveFault for a file that is missing or not ours."""
    folder = run / "sites" / check_key(key)
    again = folder / "again" / "observation.json"
    return _read(folder / "observation.json"), _read(again) if again.exists() else None


def _read(path: Path) -> Observation:
    try:
        return Observation.model_validate_json(path.read_bytes())
    except OSError as trouble:
        raise ArchiveFault(
            f"{path} cannot be read ({trouble.strerror}): the run folder is not whole. `checker verify` says more."
        ) from trouble
    except ValidationError as trouble:
        raise ArchiveFault(f"{path} is not an observation that this version can read: {trouble.errors()[0]['msg']}.") from trouble
