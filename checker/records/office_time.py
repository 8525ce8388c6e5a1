"""The clock that offices go by: all of China has one time, without summer time since 1991."""

from datetime import UTC, date, datetime, timedelta, timezone

OFFICE_TIME = timezone(timedelta(hours=8), "Asia/Shanghai")


def today() -> date:
    return datetime.now(OFFICE_TIME).date()


def office_day(moment: str) -> date:
    """The day of an ISO 8601 time, UTC where it names no zone. Raises ValueError for what is no time."""
    when = datetime.fromisoformat(moment)
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(OFFICE_TIME).date()
