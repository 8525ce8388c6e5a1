"""Working days by the State Council's holidays and shifted working days; a year that has none announced here is never guessed."""

from datetime import date, timedelta

import chinese_calendar  # type: ignore[import-untyped]  # the library has no types

_COVERED = sorted({day.year for day in chinese_calendar.holidays})


class UncoveredYear(ValueError):  # noqa: N818 - it is told to people as it stands
    """The calendar has no holidays of this year."""

    def __init__(self, year: int) -> None:
        super().__init__(f"the holidays of {year} are not known here (known: {_COVERED[0]} to {_COVERED[-1]})")
        self.year = year
        self.because = f"没有{year}年的节假日安排（已有{_COVERED[0]}年至{_COVERED[-1]}年），无法推算工作日"


def is_working_day(day: date) -> bool:
    """Whether offices work on that day. Raises UncoveredYear."""
    if not _COVERED[0] <= day.year <= _COVERED[-1]:
        raise UncoveredYear(day.year)
    return bool(chinese_calendar.is_workday(day))


def working_day_after(day: date, count: int) -> date:
    """The `count`-th working day after `day`, which itself does not count, whatever the hour. Raises UncoveredYear."""
    if count < 1:
        raise ValueError("the first working day after a day is number 1")
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day
