"""整改: what counts as mended, what is overdue, and what cannot be told."""

from datetime import date

import pytest

from checker.records.final import Final
from checker.records.judgment import Finding, Outcome, Verdict, Weight
from checker.records.mending import Mended, mend
from checker.records.review import Due

DUE = Due(at="2026-03-02T00:00:00Z", site="a", day="2026-03-31")
DAY = date(2026, 3, 15)


def finding(rule: str, outcome: Outcome, weight: Weight = "veto", problem: str | None = "问题") -> Finding:
    return Finding(
        rule=rule, edition="own", outcome=outcome, weight=weight, because="理由。", problem=problem if outcome == "fail" else None
    )


def final(*findings: Finding, verdict: Verdict = "fail", due: Due | None = None) -> Final:
    return Final(verdict=verdict, findings=findings, due=due)


CASES: list[tuple[tuple[Outcome, ...], Mended]] = [
    (("pass", "pass"), "mended"),
    (("pass", "not_applicable"), "mended"),
    (("pass", "fail"), "not_mended"),
    (("cannot_tell", "fail"), "not_mended"),
    (("pass", "cannot_tell"), "cannot_tell"),
]


@pytest.mark.parametrize(("after", "state"), CASES)
def test_a_site_has_mended_when_all_that_failed_is_seen_to_be_right(after: tuple[Outcome, ...], state: Mended) -> None:
    before = final(finding("a", "fail"), finding("b", "fail"), finding("c", "pass"))
    found = mend(before, final(finding("a", after[0]), finding("b", after[1]), finding("c", "pass")), DAY)
    assert found.state == state and set(found.rules) == {"a", "b"} and found.new == ()


def test_a_rule_of_which_the_recheck_says_nothing_cannot_be_told() -> None:
    assert mend(final(finding("a", "fail")), final(finding("b", "pass")), DAY).state == "cannot_tell"


def test_what_fails_only_now_is_new_and_was_not_to_be_mended() -> None:
    found = mend(final(finding("a", "fail")), final(finding("a", "pass"), finding("b", "fail")), DAY)
    assert (found.state, found.new) == ("mended", ("b",))


def test_a_remark_that_no_notice_tells_need_not_be_mended_and_is_not_new() -> None:
    remark = finding("n", "fail", "note", problem=None)
    told = finding("t", "fail", "note")
    found = mend(final(finding("a", "fail"), remark, told), final(finding("a", "pass"), remark, told), DAY)
    assert (found.rules, found.new) == ({"a": "mended", "t": "not_mended"}, ())


@pytest.mark.parametrize(
    ("day", "after", "overdue"),
    [("2026-03-31", "fail", False), ("2026-04-01", "fail", True), ("2026-04-01", "pass", False), ("2026-04-01", "cannot_tell", False)],
)
def test_overdue_is_what_still_fails_after_the_day(day: str, after: Outcome, overdue: bool) -> None:
    found = mend(final(finding("a", "fail"), due=DUE), final(finding("a", after)), date.fromisoformat(day))
    assert (found.overdue, found.due) == (overdue, "2026-03-31")
    assert not mend(final(finding("a", "fail")), final(finding("a", after)), date.fromisoformat(day)).overdue


def test_a_site_that_failed_without_a_demanded_rule_is_judged_by_its_verdict() -> None:
    verdicts: list[tuple[Verdict, Mended]] = [("pass", "mended"), ("fail", "not_mended"), ("cannot_tell", "cannot_tell")]
    for verdict, state in verdicts:
        assert mend(final(), final(verdict=verdict), DAY).state == state
        assert mend(final(verdict="pass", due=DUE), final(verdict=verdict), date(2026, 5, 1)).overdue is False
