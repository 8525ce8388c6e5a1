"""我为政府网站找错: what readers reported to sites, and whether it was answered in time."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal

from checker.records.base import Record
from checker.records.review import Attachment
from checker.records.site import Level

Unknown = Literal["unknown"]  # the level of a site whose level the roster does not name
Answered = Literal["in_time", "late", "unanswered", "pending", "unclear"]


class ErrorReport(Record):
    """One report. Days are ISO; `due` is the last day on which an answer is in time; `row` as a spreadsheet shows it.

    `site` is the key of a site of the run, null where the run has no such site; `site_text` what the export calls it.
    `says_answered`: the export's state says so, and gives no day.
    """

    row: int
    site: str | None
    site_text: str
    number: str | None = None
    received: str
    answered: str | None = None
    due: str
    says_answered: bool = False

    def state(self, as_of: str) -> Answered:
        """How it stands on a day: an answer of a later day was none on that day."""
        if self.answered is not None and self.answered <= as_of:
            return "in_time" if self.answered <= self.due else "late"
        if as_of <= self.due:
            return "pending"
        return "unclear" if self.says_answered else "unanswered"


class RefusedReport(Record):
    """A row of the export that cannot be used; `reason` English, `because` Chinese."""

    row: int
    reason: str
    because: str
    text: str


class ErrorReportImport(Record):
    """One export as it was imported; `attachments` holds the file itself. `edition` is where the clock of `working_days` stands."""

    at: str
    attachments: tuple[Attachment, ...]
    edition: str
    working_days: int
    reports: tuple[ErrorReport, ...]
    refused: tuple[RefusedReport, ...] = ()

    @property
    def file(self) -> Attachment:
        return self.attachments[0]


class AnswerCounts(Record):
    """Reports by how they stand; `late` were answered too late, `unanswered` are too late and not answered."""

    in_time: int = 0
    late: int = 0
    unanswered: int = 0
    pending: int = 0
    unclear: int = 0

    @property
    def total(self) -> int:
        return self.in_time + self.late + self.unanswered + self.pending + self.unclear

    @property
    def overdue(self) -> int:
        """All that were not answered in time."""
        return self.late + self.unanswered


class ErrorReportFigures(Record):
    """What an import counts on a day. `sites` by key, in the export's order; `levels` how many sites of each level it is over.

    `strangers` are reports to sites that the run does not have, `later` those received after the day: neither is counted.
    """

    as_of: str
    working_days: int
    file: str
    counts: AnswerCounts
    sites: dict[str, AnswerCounts]
    levels: dict[Level | Unknown, int]
    strangers: tuple[ErrorReport, ...]
    later: int
    refused: int


def count_error_reports(imported: ErrorReportImport, levels: Mapping[str, Level | None], as_of: str) -> ErrorReportFigures:
    """The figures for notice and report; `levels` are those of the run's sites by key. Pure."""
    known = [report for report in imported.reports if report.received <= as_of]
    ours = [report for report in known if report.site is not None and report.site in levels]
    keys = dict.fromkeys(report.site for report in ours if report.site is not None)
    return ErrorReportFigures(
        as_of=as_of,
        working_days=imported.working_days,
        file=imported.file.name,
        counts=_count(ours, as_of),
        sites={key: _count([report for report in ours if report.site == key], as_of) for key in keys},
        levels=dict(Counter(levels[key] or "unknown" for key in keys)),
        strangers=tuple(report for report in known if report.site is None or report.site not in levels),
        later=len(imported.reports) - len(known),
        refused=len(imported.refused),
    )


def _count(reports: Iterable[ErrorReport], as_of: str) -> AnswerCounts:
    return AnswerCounts.model_validate(Counter(report.state(as_of) for report in reports))
