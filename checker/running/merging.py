"""Puts the shards of one run together into one closed run folder: their files as they are, their lines in roster order."""

import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import structlog

from checker.evidence.disk import archive_faults, write_atomically
from checker.evidence.lock import FolderLock
from checker.evidence.manifest import MANIFEST
from checker.evidence.names import check_run_id, shown
from checker.evidence.plain_files import read_plain, seal
from checker.evidence.run_folder import RUN, SITES, RunFolder
from checker.evidence.signing_key import SigningKey
from checker.evidence.thinned import picture_again, read_thinned
from checker.faults import ArchiveFault, UsageFault
from checker.judgment.circumstances import Circumstances
from checker.records.judgment import Judgment
from checker.running.finals import edition_of
from checker.running.judging import judge_looks, line_of, read_record
from checker.running.looks import read_looks
from checker.running.merged_record import merge_records
from checker.running.night_canary import NightCanaries, require_right
from checker.running.own_failure import is_own_network
from checker.running.shards import Shard, in_roster_order
from checker.settings import Settings

log = structlog.get_logger()


def merge_shards(
    shards: Sequence[Shard], archive: Path, run_id: str | None, settings: Settings,
    options: dict[str, Any], key: SigningKey | None = None, canaries: NightCanaries | None = None,
) -> RunFolder:  # fmt: skip
    """The closed run. The shards stay as they are. Raises UsageFault, ArchiveFault, or NightCanaryFault where one is wrong.

    What is found out over all sites can be more than a shard knew: whether an official service was down, whether the network was
    ours. Lines that this changes are judged again; all others are the shards' own, byte for byte.
    """
    if run_id is not None:
        _clear_away_half(archive / check_run_id(run_id), shards)
    circumstances = _circumstances(shards)
    own_sites = [site for shard in shards if shard.record["own_network_failure"] for site in shard.lines]
    order = in_roster_order(shards)
    where = {site: shard for shard in shards for site in shard.lines}
    own = is_own_network((read_looks(where[site].path, site) for site in order), settings.own_failure_share)
    if own:
        log.warning("too many sites failed in the network: the fault is held to be ours, and these sites are not judged")
    with RunFolder.create(archive, run_id, key=key) as run:
        record = merge_records(shards, run.run_id, circumstances.model_dump(), own_sites, own_network=own)
        record["options"] = options
        run.write_run(record)
        for shard, told in zip(shards, record["merged"]["shards"], strict=True):
            for name, data in _files(shard):
                write_atomically(run.path / name, data)
            pictures = [read_plain(shard.path / picture["file"]) for picture in shard.record.get("canary_pictures", ())]
            told["record"]["canary_pictures"] = [run.keep_canary(picture).model_dump() for picture in pictures]
            record["canary_pictures"] += told["record"]["canary_pictures"]
        again = 0
        for site in order:
            shard = where[site]
            line = shard.lines[site]
            if Circumstances.model_validate(shard.record["circumstances"]) != circumstances or own:
                is_ours = own or site in own_sites
                line = line_of(judge_looks(*read_looks(run.path, site), edition_of(record, run), circumstances, own_network=is_ours))
                again += line != shard.lines[site]
            run.append(line)
        if again:
            log.warning("lines differ from their shards', since the whole run knows more", lines=again)
        record["merged"]["lines_judged_again"] = again
        judgments = [Judgment.model_validate_json(line) for line in run.lines()]
        if canaries is not None:
            record["night_canaries"] = require_right(canaries, judgments)
        record["complete"] = True
        run.write_run(record)
        run.close(order)
    return run


def _circumstances(shards: Sequence[Shard]) -> Circumstances:
    """An official service that was down for one of them was down in this run: its broken badges are nobody's fault."""
    told = [Circumstances.model_validate(shard.record["circumstances"]) for shard in shards]
    down = dict.fromkeys(host for each in told for host in each.official_hosts_down)
    return told[0].model_copy(update={"official_hosts_down": list(down)})


def _files(shard: Shard) -> Iterator[tuple[str, bytes]]:
    """All that the shard sealed of its sites, thinned pictures put together; each held against the seal once more."""
    thinned = read_thinned(shard.path)
    for name, sealed in shard.manifest.files.items():
        if not name.startswith(f"{SITES}/"):
            continue
        data: bytes | None
        if name in thinned and not (shard.path / name).exists():
            data = picture_again(shard.path, thinned[name])
        else:
            with archive_faults(shard.path / name, "read"):
                data = read_plain(shard.path / name)
        if data is None or seal(data) != sealed:
            raise ArchiveFault(f"{shown(str(shard.path / name))} is not as it was sealed: `checker verify` names every file.")
        yield name, data


def _clear_away_half(run: Path, shards: Sequence[Shard]) -> None:
    """What a merge of the same shards left when it was interrupted: all of it lies in the shards, so it is begun anew."""
    if not run.is_dir() or (run / MANIFEST).exists():
        return
    begun = (read_record(RunFolder.open(run)).get("merged") or {}).get("shards", ()) if (run / RUN).exists() else ()
    if [each["manifest_sha256"] for each in begun] != [shard.manifest_sha256 for shard in shards] and any(run.iterdir()):
        raise UsageFault(f"There is an unfinished run {shown(run.name)} that is no merge of these shards. Give another --run-id.")
    door = FolderLock(run)  # refuses where another merge is at it just now
    try:
        with archive_faults(run, "clear away"):
            shutil.rmtree(run)
    finally:
        door.release()
    log.info("an interrupted merge is begun anew", run=run.name)
