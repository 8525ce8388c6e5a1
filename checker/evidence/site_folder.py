"""One look's place in a run folder: every artefact is written whole and logged with its hash at once."""

import re
import threading
from pathlib import Path
from typing import Any

from checker.evidence.chained_log import ChainedLog, read_log
from checker.evidence.disk import archive_faults, settle, write_atomically
from checker.evidence.names import check_artefact, check_key
from checker.evidence.plain_files import seal
from checker.evidence.site_log import LOG, OWN_EVENTS, Standing, account_for_strays, finish_moves, follow
from checker.records.base import Record

AGAIN = "again"


class Kept(Record):
    """An artefact that is on the disk: `file` relative to the run folder, `sha256` of its bytes, `size` in bytes."""

    file: str
    sha256: str
    size: int


class SiteEvidence:
    """All that is kept of one site, over both looks: folder, log, and what must stand there. One for each site and run."""

    def __init__(self, run: Path, key: str) -> None:
        """Opens the folder, or begins it; what an earlier process left half done is brought in order."""
        self.name = f"sites/{check_key(key)}"
        self.folder = run / self.name
        self.lock = threading.Lock()
        with archive_faults(self.folder, "create"):
            self.folder.mkdir(parents=True, exist_ok=True)
        self.log = ChainedLog(self.folder / LOG)
        with archive_faults(self.log.path, "read"):
            raw = self.log.path.read_bytes() if self.log.path.exists() else b""
        self.standing: Standing = follow(read_log(raw))
        self.clear_up()

    def clear_up(self) -> None:
        """Brings folder and log together. Not while something is being kept there."""
        with self.lock:
            finish_moves(self.folder, self.standing)
            account_for_strays(self.folder, self.log, self.standing)


class SiteFolder:
    """Where one look at one site keeps what it takes. Blocking and thread-safe: from asyncio call through `asyncio.to_thread`.

    `folder` is its place on the disk; the second look has `sites/<key>/again/`, and both share the site's log.
    """

    def __init__(self, evidence: SiteEvidence, look: int = 1) -> None:
        if look not in (1, 2):
            raise ValueError(f"a site is looked at once or twice, not {look} times")
        self.look = look
        self._evidence = evidence
        self._inside = "" if look == 1 else f"{AGAIN}/"
        self.folder = evidence.folder / self._inside

    def file(self, name: str) -> str:
        """What `keep(name, …)` will call the file: its path relative to the run folder."""
        return f"{self._evidence.name}/{self._inside}{check_artefact(name)}"

    def keep(self, name: str, data: bytes, what: str) -> Kept:
        """Writes the artefact atomically and logs its hash; `what` says in English what it is.

        Raises ArchiveFault where the disk refuses, UsageFault for a name that is no file name, ValueError for a name that is
        kept already: nothing is ever overwritten (see `set_aside`).
        """
        file = f"{self._inside}{check_artefact(name)}"
        sealed = seal(data)
        with self._evidence.lock:
            if any(other.lower() == file.lower() for other in self._evidence.standing.files):
                raise ValueError(f"{self._evidence.name}/{file} is kept already: take another name, or set_aside() first")
            write_atomically(self._evidence.folder / file, data)
            self._evidence.log.append("kept", file=file, sha256=sealed.sha256, size=sealed.size, what=what)
            self._evidence.standing.files[file] = sealed
        return Kept(file=f"{self._evidence.name}/{file}", sha256=sealed.sha256, size=sealed.size)

    def note(self, event: str, **fields: Any) -> None:
        """Writes one line of another kind into the site's log; fields must be JSON values."""
        if event in OWN_EVENTS or fields.keys() & {"at", "look", "prev"}:
            raise ValueError(f"the event {event!r} or one of its fields {sorted(fields)} has a name that the log itself uses")
        self._evidence.log.append(event, look=self.look, **fields)

    def set_aside(self, because: str) -> str | None:
        """Moves what this look kept (the first look: both looks) into `interrupted-N/`, so that the site can be visited anew.

        Gives that folder relative to the run folder, or None where nothing was kept. `because` is English, for the log.
        """
        with self._evidence.lock:
            standing, folder = self._evidence.standing, self._evidence.folder
            files = sorted(f for f in standing.files if f.startswith(self._inside) and not f.startswith("interrupted-"))
            if not files:
                return None
            moved_to = f"interrupted-{1 + _count_interruptions(standing)}"
            self._evidence.log.append("interrupted", moved_to=moved_to, files=files, because=because)
            for file in files:
                standing.files[f"{moved_to}/{file}"] = standing.files.pop(file)
                standing.moves.append((file, f"{moved_to}/{file}"))
            finish_moves(folder, standing)
            with archive_faults(folder, "settle"):
                settle(folder)
            return f"{self._evidence.name}/{moved_to}"


def _count_interruptions(standing: Standing) -> int:
    numbers = [int(found[1]) for file in standing.files if (found := re.match(r"interrupted-(\d+)/", file))]
    return max(numbers, default=0)
