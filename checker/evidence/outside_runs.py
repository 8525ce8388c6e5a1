"""Nothing of other programs' or people's goes into a run's folder: the run would not be whole any more."""

from pathlib import Path

from checker.evidence.manifest import MANIFEST
from checker.evidence.names import shown
from checker.faults import UsageFault

_RUN, _SITES = "run.json", "sites"


def is_run(folder: Path) -> bool:
    """Whether that folder is a run's, finished or not."""
    return (folder / _RUN).is_file() and ((folder / _SITES).is_dir() or (folder / MANIFEST).is_file())


def refuse_inside_runs(place: Path, option: str) -> None:
    """Raises UsageFault where `place`, which is still to be written, lies in the folder of any run."""
    target = place.resolve()
    if run := next((folder for folder in (target, *target.parents) if (folder / _RUN).is_file()), None):
        raise UsageFault(
            f"{option} {shown(str(place))} lies in the run folder {shown(str(run))}, where nothing may be added: choose another place."
        )
