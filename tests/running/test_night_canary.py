"""Canaries as a roster tells them, and what is said where one of them is wrong."""

from pathlib import Path

import pytest

from checker.faults import NightCanaryFault, RosterFault, UsageFault
from checker.records.look import Reach
from checker.running.night_canary import Known, read_canaries, require_right
from tests.judgment.looks import site
from tests.running.kept import CZJ, judged, looks_of, town

FINE, LACKING = "http://rsj.yunling.gov.cn/", "http://czj.yunling.gov.cn/"


def written(folder: Path, text: str) -> Path:
    (folder / "roster.csv").write_text(text)
    return folder / "roster.csv"


@pytest.mark.parametrize(
    ("cell", "known"),
    [
        ("pass", Known("pass")),
        ("合格", Known("pass")),
        ("FAIL", Known("fail")),
        ("不合格：mark-icp，domain", Known("fail", ("mark-icp", "domain"))),
        ("fail mark-icp", Known("fail", ("mark-icp",))),
        ("cannot_tell", Known("cannot_tell")),
    ],
)
def test_a_column_of_the_roster_tells_what_is_known(tmp_path: Path, cell: str, known: Known) -> None:
    for column in ("canary", "Canary", "应有结论"):
        canaries = read_canaries(written(tmp_path, f"url,name,{column}\n{FINE},人社局,{cell}\n{LACKING},财政局,\n"))
        assert canaries.known == {FINE: known}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"url,name\n{FINE},人社局\n", "names no canary"),
        (f"url,canary\n{FINE},\n", "names no canary"),
        (f"url,canary\n{FINE},good\n", r"row 2: 'good' is no verdict"),
    ],
)
def test_what_tells_nothing_is_refused(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(UsageFault, match=told):
        read_canaries(written(tmp_path, text))


def test_no_canary_is_left_out_unseen(tmp_path: Path) -> None:
    with pytest.raises(RosterFault, match="row 3"):
        read_canaries(written(tmp_path, f"url,canary\n{FINE},pass\nftp://x.gov.cn/,pass\n"))


def test_a_canary_must_stand_in_the_roster(tmp_path: Path) -> None:
    canaries = read_canaries(written(tmp_path, f"url,canary\n{FINE},pass\n"))
    canaries.require_in([site(url=FINE)])
    with pytest.raises(UsageFault, match=r"rsj.yunling.gov.cn/ of roster.csv does not stand in the roster"):
        canaries.require_in([site(url=LACKING)])


def test_right_ones_are_told_and_strangers_are_nobodys_business(tmp_path: Path) -> None:
    judgments = [judged(looks) for looks in town()]
    told = require_right(read_canaries(written(tmp_path, f"url,canary\n{LACKING},fail mark-icp\nhttp://far.gov.cn/,pass\n")), judgments)
    assert told["file"] == "roster.csv"
    assert told["sites"] == {CZJ: {"known": "fail", "failing": ["mark-icp"], "found": "fail"}}


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (f"{FINE},fail", "5107000012 is pass, should be fail"),
        (f"{LACKING},pass", "5107000013 is fail, should be pass"),
        (f"{LACKING},fail mark-party_gov", "5107000013 should fail mark-party_gov"),
    ],
)
def test_a_wrong_one_stops_the_night(tmp_path: Path, row: str, told: str) -> None:
    with pytest.raises(NightCanaryFault, match=told) as fault:
        require_right(read_canaries(written(tmp_path, f"url,canary\n{row}\n")), [judged(looks) for looks in town()])
    assert fault.value.status == 3


def test_one_that_does_not_open_proves_nothing(tmp_path: Path) -> None:
    """A site without a network fails too: that is not the failing that is known of it."""
    first, second = looks_of(CZJ, "czj.yunling.gov.cn", "云岭市财政局", icp=None)
    down = [look.model_copy(update={"reach": Reach(state="timeout", because="没有应答")}) for look in (first, second)]
    with pytest.raises(NightCanaryFault, match=r"5107000013 was not reached \(timeout\)"):
        require_right(read_canaries(written(tmp_path, f"url,canary\n{LACKING},fail\n")), [judged((down[0], down[1]))])
