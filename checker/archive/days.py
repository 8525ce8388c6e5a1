"""Days as the offices have them."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

_OFFICES = ZoneInfo("Asia/Shanghai")


def today() -> date:
    return datetime.now(_OFFICES).date()


def day_of(record: dict[str, Any]) -> str:
    """The day on which the run of that run.json began, ISO. Raises ValueError where it does not say."""
    began = datetime.fromisoformat(str(record.get("started")))
    return (began if began.tzinfo else began.replace(tzinfo=UTC)).astimezone(_OFFICES).date().isoformat()
