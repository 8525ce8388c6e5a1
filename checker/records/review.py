"""What a person decided on a finding, beside the machine's answer, and what holds when both are counted."""

from typing import Literal

from checker.records.base import Record
from checker.records.judgment import Finding, Judgment, Verdict

Decision = Literal["uphold", "overturn", "settle"]
ReviewedOutcome = Literal["pass", "fail"]


class Attachment(Record):
    """A file that a person added: its own `name`, and where its copy lies (relative to the run folder), by its SHA-256."""

    name: str
    file: str
    sha256: str
    size: int


class Review(Record):
    """One decision on one finding of the run. `at` is UTC, ISO 8601; `outcome` is what holds of the finding now.

    `uphold` and `overturn` speak of a `fail`, `settle` of a `cannot_tell`. `problem` are the words for the notice's table
    where a settled finding fails; empty: words made from the rule's title.
    """

    at: str
    site: str  # key
    rule: str
    decision: Decision
    outcome: ReviewedOutcome
    by: str
    why: str
    problem: str = ""
    attachments: tuple[Attachment, ...] = ()

    def speaks_of(self, finding: Finding) -> bool:
        """Whether this decision can stand beside that answer of the machine."""
        return self.rule == finding.rule and finding.outcome == ("cannot_tell" if self.decision == "settle" else "fail")


class Due(Record):
    """The day by which a site's 整改 is due: ISO; a site's last one counts."""

    at: str
    site: str
    day: str
    by: str | None = None
    why: str | None = None


class Final(Record):
    """What holds of one site when machine and people are counted together.

    `findings` are the line's, in its order, each with the outcome that holds; `reviews` all decisions on the site in the
    order in which they were made, of several on one rule the last counts.
    """

    verdict: Verdict
    score: float | None = None
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
    return Final(verdict=judgment.final_verdict, score=judgment.score, problems=judgment.problems, findings=tuple(judgment.findings))
