"""What an archive tells of a run's sites beyond the run itself, for its report: a week of visits, steps as they once went."""

from datetime import date

from checker.records.base import Record
from checker.records.script_night import UnprovenScript


class VisitDay(Record):
    """The visits to one site on one day of the offices, those of runs among them; `uncounted` say nothing of the site.

    `damaged`: the day's record is not as it was written, and proves nothing.
    """

    day: date
    opened: int = 0
    not_opened: int = 0
    uncounted: int = 0
    damaged: bool = False


class LastGood(Record):
    """A step as it last went well: the run, and the picture (JPEG) when the step was over."""

    run: str
    picture: bytes


class Beyond(Record):
    """By site key: `weeks`, the oldest day first, and `last_good`, of steps that have drifted. `unproven` are the amber scripts."""

    weeks: dict[str, list[VisitDay]] = {}
    last_good: dict[str, LastGood] = {}
    unproven: list[UnprovenScript] = []
