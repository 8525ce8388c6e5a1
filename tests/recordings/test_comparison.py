"""What was seen, held against what is expected: each difference in one sentence, and after a drift that sentence alone."""

from typing import Any

import pytest

from checker.recordings.comparison import tell_differences, tell_drift, tell_idle, tell_otherwise, tell_unnoticed
from checker.recordings.expectation import Expectation, ExpectedColumn, Negative
from checker.records.judgment import Badge, Column, Judgment
from checker.records.look import Reach
from checker.records.observation import ScenarioState
from checker.records.sighting import KINDS
from checker.records.step import Step

BOX = ExpectedColumn(name="局长信箱", category="consultation", state="found", latest="2018-07-22")
EXPECTED = Expectation(badges={"icp": "shown", "site_code": "shown"}, columns=[BOX])


def seen(scenario: str = "followed", reach: str = "reached", icp: str = "shown", **column: Any) -> Judgment:
    site = {"site_code": None, "name": None, "unit": None, "url": "http://a.gov.cn/", "level": None, "icp": None, "public_security": None}
    state = ScenarioState(file="scenarios/a.py", state=scenario, step='click "#a"' if scenario == "drifted" else None)
    badges = [Badge.model_validate({"kind": kind, "state": icp if kind == "icp" else "shown", "because": "说明"}) for kind in KINDS]
    fields = {"name": "局长信箱", "category": "consultation", "state": "found", "latest": "2018-07-22", "because": "", **column}
    return Judgment.model_validate(
        {
            "key": "a", "site": site, "reach": Reach.model_validate({"state": reach}), "scenario": state, "badges": badges,
            "columns": [Column.model_validate(fields)],
            "findings": [], "verdict": "pass", "final_verdict": "pass", "problems": "",
        }
    )  # fmt: skip


def test_as_expected() -> None:
    assert tell_differences(EXPECTED, seen()) == []


@pytest.mark.parametrize(
    ("judgment", "told"),
    [
        (seen(icp="hidden"), ["icp: expected shown, seen hidden (说明)"]),
        (seen(latest="2018-07-23"), ["column 局长信箱: latest expected 2018-07-22, seen 2018-07-23"]),
        (seen(category="notice", state="blank"), ["category expected consultation, seen notice", "state expected found, seen blank"]),
        (seen(name="信箱"), ["column 局长信箱: expected found, not among those found (信箱)"]),
        (seen("drifted", icp="missing"), ['the script drifted: click "#a"']),
        (seen("none"), ["no script was followed"]),
        (seen(reach="timeout"), ["the page was not reached: timeout"]),
    ],
)
def test_each_difference_is_told(judgment: Judgment, told: list[str]) -> None:
    differences = tell_differences(EXPECTED, judgment)
    assert len(differences) == len(told)
    assert all(words in difference for words, difference in zip(told, differences, strict=True))


def test_a_day_is_compared_where_it_stands() -> None:
    undated = EXPECTED.model_copy(update={"columns": [BOX.model_copy(update={"latest": None})]})
    assert tell_differences(undated, seen(latest="2018-07-30")) == []


def test_counts_are_compared_where_they_stand() -> None:
    """A script that reads a list not to its end sees the newest letter all the same."""
    counted = EXPECTED.model_copy(update={"columns": [BOX.model_copy(update={"items_last_year": 36, "overdue": 0})]})
    assert tell_differences(counted, seen(items_last_year=36, overdue=0)) == []
    assert tell_differences(counted, seen(items_last_year=10, overdue=0)) == ["column 局长信箱: items_last_year expected 36, seen 10"]
    assert tell_differences(EXPECTED, seen(items_last_year=10)) == []


def test_after_a_drift_the_plain_visit_is_compared_where_that_is_asked_for() -> None:
    assert tell_otherwise(EXPECTED, seen("drifted", icp="undetermined")) == ["icp: expected shown, seen undetermined (说明)"]


def test_a_mark_that_is_gone_has_to_be_noticed() -> None:
    negative = Negative(badge="icp", state="missing", without="蜀")
    assert tell_unnoticed(negative, seen(icp="missing")) == []
    assert "seen shown" in tell_unnoticed(negative, seen())[0]
    assert "seen hidden" in tell_unnoticed(negative, seen(icp="hidden"))[0]
    assert tell_unnoticed(negative, seen("drifted", icp="missing")) == ['the script drifted: click "#a"']


def test_steps_in_vain_are_told() -> None:
    steps = [
        Step(number=1, words="open"),
        Step(number=2, words='close_if_seen "#x"', outcome="not_seen"),
        Step(number=3, words='click "#a"', url="http://a.gov.cn/", outcome="drifted", because="nothing visible"),
    ]
    assert tell_idle(steps) == ['step 2, close_if_seen "#x", never applies: nothing of the kind was seen']
    assert tell_drift(steps) == ["step 3 stood on http://a.gov.cn/: nothing visible"]
