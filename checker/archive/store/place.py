"""Where a store lies: a folder or a bucket of S3, opened through fsspec, with the same few doors."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from checker.evidence.disk import PART, archive_faults, settle, write_atomically
from checker.evidence.lock import FolderLock
from checker.evidence.names import shown
from checker.faults import ArchiveFault

_NO_LINKS = (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EACCES)
_REFUSED = (409, 412)  # answers of S3 where an object of that name is there


class Place:
    """Objects by name, with `/`. Safe to call from several threads; raises ArchiveFault where the storage refuses.

    `root` as the file system has it; `told` is what people call the place; `troubles` are the exceptions of its library.
    """

    def __init__(self, files: Any, root: str, told: str, troubles: tuple[type[Exception], ...] = (OSError,)) -> None:
        self.told = told
        self._files = files
        self._root = root
        self._troubles = troubles
        self._folder = Path(root) if "file" in files.protocol else None

    def read(self, name: str) -> bytes | None:
        """The whole object; null where there is none."""
        return self._read(name, None)

    def read_start(self, name: str, size: int) -> bytes | None:
        """Its first `size` bytes, or fewer."""
        return self._read(name, size)

    def has(self, name: str) -> bool:
        with self._faults("look for", name):
            return bool(self._files.exists(self._path(name)))

    def names(self, under: str = "") -> list[str]:
        """Of all objects whose name begins with `under` and a `/`, in order. What is half written is none."""
        with self._faults("list", under):
            try:
                found = self._files.find(self._path(under))
            except FileNotFoundError:
                return []
        names = [str(path)[len(self._root) + 1 :] for path in found]
        return sorted(name for name in names if not Path(name).name.startswith((PART, ".lock")))

    def put_new(self, name: str, data: bytes) -> bool:
        """Puts the object, in one step; false where one of that name is there already, which stays as it is."""
        with self._faults("write", name):
            if self._folder is not None:
                return _put_new_file(self._folder, name, data)
            try:
                self._files.pipe_file(self._path(name), data, mode="create")
            except self._troubles as trouble:
                if _status_of(trouble) in _REFUSED:
                    return False
                raise
            return True

    def _read(self, name: str, size: int | None) -> bytes | None:
        with self._faults("read", name):
            try:
                found = self._files.cat_file(self._path(name), **({} if size is None else {"start": 0, "end": size}))
            except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
                return None
            assert isinstance(found, bytes)
            return found

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}".rstrip("/")

    @contextmanager
    def _faults(self, doing: str, name: str) -> Iterator[None]:
        try:
            yield
        except self._troubles as trouble:
            where = shown(f"{self.told}/{name}".rstrip("/"))
            why = shown(str(trouble).strip().rstrip(".") or type(trouble).__name__)
            raise ArchiveFault(
                f"Cannot {doing} {where}: {why}. Check the address, the keys and the storage; what was put there so far is kept."
            ) from trouble


def _put_new_file(folder: Path, name: str, data: bytes) -> bool:
    """A file under a name of its own first, which then gets its place in one step: who dies in between leaves no half of it there."""
    place = folder / name
    if os.path.lexists(place):
        return False
    part = folder / f"{PART}{secrets.token_hex(8)}"
    write_atomically(part, data)
    try:
        with archive_faults(place, "write"):
            place.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(part, place)
            except FileExistsError:
                return False
            except OSError as error:
                if error.errno not in _NO_LINKS:
                    raise
                if not _move_into(folder, part, place):
                    return False
            settle(place.parent)
    finally:
        part.unlink(missing_ok=True)
    return True


def _move_into(folder: Path, part: Path, place: Path) -> bool:
    """Where the file system has no hard links."""
    door = FolderLock(folder, wait=True)
    try:
        if os.path.lexists(place):
            return False
        part.replace(place)
        return True
    finally:
        door.release()


def _status_of(trouble: Exception) -> int | None:
    """The status with which S3 answered; null for another trouble."""
    for each in (trouble, trouble.__cause__):
        answer = getattr(each, "response", None)
        if isinstance(answer, dict):
            status = answer.get("ResponseMetadata", {}).get("HTTPStatusCode")
            return status if isinstance(status, int) else None
    return None
