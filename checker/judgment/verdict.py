"""Findings from answers, and the verdict from findings: CONTRACT.md's formula and nothing else."""

from dataclasses import dataclass

from checker.judgment.checks.answer import Answer
from checker.judgment.edition import Edition, Rule
from checker.records.judgment import Finding, Verdict, Weight


@dataclass(frozen=True)
class Held:
    """A rule held against the site. `problem` is the notice's sentence, empty where there is none to report."""

    finding: Finding
    problem: str = ""
    doubtful_points: float = 0.0  # what a deduction that cannot be told may cost at most; not above zero


def hold(rule: Rule, answer: Answer, edition: Edition, *, include_unverified: bool) -> Held:
    weight = rule.weighs(include_unverified=include_unverified)
    failed = answer.outcome == "fail"
    because = answer.because
    if weight != rule.weight:
        because += "（本条的文件原文尚未核实，结果仅供参考，不影响结论。）"
    problem = ""
    if failed and is_reported(rule, weight, edition, include_unverified=include_unverified):
        problem = rule.problem[answer.ground or ""].format(**answer.words)
    finding = Finding(
        rule=rule.id,
        edition=edition.id,
        outcome=answer.outcome,
        needs=answer.needs,
        weight=weight,
        points=rule.points * answer.times if failed and weight == "deduct" and rule.points is not None else None,
        because=because,
        problem=problem or None,
        evidence=list(answer.evidence),
    )
    untold = answer.outcome == "cannot_tell" and answer.needs is None and weight == "deduct"
    doubtful = (rule.points or 0.0) if untold else 0.0
    return Held(finding, problem, doubtful)


def is_reported(rule: Rule, weight: Weight, edition: Edition, *, include_unverified: bool) -> bool:
    """Whether the rule's failing stands in the notice's table.

    What nobody found in print does not, whatever the edition does with its notes.
    """
    unprinted = rule.status == "unverified" and not include_unverified
    return not unprinted and (weight != "note" or edition.notes_are_problems)


def count_score(held: list[Held], edition: Edition, *, include_unverified: bool) -> float | None:
    """The points that are left; None where the edition does not score, or a veto failed (then nobody counts)."""
    line = edition.fail_line
    if line is None or (line.status == "unverified" and not include_unverified):
        return None
    if any(each.finding.weight == "veto" and each.finding.outcome == "fail" for each in held):
        return None
    if not any(each.finding.weight == "deduct" for each in held):
        return None
    return line.full + sum(each.finding.points or 0.0 for each in held)


def decide_verdict(held: list[Held], score: float | None, edition: Edition) -> Verdict:
    """`fail` where a veto failed or the score is under the line; else `cannot_tell` where this run should have told and could not."""
    vetoes = [each.finding for each in held if each.finding.weight == "veto"]
    if any(finding.outcome == "fail" for finding in vetoes):
        return "fail"
    if score is not None and edition.fail_line is not None:
        if score < edition.fail_line.points:
            return "fail"
        if score + sum(each.doubtful_points for each in held) < edition.fail_line.points:
            return "cannot_tell"
    if any(finding.outcome == "cannot_tell" and finding.needs is None for finding in vetoes):
        return "cannot_tell"
    return "pass"


def tell_problems(held: list[Held]) -> str:
    """The sentence for the notice's table; empty for a clean site."""
    return "；".join(each.problem for each in held if each.problem)
