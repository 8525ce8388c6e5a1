"""The clocks of the rules (CONTRACT.md, "Clocks"): days are counted back from as-of, months by the calendar, clamped to a month's end."""

from datetime import date

from checker.records.days import months_before


def is_within_year(day: date, as_of: date) -> bool:
    """The year is (as-of − 1 year, as-of]."""
    return months_before(as_of, 12) < day <= as_of


def waits_too_long(asked: date, as_of: date, months: int) -> bool:
    """Whether more than so many months have passed: the same day so many months later is not more (RULES.md, 「超过三个月」)."""
    return asked < months_before(as_of, months)
