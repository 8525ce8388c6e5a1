"""From kept looks to lines: at the end of a site, and again later from the folder, with the same function and the same answer."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import structlog

from checker.evidence.run_folder import RunFolder
from checker.faults import ArchiveFault, UsageFault
from checker.judgment.circumstances import Circumstances
from checker.judgment.edition import Edition
from checker.judgment.edition_files import load_edition
from checker.judgment.line import judge
from checker.records.judgment import Judgment
from checker.records.observation import Observation
from checker.running.looks import read_looks
from checker.running.own_failure import blame_ourselves

log = structlog.get_logger()


def judge_looks(
    first: Observation, second: Observation | None, edition: Edition, circumstances: Circumstances, *, own_network: bool
) -> Judgment:
    """One site's judgment; with `own_network`, network failures are ours. A bug in a check is logged and answers `cannot_tell`."""
    if own_network:
        first, second = blame_ourselves(first), second and blame_ourselves(second)
    return judge(first, second, edition, circumstances, lambda trace: log.error("bug in a check", trouble=trace))


def line_of(judgment: Judgment) -> str:
    """One line of results.jsonl, without the newline."""
    return judgment.model_dump_json(by_alias=True)


def judge_again(folder: Path, archive: Path, edition_name: str | None, as_of: date | None) -> list[Judgment]:
    """A kept run under the same or another edition or day: no browser, no network, no OCR."""
    run = RunFolder.open(folder, archive)
    record = run.read_run()
    circumstances, own_network = read_circumstances(record, run.path)
    if as_of is not None:
        circumstances = circumstances.model_copy(update={"as_of": as_of.isoformat()})
    edition = load_edition(edition_name or record["edition"].get("file") or record["edition"]["id"])
    judgments = []
    for line in run.lines():
        first, second = read_looks(run.path, json.loads(line)["key"])
        judgments.append(judge_looks(first, second, edition, circumstances, own_network=own_network))
    return judgments


def read_circumstances(record: dict[str, Any], run: Path) -> tuple[Circumstances, bool]:
    """What run.json says of the day, the city and the network. Raises ArchiveFault where it does not say."""
    try:
        return Circumstances.model_validate(record["circumstances"]), bool(record["own_network_failure"])
    except (KeyError, ValueError) as trouble:
        raise ArchiveFault(f"{run / 'run.json'} does not say under which circumstances the run was judged ({trouble}).") from trouble


def parse_day(text: str | None) -> date | None:
    """An ISO day of an option; raises UsageFault for anything else."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as trouble:
        raise UsageFault(f"--as-of {text!r} is not a day: write it as 2018-08-01.") from trouble
