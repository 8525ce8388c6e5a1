"""Writing that either happens wholly or not at all, and what to tell a person when the disk refuses."""

import errno
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from checker.evidence.names import shown
from checker.faults import ArchiveFault

PART = ".part-"  # begins the name of a file that is still being written; no artefact's name begins with a dot

_REMEDIES = {
    errno.ENOSPC: ("the disk is full", "Free some space, or choose another archive with --out; then go on with --resume."),
    errno.EDQUOT: ("the quota is used up", "Free some space, or choose another archive with --out; then go on with --resume."),
    errno.EFBIG: (
        "the file would be larger than this user may write",
        "Raise the limit (ulimit -f), or choose another archive with --out.",
    ),
    errno.EACCES: ("the permission is missing", "Give this user write access, or choose another archive with --out."),
    errno.EPERM: ("the permission is missing", "Give this user write access, or choose another archive with --out."),
    errno.EROFS: ("the file system is read-only", "Mount it for writing, or choose another archive with --out."),
    errno.ENOTDIR: ("a part of the path is not a folder", "Move that file away, or choose another archive with --out."),
    errno.EEXIST: ("a file stands where a folder should be", "Move that file away, or choose another archive with --out."),
    errno.EISDIR: ("a folder stands where a file should be", "Move that folder away, or choose another archive with --out."),
    errno.ELOOP: ("a symbolic link stands there", "The archive keeps plain files only: put a real file or folder in its place."),
    errno.ENAMETOOLONG: ("the path is too long", "Choose a shorter archive path with --out."),
    errno.ENOENT: ("the folder is gone", "Do not move or delete a run folder while it is being written; go on with --resume."),
}
_OTHERWISE = "Look at the disk and at the system's log, or choose another archive with --out."


@contextmanager
def archive_faults(path: Path, doing: str) -> Iterator[None]:
    """Turns what the system says into an ArchiveFault: what could not be done, where, why, and what to do.

    `doing` completes "Cannot …", for instance `write`.
    """
    try:
        yield
    except OSError as error:
        why, remedy = _REMEDIES.get(error.errno or 0, (error.strerror or str(error), _OTHERWISE))
        raise ArchiveFault(f"Cannot {doing} {shown(str(path))}: {why}. {remedy}") from error


def check_archive(archive: Path, needed: int = 0) -> int:
    """Makes sure, before anything is visited, that the archive can be written; gives its free bytes.

    Creates the folder, writes a probe and removes it; raises ArchiveFault also where fewer than `needed` bytes are free.
    """
    with archive_faults(archive, "create the archive"):
        archive.mkdir(parents=True, exist_ok=True)
    probe = archive / f"{PART}{secrets.token_hex(8)}"
    with archive_faults(archive, "write to the archive"):
        try:
            _write_new(probe, b"\0" * 4096)
        finally:
            probe.unlink(missing_ok=True)
        return require_room(archive, needed)


def require_room(archive: Path, needed: int) -> int:
    """The free bytes of the file system on which the archive lies, or would lie; raises ArchiveFault where fewer than `needed` are free."""
    with archive_faults(archive, "look at"):
        there = next(folder for folder in (archive.resolve(), *archive.resolve().parents) if folder.exists())
        free = shutil.disk_usage(there).free
    if free < needed:
        raise ArchiveFault(
            f"Only {free / 1e6:.0f} MB are free in {shown(str(archive))}, and this run needs about {needed / 1e6:.0f} MB. "
            "Free some space, or choose another archive with --out."
        )
    return free


def write_atomically(path: Path, data: bytes) -> None:
    """Writes `path` so that a reader, and a machine that dies, finds the old bytes or the new ones, never a mixture.

    Raises ArchiveFault; nothing is left behind then.
    """
    with archive_faults(path, "write"):
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{PART}{secrets.token_hex(8)}")
        try:
            _write_new(part, data)
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        settle(path.parent)


def append_line(path: Path, line: bytes) -> None:
    """Appends `line` and a line feed and waits until the disk has them.

    Raises ArchiveFault; a part of the line that did fit is taken back then.
    """
    with archive_faults(path, "append to"):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
        try:
            end = os.fstat(handle).st_size
            try:
                _write_all(handle, line + b"\n")
                os.fsync(handle)
            except BaseException:
                os.ftruncate(handle, end)
                raise
        finally:
            os.close(handle)
        if end == 0:
            settle(path.parent)


def settle(folder: Path) -> None:
    """Waits until the disk knows which names stand in `folder`: a rename may otherwise be lost when the power goes."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_new(path: Path, data: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
    try:
        _write_all(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]
