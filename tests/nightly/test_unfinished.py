"""The issue on a night that did not become a run: opened once, brought up to date by another attempt, closed when it is settled."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from checker.nightly.changes import decide, read_issue
from checker.nightly.unfinished import Job, OpenNight, lacking, read_unfinished, settle_unfinished, tell_unfinished
from tests.house.tree import ROOT

NIGHT, NOW, ADDRESS = "night-20261124-57", "2026-11-23T20:00:00Z", "https://github.com/office/checker/actions/runs/1"
SOUND = [Job("canary", "success"), Job("shard 1/3", "success")]
JOBS = [*SOUND, Job("shard 2/3", "timed_out"), Job("shard 3/3", "failure"), Job("merge", "skipped")]


def test_it_names_what_is_lacking_and_what_to_do() -> None:
    act = tell_unfinished(NIGHT, NOW, ADDRESS, JOBS, [])
    assert (act.kind, act.title) == ("open", f"夜间检查未完成：{NIGHT}")
    told = act.body.replace("\\", "")
    assert "- 未完成：分片2/3（超时）、分片3/3（失败）\n" in told and "- 已完成：分片1/3\n" in told
    assert "7日内" in told and "Re-run failed jobs" in told and f"（[工作流]({ADDRESS})）" in told
    assert read_unfinished(9, act.body) == OpenNight(9, NIGHT, NOW)
    assert read_issue(9, act.body) is None, "no site is followed by it"


@pytest.mark.parametrize(
    ("jobs", "told"),
    [
        ([Job("canary", "failure"), Job("shard", "skipped"), Job("merge", "skipped")], "已知结论的网站（失败）"),
        ([*SOUND, Job("merge", "cancelled")], "合并（被取消）"),
        ([], "未能确定，见工作流日志"),
    ],
)
def test_what_has_to_be_done_once_more(jobs: list[Job], told: str) -> None:
    assert lacking(jobs) == told


def test_canaries_that_were_wrong_are_not_simply_tried_again() -> None:
    told = tell_unfinished(NIGHT, NOW, ADDRESS, [Job("canary", "failure")], []).body
    assert "Re-run failed jobs" not in told and "构件 canary" in told


def test_another_attempt_brings_the_same_issue_up_to_date() -> None:
    standing = OpenNight(4, NIGHT, "2026-11-23T19:00:00Z")
    act = tell_unfinished(NIGHT, NOW, ADDRESS, JOBS, [OpenNight(3, "night-20261123-56", "2026-11-22T19:00:00Z"), standing])
    assert (act.kind, act.number) == ("update", 4) and "再次执行后仍未完成" in act.comment
    assert read_unfinished(4, act.body) == standing


def test_a_night_settles_itself_and_what_was_lost_before_it() -> None:
    before, itself = OpenNight(3, "night-20261123-56", "2026-11-22T19:00:00Z"), OpenNight(4, NIGHT, NOW)
    after = OpenNight(5, "night-20261125-58", "2026-11-24T19:00:00Z")
    acts = settle_unfinished(NIGHT, "2026-11-23T17:30:00Z", [before, itself, after])
    assert [(act.kind, act.number) for act in acts] == [("close", 3), ("close", 4)]
    assert "档案中没有该夜的结果" in acts[0].comment and "已完整合并" in acts[1].comment
    assert decide(NIGHT, [], {}, []) == []


def give(tmp_path: Path, **words: str) -> "subprocess.CompletedProcess[str]":
    """The step as `make issues` gives it, by a Python that has nothing but itself."""
    folder = Path(__file__).parent / "programs"
    surroundings = {
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "GH_TOKEN": "x", "GH_REPO": "office/checker",
        "GH_ISSUES": str(tmp_path / "issues.json"), "GH_JOBS": str(tmp_path / "jobs.json"), "ISSUE_PACE": "0", "GITHUB_RUN_ID": "1",
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"), "NIGHT": NIGHT, "ROSTER": "roster.csv", "CHECKER_OUT": str(tmp_path), **words,
    }  # fmt: skip
    line = [sys.executable, "-S", "-m", "checker.nightly", "issues"]
    return subprocess.run(line, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=False)


def issues(tmp_path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((tmp_path / "issues.json").read_text())
    return found


def test_a_night_that_is_lost_and_found_with_nothing_installed(tmp_path: Path) -> None:
    (tmp_path / "jobs.json").write_text(json.dumps([{"name": job.name, "conclusion": job.end} for job in [*JOBS, Job("issues", "")]]))
    done = give(tmp_path, MERGE="skipped")
    assert done.returncode == 0, done.stderr
    assert "::error title=夜间检查未完成::night-20261124-57：分片2/3（超时）、分片3/3（失败）" in done.stdout
    assert (tmp_path / "summary.md").read_text().startswith("# 夜间检查未完成\n") and ADDRESS in (tmp_path / "summary.md").read_text()
    assert give(tmp_path, MERGE="skipped").returncode == 0
    (issue,) = issues(tmp_path)
    assert issue["state"] == "open" and len(issue["comments"]) == 1
    changes: dict[str, Any] = {"night": NIGHT, "started": "2026-11-23T17:30:00Z", "later": None, "sites": [], "before": {}}
    (tmp_path / "changes.json").write_text(json.dumps(changes))
    assert give(tmp_path, MERGE="success").returncode == 0
    (issue,) = issues(tmp_path)
    assert issue["state"] == "closed" and "已完整合并" in issue["comments"][-1]


def test_what_github_refuses_is_told(tmp_path: Path) -> None:
    (tmp_path / "jobs.json").write_text("[]")
    done = give(tmp_path, MERGE="skipped", GH_TOKEN=" ")
    assert done.returncode == 3 and "gh run view ended with 1: gh: set GH_TOKEN" in done.stderr and "Traceback" not in done.stderr
