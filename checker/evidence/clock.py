"""The time as evidence writes it."""

from datetime import UTC, datetime


def utc_now() -> str:
    """Now in UTC, ISO 8601 to the microsecond, with `Z`."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
