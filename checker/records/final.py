"""What holds of a site when the machine's findings and people's decisions are counted together."""

from checker.records.base import Record
from checker.records.judgment import Finding, Judgment, Verdict
from checker.records.review import Due, Review


class Final(Record):
    """What holds of one site when machine and people are counted together.

    `findings` are the line's, in its order, each with the outcome that holds; `reviews` all decisions on the site in the
    order in which they were made, of several on one rule the last counts.
    """

    verdict: Verdict
    score: float | None = None
    score_lines: tuple[str, ...] = ()  # Chinese, in order
    problems: str = ""
    findings: tuple[Finding, ...] = ()
    reviews: tuple[Review, ...] = ()
    due: Due | None = None

    def has_failed(self, *rules: str) -> bool:
        """Whether any of these rules fails when all is counted."""
        return any(finding.outcome == "fail" and finding.rule in rules for finding in self.findings)

    def reviews_of(self, rule: str) -> tuple[Review, ...]:
        return tuple(review for review in self.reviews if review.rule == rule)


def machine_alone(judgment: Judgment) -> Final:
    """What holds as long as nobody has decided anything."""
    return Final(
        verdict=judgment.final_verdict,
        score=judgment.score,
        score_lines=tuple(judgment.score_lines),
        problems=judgment.problems,
        findings=tuple(judgment.findings),
    )
