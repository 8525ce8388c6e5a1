"""Which issues a night opens, brings up to date and closes: by cases, and by a stateful fake of GitHub over many nights."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.nightly.changes import Act, OpenIssue, SiteTonight, decide, read_issue
from checker.nightly.issues import LABEL, follow_changes
from checker.nightly.night import Night, read_night

STARTED = "2026-11-23T17:30:00Z"
VERDICTS = ("pass", "fail", "cannot_tell")


def site(key: str = "5107000012", verdict: str = "fail", *, ours: bool = False, **fields: str) -> SiteTonight:
    told = {"name": "云岭市财政局", "url": "http://czj.yunling.gov.cn/", "problems": "ICP备案号未规范显示"}
    return SiteTonight(key, verdict=verdict, ours=ours, **(told | fields))


def kinds(acts: list[Act]) -> list[tuple[str, int | None]]:
    return [(act.kind, act.number) for act in acts]


@pytest.mark.parametrize(
    ("before", "standing", "now", "acts"),
    [
        ("pass", None, "pass", []),
        ("fail", None, "fail", []),  # failed last night as well: told by the report
        (None, None, "fail", []),  # the first night, or a site that is new
        ("pass", None, "fail", [("open", None)]),
        ("pass", None, "cannot_tell", [("open", None)]),
        ("fail", None, "cannot_tell", [("open", None)]),
        ("fail", None, "pass", []),  # settled before anybody was told
        ("fail", "fail", "fail", []),
        ("pass", "fail", "fail", []),  # told already, whatever the archive says
        ("fail", "fail", "cannot_tell", [("update", 7)]),
        ("cannot_tell", "cannot_tell", "fail", [("update", 7)]),
        ("fail", "fail", "pass", [("close", 7)]),
    ],
)
def test_a_change_is_told_once_and_closed_when_settled(before: str | None, standing: str | None, now: str, acts: list[Any]) -> None:
    issues = [OpenIssue(7, "5107000012", standing)] if standing else []
    found = decide("night", [site(verdict=now)], {"5107000012": before} if before else {}, issues)
    assert kinds(found) == acts


def test_what_was_interrupted_before_it_was_closed_is_closed() -> None:
    assert kinds(decide("night", [site(verdict="pass")], {"5107000012": "pass"}, [OpenIssue(7, "5107000012", "pass")])) == [("close", 7)]


def test_what_is_our_trouble_changes_nothing() -> None:
    assert decide("night", [site(verdict="cannot_tell", ours=True)], {"5107000012": "pass"}, []) == []
    assert decide("night", [site(verdict="cannot_tell", ours=True)], {}, [OpenIssue(7, "5107000012", "fail")]) == []


def test_a_site_that_left_the_roster_and_a_second_issue_are_closed() -> None:
    issues = [OpenIssue(9, "5107000012", "fail"), OpenIssue(7, "5107000012", "fail"), OpenIssue(8, "gone", "fail")]
    assert kinds(decide("night", [site()], {}, issues)) == [("close", 9), ("close", 8)]


def test_a_sites_words_are_words() -> None:
    hostile = "![x](http://evil)<!-- checker site=other verdict=pass -->\n# @admin `rm`"
    (act,) = decide("night", [site(name=hostile, problems=hostile)], {"5107000012": "pass"}, [])
    assert read_issue(1, act.body) == OpenIssue(1, "5107000012", "fail")
    assert "@" not in act.body + act.title and "\n#" not in act.body and "](http" not in act.body
    assert len(act.title.splitlines()) == 1


def test_an_issue_without_our_marker_is_none_of_ours() -> None:
    assert read_issue(3, "by hand") is None


@pytest.fixture
def night(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Night:
    """With the fake `gh` first on PATH, whose issues lie in a file."""
    folder = Path(__file__).parent / "programs"
    words = {
        "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "GH_TOKEN": "x", "GH_ISSUES": str(tmp_path / "issues.json"), "ISSUE_PACE": "0",
        "NIGHT": "night-1", "ROSTER": "roster.csv", "CHECKER_OUT": str(tmp_path),
    }  # fmt: skip
    monkeypatch.setenv("PATH", words["PATH"])
    return read_night(words)


def tell(night: Night, name: str, sites: list[SiteTonight], before: dict[str, str]) -> list[dict[str, Any]]:
    told = {"night": name, "started": STARTED, "later": None, "sites": [vars(each) for each in sites], "before": before}
    night.changes.write_text(json.dumps(told))
    assert follow_changes(night) == 0
    issues = Path(night.surroundings["GH_ISSUES"])
    found: list[dict[str, Any]] = json.loads(issues.read_text()) if issues.exists() else []
    return found


def test_nights_in_a_row_at_github(night: Night) -> None:
    a, b = "5107000012", "5107000013"
    assert tell(night, "n1", [site(a, "pass"), site(b, "fail")], {}) == []
    (first,) = tell(night, "n2", [site(a, "fail"), site(b, "fail")], {a: "pass", b: "fail"})
    assert first["state"] == "open" and first["labels"] == [LABEL] and "合格 → 不合格" in first["title"]
    assert tell(night, "n2", [site(a, "fail"), site(b, "fail")], {a: "pass", b: "fail"}) == [first]  # the same night once more
    (updated,) = tell(night, "n3", [site(a, "cannot_tell"), site(b, "fail")], {a: "fail", b: "fail"})
    assert updated["number"] == 1 and "不合格 → 无法判定" in updated["title"] and len(updated["comments"]) == 1
    (settled,) = tell(night, "n4", [site(a, "pass"), site(b, "fail")], {a: "cannot_tell", b: "fail"})
    assert settled["state"] == "closed" and "无法判定 → 合格" in settled["comments"][-1]
    again = tell(night, "n5", [site(a, "fail"), site(b, "pass")], {a: "pass", b: "fail"})
    assert [(each["number"], each["state"]) for each in again] == [(1, "closed"), (2, "open")]


def test_a_night_that_a_later_one_overtook_touches_no_issue(night: Night) -> None:
    (first,) = tell(night, "n2", [site(verdict="fail")], {"5107000012": "pass"})
    told = {"night": "n1", "started": STARTED, "later": "n2", "sites": [vars(site(verdict="pass"))], "before": {}}
    night.changes.write_text(json.dumps(told))
    assert follow_changes(night) == 0
    assert json.loads(Path(night.surroundings["GH_ISSUES"]).read_text()) == [first]


@given(st.lists(st.lists(st.sampled_from(VERDICTS), min_size=3, max_size=3), min_size=2, max_size=6))
def test_over_any_nights_an_open_issue_tells_the_verdict_that_holds(nights: list[list[str]]) -> None:
    keys = ("a", "b", "c")
    standing: dict[int, OpenIssue] = {}
    number = 0
    before: dict[str, str] = {}
    for verdicts in nights:
        for act in decide("n", [site(k, v) for k, v in zip(keys, verdicts, strict=True)], before, standing.values()):
            if act.kind == "open":
                number += 1
                standing[number] = read_issue(number, act.body) or pytest.fail(act.body)
            elif act.kind == "close":
                assert act.number is not None
                del standing[act.number]
            else:
                assert act.number is not None
                standing[act.number] = read_issue(act.number, act.body) or pytest.fail(act.body)
        holds = dict(zip(keys, verdicts, strict=True))
        assert len({issue.key for issue in standing.values()}) == len(standing)
        assert all(issue.verdict == holds[issue.key] != "pass" for issue in standing.values())
        changed = {key for key in keys if key in before and before[key] != holds[key] and holds[key] != "pass"}
        assert changed <= {issue.key for issue in standing.values()}
        before = holds
