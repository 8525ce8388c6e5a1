"""Keeps old pictures as their difference from an earlier one, where little but a clock or a counter changed between the two."""

from collections.abc import Callable, Iterator, Sequence, Set
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import NamedTuple

from checker.archive.days import day_of
from checker.archive.grounds import Grounds, grounds_of
from checker.archive.retention import why_they_stay
from checker.archive.rows import closed_runs
from checker.evidence.after_folder import AfterFolder
from checker.evidence.blobs import shaping, sweep_blobs
from checker.evidence.disk import archive_faults, settle
from checker.evidence.jpeg_delta import make_delta
from checker.evidence.lock import FolderLock
from checker.evidence.manifest import Manifest
from checker.evidence.plain_files import Sealed, read_plain, seal
from checker.evidence.run_folder import RunFolder
from checker.evidence.thinned import Difference, Ground, Thin, picture_again, read_thinned, read_unlike, record_thinned
from checker.evidence.unaltered import refuse_altered_results
from checker.faults import CheckerFault
from checker.running.judging import read_record

_GOOD = 0.05  # of a picture: with so small a difference no other ground is tried
_TRIES = 4


class Thinned(NamedTuple):
    """What of one run was, or would be, thinned: how many files, their bytes, and those of the differences. `trouble`: left alone."""

    run: str
    files: int = 0
    size: int = 0
    differences: int = 0
    trouble: str = ""


class Closed(NamedTuple):
    """A sound run, and the day on which it began."""

    name: str
    manifest: Manifest
    day: date


Choose = Callable[[Sequence[Closed]], Set[str]]


class _Plan(NamedTuple):
    """`new` are thinned now; `again` were once, and lie there plain once more; `unlike` were tried now and stay."""

    new: dict[str, Difference]
    again: dict[str, Thin]
    unlike: list[str]

    def told(self, run: str) -> Thinned:
        """Pictures that are one file on the disk count once."""
        sealed = {each.sealed for each in self.new.values()} | {each.sealed for each in self.again.values()}
        deltas = {each.delta for each in self.new.values()}
        return Thinned(run, len(self.new) + len(self.again), sum(each.size for each in sealed), sum(map(len, deltas)))


def thin_archive(archive: Path, older: int, today: date, *, do: bool) -> Iterator[Thinned]:
    """Thins what began more than `older` days ago; without `do` it is only said what would be."""
    yield from thin_runs(archive, lambda runs: {run.name for run in runs if (today - run.day).days > older}, do=do)


def thin_runs(archive: Path, choose: Choose, *, do: bool, most: int | None = None, wait: bool = True) -> Iterator[Thinned]:
    """Goes through the runs from the oldest on, and thins those that are chosen. The first picture of a place stays plain.

    What people decided on, set a day for or hold stays plain. At most `most` runs are thinned. Killed at any moment it leaves an archive
    that verifies. Without `wait` it raises UsageFault where another process thins or prunes.
    """
    with shaping(archive, wait=wait) if do else nullcontext():
        grounds, resting, done = Grounds(), grounds_of(archive), 0
        runs = _read_in_order(archive)
        chosen = choose(runs)
        for run in runs:
            is_due = run.name in chosen and (most is None or done < most)
            try:
                plan = _plan(archive, run, grounds, resting, is_due=is_due)
                if do and (plan.new or plan.again or plan.unlike):
                    plan = _carry_out(archive / run.name, plan)
            except (CheckerFault, ValueError, OSError) as fault:
                yield Thinned(run.name, trouble=str(fault))
                continue
            resting |= {each.ground.sealed.sha256 for each in plan.new.values()}
            done += bool(plan.new or plan.again or plan.unlike)
            if plan.new or plan.again:
                yield plan.told(run.name)
        if do:
            door = FolderLock(archive, wait=True)  # a run that closes now may be about to take one of these blobs
            try:
                with archive_faults(archive, "clear up"):
                    sweep_blobs(archive, spare=grounds_of(archive))
            finally:
                door.release()


