"""Writes a run's folder as plain files that share nothing with the archive, for who takes it elsewhere."""

import os
import secrets
import shutil
from pathlib import Path

from checker.evidence.disk import PART, archive_faults, settle, write_atomically
from checker.evidence.lock import LOCK
from checker.evidence.names import shown
from checker.evidence.outside_runs import refuse_inside_runs
from checker.evidence.plain_files import list_plain_files, read_plain
from checker.evidence.run_folder import RunFolder
from checker.evidence.thinned import picture_again, read_thinned
from checker.faults import ArchiveFault, UsageFault


def export_run(run: RunFolder, to: Path) -> Path:
    """Writes `to/<run id>` and gives it; it is there wholly or not at all.

    Raises UsageFault where it is there already or the run is not complete, ArchiveFault for what is no plain file, or a disk that refuses.
    """
    if not run.closed:
        raise UsageFault(f"The run {shown(run.run_id)} is not complete: go on with it (--resume), then export it.")
    place = to / run.run_id
    if os.path.lexists(place):
        raise UsageFault(f"{shown(str(place))} is there already: choose another folder with --to.")
    refuse_inside_runs(to, "--to")
    tops = [name for name in sorted(os.listdir(run.path)) if name != LOCK]  # noqa: PTH208 -- names are wanted, not paths
    listing = list_plain_files(run.path, *tops)
    if listing.odd:
        name, what = sorted(listing.odd.items())[0]
        raise ArchiveFault(f"{shown(str(run.path / name))} cannot be exported: {what}. `checker verify` names all that is not as it was.")
    part = to / f"{PART}{secrets.token_hex(8)}"
    try:
        for name in listing.files:
            with archive_faults(run.path / name, "read"):
                data = read_plain(run.path / name)
            write_atomically(part / name, data)
        for name, thin in read_thinned(run.path).items():
            picture = None if name in listing.files else picture_again(run.path, thin)
            if picture is not None:  # else `verify` names it in the copy as it does here
                write_atomically(part / name, picture)
        with archive_faults(place, "write"):
            part.rename(place)
            settle(to)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return place
