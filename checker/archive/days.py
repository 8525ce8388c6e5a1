"""The day of a run."""

from typing import Any

from checker.records.office_time import office_day


def day_of(record: dict[str, Any]) -> str:
    """The day on which the run of that run.json began, ISO, as the offices have it. Raises ValueError where it does not say."""
    return office_day(str(record.get("started"))).isoformat()
