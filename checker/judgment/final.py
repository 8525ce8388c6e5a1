"""The final verdict: a machine's findings and people's decisions together, by the edition's own formula. Pure."""

from collections.abc import Sequence

from checker.judgment.edition import Edition, Rule
from checker.judgment.held import Held, is_reported
from checker.judgment.score import count_score, scored_site
from checker.judgment.verdict import decide_verdict, tell_problems
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
    score = count_score(held, edition, scored_site(judgment.site, judgment.columns), include_unverified=include_unverified)
    return Final(
        verdict=decide_verdict(held, score, edition),
        score=score.points if score is not None else None,
        score_lines=score.lines if score is not None else (),
        problems=_tell(judgment, held),
        findings=tuple(each.finding for each in held),
        reviews=own,
    )


def _hold_again(finding: Finding, review: Review | None, rule: Rule | None, edition: Edition, *, include_unverified: bool) -> Held:
    """The finding with the outcome that holds; `rule` is None for the checker's own (a site that should be off-line)."""
    points = rule.points if rule is not None else None
    if review is None:
        return Held(finding, finding.problem or "", rule)
    settled = {"needs": None, "points_in_doubt": 0.0}
    if review.outcome == "pass":
        return Held(finding.model_copy(update={"outcome": "pass", "points": None, "problem": None, **settled}), "", rule)
    if finding.outcome == "fail":
        return Held(finding, finding.problem or "", rule)
    reported = rule is None or is_reported(rule, finding.weight, edition, include_unverified=include_unverified)
    problem = (review.problem or f"{rule.title if rule else finding.rule}（人工核查认定）") if reported else ""
    lost = points if finding.weight == "deduct" else None
    update = {"outcome": "fail", "points": lost, "problem": problem or None, **settled}
    return Held(finding.model_copy(update=update), problem, rule)


def _tell(judgment: Judgment, held: list[Held]) -> str:
    """The sentence anew; a line from before findings carried their words cannot be taken apart, and says so."""
    if judgment.problems and not any(finding.problem for finding in judgment.findings):
        if not any(each.finding.outcome == "fail" for each in held):
            return ""
        return "；".join([f"{judgment.problems}（部分问题经人工复核有变，见逐项结果）", *(each.problem for each in held if each.problem)])
    return tell_problems(held)
