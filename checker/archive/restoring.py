"""Writes thinned pictures of a run again as plain files."""

from checker.evidence.blobs import put_in_place
from checker.evidence.lock import FolderLock
from checker.evidence.manifest import MANIFEST
from checker.evidence.plain_files import measure, seal
from checker.evidence.run_folder import RunFolder
from checker.evidence.thinned import picture_again, read_thinned
from checker.evidence.tombstones import read_tombstones
from checker.evidence.unaltered import refuse_altered_results
from checker.faults import ArchiveFault


def restore_run(run: RunFolder) -> int:
    """Gives how many came back. Raises ArchiveFault where one cannot be made again."""
    manifest, archive = refuse_altered_results(run), run.path.parent
    gone = read_tombstones(run.path, measure(run.path / MANIFEST).sha256)
    absent = {name: thin for name, thin in read_thinned(run.path).items() if not (run.path / name).exists() and name not in gone}
    if not absent:
        return 0
    door = FolderLock(archive, wait=True)
    try:
        for name, thin in absent.items():
            picture = picture_again(run.path, thin)
            if picture is None or seal(picture) != manifest.files.get(name):
                raise ArchiveFault(
                    f"{name} of the run {run.run_id} cannot be put together again: its ground ({thin.ground.file} of {thin.ground.run}) "
                    "was altered or is gone. Put back the copy of the archive that was kept elsewhere."
                )
            put_in_place(archive, run.path / name, picture)
    finally:
        door.release()
    return len(absent)
