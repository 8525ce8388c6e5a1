"""The closed shards of one run, read before they are put together: refused where they are not the equal parts of one run."""

import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checker.evidence.clock import utc_now
from checker.evidence.manifest import INTERRUPTIONS, MANIFEST, Manifest, read_manifest
from checker.evidence.moments import is_before
from checker.evidence.names import shown
from checker.evidence.plain_files import list_plain_files, read_plain
from checker.evidence.run_folder import RunFolder
from checker.evidence.stamps import STAMPS
from checker.evidence.thinned import THINNED
from checker.evidence.tombstones import TOMBSTONES
from checker.evidence.unaltered import refuse_altered_run
from checker.faults import UsageFault
from checker.roster import parse_shard
from checker.running.judging import read_record

_MAY_STAND = {INTERRUPTIONS, THINNED, STAMPS}  # logs of after/ that say nothing of what was found


@dataclass(frozen=True)
class Shard:
    """The K-th of N parts, closed and unaltered. `lines` are those of its results.jsonl, by key and in its order."""

    path: Path
    k: int
    n: int
    manifest: Manifest
    manifest_sha256: str
    record: dict[str, Any] = field(repr=False)  # its run.json
    lines: dict[str, str] = field(repr=False)

    @property
    def name(self) -> str:
        return shown(self.path.name)


def read_shards(folders: Sequence[RunFolder]) -> list[Shard]:
    """In order of K. Raises UsageFault where they are not the parts of one run, ArchiveFault where one of them was altered."""
    shards = sorted((_read(folder) for folder in folders), key=lambda shard: shard.k)
    _require_all_parts(shards)
    for what, of in _SAME.items():
        first = of(shards[0].record)
        for other in shards[1:]:
            if of(other.record) != first:
                raise UsageFault(f"The shards {shards[0].name} and {other.name} are not of one run: they differ in {what}.")
    _require_all_sites(shards)
    return shards


def in_roster_order(shards: Sequence[Shard]) -> list[str]:
    """The keys of all sites, as the roster has them: shard K has every N-th site from the K-th on."""
    keys = [list(shard.lines) for shard in shards]
    return [keys[at % len(keys)][at // len(keys)] for at in range(sum(map(len, keys)))]


_SAME: dict[str, Callable[[dict[str, Any]], Any]] = {
    "the roster": lambda record: record["roster"]["sha256"],
    "the edition": lambda record: (record["edition"]["id"], record["edition"]["sha256"]),
    "the as-of day": lambda record: record["as_of"],
    "the list of words": lambda record: (record.get("words") or {}).get("sha256"),
    "the per-site scripts": lambda record: [(script.get("file"), script.get("sha256")) for script in record.get("scenarios") or ()],
    "the checker itself": lambda record: record.get("checker_sha256"),
    "what their judging rests on": lambda record: {**record["circumstances"], "official_hosts_down": None},
}


def _read(run: RunFolder) -> Shard:
    sha256 = refuse_altered_run(run)
    record = read_record(run)
    if not record.get("shard") or not (record.get("roster") or {}).get("sha256"):
        raise UsageFault(f"The run {shown(run.run_id)} is no shard of a roster: only runs made with --shard K/N are merged.")
    added = {name for name in list_plain_files(run.path, "after").files if name.endswith(".jsonl")} - _MAY_STAND
    if TOMBSTONES in added:
        raise UsageFault(f"Pictures of the shard {shown(run.run_id)} were taken away by `checker archive prune`: it is whole no more.")
    if added:
        raise UsageFault(
            f"Something was recorded on the shard {shown(run.run_id)} after it closed ({shown(min(added))}): a merge would lose it. "
            "Merge first; decisions belong to the whole run."
        )
    manifest, _ = read_manifest(read_plain(run.path / MANIFEST), Manifest)
    if is_before(utc_now(), manifest.closed):
        raise UsageFault(
            f"The shard {shown(run.run_id)} closed at {manifest.closed}, which is yet to come: set this machine's clock right."
        )
    k, n = parse_shard(record["shard"])
    return Shard(run.path, k, n, manifest, sha256, record, {json.loads(line)["key"]: line for line in run.lines()})


def _require_all_parts(shards: Sequence[Shard]) -> None:
    parts = {shard.n for shard in shards}
    if len(parts) > 1:
        raise UsageFault(f"The shards are not of one run: it was cut into {' and into '.join(map(str, sorted(parts)))} parts.")
    n = shards[0].n
    for k, times in Counter(shard.k for shard in shards).items():
        if times > 1:
            names = " and ".join(shard.name for shard in shards if shard.k == k)
            raise UsageFault(f"The shard {k}/{n} is there {times} times ({names}): name each part once.")
    if missing := sorted({*range(1, n + 1)} - {shard.k for shard in shards}):
        raise UsageFault(
            f"The shards {', '.join(f'{k}/{n}' for k in missing)} are missing: a run is merged when all of its parts are there."
        )


def _require_all_sites(shards: Sequence[Shard]) -> None:
    """Each part has as many sites as it must, and none has one of another's."""
    total, n = sum(len(shard.lines) for shard in shards), shards[0].n
    for shard in shards:
        if len(shard.lines) != len(range(shard.k - 1, total, n)) or total != shard.record["roster"].get("sites", total):
            raise UsageFault(f"The shard {shard.name} has {len(shard.lines)} sites: that is not part {shard.k} of {n} of its roster.")
    if double := [key for key, times in Counter(key for shard in shards for key in shard.lines).items() if times > 1]:
        raise UsageFault(f"The site {shown(double[0])} stands in more than one of the shards: they overlap.")
