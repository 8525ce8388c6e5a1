"""What an archive's runs tell of the sites' scripts, for the list of those that nobody has seen followed for some nights."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import structlog

from checker.evidence.manifest import MANIFEST
from checker.evidence.names import check_key
from checker.evidence.run_folder import RUN
from checker.records.office_time import office_day
from checker.records.script_night import ScriptNight

_LINES = "results.jsonl"

log = structlog.get_logger()


def read_script_nights(archive: Path, until: str | None = None) -> list[ScriptNight]:
    """Of all closed runs of the archive that began no later than the run `until` (its folder's name); without it, of all.

    Only the scripts that run `until` knows: one that is gone is no longer unproven. What cannot be read is left out, and said in the log.
    """
    records = {run.name: record for run in sorted(archive.iterdir()) if (record := _read_record(run)) is not None}
    last = records.get(until) if until is not None else None
    known = {script.get("file") for script in last.get("scenarios", [])} if last is not None else None
    found: list[ScriptNight] = []
    for name, record in records.items():
        if last is not None and record["started"] > last["started"]:
            continue
        found += (night for night in _nights_of(archive / name, record) if known is None or night.file in known)
    return found


def _read_record(run: Path) -> dict[str, Any] | None:
    if not (run / MANIFEST).is_file():
        return None
    try:
        record: dict[str, Any] = json.loads((run / RUN).read_bytes())
        office_day(record["started"])
    except (OSError, ValueError, KeyError, TypeError) as trouble:
        log.warning("a run tells nothing of its scripts", run=run.name, because=str(trouble))
        return None
    return record


def _nights_of(run: Path, record: dict[str, Any]) -> Iterator[ScriptNight]:
    hashes = {script.get("file"): script.get("sha256") for script in record.get("scenarios", [])}
    day = office_day(record["started"])
    told: dict[str, dict[str, list[str]]] = {}
    for key, scenario in _scenarios(run):
        file = scenario["file"]
        parts = told.setdefault(file, {"states": [], "drifted": [], "not_seen": [], "applied": []})
        parts["states"].append(scenario["state"])
        if scenario.get("step"):
            parts["drifted"].append(scenario["step"])
        _add_steps(run, key, parts)
    for file, parts in told.items():
        yield ScriptNight(run=run.name, day=day, file=file, sha256=hashes.get(file), **parts)


def _scenarios(run: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Key and `scenario` of each line that names a script."""
    try:
        lines = (run / _LINES).read_text(encoding="utf-8").splitlines()
    except (OSError, ValueError) as trouble:
        log.warning("a run tells nothing of its scripts", run=run.name, because=str(trouble))
        return
    for text in lines:
        try:
            line = json.loads(text)
            key, scenario = line["key"], line["scenario"]
        except (ValueError, KeyError, TypeError) as trouble:
            log.warning("a line tells nothing of its script", run=run.name, because=str(trouble))
            continue
        if scenario.get("file"):
            yield key, scenario


def _add_steps(run: Path, key: str, parts: dict[str, list[str]]) -> None:
    """Of both looks; the steps alone are read of them."""
    for file in (run / "sites" / check_key(key) / name for name in ("observation.json", "again/observation.json")):
        try:
            steps = json.loads(file.read_bytes()).get("steps", [])
        except FileNotFoundError:
            continue
        except (OSError, ValueError) as trouble:
            log.warning("a look tells nothing of its steps", file=str(file), because=str(trouble))
            continue
        for step in steps:
            if step["words"].startswith("close_if_seen"):
                parts["not_seen" if step["outcome"] == "not_seen" else "applied"].append(step["words"])
