"""Writes runs of a store as plain folders again, byte for byte, each file held against its hash."""

import os
import secrets
import shutil
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from checker.archive.store.blobs import BlobError, get_blob
from checker.archive.store.place import Place
from checker.archive.store.pushes import Push
from checker.archive.store.putting import AT_ONCE
from checker.archive.store.run_map import Stored, read_stored
from checker.evidence.blobs import share_files
from checker.evidence.disk import PART, archive_faults, settle, write_atomically
from checker.evidence.lock import FolderLock
from checker.evidence.manifest import MANIFEST
from checker.evidence.names import shown
from checker.evidence.plain_files import Sealed, measure
from checker.faults import ArchiveFault, UsageFault

_MOST = 5  # faults that a sentence holds


def choose_runs(place: Place, push: Push | None, named: Sequence[str], newest: int | None) -> list[str]:
    """Those that are named, the `newest` few, or all; in the order in which they closed. Raises UsageFault for one that is not there."""
    order = push.in_order if push else []
    last = order[-1] if order else "none"
    if missing := [run for run in named if run not in order]:
        raise UsageFault(f"The store {shown(place.told)} has no run {', '.join(map(shown, missing))} (its last: {last}).")
    if newest is not None:
        return order[len(order) - min(newest, len(order)) :]
    return [run for run in order if run in named] if named else order


def fetch_run(place: Place, push: Push, run: str, archive: Path, *, share: bool = True) -> bool:
    """Writes `archive/run`, wholly or not at all; false where that run is there already, which stays as it is.

    What it has in common with other runs is stored once, as when a run closes, unless not to `share`.

    Raises UsageFault where another run of that name is there, ArchiveFault naming what of the store is not as it was put.
    """
    folder = archive / run
    if os.path.lexists(folder):
        try:
            if measure(folder / MANIFEST) == push.runs[run].manifest:
                return False
        except OSError:  # something else, as told below
            pass
        raise UsageFault(f"{shown(str(folder))} is there already, and is another run: choose another archive with --out.")
    part = archive / f"{PART}{secrets.token_hex(8)}"
    try:
        stored = read_stored(place, run, push.runs[run])
        faults = list(write_files(place, stored, part))
        if faults:
            told = ", ".join(f"{fault} ({shown(name)})" for name, fault in faults[:_MOST])
            more = f" … (+{len(faults) - _MOST})" if len(faults) > _MOST else ""
            raise ArchiveFault(f"The run {run} cannot be had from the store {shown(place.told)}: {told}{more}. Nothing of it was written.")
        with archive_faults(folder, "write"):
            part.rename(folder)
            settle(archive)
    except BlobError as fault:
        raise ArchiveFault(f"The run {run} cannot be had from the store {shown(place.told)}: {fault}.") from fault
    finally:
        shutil.rmtree(part, ignore_errors=True)
    if share:
        door = FolderLock(archive, wait=True)
        try:
            share_files(folder, stored.manifest.files)
        finally:
            door.release()
    return True


def write_files(place: Place, stored: Stored, folder: Path) -> Iterator[tuple[str, BlobError]]:
    """Writes every file of the run that can be had; gives those that cannot, and why."""

    def write(name: str, sealed: Sealed) -> BlobError | None:
        try:
            write_atomically(folder / name, get_blob(place, sealed))
        except BlobError as fault:
            return fault
        return None

    with ThreadPoolExecutor(AT_ONCE) as several:
        found = several.map(lambda each: write(*each), stored.files.items())
        yield from ((name, fault) for name, fault in zip(stored.files, found, strict=True) if fault)
