"""Verifies a store, or one run of it: every object, how the pushes follow one another, and each run put together again."""

import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from checker.archive.store.blobs import BLOBS, BlobError, check_blob, get_blob, name_of
from checker.archive.store.fetching import write_files
from checker.archive.store.place import Place
from checker.archive.store.push_check import check_pushes
from checker.archive.store.pushes import MARK, PUSHES, Found, Push, list_pushes, read_push
from checker.archive.store.putting import AT_ONCE
from checker.archive.store.run_map import Stored, read_map, read_stored
from checker.archive.store.visits import lay_out_visits, parse_visit_map
from checker.evidence.archive_verification import ArchiveVerification, check_runs, check_visits
from checker.evidence.disk import write_atomically
from checker.evidence.manifest import MANIFEST, Manifest
from checker.evidence.names import shown
from checker.evidence.nights import check_nights, read_nights
from checker.evidence.seal_assertions import NOBODY, Trusted
from checker.evidence.things import Thing, thing
from checker.evidence.verification import Assertion, Verification, assert_that
from checker.evidence.verify import verify
from checker.faults import UsageFault

_BLOB = re.compile(rf"{BLOBS}/[0-9a-f]{{2}}/[0-9a-f]{{62}}")
_AFTER = 3  # runs after one, among which the next is looked for


class _Objects:
    """What was found of single objects: of each, what is wrong and what it holds."""

    def __init__(self) -> None:
        self._bad: dict[str, tuple[BlobError, set[str]]] = {}
        self.sound: set[str] = set()

    def blame(self, fault: BlobError, holds: str) -> None:
        self._bad.setdefault(fault.name, (fault, set()))[1].add(holds)

    def knows(self, name: str) -> bool:
        return name in self.sound or name in self._bad

    def judge(self, extra: Iterable[str] = ()) -> Assertion:
        bad = [*self._things(), *(thing("extra", name) for name in extra)]
        if bad:
            return assert_that("objects", "failed", bad)
        return assert_that("objects", "passed", detail=(f"{len(self.sound)} looked at", f"共核对{len(self.sound)}个"))

    def _things(self) -> Iterator[Thing]:
        for name, (fault, holds) in sorted(self._bad.items()):
            words = {"altered": "被改动", "missing": "缺失"}[fault.kind]
            some = sorted(holds)[0] + (f" … (+{len(holds) - 1})" if len(holds) > 1 else "")
            yield thing(fault.kind, name, english=f"{fault.kind}; it holds {some}", chinese=f"{words}，所存内容：{some}")


def verify_store(place: Place, trusted: Trusted = NOBODY) -> ArchiveVerification:
    """Looks at every object. Raises UsageFault where there is no store, or nothing in it."""
    pushes, push = _read_pushes(place)
    if not pushes:
        raise UsageFault(f"There is no run in the store {shown(place.told)}: `checker archive push` puts some.")
    objects = _Objects()
    order = push.in_order if push else []
    with TemporaryDirectory(prefix="checker-store-") as folder:
        here = Path(folder)
        stored = _lay_out_manifests(place, push, order, here, objects)
        beside = [each.manifest for run, each in stored.items() if each.manifest.run == run]
        found = [_verify_run(place, run, stored.get(run), here, beside, trusted, objects) for run in sorted(order)]
        for day, fault in lay_out_visits(place, push.visits if push else None, here):
            objects.blame(fault, day)
        nights = read_nights([here / run for run in order])
        told = [*check_runs(found), *check_nights(nights, order), check_visits(here)]
    extra = _look_at_the_rest(place, pushes, objects)
    told += [objects.judge(extra), *check_pushes(pushes)]
    return ArchiveVerification(archive=shown(place.told), assertions=told, runs=found)


def verify_stored_run(place: Place, run: str, trusted: Trusted = NOBODY) -> Verification:
    """Looks at one run as the last push has it, and at the pushes. Raises UsageFault where the store has no such run."""
    pushes, push = _read_pushes(place)
    if push is None or run not in push.runs:
        raise UsageFault(f"The store {shown(place.told)} has no run {shown(run)}.")
    objects, of_others = _Objects(), _Objects()
    with TemporaryDirectory(prefix="checker-store-") as folder:
        here = Path(folder)
        stored = _lay_out_manifests(place, push, [run], here, objects)
        beside = _lay_out_manifests(place, push, _around(push, run, stored.get(run)), here, of_others)
        manifests = [each.manifest for name, each in {**beside, **stored}.items() if each.manifest.run == name]
        found = _verify_run(place, run, stored.get(run), here, manifests, trusted, objects)
    return found.model_copy(update={"assertions": [*found.assertions, objects.judge(), *check_pushes(pushes)]})


