"""From what a person asked to a finished run folder with its report: the part that `run`, `inspect` and `demo` share."""

import asyncio
import sys
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import structlog

from checker.evidence.manifest import seal_report
from checker.evidence.run_folder import RunFolder
from checker.faults import CheckerFault, UsageFault
from checker.judgment.edition_files import default_edition, load_edition
from checker.records.judgment import Judgment
from checker.rendering.chinese_text import require_chinese_font
from checker.rendering.trust import read_authority
from checker.reports import write_report
from checker.roster import Roster, parse_shard, take_shard
from checker.running.judging import parse_day
from checker.running.progress import open_progress
from checker.running.run import Plan, Run
from checker.settings import Settings

log = structlog.get_logger()


class Outcome(NamedTuple):
    """A run that is complete: its folder, its judgments in roster order, and the report's page."""

    folder: RunFolder
    judgments: list[Judgment]


def today() -> date:
    """Today as the offices have it."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()


def run_roster(roster: Roster, settings: Settings, given: dict[str, Any]) -> Outcome:
    """Runs and reports; raises CheckerFault with its exit status. What can be refused is refused before anything is written."""
    as_of = parse_day(given.get("as_of")) or today()
    name = settings.edition or default_edition(as_of)
    edition = load_edition(name)
    sites = roster.sites
    if given.get("shard"):
        sites = take_shard(roster.sites, *parse_shard(given["shard"]))
        if not sites:
            raise UsageFault(f"The shard {given['shard']} of a roster with {len(roster.sites)} sites is empty. Choose fewer shards.")
    if settings.trust_ca is not None:
        read_authority(settings.trust_ca)
    require_chinese_font()
    _mention_scripts(settings)
    plan = Plan(
        roster=roster,
        sites=sites,
        settings=settings,
        edition=edition,
        as_of=as_of,
        edition_file=name if name != edition.id else None,
        options={"command_line": sys.argv[1:], **{k: str(v) for k, v in given.items() if v not in (None, False)}},
    )
    with RunFolder.create(settings.out, given.get("run_id"), resume=bool(given.get("resume"))) as folder:
        if folder.closed:
            log.info("the run is complete already", run=folder.run_id)
            judgments = [Judgment.model_validate_json(line) for line in folder.lines()]
        else:
            log.info("run begins", run=folder.run_id, sites=len(sites), edition=edition.id)
            judgments = _walk(plan, folder)
    publish_report(folder.path)
    return Outcome(folder, judgments)


def publish_report(run: Path) -> Path:
    """Writes a run's report and the report's own manifest; gives the path of the page."""
    page = write_report(run)
    seal_report(run)
    return page


def _walk(plan: Plan, folder: RunFolder) -> list[Judgment]:
    with open_progress(len(plan.sites)) as watcher:
        try:
            return asyncio.run(Run(plan, folder, watcher).walk())
        except* CheckerFault as group:
            raise _first(group) from group


def _first(group: BaseExceptionGroup[CheckerFault]) -> CheckerFault:
    """The first of several faults that ended a run together: one sentence is enough."""
    fault: BaseException = group
    while isinstance(fault, BaseExceptionGroup):
        fault = fault.exceptions[0]
    assert isinstance(fault, CheckerFault)
    return fault


def _mention_scripts(settings: Settings) -> None:
    scripts = sorted(settings.scenarios.glob("*.py")) if settings.scenarios.is_dir() else []
    if scripts:
        log.warning("per-site scripts are not followed by this version: every site gets the plain visit", scripts=len(scripts))
