"""`blobs/` of an archive: what is the same over nights lies on the disk once, under its hash, and runs have hard links to it.

A blob is never trusted: whoever verifies hashes the files themselves. Runs are whole and plain with or without blobs, but for pictures that
somebody had thinned (`thinned`), some of which may rest on a blob alone. Who edits a shared file in place edits it in each run that has it,
so it is read-only.
"""

import errno
import os
import secrets
import stat
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import structlog

from checker.evidence.disk import PART, archive_faults, settle, write_atomically
from checker.evidence.lock import FolderLock
from checker.evidence.names import shown
from checker.evidence.plain_files import Sealed, measure
from checker.evidence.site_log import LOG

BLOBS = "blobs"
_READ_ONLY = 0o444

log = structlog.get_logger()


def blob_of(archive: Path, sha256: str) -> Path:
    """Where the blob of that hash lies, or would: `blobs/ab/cdef…`."""
    return archive / BLOBS / sha256[:2] / sha256[2:]


def share_files(run: Path, files: Mapping[str, Sealed]) -> int:
    """Makes the files under `sites/` of a closed run (`files` as in its manifest) one with the blobs of its archive.

    Gives how many lie in an earlier place now. The archive's lock must be held. Whatever the disk refuses is told once and leaves plain
    files: a run is whole without this. At every moment each name stands for all of its bytes, so that it may be killed at any.
    """
    shared = 0
    made: set[str] = set()
    try:
        _clear_up(run.parent)
        for name, sealed in sorted(files.items()):
            if name.startswith("sites/") and not name.endswith(f"/{LOG}") and sealed.size:  # no two logs are the same
                shared += _share(run, name, sealed, made)
    except OSError as error:
        log.warning("files stay plain, stored again for each run", archive=str(run.parent), reason=error.strerror or str(error))
    return shared


def sweep_blobs(archive: Path, spare: Collection[str] = ()) -> int:
    """Takes blobs away that no run has any more, but for the hashes in `spare`; gives their bytes. The archive's lock must be held."""
    freed = 0
    _clear_up(archive)
    for place in sorted((archive / BLOBS).glob("??/*")):
        found = place.lstat()
        if stat.S_ISREG(found.st_mode) and found.st_nlink == 1 and place.parent.name + place.name not in spare:
            place.unlink()
            freed += found.st_size
    return freed


@contextmanager
def shaping(archive: Path, *, wait: bool) -> Iterator[None]:
    """Keeps to one process at a time what takes files away that others may rest on; runs close meanwhile all the same.

    Without `wait` it raises UsageFault where another process is at it.
    """
    with archive_faults(archive / BLOBS, "create the blobs' folder"):
        (archive / BLOBS).mkdir(exist_ok=True)
    lock = FolderLock(archive / BLOBS, wait=wait)
    try:
        yield
    finally:
        lock.release()


def put_in_place(archive: Path, path: Path, data: bytes) -> None:
    """Writes a file of a closed run in one step. The archive's lock must be held.

    What is half written lies among the blobs, where it harms no run, and is cleared up by the next who comes.
    """
    part = archive / BLOBS / f"{PART}{secrets.token_hex(8)}"
    write_atomically(part, data)
    with archive_faults(path, "write"):
        part.replace(path)
        settle(path.parent)


def _share(run: Path, name: str, sealed: Sealed, made: set[str]) -> bool:
    """One file. `made` are the hashes whose blobs this run has brought."""
    path, blob = run / name, blob_of(run.parent, sealed.sha256)
    try:
        there = blob.lstat()
    except FileNotFoundError:
        if measure(path) == sealed:  # what was altered since the run closed becomes nobody's blob
            blob.parent.mkdir(parents=True, exist_ok=True)
            os.link(path, blob, follow_symlinks=False)
            made.add(sealed.sha256)
        return False
    if os.path.samestat(there, path.lstat()):
        return False
    if not stat.S_ISREG(there.st_mode) or measure(blob) != sealed:
        log.warning("a blob is not what its name says: its place is given to a sound file", blob=shown(str(blob)))
        if measure(path) == sealed:
            _link_over(path, blob, run.parent)
            made.add(sealed.sha256)
        return False
    if measure(path) != sealed:
        return False
    try:
        _link_over(blob, path, run.parent)
    except OSError as error:
        if error.errno == errno.EMLINK:  # as many names as the file system gives to one file: this one stays by itself
            return False
        raise
    if sealed.sha256 not in made:
        blob.chmod(_READ_ONLY)
    return True


def _link_over(file: Path, place: Path, archive: Path) -> None:
    """Makes `place` a name of `file` in one step; what is left by a process that died lies among the blobs, where it harms no run."""
    part = archive / BLOBS / f"{PART}{secrets.token_hex(8)}"
    os.link(file, part, follow_symlinks=False)
    try:
        part.replace(place)
    finally:
        part.unlink(missing_ok=True)


def _clear_up(archive: Path) -> None:
    for part in (archive / BLOBS).glob(f"{PART}*"):
        part.unlink()
