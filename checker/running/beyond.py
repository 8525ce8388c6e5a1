"""Looks round in a run's archive for what its report tells beyond the run: weeks of visits, scripts unproven, steps as they once went."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import structlog

from checker.evidence.manifest import MANIFEST, Manifest, read_manifest
from checker.evidence.plain_files import read_plain, seal
from checker.evidence.run_folder import RUN, RunFolder
from checker.evidence.thinned import Recall
from checker.judgment.availability import how_it_counts
from checker.records.beyond import Beyond, LastGood, VisitDay
from checker.records.observation import Observation
from checker.records.office_time import office_day
from checker.records.step import Step
from checker.records.visit_history import SiteVisit, VisitHistory
from checker.reports.unproven import unproven_scripts
from checker.running.finals import read_judgments
from checker.running.looks import read_looks
from checker.running.script_nights import read_script_nights

DAYS = 7

log = structlog.get_logger()


def read_beyond(run: RunFolder, record: Mapping[str, Any]) -> Beyond:
    """Of a run with no archive round it, what it took along itself."""
    if not record.get("started"):
        return Beyond()
    looks = {judgment.key: read_looks(run.path, judgment.key) for judgment in read_judgments(run)}
    own = [SiteVisit.model_validate({"by": run.run_id, **visit}) for visit in record.get("visits") or ()]
    last = office_day(record["started"])
    weeks = {
        key: week_of(first.history, [visit for visit in own if visit.url == first.site.url], last) for key, (first, _) in looks.items()
    }
    told = any(first.history is not None for first, _ in looks.values())  # one night's visits are no week
    drifted = {key: first for key, (first, _) in looks.items() if first.scenario.state == "drifted"}
    has_scripts = bool(record.get("scenarios"))
    return Beyond(
        weeks=weeks if told else {},
        last_good=_last_good(run, drifted) if drifted else {},
        unproven=unproven_scripts(read_script_nights(run.path.parent, run.run_id)) if has_scripts else [],
    )


def week_of(history: VisitHistory | None, own: list[SiteVisit], last: date) -> list[VisitDay]:
    """The seven days up to `last`, the run's own, with the run's own visits."""
    days = [last - timedelta(days=DAYS - 1 - n) for n in range(DAYS)]
    counts: dict[date, Counter[bool | None]] = defaultdict(Counter)
    visits = {(visit.at, visit.look): visit for visit in [*(history.visits if history else ()), *own]}
    for visit in visits.values():
        counts[visit.day][how_it_counts(visit, visit.waited)] += 1
    damaged = set(history.damaged if history else ())
    return [
        VisitDay(day=day, opened=counts[day][True], not_opened=counts[day][False], uncounted=counts[day][None], damaged=day in damaged)
        for day in days
    ]


def drifted_step(look: Observation) -> Step | None:
    """The step at which the look's script no longer found its way; null where it failed otherwise."""
    return next((step for step in look.steps if step.outcome == "drifted"), None)


def _last_good(run: RunFolder, drifted: Mapping[str, Observation]) -> dict[str, LastGood]:
    """From the newest earlier run of the archive in which the same step of the same script went well."""
    found: dict[str, LastGood] = {}
    for earlier in _earlier_runs(run):
        recall = Recall(earlier)
        for key in drifted.keys() - found.keys():
            good = _good_step(earlier, key, drifted[key])
            picture = _picture(earlier, good, recall) if good is not None else None
            if picture is not None:
                found[key] = LastGood(run=earlier.name, picture=picture)
        if len(found) == len(drifted):
            break
    return found


def _earlier_runs(run: RunFolder) -> Iterator[Path]:
    """Closed runs that began before this one, the newest first."""
    started = str(run.read_run().get("started"))
    others = []
    for record in run.path.parent.glob(f"*/{RUN}"):
        if record.parent != run.path and (record.parent / MANIFEST).exists():
            began = (_read_json(record) or {}).get("started")
            if isinstance(began, str) and began < started:
                others.append((began, record.parent))
    return (folder for _, folder in sorted(others, reverse=True))


def _good_step(earlier: Path, key: str, now: Observation) -> Step | None:
    wanted = drifted_step(now)
    told = _read_json(earlier / "sites" / key / "observation.json")
    if wanted is None or told is None or told.get("site", {}).get("url") != now.site.url:
        return None
    if told.get("scenario", {}).get("file") != now.scenario.file:
        return None
    steps = [Step.model_validate(step) for step in told.get("steps", ())]
    return next((step for step in steps if step.words == wanted.words and step.outcome == "done"), None)


def _picture(earlier: Path, step: Step, recall: Recall) -> bytes | None:
    """As it was taken: a picture that was altered since shows nothing."""
    if step.picture is None:
        return None
    name = step.picture.file
    try:
        sealed = read_manifest(read_plain(earlier / MANIFEST), Manifest)[0].files.get(name)
        data = read_plain(earlier / name) if (earlier / name).exists() else recall(name)
    except (OSError, ValueError) as trouble:
        log.warning("a step's earlier picture cannot be read", run=earlier.name, file=name, because=str(trouble))
        return None
    return data if data is not None and sealed == seal(data) else None


def _read_json(file: Path) -> dict[str, Any] | None:
    try:
        told = json.loads(file.read_bytes())
    except (OSError, ValueError):  # no such site then, or a run that `checker verify` names
        return None
    return told if isinstance(told, dict) else None