def _around(push: Push, run: str, stored: Stored | None) -> list[str]:
    """The run before that one, and a few after it: one of them names it."""
    at = push.in_order.index(run)
    before = stored.manifest.previous.run if stored and stored.manifest.previous else None
    return [*([before] if before in push.runs and before != run else []), *push.in_order[at + 1 : at + 1 + _AFTER]]


def _read_pushes(place: Place) -> tuple[list[Found], Push | None]:
    """All of them, and the last that can be believed."""
    names = list_pushes(place)
    if not names and place.read(MARK) is None:
        raise UsageFault(f"There is no store at {shown(place.told)}: check the address.")
    with ThreadPoolExecutor(AT_ONCE) as several:
        found = list(several.map(lambda name: read_push(place, name), names))
    return found, next((each.push for each in reversed(found) if each.push), None)


def _lay_out_manifests(place: Place, push: Push | None, runs: Sequence[str], folder: Path, objects: _Objects) -> dict[str, Stored]:
    """Those of the runs that can be read, and the manifest.json of each in a folder of its name: so that it lies beside the others."""
    stored: dict[str, Stored] = {}
    for run, said in ((run, push.runs[run]) for run in runs if push):
        try:
            stored[run] = read_stored(place, run, said)
            write_atomically(folder / run / MANIFEST, get_blob(place, said.manifest))
        except BlobError as fault:
            objects.blame(fault, f"{run}/{MANIFEST}")
        else:
            objects.sound.add(name_of(said.map.sha256))
    return stored


def _verify_run(
    place: Place, run: str, stored: Stored | None, folder: Path, beside: Sequence[Manifest], trusted: Trusted, objects: _Objects
) -> Verification:  # fmt: skip
    """Puts the run together, verifies it, and leaves its manifest.json for those that follow."""
    if stored is None:
        return Verification(run=shown(run), assertions=[assert_that("closed", "failed", [thing("unreadable", MANIFEST)])])
    bad = dict(write_files(place, stored, folder / run))
    for name, sealed in stored.files.items():
        if name in bad:
            objects.blame(bad[name], f"{run}/{name}")
        else:
            objects.sound.add(name_of(sealed.sha256))
    found = verify(folder / run, beside, trusted)
    for entry in (folder / run).iterdir():
        if entry.is_dir():
            shutil.rmtree(entry)
        elif entry.name != MANIFEST:
            entry.unlink()
    return found


def _look_at_the_rest(place: Place, pushes: Sequence[Found], objects: _Objects) -> list[str]:
    """What only earlier pushes hold, and what a push that was killed left. Gives what does not belong into a store."""
    names = place.names(BLOBS)
    there = set(names)
    for run, stored in {(run, stored) for each in pushes if each.push for run, stored in each.push.runs.items()}:
        try:
            for name, sealed in read_map(place, run, stored).beside.items():
                if name_of(sealed.sha256) not in there:
                    objects.blame(BlobError(name_of(sealed.sha256), "missing"), f"{run}/{name}")
        except BlobError as fault:
            objects.blame(fault, f"the map of {run}")
    for visits in {each.push.visits for each in pushes if each.push}:
        try:
            for day, sealed in parse_visit_map(place, visits).items():
                if name_of(sealed.sha256) not in there:
                    objects.blame(BlobError(name_of(sealed.sha256), "missing"), day)
        except BlobError as fault:
            objects.blame(fault, "the map of the visit history")
    rest = [name for name in names if _BLOB.fullmatch(name) and not objects.knows(name)]
    with ThreadPoolExecutor(AT_ONCE) as several:
        for name, trouble in zip(rest, several.map(lambda name: check_blob(place, name), rest), strict=True):
            if trouble:
                objects.blame(trouble, "what an earlier push holds")
            else:
                objects.sound.add(name)
    known = {each.name for each in pushes}
    return [name for name in names if not _BLOB.fullmatch(name)] + [name for name in place.names(PUSHES) if name not in known]
