"""Puts a closed run into a store: its blobs first, then the map of them, then the push that makes it count.

Killed at any moment it leaves a store that verifies, and blobs that the next push need not put again. Several may push at once.
"""

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from checker.archive.store.blobs import BlobError, get_blob, has_blob, may_be_ground, put_blob
from checker.archive.store.place import Place
from checker.archive.store.pushes import Found, StoredRun, add_push, last_push, make_store
from checker.archive.store.run_files import RunFiles, keep_known, list_run_files
from checker.archive.store.run_map import RunMap, read_map
from checker.evidence.blobs import blob_of
from checker.evidence.disk import archive_faults
from checker.evidence.names import shown
from checker.evidence.plain_files import Sealed, read_plain, seal
from checker.evidence.run_folder import RunFolder
from checker.evidence.thinned import picture_again
from checker.faults import ArchiveFault, UsageFault

AT_ONCE = 8  # questions to the storage
_PICTURE = ".jpg"


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
        old = known.grounds if known else _last_grounds(place, before)
        grounds, sizes = _put_files(place, run.path, files, old)
        raw = _map_of(run.run_id, files, grounds).raw()
        stored = StoredRun(map=seal(raw), manifest=files.itself, closed=files.manifest.closed)
        put += [*sizes, put_blob(place, raw, stored.map)]
        if runs.get(run.run_id) == stored:
            return Pushed(run.run_id, len(files.all), None, sum(size > 0 for size in put), sum(put))
        found = add_push(place, before, {**runs, run.run_id: stored}, before.push.visits if before and before.push else None)
        if found is not None:
            return Pushed(run.run_id, len(files.all), found, sum(size > 0 for size in put), sum(put))


def _map_of(run: str, files: RunFiles, grounds: dict[str, Sealed]) -> RunMap:
    return RunMap(schema=1, run=run, manifest=files.itself, beside=files.beside, pruned=files.pruned, grounds=grounds)


def _known(place: Place, run: str, stored: StoredRun | None, manifest: Sealed) -> RunMap | None:
    if stored is None:
        return None
    if stored.manifest != manifest:
        raise UsageFault(f"The store {shown(place.told)} has another run of the name {shown(run)}: nothing there is ever written over.")
    return _believed(place, run, stored)


def _last_grounds(place: Place, before: Found | None) -> Mapping[str, Sealed]:
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


def _put_files(place: Place, run: Path, files: RunFiles, old: Mapping[str, Sealed]) -> tuple[dict[str, Sealed], list[int]]:
    """Puts what the store lacks. Gives the grounds for the nights that follow, and the bytes that each blob took, 0 where it was there."""
    by_hash = {sealed.sha256: (name, sealed) for name, sealed in files.all.items()}  # each once, though several files be the same

    def put(name: str, sealed: Sealed) -> int:
        if has_blob(place, sealed):
            return 0
        data = _read(run, files, name)
        if seal(data) != sealed:
            raise ArchiveFault(f"{shown(str(run / name))} was altered while it was pushed: `checker verify` names it.")
        ground = old.get(name) if name.endswith(_PICTURE) else None
        return put_blob(place, data, sealed, _ground(place, run.parent, ground))

    with ThreadPoolExecutor(AT_ONCE) as several:
        sizes = list(several.map(lambda each: put(*each), by_hash.values()))
        pictures = {name: sealed for name, sealed in files.all.items() if name.endswith(_PICTURE)}
        whole = dict(zip(pictures, several.map(lambda sealed: may_be_ground(place, sealed), pictures.values()), strict=True))
    new = {name: sealed for name, sealed in pictures.items() if whole[name]}
    return dict(sorted({**old, **new}.items())), sizes


def _read(run: Path, files: RunFiles, name: str) -> bytes:
    if name in files.thin:
        return picture_again(run, files.thin[name]) or b""
    with archive_faults(run / name, "read"):
        return read_plain(run / name)


def _ground(place: Place, archive: Path, ground: Sealed | None) -> tuple[Sealed, bytes] | None:
    """A ground that lies in the store whole, with its bytes: those of this archive, where it has them."""
    if ground is None or not may_be_ground(place, ground):
        return None
    try:
        here = read_plain(blob_of(archive, ground.sha256))
        if seal(here) == ground:
            return ground, here
    except OSError:  # this archive has it no more, or never had
        pass
    try:
        return ground, get_blob(place, ground)
    except BlobError:  # `verify` names it; this picture is put whole
        return None
