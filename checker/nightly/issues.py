"""Carries out what `checker.nightly.changes` decides, through GitHub's own program `gh`."""

import json
import subprocess
import time
from typing import Any

from checker.nightly.changes import Act, OpenIssue, SiteTonight, decide, read_issue
from checker.nightly.night import Night, say

LABEL = "checker-night"
_PACE = 1.0  # seconds between two acts: GitHub asks for that


def follow_changes(night: Night) -> int:
    """Opens, brings up to date and closes. A second call after the same night does nothing."""
    told = json.loads(night.changes.read_bytes())
    tonight = [SiteTonight(**site) for site in told["sites"]]
    acts = decide(told["night"], tonight, told["before"], _open_issues(night))
    if acts:
        _gh(night, "label", "create", LABEL, "--force", "--color", "B60205", "--description", "a site whose verdict changed by night")
    pace = float(night.surroundings.get("ISSUE_PACE", _PACE))
    for number, act in enumerate(acts):
        if number:
            time.sleep(pace)
        _carry_out(night, act)
        say(f"{act.kind} {act.key} {f'#{act.number}' if act.number else ''}".rstrip())
    say(f"{len(acts)} issues touched")
    return 0


def _open_issues(night: Night) -> list[OpenIssue]:
    words = ("issue", "list", "--label", LABEL, "--state", "open", "--limit", "5000", "--json", "number,body")
    found: list[dict[str, Any]] = json.loads(_gh(night, *words) or "[]")
    read = (read_issue(each["number"], each["body"]) for each in found)
    return [issue for issue in read if issue is not None]


def _carry_out(night: Night, act: Act) -> None:
    number = str(act.number)
    if act.kind == "open":
        _gh(night, "issue", "create", "--title", act.title, "--body-file", "-", "--label", LABEL, given=act.body)
        return
    if act.comment:
        _gh(night, "issue", "comment", number, "--body-file", "-", given=act.comment)
    if act.body:
        _gh(night, "issue", "edit", number, "--title", act.title, "--body-file", "-", given=act.body)
    if act.kind == "close":
        _gh(night, "issue", "close", number)


def _gh(night: Night, *words: str, given: str = "") -> str:
    return subprocess.run(["gh", *words], input=given, env=night.surroundings, capture_output=True, text=True, check=True).stdout