def _read_in_order(archive: Path) -> list[Closed]:
    """The sound runs, by the moment at which they closed."""
    runs = []
    for name in closed_runs(archive):
        try:
            run = RunFolder.open(archive / name)
            manifest = refuse_altered_results(run)
            runs.append(Closed(name, manifest, date.fromisoformat(day_of(read_record(run)))))
        except (CheckerFault, ValueError):  # named by its own turn in `prune` and `verify`; it is nobody's ground
            continue
    return sorted(runs, key=lambda run: (run.manifest.closed, run.name))


def _plan(archive: Path, run: Closed, grounds: Grounds, resting: set[str], *, is_due: bool) -> _Plan:
    """What of the run can be thinned; its other pictures become grounds of later runs."""
    path, there = archive / run.name, read_thinned(archive / run.name)
    plain = {
        name: sealed
        for name, sealed in sorted(run.manifest.files.items())
        if name.startswith("sites/") and name.endswith(".jpg") and (path / name).exists()
    }
    wanted = plain if is_due else {}
    skipped = read_unlike(path) if wanted else set()
    wanted = {
        name: sealed
        for name, sealed in wanted.items()
        if name in there or (name not in skipped and not grounds.has(name, sealed) and sealed.sha256 not in resting and grounds.of(name))
    }
    staying = why_they_stay(path, {_site(name) for name in wanted}) if wanted else {}
    plan = _Plan({}, {}, [])
    made: dict[Sealed, Difference | None] = {}
    for name, sealed in wanted.items():
        if _site(name) in staying:
            continue
        if name in there:  # restored, or left by a process that died: the record stands
            if sealed.sha256 not in resting and there[name].sealed == sealed and picture_again(path, there[name]) is not None:
                plan.again[name] = there[name]
            continue
        if grounds.has(name, sealed):
            continue
        if sealed not in made:
            made[sealed] = _find_difference(archive, path / name, sealed, grounds.of(name))
        if difference := made[sealed]:
            plan.new[name] = difference
        else:
            plan.unlike.append(name)
            grounds.add(Ground(run=run.name, file=name, sealed=sealed))  # for the other pictures of this page in the same run too
    for name, sealed in plain.items():
        if name not in plan.new and name not in there:
            grounds.add(Ground(run=run.name, file=name, sealed=sealed))
    return plan


def _find_difference(archive: Path, file: Path, sealed: Sealed, grounds: list[Ground]) -> Difference | None:
    """The smallest that is found in a few tries."""
    picture = read_plain(file)
    if seal(picture) != sealed:  # altered: left as it is, for `verify` to name
        return None
    best: Difference | None = None
    for ground in grounds[:_TRIES]:
        other = read_plain(archive / ground.run / ground.file)
        delta = make_delta(other, picture) if seal(other) == ground.sealed else None
        if delta is not None and (best is None or len(delta) < len(best.delta)):
            best = Difference(sealed, ground, delta)
        if best is not None and len(best.delta) < _GOOD * len(picture):
            break
    return best


def _carry_out(run: Path, plan: _Plan) -> _Plan:
    """Gives what was done: nobody decides or holds meanwhile, so it is asked once more what stays."""
    with AfterFolder(run) as after:
        staying = why_they_stay(run, {_site(name) for name in (*plan.new, *plan.again)})
        new = {name: each for name, each in plan.new.items() if _site(name) not in staying}
        again = {name: each for name, each in plan.again.items() if _site(name) not in staying}
        record_thinned(after, new, plan.unlike)
        with archive_faults(run, "clear up"):
            for name in (*new, *again):
                (run / name).unlink()
            for folder in {(run / name).parent for name in (*new, *again)}:
                settle(folder)
    return _Plan(new, again, plan.unlike)


def _site(name: str) -> str:
    return name.split("/")[1]
