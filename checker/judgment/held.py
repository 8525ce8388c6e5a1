"""A rule held against a site: its answer as a finding, the notice's sentence, and what a doubt may cost."""

from dataclasses import dataclass
from math import inf

from checker.judgment.checks.answer import Answer
from checker.judgment.edition import Edition, Rule
from checker.records.judgment import Finding, Weight


@dataclass(frozen=True)
class Held:
    """`problem` is the notice's sentence, empty where there is none to report."""

    finding: Finding
    problem: str = ""
    rule: Rule | None = None  # null for what no edition says (a site that should be off-line)

    @property
    def title(self) -> str:
        return self.rule.title if self.rule is not None else self.finding.rule

    @property
    def doubtful_points(self) -> float:
        """What may have to be deducted besides, at most; not above zero, -inf where nobody knows."""
        return self.finding.points_in_doubt if self.finding.points_in_doubt is not None else -inf


def hold(rule: Rule, answer: Answer, edition: Edition, *, include_unverified: bool) -> Held:
    weight = rule.weighs(include_unverified=include_unverified)
    failed = answer.outcome == "fail"
    because = answer.because
    if weight != rule.weight:
        what = (
            "本条的文件原文尚未核实，结果仅供参考，不影响结论" if rule.status == "unverified" else "本条的分值尚未核实，不计分，不影响结论"
        )
        because += f"（{what}。）"
    problem = ""
    if failed and is_reported(rule, weight, edition, include_unverified=include_unverified):
        problem = rule.problem[answer.ground or ""].format(**answer.words)
    counts = weight == "deduct" and rule.points is not None
    finding = Finding(
        rule=rule.id,
        edition=edition.id,
        outcome=answer.outcome,
        needs=answer.needs,
        weight=weight,
        points=round((rule.points or 0.0) * answer.times, 2) if failed and counts else None,
        points_in_doubt=_points_in_doubt(rule, answer) if counts else 0.0,
        because=because,
        problem=problem or None,
        evidence=list(answer.evidence),
    )
    return Held(finding, problem, rule)


def is_reported(rule: Rule, weight: Weight, edition: Edition, *, include_unverified: bool) -> bool:
    """Whether the rule's failing stands in the notice's table.

    What nobody found in print does not, whatever the edition does with its notes.
    """
    unprinted = rule.status == "unverified" and not include_unverified
    return not unprinted and (weight != "note" or edition.notes_are_problems)


def _points_in_doubt(rule: Rule, answer: Answer) -> float | None:
    """What waits for a person or for history holds nothing back; a `cannot_tell` that says nothing of its doubt means once."""
    if answer.needs is not None or answer.outcome in ("pass", "not_applicable"):
        return 0.0
    if answer.doubt is None:
        return None
    times = max(answer.doubt, 1) if answer.outcome == "cannot_tell" else answer.doubt
    return round((rule.points or 0.0) * times, 2)
