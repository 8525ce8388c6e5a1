"""The observations of a run, read back from its folder: what judging again needs, and nothing else."""

from pathlib import Path
from typing import TypeVar

from checker.evidence.names import check_key
from checker.faults import ArchiveFault
from checker.records.base import Record
from checker.records.column import LinksAgain
from checker.records.kept import UnreadableError, read_kept
from checker.records.observation import Observation
from checker.records.visit_history import HISTORY, VisitHistory

Kept = TypeVar("Kept", bound=Record)
LINKS_AGAIN = "links-again.json"  # the second answers of links that looked dead, asked at the end of the run


def read_looks(run: Path, key: str) -> tuple[Observation, Observation | None]:
    """A site's first look, with its links' second answers and its earlier visits, and, where there was one, its second look.

    Raises ArchiveFault for a file that is missing or not ours.
    """
    folder = run / "sites" / check_key(key)
    again = folder / "again" / "observation.json"
    first = _read(folder / "observation.json", Observation)
    if (folder / LINKS_AGAIN).exists():
        first = with_second_answers(first, _read(folder / LINKS_AGAIN, LinksAgain))
    if (folder / HISTORY).exists():
        first = first.model_copy(update={"history": _read(folder / HISTORY, VisitHistory)})
    return first, _read(again, Observation) if again.exists() else None


def with_second_answers(first: Observation, again: LinksAgain) -> Observation:
    """The look with its links as they stood at the end of the run."""
    return first.model_copy(update={"links": again.links})


def _read(path: Path, kind: type[Kept]) -> Kept:
    try:
        return read_kept(path, kind)
    except UnreadableError as trouble:
        if trouble.opened:
            raise ArchiveFault(f"{path} is not a record that this version can read: {trouble}.") from trouble
        raise ArchiveFault(f"{path} cannot be read ({trouble}): the run folder is not whole. `checker verify` says more.") from trouble
