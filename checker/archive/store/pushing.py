"""Puts a closed run into a store: its blobs first, then the map of them, then the push that makes it count.

Killed at any moment it leaves a store that verifies, and blobs that the next push need not put again. Several may push at once.
"""

from typing import NamedTuple

from checker.archive.store.blobs import BlobError, put_blob
from checker.archive.store.place import Place
from checker.archive.store.pushes import Found, StoredRun, add_push, last_push, make_store
from checker.archive.store.putting import Grounds, put_files
from checker.archive.store.run_files import RunFiles, keep_known, list_run_files
from checker.archive.store.run_map import RunMap, read_map
from checker.evidence.names import shown
from checker.evidence.plain_files import Sealed, seal
from checker.evidence.run_folder import RunFolder
from checker.faults import ArchiveFault, UsageFault


class Pushed(NamedTuple):
    """What became of one run of `total` files: `push` is null where the store had all of it; `files` objects of `size` bytes were put."""

    run: str
    total: int
    push: Found | None = None
    files: int = 0
    size: int = 0


def push_run(place: Place, run: RunFolder) -> Pushed:
    """Raises UsageFault where the run is not complete, ArchiveFault where it was altered, or the store knows more of it than lies here."""
    listed = list_run_files(run)
    make_store(place)
    put: list[int] = []
    while True:
        before = last_push(place)
        runs = dict(before.push.runs) if before and before.push else {}
        known = _known(place, run.run_id, runs.get(run.run_id), listed.itself)
        files = keep_known(run, listed, known) if known else listed
        grounds, sizes = put_files(place, run.path, files, known.grounds if known else _last_grounds(place, before))
        raw = _map_of(run.run_id, files, known.grounds if known else grounds).raw()
        stored = StoredRun(map=seal(raw), manifest=files.itself, closed=files.manifest.closed)
        put += [*sizes, put_blob(place, raw, stored.map)]
        if runs.get(run.run_id) == stored:
            return Pushed(run.run_id, len(files.all), None, sum(size > 0 for size in put), sum(put))
        found = add_push(place, before, {**runs, run.run_id: stored}, before.push.visits if before and before.push else None)
        if found is not None:
            return Pushed(run.run_id, len(files.all), found, sum(size > 0 for size in put), sum(put))


def _map_of(run: str, files: RunFiles, grounds: Grounds) -> RunMap:
    return RunMap(schema=1, run=run, manifest=files.itself, beside=files.beside, pruned=files.pruned, grounds=dict(grounds))


def _known(place: Place, run: str, stored: StoredRun | None, manifest: Sealed) -> RunMap | None:
    if stored is None:
        return None
    if stored.manifest != manifest:
        raise UsageFault(f"The store {shown(place.told)} has another run of the name {shown(run)}: nothing there is ever written over.")
    return _believed(place, run, stored)


def _last_grounds(place: Place, before: Found | None) -> Grounds:
    """The pictures from which this night's may differ: those that the night before knew."""
    if before is None or before.push is None or not before.push.runs:
        return {}
    last = before.push.in_order[-1]
    return _believed(place, last, before.push.runs[last]).grounds


def _believed(place: Place, run: str, stored: StoredRun) -> RunMap:
    try:
        return read_map(place, run, stored)
    except BlobError as fault:
        raise ArchiveFault(f"The store {shown(place.told)} is damaged: {fault}. `checker verify --all` names all that is.") from fault
