"""Carries out what `checker.nightly.changes` and `checker.nightly.unfinished` decide, through GitHub's own program `gh`.

Needs Python alone: the job that may write issues installs nothing.
"""

import json
import subprocess
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from checker.nightly.changes import Act, SiteTonight, decide, read_issue
from checker.nightly.night import Night, NightError, say
from checker.nightly.unfinished import Job, lacking, lines_of, read_unfinished, settle_unfinished, tell_unfinished

LABEL = "checker-night"
_PACE = 1.0  # seconds between two acts: GitHub asks for that


class GitHubError(NightError):
    """What `gh` said when it did not do what was asked."""


def tell_in_issues(night: Night) -> int:
    """After a night that became a run its changes of verdict; else what it lacks. `MERGE` is how the merging job ended."""
    if night.surroundings.get("MERGE", "success") == "success":
        return follow_changes(night)
    return report_unfinished(night)


def follow_changes(night: Night) -> int:
    """Opens, brings up to date and closes. A second call after the same night does nothing."""
    if not night.changes.exists():
        raise NightError(f"There is no {night.changes}: the step `tell` writes it. Say with MERGE=failure that the night became no run.")
    told = json.loads(night.changes.read_bytes())
    standing = _open_issues(night)
    unfinished = [found for each in standing if (found := read_unfinished(*each))]
    acts = settle_unfinished(told["night"], told["started"], unfinished)
    if told["later"]:
        say(f"{told['later']} began after {told['night']} and was told of: the issues are left as they are")
    else:
        tonight = [SiteTonight(**site) for site in told["sites"]]
        acts += decide(told["night"], tonight, told["before"], [issue for each in standing if (issue := read_issue(*each))])
    _carry_out_all(night, acts)
    return 0


def report_unfinished(night: Night) -> int:
    """Loudly: on the page of the workflow, among its annotations, and in an issue of its own."""
    server = night.surroundings.get("GITHUB_SERVER_URL", "https://github.com")
    run = night.surroundings.get("GITHUB_RUN_ID", "")
    address = f"{server}/{night.surroundings.get('GH_REPO', '')}/actions/runs/{run}"
    jobs = _jobs(night, run)
    say(f"::error title=夜间检查未完成::{night.name}：{lacking(jobs)}")
    night.write_summary("\n".join(["# 夜间检查未完成", "", *lines_of(night.name, address, jobs)]) + "\n")
    unfinished = [found for each in _open_issues(night) if (found := read_unfinished(*each))]
    now = datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    _carry_out_all(night, [tell_unfinished(night.name, now, address, jobs, unfinished)])
    return 0


def _jobs(night: Night, run: str) -> list[Job]:
    """How all of the workflow's jobs ended, in its last attempt or before; those that run now are left out."""
    found = json.loads(_gh(night, "run", "view", run, "--json", "jobs"))["jobs"]
    return [Job(each["name"], each["conclusion"]) for each in found if each["conclusion"]]


def _open_issues(night: Night) -> list[tuple[int, str]]:
    words = ("issue", "list", "--label", LABEL, "--state", "open", "--limit", "5000", "--json", "number,body")
    found: list[dict[str, Any]] = json.loads(_gh(night, *words) or "[]")
    return [(each["number"], each["body"]) for each in found]


def _carry_out_all(night: Night, acts: Sequence[Act]) -> None:
    if acts:
        _gh(night, "label", "create", LABEL, "--force", "--color", "B60205", "--description", "what the night has to tell")
    pace = float(night.surroundings.get("ISSUE_PACE", _PACE))
    for number, act in enumerate(acts):
        if number:
            time.sleep(pace)
        _carry_out(night, act)
        say(f"{act.kind} {act.key} {f'#{act.number}' if act.number else ''}".rstrip())
    say(f"{len(acts)} issues touched")


def _carry_out(night: Night, act: Act) -> None:
    """The text with its marker first: who is interrupted behind it says nothing twice."""
    number = str(act.number)
    if act.kind == "open":
        _gh(night, "issue", "create", "--title", act.title, "--body-file", "-", "--label", LABEL, given=act.body)
        return
    if act.body:
        _gh(night, "issue", "edit", number, "--title", act.title, "--body-file", "-", given=act.body)
    if act.comment:
        _gh(night, "issue", "comment", number, "--body-file", "-", given=act.comment)
    if act.kind == "close":
        _gh(night, "issue", "close", number)


def _gh(night: Night, *words: str, given: str = "") -> str:
    try:
        return subprocess.run(["gh", *words], input=given, env=night.surroundings, capture_output=True, text=True, check=True).stdout
    except FileNotFoundError as none:
        raise GitHubError("GitHub's program gh is not there: install it (cli.github.com).") from none
    except subprocess.CalledProcessError as failed:
        raise GitHubError(f"gh {' '.join(words[:2])} ended with {failed.returncode}: {failed.stderr.strip()}") from failed
