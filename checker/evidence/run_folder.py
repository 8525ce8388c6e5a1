"""A run's folder while it is written: begun, gone on with after an interruption, closed for good."""

import base64
import itertools
import json
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from checker.evidence.blobs import share_files
from checker.evidence.chained_log import ChainedLog
from checker.evidence.disk import PART, archive_faults, check_archive, write_atomically
from checker.evidence.json_lines import json_page
from checker.evidence.lock import LOCK, FolderLock
from checker.evidence.manifest import AFTER, CANARY, INTERRUPTIONS, MANIFEST, REPORT, Manifest, find_previous
from checker.evidence.names import check_run_id, shown
from checker.evidence.plain_files import seal
from checker.evidence.remembered import remember
from checker.evidence.results import RESULTS, Results
from checker.evidence.sealing import BESIDE, seal_run
from checker.evidence.signing_key import SigningKey
from checker.evidence.site_folder import Kept, SiteEvidence, SiteFolder
from checker.faults import ArchiveFault, UsageFault

RUN = "run.json"
SITES = "sites"
_BELONGS = {RUN, RESULTS, SITES, MANIFEST, LOCK, REPORT, AFTER, CANARY, *BESIDE}


class RunFolder:
    """One run folder of an archive. Made by `create` or `open`; as a context manager it lets the run's lock go at the end.

    All methods block and may be called from several threads; what writes raises ArchiveFault where the disk refuses.
    """

    def __init__(self, path: Path, lock: FolderLock | None, key: SigningKey | None = None) -> None:
        self.path = path
        self.run_id = path.name
        self._lock = lock
        self._key = key
        self._results = Results(path / RESULTS)
        self._sites: dict[str, SiteEvidence] = {}
        self._sites_lock = threading.Lock()

    @classmethod
    def create(cls, archive: Path, run_id: str | None = None, *, resume: bool = False, key: SigningKey | None = None) -> Self:
        """Begins a run, or goes on with one (`resume`): with `run_id`, or with the archive's last interrupted run.

        With `key` it is signed when it closes.

        A run that was closed comes back as `open` gives it (`closed` is true). UsageFault: the name is no folder name, the
        folder exists and `resume` was not asked for, nothing to resume, or another process writes it.
        """
        check_archive(archive)
        if resume:
            path = archive / check_run_id(run_id) if run_id else _last_interrupted(archive)
            if path.exists():
                return cls._resume(path, key)
        path = _make_folder(archive, run_id)
        return cls(path, FolderLock(path), key)

    @classmethod
    def open(cls, path: Path | str, archive: Path | None = None) -> Self:
        """Opens a run for reading: `path` is its folder, or its id inside `archive`. Raises UsageFault where there is none."""
        found = Path(path)
        with archive_faults(found, "read"):
            if not found.is_dir() and archive is not None and found.name == str(path):
                found = archive / found
            is_run = any((found / name).exists() for name in (RUN, RESULTS, SITES, MANIFEST))
        if not is_run:
            within = f", nor a run of that name in {shown(str(archive))}" if archive is not None else ""
            raise UsageFault(f"{shown(str(path))} is not a run folder{within}. Give the folder that holds run.json.")
        return cls(found.resolve(), None)

    @property
    def closed(self) -> bool:
        """Whether the run was closed: its manifest stands."""
        return (self.path / MANIFEST).exists()

    def write_run(self, record: dict[str, Any]) -> None:
        """Writes run.json; may be called again until the run is closed."""
        self._writing()
        write_atomically(self.path / RUN, json_page(record))

    def keep_canary(self, picture: bytes) -> Kept:
        """Keeps the picture of the checker's own page, one for each time that the run was begun or gone on with."""
        self._writing()
        number = next(n for n in itertools.count(1) if not (self.path / CANARY / f"{n}.jpg").exists())
        file = f"{CANARY}/{number}.jpg"
        write_atomically(self.path / file, picture)
        sealed = seal(picture)
        return Kept(file=file, sha256=sealed.sha256, size=sealed.size)

    def read_run(self) -> dict[str, Any]:
        """What run.json says; empty where the run was interrupted before it was written."""
        with archive_faults(self.path / RUN, "read"):
            raw = (self.path / RUN).read_bytes() if (self.path / RUN).exists() else b"{}"
        record = json.loads(raw)
        assert isinstance(record, dict)
        return record

    def site(self, key: str, look: int = 1) -> SiteFolder:
        """Where that look at that site keeps its artefacts. What an earlier process left half done is put in order first."""
        return SiteFolder(self.evidence(key), look)

    def evidence(self, key: str) -> SiteEvidence:
        """All that is kept of the site, as `site`."""
        self._writing()
        with self._sites_lock:
            if key not in self._sites:
                self._sites[key] = SiteEvidence(self.path, key)
            return self._sites[key]

    def let_go(self, key: str) -> None:
        """Nothing is being kept of that site now: what its log says need not be held in memory (50 kB for one with columns)."""
        with self._sites_lock:
            self._sites.pop(key, None)

    def append(self, line: str) -> None:
        """Appends a site's line to results.jsonl and waits until the disk has it; a site's last line counts."""
        self._writing()
        self._results.append(line)

    def lines(self) -> list[str]:
        """The whole lines of results.jsonl, one for each site that has finished: each site's last."""
        return [line.decode() for line in dict(self._results.read()).values()]

    def finished_keys(self) -> set[str]:
        """The sites that need not be visited again."""
        return {key for key, _ in self._results.read()}

    def close(self, order: Sequence[str]) -> Manifest:
        """Puts the results into roster order, seals the run and lets the lock go; after this nothing may be written.

        `order` are the keys of the judged sites as the roster has them, each of which must have its line. The manifest names
        the archive's last closed run.
        """
        self._writing()
        if not (self.path / RUN).exists():
            raise ValueError("the run cannot be closed before write_run()")
        for name in self._site_names():
            self.site(name)
            self._sites[name].clear_up()
            self.let_go(name)
        self._results.put_in_order(order)
        door = FolderLock(self.path.parent, wait=True)  # two runs that close at once must not follow the same one
        try:
            previous = find_previous(self.path.parent, but=self.run_id)
            manifest = seal_run(self.path, order, previous, self._key, remember(self.path.parent, but=self.run_id))
            share_files(self.path, manifest.files)
        finally:
            door.release()
        self.release()
        return manifest

    def release(self) -> None:
        """Lets the run go without closing it: it stays as it is, and can be resumed."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None) -> None:
        self.release()

    @classmethod
    def _resume(cls, path: Path, key: SigningKey | None) -> Self:
        entries = {entry.name for entry in path.iterdir()}
        if not entries <= _BELONGS | {e for e in entries if e.startswith(PART)}:
            raise UsageFault(f"{shown(str(path))} is not a run folder: choose another name with --run-id.")
        run = cls(path, FolderLock(path), key)
        try:
            if not run.closed:
                run._mend()
                return run
        except BaseException:
            run.release()
            raise
        run.release()
        return cls.open(path)

    def _mend(self) -> None:
        with archive_faults(self.path, "clear up"):
            for part in [*self.path.glob(f"{PART}*"), *self.path.glob(f"{CANARY}/{PART}*")]:
                part.unlink()
        if broken := self._results.find_broken():
            log = ChainedLog(self.path / INTERRUPTIONS)
            for piece in broken:
                log.append("broken_line_cut", file=RESULTS, bytes_base64=base64.b64encode(piece).decode())
            self._results.drop_broken()
        finished = self.finished_keys()
        for name in self._site_names():
            if name not in finished:
                self.site(name).set_aside("the run was interrupted before this site had its result")

    def _site_names(self) -> list[str]:
        sites = self.path / SITES
        with archive_faults(sites, "read"):
            entries = sorted(sites.iterdir()) if sites.exists() else []
        for entry in entries:
            if entry.is_symlink() or not entry.is_dir():
                raise ArchiveFault(f"{shown(str(entry))} does not belong into a run folder: remove it, then go on with --resume.")
        return [entry.name for entry in entries]

    def _writing(self) -> None:
        if self._lock is None:
            raise UsageFault(f"The run {self.run_id} was closed, or is open for reading only: nothing can be written into it.")


def _make_folder(archive: Path, run_id: str | None) -> Path:
    wanted = check_run_id(run_id or datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ"))
    for number in itertools.count(1):
        path = archive / (wanted if number == 1 else f"{wanted}-{number}")
        with archive_faults(path, "create the run folder"):
            try:
                path.mkdir()
                break
            except FileExistsError as error:
                if run_id:
                    raise UsageFault(
                        f"There is a run {run_id} in {shown(str(archive))} already. "
                        "Give another --run-id, or go on with that run with --resume."
                    ) from error
    return path


def _last_interrupted(archive: Path) -> Path:
    with archive_faults(archive, "read"):
        open_runs = [f for f in archive.iterdir() if (f / RUN).is_file() and not (f / MANIFEST).exists()]
        if open_runs:
            return max(open_runs, key=lambda folder: ((folder / RUN).stat().st_mtime, folder.name))
    raise UsageFault(f"There is no interrupted run in {shown(str(archive))}: start one without --resume.")
