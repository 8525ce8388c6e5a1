"""The calendar of the columns: days as written, settled into the year, in addresses; months back; titles to compare.

`find_days` stands in `written_days`, `settle_days` in `day_order`.
"""

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

from checker.records.day_order import settle_days
from checker.records.numbers import fold
from checker.records.written_days import WrittenDay, find_day, find_days

__all__ = ["WrittenDay", "day_in_address", "find_day", "find_days", "folded_title", "fresh_since", "months_before", "settle_days"]

_Y, _M, _D = r"((?:19[89]|20[0-4])\d)", r"(1[0-2]|0[1-9])", r"(3[01]|[12]\d|0[1-9])"
_IN_ADDRESS = (
    # t20180728_123.html, /20180728/, 20180728102233.html
    re.compile(rf"(?<![\da-z])[a-z]?{_Y}{_M}{_D}(?:[_./-]|$|(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?(?:\d{{3}})?(?!\d))", re.IGNORECASE),
    re.compile(rf"/{_Y}[-_/]{_M}[-_/]{_D}(?!\d)"),  # /2018/07/28/, /2018-07/28/
    re.compile(rf"/{_Y}/(1[0-2]|[1-9])/(3[01]|[12]\d|[1-9])/"),  # /art/2018/7/28/art_1_2.html
    re.compile(rf"/{_Y}{_M}[-_/]{_D}(?!\d)"),  # /201807/28/
)


def months_before(day: date, months: int) -> date:
    """The same day so many calendar months earlier, clamped to the month's end (31 August − 6 months is 28 February)."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def fresh_since(as_of: date, *, days: int | None = None, months: int | None = None) -> date:
    """The earliest day that is still fresh: as-of minus so many days, or so many calendar months. Raises ValueError for neither."""
    if days is not None:
        return as_of - timedelta(days=days)
    if months is not None:
        return months_before(as_of, months)
    raise ValueError("a clock counts days or months")


def day_in_address(address: str | None) -> date | None:
    """The day that an article's address carries; None where it carries none, or two that differ.

    Only the path is read: in a query stand search words and times of the caller's.
    """
    path = (address or "").partition("://")[2].partition("/")[2] if "://" in (address or "") else (address or "")
    path = "/" + path.partition("?")[0].partition("#")[0].lstrip("/")
    days = set()
    for pattern in _IN_ADDRESS:
        for match in pattern.finditer(path):
            try:
                days.add(date(int(match[1]), int(match[2]), int(match[3])))
            except ValueError:
                continue  # 30 February: a serial number
    return days.pop() if len(days) == 1 else None


@lru_cache(maxsize=32_768)  # both looks ask for the same titles
def folded_title(title: str) -> str:
    """What two prints of one title share: letters and digits alone, half-width, lower case, without the dots of a cut one."""
    return "".join(letter for letter in fold(title)[0].casefold() if unicodedata.category(letter)[0] in "LN")
