"""A lock that the system lets go when its process dies, so that no two processes write one run, and no run stays locked."""

import fcntl
import os
from pathlib import Path

from checker.evidence.disk import archive_faults
from checker.evidence.names import shown
from checker.faults import UsageFault

LOCK = ".lock"


class FolderLock:
    """The lock of `folder`, held from construction to `release`, which removes its file again.

    Where somebody else holds it: waits, with `wait`; else raises UsageFault. ArchiveFault where it cannot be written.
    """

    def __init__(self, folder: Path, *, wait: bool = False) -> None:
        self._path = folder / LOCK
        handle = None
        with archive_faults(self._path, "lock"):
            while handle is None:  # a holder removes the file when it leaves: what was opened may be gone, then knock again
                handle = self._try(wait)
            self._handle: int | None = handle

    def release(self) -> None:
        """Lets go; a second call does nothing."""
        if self._handle is not None:
            with archive_faults(self._path, "unlock"):
                self._path.unlink(missing_ok=True)
                os.close(self._handle)
            self._handle = None

    def _try(self, wait: bool) -> int | None:
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
            if self._still_stands(handle):
                os.ftruncate(handle, 0)
                os.pwrite(handle, str(os.getpid()).encode(), 0)
                return handle
        except BlockingIOError as error:
            holder = os.pread(handle, 20, 0).decode("ascii", "replace") or "unknown"
            os.close(handle)
            raise UsageFault(
                f"{shown(str(self._path.parent))} is being written by another checker (process {shown(holder)}). "
                "Wait until it has ended, or give this run another name with --run-id."
            ) from error
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        return None

    def _still_stands(self, handle: int) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), self._path.lstat())
        except FileNotFoundError:
            return False
