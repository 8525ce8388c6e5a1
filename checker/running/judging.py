"""From kept looks to lines: at the end of a site, and again later from the folder, with the same function and the same answer."""

import json
import re
import traceback
from datetime import date
from pathlib import Path
from typing import Any

import structlog

from checker.evidence.run_folder import RunFolder
from checker.evidence.unaltered import find_altered_records
from checker.faults import ArchiveFault, UsageFault
from checker.judgment.circumstances import Circumstances
from checker.judgment.edition import Edition
from checker.judgment.edition_files import load_edition
from checker.judgment.line import judge
from checker.records.judgment import Judgment
from checker.records.observation import Observation
from checker.records.office_time import office_day
from checker.running.looks import read_looks
from checker.running.own_failure import blame_ourselves, own_trouble

_MOST_NAMED = 5  # files, in one line of the log

log = structlog.get_logger()


def judge_looks(
    first: Observation, second: Observation | None, edition: Edition, circumstances: Circumstances, *, own_network: bool
) -> Judgment:
    """One site's judgment; with `own_network`, network failures are ours.

    A bug in a check is logged and answers `cannot_tell`; any other bug in judging makes the site `our_fault`, and costs no other
    site its line.
    """
    if second is not None and not second.links:
        second = second.model_copy(update={"links": first.links})  # asked once, and once more at the end of the run
    if own_network:
        first, second = blame_ourselves(first), second and blame_ourselves(second)
    try:
        return judge(first, second, edition, circumstances, lambda trace: log.error("bug in a check", trouble=trace))
    except Exception:  # noqa: BLE001 - whatever it is, the others go on; it is told, and stands in the line as our fault
        log.error("bug in judging", site=first.site.key, trouble=traceback.format_exc())
        return judge(own_trouble(first), None, edition, circumstances)


def line_of(judgment: Judgment) -> str:
    """One line of results.jsonl, without the newline."""
    return judgment.model_dump_json(by_alias=True)


def judge_again(run: RunFolder, edition_name: str | None, as_of: date | None, *, include_unverified: bool = False) -> list[Judgment]:
    """A kept run under the same or another edition or day: no browser, no network, no OCR. Lines are in the run's order.

    `include_unverified` adds what nobody found in print to a run that went without it.
    """
    record = read_record(run)
    if altered := find_altered_records(run):
        log.warning(
            "the run was altered since it closed, so these lines are not those of its evidence: `checker verify` names every file",
            run=run.run_id, files=altered[:_MOST_NAMED], more=max(0, len(altered) - _MOST_NAMED),
        )  # fmt: skip
    circumstances, own_network = read_circumstances(record, run.path)
    if as_of is not None:
        circumstances = circumstances.model_copy(update={"as_of": as_of.isoformat()})
    if include_unverified:
        circumstances = circumstances.model_copy(update={"include_unverified": True})
    warn_of_a_day_to_come(date.fromisoformat(circumstances.as_of), record.get("ended") or record.get("started"))
    own_sites = own_network_sites(record)
    edition = load_edition(edition_name or edition_name_of(record))
    if edition_name is None and edition.sha256 != record["edition"].get("sha256"):
        log.warning("the edition was changed since this run: its lines may differ", edition=edition.id, run=run.run_id)
    judgments = []
    for line in run.lines():
        first, second = read_looks(run.path, json.loads(line)["key"])
        own = own_network or first.site.key in own_sites
        judgments.append(judge_looks(first, second, edition, circumstances, own_network=own))
    return judgments


def warn_of_a_day_to_come(as_of: date, seen: str | None) -> None:
    """What a site published after it was `seen` (UTC, ISO 8601) nobody knows: clocks of a later day prove nothing."""
    if seen is not None and as_of > office_day(seen):
        log.warning("the day of judging lies after the visits: what the sites published in between was not seen", as_of=as_of.isoformat())


def edition_name_of(record: dict[str, Any]) -> str:
    """The run's edition as `--edition` would name it."""
    return str(record["edition"].get("file") or record["edition"]["id"])


def read_record(run: RunFolder) -> dict[str, Any]:
    """run.json; empty where the run was interrupted before it was written. Raises ArchiveFault where it is not ours."""
    try:
        return run.read_run()
    except (ValueError, AssertionError) as trouble:
        raise ArchiveFault(f"{run.path / 'run.json'} is damaged ({trouble}): `checker verify` says what else is.") from trouble


def read_circumstances(record: dict[str, Any], run: Path) -> tuple[Circumstances, bool]:
    """What run.json says of the day, the city and the network. Raises ArchiveFault where it does not say."""
    try:
        assert record["edition"]["id"]
        return Circumstances.model_validate(record["circumstances"]), bool(record["own_network_failure"])
    except (AssertionError, KeyError, TypeError, ValueError) as trouble:
        raise ArchiveFault(f"{run / 'run.json'} does not say under which circumstances the run was judged ({trouble}).") from trouble


def own_network_sites(record: dict[str, Any]) -> frozenset[str]:
    """Of a run that was put together from shards: the sites of those machines whose own network failed."""
    return frozenset(record.get("own_network_sites", ()))


def parse_day(text: str | None, option: str = "--as-of") -> date | None:
    """An ISO day of an option; raises UsageFault for anything else."""
    if text is None:
        return None
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            raise ValueError("not written as a day")
        return date.fromisoformat(text)
    except ValueError as trouble:
        raise UsageFault(f"{option} {text!r} is not a day: write it as 2018-08-01.") from trouble
