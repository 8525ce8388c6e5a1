"""A visit's evidence on its way from the machine that made it to the run folder: the files, and the site's log as it has grown."""

from collections.abc import Mapping
from pathlib import Path

from checker.evidence.chained_log import ChainedLog, read_log
from checker.evidence.disk import append_line, archive_faults, write_atomically
from checker.evidence.names import shown
from checker.evidence.plain_files import list_plain_files, read_plain, seal
from checker.evidence.site_folder import SiteEvidence
from checker.evidence.site_log import LOG, follow
from checker.faults import ArchiveFault


def begin_elsewhere(scratch: Path, key: str, log: bytes) -> SiteEvidence:
    """A site's folder in an empty `scratch` folder of another machine, whose log goes on from `log`, the one of the run."""
    if log:
        write_atomically(scratch / "sites" / key / LOG, log)
    return SiteEvidence(scratch, key)


def read_log_of(evidence: SiteEvidence) -> bytes:
    """The site's log as it stands; empty where nothing was kept yet."""
    with archive_faults(evidence.log.path, "read"):
        return evidence.log.path.read_bytes() if evidence.log.path.exists() else b""


def pack_files(evidence: SiteEvidence) -> dict[str, bytes]:
    """What the visit kept, by its name in the site's folder."""
    with archive_faults(evidence.folder, "read"):
        names = [name.partition("/")[2] for name in list_plain_files(evidence.folder.parent, evidence.folder.name).files]
        return {name: read_plain(evidence.folder / name) for name in names if name != LOG}


def receive(evidence: SiteEvidence, files: Mapping[str, bytes], log: bytes) -> None:
    """Takes a visit's files and the new lines of its log into the run's own folder of the site: all that the log says, and nothing else.

    Raises ArchiveFault, before anything is written, where the log does not go on from the one that stands here, or a file is not as
    the log has it. Files come first: whoever is killed in between leaves what `SiteEvidence` puts in order.
    """
    found = read_log(log)
    standing = follow(found)
    with evidence.lock:
        before = read_log_of(evidence)
        new = {name: sealed for name, sealed in standing.files.items() if evidence.standing.files.get(name) != sealed}
        wrong = sorted(name for name in new.keys() | files.keys() if name not in new or name not in files or seal(files[name]) != new[name])
        if not log.startswith(before) or found.breaks or found.torn or standing.unclear or wrong:
            what = f"the file {shown(wrong[0])}" if wrong else "the log"
            raise ArchiveFault(f"What a worker sent of {shown(evidence.name)} is not whole ({what}): go on with --resume.")
        for name in new:
            write_atomically(evidence.folder / name, files[name])
        if len(log) > len(before):
            append_line(evidence.log.path, log[len(before) :].removesuffix(b"\n"))
        evidence.log, evidence.standing = ChainedLog(evidence.log.path), standing
