"""The clock of three working days, by cases that a clerk can read; and what never holds otherwise."""

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.error_reports.written_moment import read_moment
from checker.judgment.working_days import UncoveredYear, is_working_day, working_day_after
from checker.records.error_report import ErrorReport

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text("utf-8"))["case"]
COVERED = st.dates(date(2004, 1, 1), date(2026, 12, 1))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_case(case: dict[str, Any]) -> None:
    received = read_moment(case["received"])
    assert isinstance(received, date)
    if "uncovered" in case:
        with pytest.raises(UncoveredYear, match=f"{case['uncovered']} are not known") as refused:
            working_day_after(received, 3)
        assert "无法推算" in refused.value.because
        return
    due = working_day_after(received, 3)
    if "due" in case:
        assert due == case["due"]
        return
    answered = read_moment(case["answered"]) if "answered" in case else None
    report = ErrorReport(
        row=2,
        site="a",
        site_text="甲",
        received=received.isoformat(),
        answered=str(answered) if answered else None,
        due=due.isoformat(),
        says_answered=case.get("says_answered", False),
    )
    assert report.state(case["as_of"].isoformat()) == case["state"]


@given(COVERED, st.integers(1, 5))
def test_so_many_working_days_lie_behind_the_day(day: date, count: int) -> None:
    due = working_day_after(day, count)
    between = [day + timedelta(days=n) for n in range(1, (due - day).days + 1)]
    assert sum(map(is_working_day, between)) == count and is_working_day(due) and due > day


@given(COVERED)
def test_who_receives_later_is_not_due_earlier(day: date) -> None:
    assert working_day_after(day, 3) <= working_day_after(day + timedelta(days=1), 3)


def test_the_end_of_what_is_announced_is_not_guessed() -> None:
    last = date(2026, 12, 25)
    while True:
        try:
            working_day_after(last, 3)
        except UncoveredYear:
            break
        last += timedelta(days=1)
        assert last < date(2040, 1, 1)
    assert last.month == 12 and last.day >= 25


def test_day_zero_is_no_working_day_after() -> None:
    with pytest.raises(ValueError, match="number 1"):
        working_day_after(date(2018, 8, 1), 0)
