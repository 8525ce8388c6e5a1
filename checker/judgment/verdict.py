"""The verdict from findings, and the notice's sentence: CONTRACT.md's formula and nothing else."""

from checker.judgment.edition import Edition
from checker.judgment.held import Held
from checker.judgment.score import Score
from checker.records.judgment import Verdict


def decide_verdict(held: list[Held], score: Score | None, edition: Edition) -> Verdict:
    """`fail` where a veto failed or the score is under the line; else `cannot_tell` where this run should have told and could not."""
    vetoes = [each.finding for each in held if each.finding.weight == "veto"]
    if any(finding.outcome == "fail" for finding in vetoes):
        return "fail"
    if score is not None and edition.fail_line is not None:
        if score.points < edition.fail_line.points:
            return "fail"
        if score.least < edition.fail_line.points:
            return "cannot_tell"
    if any(finding.outcome == "cannot_tell" and finding.needs is None for finding in vetoes):
        return "cannot_tell"
    return "pass"


def tell_problems(held: list[Held]) -> str:
    """The sentence for the notice's table; empty for a clean site."""
    return "；".join(each.problem for each in held if each.problem)
