"""Looks at what really lies in a folder: plain files are listed, anything else is named, and no link is ever followed."""

import hashlib
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from checker.evidence.names import shown
from checker.records.base import Record


class Sealed(Record):
    """What a file must be: SHA-256 (lower-case hex) and size in bytes."""

    sha256: str
    size: int


@dataclass
class Listing:
    """Names relative to the run folder, with `/`. `odd` maps to what stands there instead of a readable plain file."""

    files: list[str] = field(default_factory=list)
    odd: dict[str, str] = field(default_factory=dict)


def list_plain_files(run: Path, *tops: str) -> Listing:
    """All that lies under `tops`, themselves files or folders of `run`; a top that is not there is left out. In order of name."""
    listing = Listing()
    waiting = [top for top in tops if os.path.lexists(run / top)]
    while waiting:
        name = waiting.pop()
        try:
            mode = (run / name).lstat().st_mode
            if stat.S_ISDIR(mode):
                waiting += [f"{name}/{entry}" for entry in os.listdir(run / name)]  # noqa: PTH208 -- names are wanted, not paths
            elif stat.S_ISREG(mode):
                listing.files.append(name)
            else:
                listing.odd[name] = "symbolic link" if stat.S_ISLNK(mode) else "not a plain file"
        except OSError as error:
            listing.odd[name] = f"unreadable: {error.strerror}"
    listing.files.sort()
    return listing


def read_plain(path: Path) -> bytes:
    """The bytes of a plain file. Raises OSError for a link, a pipe, a folder, or what cannot be read."""
    with os.fdopen(_open_plain(path), "rb") as file:
        return file.read()


def read_part(path: Path, start: int, size: int) -> bytes:
    """`size` bytes of a plain file from `start` on. Raises OSError as `read_plain` does, ValueError where it has fewer."""
    with os.fdopen(_open_plain(path), "rb") as file:
        file.seek(start)
        part = file.read(size)
    if len(part) < size:
        raise ValueError(f"{shown(str(path))} ends too soon")
    return part


def measure(path: Path) -> Sealed:
    """Hash and size of a plain file as it is now. Raises OSError as `read_plain` does."""
    with os.fdopen(_open_plain(path), "rb") as file:
        size = os.fstat(file.fileno()).st_size
        return Sealed(sha256=hashlib.file_digest(file, "sha256").hexdigest(), size=size)


def seal(data: bytes) -> Sealed:
    """Hash and size of bytes in memory."""
    return Sealed(sha256=hashlib.sha256(data).hexdigest(), size=len(data))


def _open_plain(path: Path) -> int:
    # O_NONBLOCK: a pipe that somebody laid in the folder must not make us wait for a writer
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(f"{shown(str(path))} is not a plain file")
    return handle
