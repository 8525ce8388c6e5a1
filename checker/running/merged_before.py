"""A merge that is given again after it was done: the run that it made is gone on with, where it is of the same shards."""

from collections.abc import Sequence
from pathlib import Path

import structlog

from checker.evidence.names import check_run_id, shown
from checker.evidence.run_folder import RunFolder
from checker.evidence.unaltered import refuse_altered_run
from checker.faults import UsageFault
from checker.running.judging import read_record
from checker.running.merged_record import shard_records
from checker.running.shards import Shard

log = structlog.get_logger()


def find_merged(archive: Path, run_id: str, shards: Sequence[Shard]) -> RunFolder | None:
    """The closed run of that name, verified; null where there is none yet.

    Raises UsageFault where it was not made of these very shards, ArchiveFault where it was altered.
    """
    folder = archive / check_run_id(run_id)
    if not folder.is_dir() or not (run := RunFolder.open(folder)).closed:
        return None
    refuse_altered_run(run)
    merged = {each["shard"]: each for each in shard_records(read_record(run))}
    if not merged:
        raise UsageFault(f"The run {shown(run_id)} is there already, and was not merged from shards. Give another --run-id.")
    given = {f"{shard.k}/{shard.n}": shard for shard in shards}
    other = [k for k in merged.keys() | given.keys() if k not in merged or k not in given or _differ(merged[k], given[k])]
    if other:
        told = "; ".join(_tell(k, merged.get(k), given.get(k)) for k in sorted(other))
        raise UsageFault(
            f"The run {shown(run_id)} is merged already, from other shards ({told}). It stays as it is. "
            "Give the shards from which it was merged to go on with it, or merge these under another --run-id."
        )
    log.info("the run was merged from these shards already: it is whole, and is gone on with", run=run_id)
    return run


def _differ(merged: dict[str, str], given: Shard) -> bool:
    return merged["manifest_sha256"] != given.manifest_sha256


def _tell(k: str, merged: dict[str, str] | None, given: Shard | None) -> str:
    was = f"closed {merged['closed']} (manifest {merged['manifest_sha256'][:12]})" if merged else "none"
    now = f"{given.name} closed {given.manifest.closed} (manifest {given.manifest_sha256[:12]})" if given else "none"
    return f"{k}: merged was {was}, given is {now}"
