"""Visits that only asked whether a site opens: one line each of the archive's history, and a site's part of it as a run keeps it."""

from datetime import date, datetime

from pydantic import Field

from checker.records.base import Record
from checker.records.look import Reach, ReachState
from checker.records.office_time import OFFICE_TIME

HISTORY = "visits.json"  # a site's part of it, in the site's folder of a run


class SiteVisit(Record):
    """One visit to one home page. `at` is when it began (UTC, ISO 8601 with milliseconds).

    `seconds` until the document was committed, or until the visit was given up; `waited` is how long it would have waited.
    `by` is `probe`, or the id of the run that came by.
    """

    url: str
    at: str
    state: ReachState
    status: int | None = None
    seconds: float | None = None
    waited: float
    by: str
    look: int = 1

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.at)

    @property
    def day(self) -> date:
        """The day that the offices had."""
        return self.moment.astimezone(OFFICE_TIME).date()


class VisitHistory(Record):
    """What the archive knew at `read` (UTC) of one site's visits on the days from `since` to `until`, in order of time.

    `damaged` are days (ISO) whose file is not as it was written: they prove nothing.
    """

    schema_: int = Field(default=1, alias="schema")
    read: str
    since: date
    until: date
    damaged: list[date] = []
    visits: list[SiteVisit] = []


def visit_of(url: str, at: str, reach: Reach, waited: float, by: str, look: int = 1) -> SiteVisit:
    return SiteVisit(url=url, at=at, state=reach.state, status=reach.status, seconds=reach.seconds, waited=waited, by=by, look=look)
