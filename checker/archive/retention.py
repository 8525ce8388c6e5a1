"""Which sites' pictures may go under the archive's policy, and why the others stay. Decides only; `pruning` carries it out."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from checker.archive.days import day_of
from checker.evidence.holds import read_holds
from checker.evidence.manifest import Manifest
from checker.evidence.plain_files import Sealed
from checker.evidence.reviews import read_decisions
from checker.evidence.run_folder import RunFolder
from checker.evidence.tombstones import may_go, read_tombstones
from checker.running.finals import read_finals
from checker.running.judging import read_record


class Policy(NamedTuple):
    """Days for which pictures are kept, counted from the day of the run; null is for ever. `fails` holds of whatever is no pass."""

    passes: int | None
    fails: int | None


class Candidate(NamedTuple):
    """One site of a run that is old enough. `stays` says why its files are left all the same; empty where they may go."""

    run: str
    day: str
    site: str
    verdict: str
    files: dict[str, Sealed]
    stays: str = ""

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files.values())


def old_enough(run: RunFolder, manifest: Manifest, sha256: str, policy: Policy, today: date) -> list[Candidate]:
    """The run's sites whose time is over, and that still have files to lose. `sha256` is that of the manifest's bytes.

    What a person decided on, set a day for or holds, stays. Raises CheckerFault where that cannot be told.
    """
    record: dict[str, Any] = read_record(run)
    day = day_of(record)
    age = (today - date.fromisoformat(day)).days
    finals = read_finals(run)
    staying = why_they_stay(run.path, finals)
    gone = read_tombstones(run.path, sha256)
    candidates = []
    for site, final in finals.items():
        days = policy.passes if final.verdict == "pass" else policy.fails
        if days is None or age <= days:
            continue
        files = _losable(run.path, manifest, site, gone)
        if files:
            candidates.append(Candidate(run.run_id, day, site, final.verdict, files, staying.get(site, "")))
    return candidates


def why_they_stay(run: Path, sites: Iterable[str]) -> dict[str, str]:
    """Those of the `sites` that people care for: on hold, decided on, with a day set. Raises ArchiveFault where that cannot be told."""
    decisions, holds = read_decisions(run), read_holds(run)
    reviewed = {review.site for review in decisions.reviews}
    staying = {}
    for site in sites:
        if hold := holds.get(site) or holds.get(None):
            staying[site] = f"on hold by {hold.by}: {hold.why}"
        elif site in reviewed:
            staying[site] = "a person decided on it"
        elif due := decisions.due_of(site):
            staying[site] = f"整改 due {due.day}"
    return staying


def _losable(run: Path, manifest: Manifest, site: str, gone: dict[str, Sealed]) -> dict[str, Sealed]:
    """Pictures and pages of the site; what a tombstone names already only where an interrupted prune left it."""
    own = {name: file for name, file in manifest.files.items() if name.startswith(f"sites/{site}/") and may_go(name)}
    return {name: file for name, file in own.items() if name not in gone or (run / name).exists()}
