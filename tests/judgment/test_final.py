"""People's decisions beside the machine's: what holds then, by CONTRACT.md's formula, and no finding is touched."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from checker.judgment import Edition, FailLine, Rule, finalize
from checker.judgment.checks.answer import Answer
from checker.judgment.held import hold
from checker.judgment.score import ScoredSite, count_score
from checker.judgment.verdict import decide_verdict, tell_problems
from checker.records.judgment import Judgment, Needs, Outcome, SiteOnLine, Weight
from checker.records.look import Reach
from checker.records.observation import ScenarioState
from checker.records.review import Decision, Review

Row = tuple[Weight, Outcome, Needs | None]


def edition_of(rows: list[Row], **more: Any) -> Edition:
    rules = [
        Rule(
            id=f"r{number}", title=f"第{number}条", article="一", quote="原文", source="[F]", status="verified", weight=weight,
            points=-15 if weight == "deduct" else None, problem={"g": f"问题{number}"},
        )
        for number, (weight, _, _) in enumerate(rows)
    ]  # fmt: skip
    line = FailLine(points=60, full=100, source="[F]", status="verified")
    return Edition(id="own", title="办法", local=True, fail_line=line, rules=tuple(rules), **more)


def judge(rows: list[Row], edition: Edition, **more: Any) -> Judgment:
    answers = [Answer(outcome, "理由。", needs=needs, ground="g" if outcome == "fail" else None) for _, outcome, needs in rows]
    held = [hold(rule, answer, edition, include_unverified=False) for rule, answer in zip(edition.rules, answers, strict=True)]
    score = count_score(held, edition, ScoredSite(), include_unverified=False)
    verdict = decide_verdict(held, score, edition)
    site = SiteOnLine(site_code=None, name="甲", unit=None, url="http://a.gov.cn/", level=None, icp=None, public_security=None)
    told = {"score": score.points if score else None, "verdict": verdict, "final_verdict": verdict, "problems": tell_problems(held)} | more
    findings = [each.finding for each in held]
    line = {"key": "a", "site": site, "reach": Reach(state="reached"), "scenario": ScenarioState(), "badges": [], "findings": findings}
    return Judgment.model_validate(line | told)


def review(rule: int, decision: Decision, outcome: str | None = None, **more: Any) -> Review:
    held = outcome or {"uphold": "fail", "overturn": "pass", "settle": "fail"}[decision]
    given = {
        "at": "2026-11-23T01:00:00Z",
        "site": "a",
        "rule": f"r{rule}",
        "decision": decision,
        "outcome": held,
        "by": "李",
        "why": "看过",
    }
    return Review.model_validate(given | more)


ROWS = st.lists(
    st.tuples(
        st.sampled_from(("veto", "deduct", "note")),
        st.sampled_from(("pass", "fail", "cannot_tell", "not_applicable")),
        st.sampled_from((None, "person", "history")),
    ).map(lambda row: row if row[1] == "cannot_tell" else (row[0], row[1], None)),
    max_size=8,
)


@given(ROWS)
def test_nobody_decided_anything(rows: list[Row]) -> None:
    edition = edition_of(rows)
    line = judge(rows, edition)
    final = finalize(line, [], edition)
    assert (final.verdict, final.score, final.problems, list(final.findings)) == (line.verdict, line.score, line.problems, line.findings)


@given(ROWS, st.data())
def test_decisions_count_as_if_the_machine_had_said_so(rows: list[Row], data: st.DataObject) -> None:
    """Whatever is decided: verdict, score and sentence are those of a line that had these outcomes from the start."""
    edition = edition_of(rows)
    line = judge(rows, edition)
    decided, reviews = list(rows), []
    for number, (weight, outcome, _) in enumerate(rows):
        choices: list[tuple[Decision, Outcome]] = []
        if outcome == "fail":
            choices = [("uphold", "fail"), ("overturn", "pass")]
        elif outcome == "cannot_tell":
            choices = [("settle", "fail"), ("settle", "pass")]
        choice = data.draw(st.none() | st.sampled_from(choices)) if choices else None
        if choice:
            decision, held = choice
            reviews.append(review(number, decision, held, problem=f"问题{number}"))
            decided[number] = (weight, held, None)
    final, other = finalize(line, reviews, edition), judge(decided, edition)
    assert (final.verdict, final.score, final.problems) == (other.verdict, other.score, other.problems)
    assert [finding.outcome for finding in final.findings] == [finding.outcome for finding in other.findings]
    assert [finding.points for finding in final.findings] == [finding.points for finding in other.findings]
    assert line == judge(rows, edition)


def test_the_last_decision_on_a_finding_counts_and_all_are_kept() -> None:
    rows: list[Row] = [("veto", "fail", None)]
    edition = edition_of(rows)
    final = finalize(judge(rows, edition), [review(0, "overturn"), review(0, "uphold"), review(0, "overturn")], edition)
    assert (final.verdict, final.problems, len(final.reviews_of("r0"))) == ("pass", "", 3)


def test_a_decision_on_another_site_or_on_what_the_machine_said_otherwise_counts_not() -> None:
    rows: list[Row] = [("veto", "fail", None), ("veto", "pass", None)]
    edition = edition_of(rows)
    strange = [review(0, "overturn", site="b"), review(0, "settle", "pass"), review(1, "settle", "fail"), review(7, "overturn")]
    final = finalize(judge(rows, edition), strange, edition)
    assert (final.verdict, final.problems) == ("fail", "问题0")
    assert len(final.reviews) == 3


def test_what_a_person_finds_wrong_has_words_in_the_notice_where_its_weight_has() -> None:
    rows: list[Row] = [("veto", "cannot_tell", "person"), ("note", "cannot_tell", "person")]
    settled = [review(0, "settle"), review(1, "settle")]
    plain = finalize(judge(rows, edition_of(rows)), settled, edition_of(rows))
    assert (plain.verdict, plain.problems) == ("fail", "第0条（人工核查认定）")
    noting = edition_of(rows, notes_are_problems=True)
    both = finalize(judge(rows, noting), [review(0, "settle", problem="首页有严重错误"), review(1, "settle")], noting)
    assert both.problems == "首页有严重错误；第1条（人工核查认定）"


def test_a_line_from_before_findings_carried_their_words() -> None:
    rows: list[Row] = [("veto", "fail", None), ("veto", "fail", None)]
    edition = edition_of(rows)
    line = judge(rows, edition)
    old = line.model_copy(update={"findings": [finding.model_copy(update={"problem": None}) for finding in line.findings]})
    one = finalize(old, [review(0, "overturn")], edition)
    assert (one.verdict, one.problems) == ("fail", "问题0；问题1（部分问题经人工复核有变，见逐项结果）")
    both = finalize(old, [review(0, "overturn"), review(1, "overturn")], edition)
    assert (both.verdict, both.problems) == ("pass", "")
