"""The cases of `tests/cases/`, held against the editions as they are shipped; every rule of every edition has some."""

import pytest

from checker.judgment import Rule, edition_ids, load_edition
from checker.judgment.checks import CHECKS
from checker.records.judgment import Finding, Judgment
from tests.judgment.clerk_cases import ClerkCase, badge_of, finding_of, hold, read_cases

CASES = read_cases()


def _name(case: ClerkCase) -> str:
    return f"{case.edition}/{case.rule}: {case.name}"


@pytest.mark.parametrize("case", CASES, ids=_name)
def test_case(case: ClerkCase) -> None:
    judgment = hold(case)
    finding = finding_of(judgment, case.rule)
    told = _told(judgment, finding) | {"verdict": judgment.verdict, "problems": judgment.problems, "score": judgment.score}
    expected = dict(case.expect)
    says, counts = expected.pop("says", ""), expected.pop("counts", "")
    assert {name: told[name] for name in expected} == expected, finding.because
    assert says in finding.because
    assert counts in "".join(judgment.score_lines)
    assert finding.because.endswith(("。", "）"))


def _told(judgment: Judgment, finding: Finding) -> dict[str, str | float | None]:
    told: dict[str, str | float | None] = {"outcome": finding.outcome, "needs": finding.needs or "", "weight": finding.weight}
    told["points"] = finding.points
    if finding.rule.startswith("mark-"):
        told["badge"] = badge_of(judgment, finding.rule.removeprefix("mark-")).state
    return told


def _inherited(edition_id: str) -> dict[str, str]:
    """By rule, the extended edition that has the very same rule."""
    edition = load_edition(edition_id)
    if edition.extends is None:
        return {}
    base = load_edition(edition.extends)
    return {rule.id: base.id for rule in edition.rules if rule in base.rules}


INHERITED = [
    case._replace(edition=edition) for edition in edition_ids() for case in CASES if _inherited(edition).get(case.rule) == case.edition
]


@pytest.mark.parametrize("case", INHERITED, ids=_name)
def test_what_is_inherited_unchanged_answers_the_same(case: ClerkCase) -> None:
    judgment = hold(case)
    finding = finding_of(judgment, case.rule)
    told = _told(judgment, finding)
    assert {name: case.expect[name] for name in told if name in case.expect} == {name: told[name] for name in told if name in case.expect}
    assert case.expect.get("says", "") in finding.because


def _wanted(rule: Rule) -> set[str]:
    """The answers that its cases must show."""
    check = CHECKS[rule.check or ""]
    if check.grounds:
        return {"pass", "fail", "cannot_tell"}
    return {"cannot_tell"} if check.name == "person" else {"pass", "cannot_tell"}


@pytest.mark.parametrize("edition_id", edition_ids())
def test_every_rule_of_every_edition_has_a_case_for_each_answer_that_it_can_give(edition_id: str) -> None:
    answers: dict[str, set[str]] = {}
    for case in [*CASES, *INHERITED]:
        if case.edition == edition_id:
            answers.setdefault(case.rule, set()).add(case.expect["outcome"])
    rules = load_edition(edition_id).rules
    assert answers.keys() == {rule.id for rule in rules}
    lacking = {rule.id: _wanted(rule) - answers[rule.id] for rule in rules if not _wanted(rule) <= answers[rule.id]}
    assert not lacking
