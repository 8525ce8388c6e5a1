"""run.json of a run that was put together from shards: what all say alike stands at its top, and each shard's own words below."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import checker
from checker.evidence.chained_log import read_log
from checker.evidence.manifest import INTERRUPTIONS
from checker.evidence.plain_files import read_plain
from checker.records.visit_history import SiteVisit
from checker.running.earlier_visits import on_record
from checker.running.provenance import hash_package, utc_now
from checker.running.shards import Shard

_MOVED = ("edition", "visits", "refused_rows", "rules_not_built", "portals")  # stand at the top, once


def merge_records(
    shards: Sequence[Shard], run_id: str, circumstances: Mapping[str, Any], own_sites: Sequence[str], *, own_network: bool
) -> dict[str, Any]:
    """As it stands before the first file is copied; `complete` is still false.

    `own_sites` are the sites of shards whose own network failed; `own_network`: that of the whole run did.
    """
    records = [shard.record for shard in shards]
    told: dict[str, Any] = {
        **{name: _common([record.get(name) for record in records]) for name in records[0]},
        "run_id": run_id,
        "started": min(record["started"] for record in records),
        "ended": max(record["ended"] for record in records),
        "complete": False,
        "circumstances": dict(circumstances),
        "own_network_failure": own_network,
        "own_network_sites": list(own_sites),
        "shard": None,
        "sites_total": sum(record["sites_total"] for record in records),
        "offline_count": sum(record.get("offline_count", 0) for record in records),
        "visits": _visits(shards, own_sites, own_network=own_network),
        "browser_restarts": sum(record.get("browser_restarts") or 0 for record in records),
        "canary_pictures": [],
    }
    for name in ("browser", "vantage"):  # a reader wants words there: each of them, once
        told[name] = "、".join(dict.fromkeys(str(record[name]) for record in records if record.get(name))) or None
    for name in ("resumed", "timings"):  # each shard's own
        told.pop(name, None)
    merged = {"at": utc_now(), "checker_version": checker.__version__, "checker_sha256": hash_package()}
    return {**told, "merged": {**merged, "shards": [_describe(shard) for shard in shards]}}


def shard_records(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What a merged run's run.json says of its shards; none of a run that was made in one piece."""
    return list((record.get("merged") or {}).get("shards", ()))


def _describe(shard: Shard) -> dict[str, Any]:
    """Where its sites were seen and by what: its run.json but for what stands at the top, and the seal that it had."""
    return {
        "shard": f"{shard.k}/{shard.n}",
        "run": shard.manifest.run,
        "closed": shard.manifest.closed,
        "manifest_sha256": shard.manifest_sha256,
        "signer": shard.manifest.signer,
        "sites": list(shard.lines),
        "results_sha256": shard.manifest.files["results.jsonl"].sha256,
        "interruptions": _interruptions(shard),
        "record": {name: value for name, value in shard.record.items() if name not in _MOVED},
    }  # its canary's pictures get their new names when they are copied


def _interruptions(shard: Shard) -> list[dict[str, Any]]:
    """What was cut from the shard's results when it was gone on with."""
    log = shard.path / INTERRUPTIONS
    return read_log(read_plain(log)).lines if log.exists() else []


def _visits(shards: Iterable[Shard], own_sites: Sequence[str], *, own_network: bool) -> list[dict[str, Any]]:
    """In order of time; what failed in a network that is ours says nothing of the site."""
    urls = {json.loads(shard.lines[key])["site"]["url"] for shard in shards for key in shard.lines if own_network or key in own_sites}
    visits = [visit for shard in shards for visit in shard.record.get("visits", ())]
    told = [on_record(SiteVisit.model_validate({"by": "", **visit}), own_network=visit["url"] in urls) for visit in visits]
    return sorted(told, key=lambda visit: (visit["at"], visit["url"], visit["look"]))


def _common(values: Sequence[Any]) -> Any:
    """What all of them say; of objects the members that all have alike, else null."""
    first = values[0]
    if all(value == first for value in values):
        return first
    if all(isinstance(value, Mapping) for value in values):
        return {name: first[name] for name in first if all(name in value and value[name] == first[name] for value in values)}
    return None
