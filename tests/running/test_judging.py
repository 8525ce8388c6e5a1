"""A bug of ours in one site's judgment costs no other site its line, and accuses nobody."""

import json

import pytest

from checker.journal import open_journal
from checker.judgment.circumstances import Circumstances
from checker.judgment.edition_files import load_edition
from checker.running.judging import judge_looks, line_of
from tests.running.looks import look_at

DAY = Circumstances(as_of="2026-05-04")


def test_a_look_that_breaks_our_code_becomes_our_fault(capsys: pytest.CaptureFixture[str]) -> None:
    open_journal()
    edition = load_edition("guideline-2017")
    broken = look_at("broken.gov.cn").model_copy(update={"sightings": [object()]})  # what no visit writes
    judgment = judge_looks(broken, None, edition, DAY, own_network=False)
    assert judgment.reach.state == "our_fault"
    assert judgment.verdict == "cannot_tell" and judgment.problems == ""
    assert {badge.state for badge in judgment.badges} == {"undetermined"}
    assert not [finding for finding in judgment.findings if finding.outcome == "fail"]
    assert "bug in judging" in capsys.readouterr().err
    other = judge_looks(look_at("whole.gov.cn"), None, edition, DAY, own_network=False)
    assert other.reach.state == "reached"


def test_a_network_of_our_own_that_fails_accuses_nobody() -> None:
    edition = load_edition("guideline-2017")
    down = (look_at("a.gov.cn", "timeout"), look_at("a.gov.cn", "timeout", look=2))
    judgment = judge_looks(*down, edition, DAY, own_network=True)
    assert judgment.reach.state == "our_fault" and judgment.problems == ""


def test_a_site_that_should_be_off_line_is_not_shown_to_be_by_a_network_that_reaches_nobody() -> None:
    edition = load_edition("guideline-2017")
    gone = look_at("a.gov.cn", "dns", status="offline")
    assert [f.outcome for f in judge_looks(gone, None, edition, DAY, own_network=False).findings] == ["pass"]
    assert [f.outcome for f in judge_looks(gone, None, edition, DAY, own_network=True).findings] == ["cannot_tell"]


def test_the_same_looks_give_the_same_bytes() -> None:
    edition = load_edition("guideline-2017")
    lines = {line_of(judge_looks(look_at("a.gov.cn"), None, edition, DAY, own_network=False)) for _ in range(5)}
    assert len(lines) == 1
    assert list(json.loads(lines.pop()))[:4] == ["schema", "key", "site", "reach"]
