"""`after/`: what people and later programs add to a run that is closed, append-only, with attachments by their hash."""

from pathlib import Path
from types import TracebackType
from typing import Any, Self

from checker.evidence.after_check import has_only_grown, look_after
from checker.evidence.after_leftovers import find_leftovers
from checker.evidence.after_memory import tell_loss
from checker.evidence.chained_log import ChainedLog, read_log
from checker.evidence.disk import archive_faults, write_atomically
from checker.evidence.lock import FolderLock
from checker.evidence.manifest import AFTER, AFTER_MANIFEST, MANIFEST, AfterManifest, read_manifest, seal_after
from checker.evidence.names import shown
from checker.evidence.plain_files import list_plain_files, read_plain, seal
from checker.faults import ArchiveFault, UsageFault
from checker.records.review import Attachment

ATTACHMENTS = f"{AFTER}/attachments"
_LARGEST = 256 << 20  # bytes of one attachment
# what a person may open from the report; anything else is kept without its ending, so that no browser runs it
_ENDINGS = frozenset({
    "pdf", "ofd", "doc", "docx", "wps", "xls", "xlsx", "et", "csv", "ods", "odt", "ppt", "pptx", "txt",
    "png", "jpg", "jpeg", "webp", "gif", "bmp", "tif", "tiff", "zip", "eml", "mp4",
    "tsr", "pem",
})  # fmt: skip


class AfterFolder:
    """`after/` of one closed run, open for writing until the block ends; what was added is sealed then.

    Raises UsageFault where the run is not closed, ArchiveFault where `after/` was altered or the disk refuses.
    """

    def __init__(self, run: Path) -> None:
        self._run = run
        if not (run / MANIFEST).exists():
            raise UsageFault(f"The run {shown(run.name)} is not complete: go on with it (--resume), then decide on its findings.")
        self._lock = FolderLock(run, wait=True)
        try:
            self._clear_up()
            refuse_altered(run)
            seal_after(run)
        except BaseException:
            self._lock.release()
            raise

    def attach(self, file: Path) -> Attachment:
        """Keeps a copy of a person's file. Raises UsageFault where it cannot be read."""
        return self.keep(file.name, read_attachment(file))

    def keep(self, name: str, data: bytes) -> Attachment:
        """Keeps `data` under its own hash; `name` is what people call it, and its ending."""
        sealed = seal(data)
        ending = Path(name).suffix.lower().lstrip(".")
        file = f"{ATTACHMENTS}/{sealed.sha256}" + (f".{ending}" if ending in _ENDINGS else "")
        if not (self._run / file).exists():
            write_atomically(self._run / file, data)
        return Attachment(name=shown(name), file=file, sha256=sealed.sha256, size=sealed.size)

    def append(self, log: str, event: str, **fields: Any) -> None:
        """Appends one line to the chained log `log` (relative to the run folder)."""
        ChainedLog(self._run / log).append_in_one_step(event, **fields)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None) -> None:
        try:
            seal_after(self._run)
        finally:
            self._lock.release()

    def _clear_up(self) -> None:
        """Takes away what a process that died left: half written files and lines, attachments that no record came to name."""
        listed = list_plain_files(self._run, AFTER).files
        sealed = _read_manifest(self._run).files if AFTER_MANIFEST in listed else {}
        logs = [name for name in listed if name.endswith(".jsonl")]
        for name in logs:
            if name not in sealed or has_only_grown(self._run / name, sealed[name]):
                ChainedLog(self._run / name)  # keeps the bytes of a torn last line in a line of their own
        with archive_faults(self._run / AFTER, "clear up"):
            for name in find_leftovers(self._run, sealed.keys()):
                (self._run / name).unlink()


def read_attachment(file: Path) -> bytes:
    """A person's file. Raises UsageFault where it cannot be read, or is too large."""
    try:
        size = file.stat().st_size if file.is_file() else None
        data = file.read_bytes() if size is not None and size <= _LARGEST else b""
    except (OSError, ValueError) as error:
        raise UsageFault(f"The attachment {shown(str(file))} cannot be read: {getattr(error, 'strerror', None) or error}.") from error
    if size is None:
        raise UsageFault(f"The attachment {shown(str(file))} is not a file: check the name.")
    if size > _LARGEST:
        raise UsageFault(f"The attachment {shown(str(file))} is larger than {_LARGEST >> 20} MB: attach its decisive part.")
    return data


def refuse_altered(run: Path) -> None:
    """Raises ArchiveFault where `after/` is not as it was written: nothing may be decided or counted on top of that."""
    with archive_faults(run / MANIFEST, "read"):
        of = seal(read_plain(run / MANIFEST)).sha256 if (run / MANIFEST).exists() else None
    bad = look_after(run, of).bad
    if told := bad[0].told if bad else tell_loss(run):
        raise ArchiveFault(
            f"What was recorded after the run {shown(run.name)} closed was altered ({told}): "
            "no decision can be counted. `checker verify` names every file; put back the copy that was kept elsewhere."
        )


def read_after(run: Path, log: str) -> list[dict[str, Any]]:
    """The lines of one log of `after/`, each with its `at` and `event`; none where there is no such log."""
    with archive_faults(run / log, "read"):
        raw = read_plain(run / log) if (run / log).exists() else b""
    return read_log(raw).lines


def _read_manifest(run: Path) -> AfterManifest:
    try:
        return read_manifest(read_plain(run / AFTER_MANIFEST), AfterManifest)[0]
    except (OSError, ValueError) as error:
        raise ArchiveFault(f"{shown(str(run / AFTER_MANIFEST))} cannot be read: `checker verify` says what else was altered.") from error
