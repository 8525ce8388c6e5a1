"""From what a person asked to a finished run folder with its report: the part that `run`, `inspect` and `demo` share."""

import asyncio
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import structlog

from checker.error_reports import read_export
from checker.evidence.disk import check_archive
from checker.evidence.manifest import REPORT_MANIFEST
from checker.evidence.run_folder import RunFolder
from checker.faults import CheckerFault, NightCanaryFault, RunFault, UsageFault
from checker.judgment.edition import Edition
from checker.judgment.edition_files import default_edition, edition_ids, load_edition
from checker.records.judgment import Judgment
from checker.records.office_time import today
from checker.records.site import Site
from checker.rendering.chinese_text import require_chinese_font
from checker.rendering.chromium import find_chromium
from checker.rendering.guard import Guard
from checker.rendering.trust import read_authority
from checker.roster import Roster, parse_shard, take_shard
from checker.running.engine import open_engine, require_engine
from checker.running.error_reports import clock_of, record_once
from checker.running.finals import edition_of
from checker.running.in_flight import first_fault
from checker.running.judging import parse_day, read_record, warn_of_a_day_to_come
from checker.running.looks import read_looks
from checker.running.merged_before import find_merged
from checker.running.merging import merge_shards
from checker.running.night_canary import NightCanaries, read_canaries, require_right
from checker.running.plan import Plan
from checker.running.processes import cpu_seconds
from checker.running.progress import open_progress
from checker.running.publishing import open_older, publish_report, template_of
from checker.running.recheck import Recheck
from checker.running.resuming import begun_day, begun_edition, begun_with_unverified, require_same
from checker.running.run import Run
from checker.running.secrets import blot_all
from checker.running.shards import read_shards
from checker.running.signing import open_signing_key
from checker.running.stamping import require_authorities, stamp_when_closed
from checker.running.word_file import read_word_list
from checker.scenario.register import NO_SCRIPTS, Scripts, read_scripts
from checker.settings import Settings
from checker.timings import Timings

log = structlog.get_logger()


class Outcome(NamedTuple):
    """A run that is complete: its folder, its judgments in roster order, and where its time went (null: nothing was visited)."""

    folder: RunFolder
    judgments: list[Judgment]
    timings: Timings | None = None


def run_roster(roster: Roster, settings: Settings, given: dict[str, Any], recheck: Recheck | None = None) -> Outcome:
    """Runs and reports; raises CheckerFault with its exit status. What can be refused is refused before anything is written."""
    plan = make_plan(roster, settings, given, {}, recheck)
    require_engine(plan.engine)
    require_machine(settings, visits=plan.engine is None)
    _require_papers(settings, given, lambda: plan.edition)
    key = open_signing_key(settings)
    require_authorities(settings)
    folder = RunFolder.create(settings.out, given.get("run_id"), resume=bool(given.get("resume")), key=key)
    timings = Timings(cpu_seconds, by_phase=bool(given.get("timings")) and settings.jobs == 1)
    try:
        with folder:
            if given.get("resume"):
                record = read_record(folder)
                plan = make_plan(roster, settings, given, record, recheck)
                require_same(record, plan, folder.run_id)
            is_new = not folder.closed
            judgments = _walk(plan, folder, timings) if is_new else _read_closed(folder)
    except BaseException:
        _remove_if_empty(folder.path)
        raise
    with timings.stage("report"):
        outcome = _publish(folder, judgments, settings, given)
    return outcome._replace(timings=timings if is_new else None)


def merge_runs(folders: list[RunFolder], settings: Settings, given: dict[str, Any]) -> Outcome:
    """Puts the shards of one run together and reports; what can be refused is refused before anything is written."""
    if given.get("resume") and not given.get("run_id"):
        raise UsageFault("--resume goes with --run-id: name the run that was merged, or half merged.")
    shards = read_shards(folders)
    canaries = read_canaries(given["canaries"]) if given.get("canaries") else None
    if canaries is not None:
        canaries.require_in([read_looks(shard.path, key)[0].site for shard in shards for key in shard.lines])
    _require_papers(settings, given, lambda: edition_of(shards[0].record, folders[0]))
    key = open_signing_key(settings)
    require_authorities(settings)
    check_archive(settings.out)
    folder = find_merged(settings.out, given["run_id"], shards) if given.get("resume") else None
    if folder is None:
        folder = merge_shards(shards, settings.out, given.get("run_id"), settings, _options(given), key, canaries)
    judgments = [Judgment.model_validate_json(line) for line in folder.lines()]
    if canaries is not None:
        require_right(canaries, judgments)  # they may say more than when the run was merged
    return _publish(folder, judgments, settings, given)


def _require_papers(settings: Settings, given: dict[str, Any], edition: Callable[[], Edition]) -> None:
    """Raises UsageFault where what the reports need cannot be read."""
    template_of(settings)
    if given.get("against"):
        open_older(given["against"], settings.out)
    if given.get("error_reports"):
        read_export(given["error_reports"])
        clock_of(edition())


def _publish(folder: RunFolder, judgments: list[Judgment], settings: Settings, given: dict[str, Any]) -> Outcome:
    """What follows when a run has closed."""
    if given.get("error_reports"):
        record_once(folder, given["error_reports"])
    stamp_when_closed(folder, settings)
    if not (folder.path / REPORT_MANIFEST).exists():
        publish_report(folder.path, settings, given.get("against"))
    return Outcome(folder, judgments)


def _options(given: dict[str, Any]) -> dict[str, Any]:
    """As they were given, for run.json."""
    told: dict[str, Any] = blot_all(
        {"command_line": sys.argv[1:], **{name: str(value) for name, value in given.items() if value not in (None, False)}}
    )
    return told


