"""What a person decided on a finding, beside the machine's answer, and until when a site has to mend."""

from typing import Literal

from checker.records.base import Record

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

    @property
    def speaks_of(self) -> Literal["fail", "cannot_tell"]:
        """The machine's answer beside which this decision can stand."""
        return "cannot_tell" if self.decision == "settle" else "fail"


class Due(Record):
    """The day by which a site's 整改 is due: ISO; a site's last one counts."""

    at: str
    site: str
    day: str
    by: str | None = None
    why: str | None = None
