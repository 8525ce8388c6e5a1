"""The final verdict: a machine's findings and people's decisions together, by the edition's own formula. Pure."""

from collections.abc import Sequence

from checker.judgment.edition import Edition, Rule
from checker.judgment.verdict import Held, count_score, decide_verdict, is_reported, tell_problems
from checker.records.final import Final, machine_alone
from checker.records.judgment import Finding, Judgment
from checker.records.review import Review


def finalize(judgment: Judgment, reviews: Sequence[Review], edition: Edition, *, include_unverified: bool = False) -> Final:
    """One site's final verdict and sentence. `reviews` are all of the run's or the site's, in the order in which they were made.

    The findings of `judgment` are not touched; a decision that does not fit its finding (another edition, another day) counts not.
    """
    own = tuple(review for review in reviews if review.site == judgment.key)
    outcomes = {finding.rule: finding.outcome for finding in judgment.findings}
    counting = {review.rule: review for review in own if outcomes.get(review.rule) == review.speaks_of}
    if not counting:
        return machine_alone(judgment).model_copy(update={"reviews": own})
    rules = {rule.id: rule for rule in edition.rules}
    held = [
        _hold_again(finding, counting.get(finding.rule), rules.get(finding.rule), edition, include_unverified=include_unverified)
        for finding in judgment.findings
    ]
    score = count_score(held, edition, include_unverified=include_unverified)
    return Final(
        verdict=decide_verdict(held, score, edition),
        score=score,
        problems=_tell(judgment, held),
        findings=tuple(each.finding for each in held),
        reviews=own,
    )


def _hold_again(finding: Finding, review: Review | None, rule: Rule | None, edition: Edition, *, include_unverified: bool) -> Held:
    """The finding with the outcome that holds; `rule` is None for the checker's own (a site that should be off-line)."""
    points = rule.points if rule is not None else None
    if review is None:
        untold = finding.outcome == "cannot_tell" and finding.needs is None and finding.weight == "deduct"
        return Held(finding, finding.problem or "", (points or 0.0) if untold else 0.0)
    if review.outcome == "pass":
        return Held(finding.model_copy(update={"outcome": "pass", "needs": None, "points": None, "problem": None}))
    if finding.outcome == "fail":
        return Held(finding, finding.problem or "")
    reported = rule is None or is_reported(rule, finding.weight, edition, include_unverified=include_unverified)
    problem = (review.problem or f"{rule.title if rule else finding.rule}不符合要求（人工核查认定）") if reported else ""
    lost = points if finding.weight == "deduct" else None
    return Held(finding.model_copy(update={"outcome": "fail", "needs": None, "points": lost, "problem": problem or None}), problem)


def _tell(judgment: Judgment, held: list[Held]) -> str:
    """The sentence anew; a line from before findings carried their words cannot be taken apart, and says so."""
    if judgment.problems and not any(finding.problem for finding in judgment.findings):
        if not any(each.finding.outcome == "fail" for each in held):
            return ""
        return "；".join([f"{judgment.problems}（部分问题经人工复核有变，见逐项结果）", *(each.problem for each in held if each.problem)])
    return tell_problems(held)