def make_plan(roster: Roster, settings: Settings, given: dict[str, Any], begun: dict[str, Any], recheck: Recheck | None = None) -> Plan:
    """The run that was asked for; what was not asked for is as in `begun`, an interrupted run's run.json, else by default."""
    as_of = parse_day(given.get("as_of")) or begun_day(begun) or today()
    options = _options(given)
    words = read_word_list(settings.words) if settings.words is not None else None
    scripts = _read_scripts(settings, asked_for=given.get("scenarios") is not None)
    if recheck is not None:
        sites, rules = recheck.sites_to_visit(roster, begun), recheck.settings_from(settings)
        return Plan(
            roster,
            sites,
            rules,
            recheck.edition,
            as_of,
            recheck.edition_file,
            words=words,
            options=options,
            recheck=recheck,
            scripts=scripts,
            engine=given.get("engine"),
        )
    warn_of_a_day_to_come(as_of, begun.get("started") or datetime.now(UTC).isoformat())
    name = settings.edition or begun_edition(begun) or default_edition(as_of)
    edition = load_edition(name)
    if begun_with_unverified(begun):
        settings = settings.model_copy(update={"include_unverified": True})
    shard = None
    sites = roster.sites
    canaries = _canaries_of(roster, given)
    if given.get("only_canaries"):
        sites = _only_canaries(roster, canaries, given)
    if given.get("shard"):
        k, n = parse_shard(given["shard"])
        shard, sites = f"{k}/{n}", take_shard(roster.sites, k, n)
        if not sites:
            raise UsageFault(f"The shard {shard} of a roster with {len(roster.sites)} sites is empty. Choose fewer shards.")
    return Plan(
        roster=roster,
        sites=sites,
        settings=settings,
        edition=edition,
        as_of=as_of,
        edition_file=None if name in edition_ids() else str(Path(name).resolve()),
        shard=shard,
        words=words,
        options=options,
        canaries=canaries,
        scripts=scripts,
        engine=given.get("engine"),
    )


def _canaries_of(roster: Roster, given: dict[str, Any]) -> NightCanaries | None:
    if not given.get("canaries"):
        return None
    canaries = read_canaries(given["canaries"])
    canaries.require_in(roster.sites)
    return canaries


def _only_canaries(roster: Roster, canaries: NightCanaries | None, given: dict[str, Any]) -> tuple[Site, ...]:
    """The canaries of the whole roster: judged as there, where the city's portals are known."""
    if canaries is None or given.get("shard"):
        raise UsageFault("--only-canaries goes with --canaries FILE, and without --shard.")
    return tuple(site for site in roster.sites if site.url in canaries.known)


def require_machine(settings: Settings, *, visits: bool = True) -> None:
    """Raises UsageFault or BrowserFault where an option cannot be used, or this machine lacks what every run needs that it `visits`."""
    if settings.proxy is not None:
        Guard(allow_private=settings.allow_private, upstream=settings.proxy)  # refuses what is no address of a proxy
    if settings.trust_ca is not None:
        read_authority(settings.trust_ca)
    if visits:
        find_chromium(settings)
        require_chinese_font()


def _read_closed(folder: RunFolder) -> list[Judgment]:
    log.info("the run is complete already: nothing is visited", run=folder.run_id)
    return [Judgment.model_validate_json(line) for line in folder.lines()]


def _walk(plan: Plan, folder: RunFolder, timings: Timings) -> list[Judgment]:
    log.info("run begins", run=folder.run_id, sites=len(plan.sites), edition=plan.edition.id)
    fault: CheckerFault
    cause: BaseException | None
    try:
        with open_progress(len(plan.sites)) as watcher:
            return asyncio.run(_walk_quietly(Run(plan, folder, watcher, timings, open_engine(plan.engine, plan, timings))))
    except KeyboardInterrupt as order:
        fault, cause = RunFault("Interrupted."), order
    except BaseExceptionGroup as group:
        ours = group.subgroup(CheckerFault)
        if ours is None:
            raise
        fault, cause = first_fault(ours), group
    except CheckerFault as alone:
        fault, cause = alone, alone.__cause__
    if (folder.path / "run.json").exists() and not isinstance(fault, NightCanaryFault):
        finished = f"{len(folder.finished_keys())} of {len(plan.sites)} sites are finished and kept in {folder.path}"
        raise type(fault)(f"{fault} {finished}. Go on with the same command and --run-id {folder.run_id} --resume.") from cause
    raise fault from cause


async def _walk_quietly(run: Run) -> list[Judgment]:
    asyncio.get_running_loop().set_exception_handler(_note_leftover)
    return await run.walk()


def _note_leftover(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Ctrl-C reaches the browser's driver too: what still waited for its answers then is no news to a person."""
    if "Connection closed" in str(context.get("exception")):
        log.debug("driver gone", message=context.get("message"))
    else:
        loop.default_exception_handler(context)


def _remove_if_empty(run: Path) -> None:
    """A run that kept nothing leaves no folder behind, so that the same command can be given again."""
    if run.is_dir() and not any(run.iterdir()):
        run.rmdir()


def _read_scripts(settings: Settings, *, asked_for: bool) -> Scripts:
    """The folder's scripts; one that nobody named need not be there. Raises UsageFault."""
    if settings.scenarios.is_dir():
        return read_scripts(settings.scenarios)
    if asked_for:
        raise UsageFault(f"There is no folder {str(settings.scenarios)!r} with per-site scripts: check --scenarios.")
    return NO_SCRIPTS
