"""The verdict's formula and the notice's sentence, against a plain restatement of CONTRACT.md."""

from hypothesis import given
from hypothesis import strategies as st

from checker.judgment import Edition, FailLine, Rule
from checker.judgment.checks.answer import Answer
from checker.judgment.held import Held, hold
from checker.judgment.score import ScoredSite, count_score
from checker.judgment.verdict import decide_verdict, tell_problems
from checker.records.judgment import Needs, Outcome, Weight

LINE = FailLine(points=60, full=100, source="[F]", status="verified")


def edition(*, fail_line: FailLine | None = LINE, notes_are_problems: bool = False) -> Edition:
    return Edition(id="own", title="办法", local=True, fail_line=fail_line, notes_are_problems=notes_are_problems, rules=())


def rule(weight: Weight = "veto", **fields: object) -> Rule:
    given = {"id": "r", "title": "条", "article": "一", "quote": "原文", "source": "[F]", "status": "verified", "weight": weight}
    return Rule.model_validate(given | {"problem": {"stale": "{count}个栏目未更新"}} | fields)


def answer(outcome: Outcome, needs: Needs | None = None) -> Answer:
    return Answer(outcome, "理由。", needs=needs, ground="stale" if outcome == "fail" else None, words={"count": "7"})


def held(weight: Weight, outcome: Outcome, needs: Needs | None = None, points: float | None = None) -> Held:
    return hold(rule(weight, points=points), answer(outcome, needs), edition(), include_unverified=False)


def verdict(*findings: Held) -> tuple[float | None, str]:
    score = count_score(list(findings), edition(), ScoredSite(), include_unverified=False)
    return score.points if score else None, decide_verdict(list(findings), score, edition())


def test_vetoes_come_first_and_nobody_counts_then() -> None:
    assert verdict(held("veto", "fail"), held("deduct", "fail", points=-5)) == (None, "fail")


def test_under_the_line_fails_and_on_the_line_passes() -> None:
    assert verdict(*[held("deduct", "fail", points=-10)] * 4) == (60, "pass")
    assert verdict(*[held("deduct", "fail", points=-10)] * 4, held("deduct", "fail", points=-1)) == (59, "fail")


def test_a_deduction_that_cannot_be_told_decides_only_where_it_could() -> None:
    lost = [held("deduct", "fail", points=-10)] * 4
    assert verdict(*lost, held("deduct", "cannot_tell", points=-1)) == (60, "cannot_tell")
    assert verdict(*lost[:3], held("deduct", "cannot_tell", points=-10)) == (70, "pass")
    assert verdict(*lost, held("deduct", "cannot_tell", "history", points=-1)) == (60, "pass")


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["veto", "note"]),
            st.sampled_from(["pass", "fail", "cannot_tell", "not_applicable"]),
            st.sampled_from(["person", "history", None]),
        )
    )
)
def test_the_formula(rows: list[tuple[Weight, Outcome, Needs | None]]) -> None:
    if ("veto", "fail") in {row[:2] for row in rows}:
        expected = "fail"
    elif ("veto", "cannot_tell", None) in rows:
        expected = "cannot_tell"
    else:
        expected = "pass"
    assert verdict(*(held(*row) for row in rows)) == (None, expected)


def test_what_nobody_found_in_print_decides_and_reports_only_when_asked_for() -> None:
    unprinted = rule(status="unverified", quote="")
    noted = hold(unprinted, answer("fail"), edition(notes_are_problems=True), include_unverified=False)
    assert (noted.finding.weight, noted.problem) == ("note", "") and "尚未核实" in noted.finding.because
    asked = hold(unprinted, answer("fail"), edition(), include_unverified=True)
    assert (asked.finding.weight, asked.problem) == ("veto", "7个栏目未更新")


def test_what_is_found_in_print_without_its_points_is_reported_and_costs_none() -> None:
    stated = rule("deduct", points=-5, points_status="unverified", quote="", stated="每年三次")
    noted = hold(stated, answer("fail"), edition(notes_are_problems=True), include_unverified=False)
    assert (noted.finding.weight, noted.finding.points, noted.problem) == ("note", None, "7个栏目未更新")
    assert "分值尚未核实" in noted.finding.because
    asked = hold(stated, answer("fail"), edition(), include_unverified=True)
    assert (asked.finding.weight, asked.finding.points) == ("deduct", -5)


def test_the_notice_names_failed_rules_only_and_notes_where_the_edition_says_so() -> None:
    rows = [
        held("veto", "fail"),
        held("veto", "pass"),
        held("deduct", "fail", points=-1),
        held("veto", "cannot_tell"),
        held("note", "fail"),
    ]
    assert tell_problems(rows) == "7个栏目未更新；7个栏目未更新"
    noted = hold(rule("note"), answer("fail"), edition(notes_are_problems=True), include_unverified=False)
    assert tell_problems([noted]) == "7个栏目未更新"
    assert tell_problems([]) == ""


def test_only_what_failed_costs_points() -> None:
    assert held("deduct", "fail", points=-5).finding.points == -5
    assert held("deduct", "pass", points=-5).finding.points is None
