"""The cases of `tests/cases/`, held against the editions as they are shipped; every built rule has some."""

import pytest

from checker.judgment import edition_ids, load_edition
from checker.judgment.checks import CHECKS
from tests.judgment.clerk_cases import CASES, ClerkCase, badge_of, finding_of, hold, read_cases


@pytest.mark.parametrize("case", read_cases(), ids=lambda case: f"{case.edition}/{case.rule}: {case.name}")
def test_case(case: ClerkCase) -> None:
    judgment = hold(case)
    finding = finding_of(judgment, case.rule)
    told: dict[str, str] = {
        "outcome": finding.outcome,
        "needs": finding.needs or "",
        "weight": finding.weight,
        "verdict": judgment.verdict,
        "problems": judgment.problems,
    }
    if case.rule.startswith("mark-"):
        told["badge"] = badge_of(judgment, case.rule.removeprefix("mark-")).state
    expected = dict(case.expect)
    says = expected.pop("says", "")
    assert {name: told[name] for name in expected} == expected, finding.because
    assert says in finding.because
    assert finding.because.endswith(("。", "）"))


@pytest.mark.parametrize("edition_id", edition_ids())
def test_every_built_rule_has_a_case_for_each_answer_that_it_can_give(edition_id: str) -> None:
    answers: dict[str, set[str]] = {}
    for case in read_cases():
        if case.edition == edition_id:
            answers.setdefault(case.rule, set()).add(case.expect["outcome"])
    for rule in load_edition(edition_id).rules:
        if rule.check is None or not (CASES / edition_id).exists():
            assert rule.id not in answers, "a case for a rule that is not built"
            continue
        wanted = {"pass", "fail", "cannot_tell"} if CHECKS[rule.check].grounds else {"cannot_tell"}
        inherited = edition_id != "2015-15" and rule.id in {each.id for each in load_edition("2015-15").rules}
        assert inherited or wanted <= answers.get(rule.id, set()), rule.id
