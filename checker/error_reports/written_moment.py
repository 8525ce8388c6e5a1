"""A cell that tells when something happened becomes a day in Beijing, in any of the writings that exports use."""

import re
from datetime import date, datetime, timedelta

from checker.records.numbers import fold
from checker.records.office_time import OFFICE_TIME
from checker.records.written_days import find_days

_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")  # days since 1899-12-30, as workbooks keep a day whose format was lost
_FIRST_DAY = date(1899, 12, 30)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:\s?T?(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?(?:\d{3})?)?")
_STAMP = re.compile(r"1\d{9}(?:\d{3})?")  # seconds or milliseconds since 1970
_ZONED = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?\s?(?:Z|[+-]\d\d:?\d\d)")
_WEEKDAY = re.compile(r"[(（]?\s?(?:星期|周|礼拜)[一二三四五六日天]\s?[)）]?")
_HALF_OF_DAY = re.compile(r"(?:上午|下午|凌晨|早上|中午|晚上|AM|PM)\s?", re.IGNORECASE)
_CLOCK_WORDS = re.compile(r"\s?\d{1,2}\s?[时点]\s?(?:\d{1,2}\s?分?)?\s?(?:\d{1,2}\s?秒)?")
_EITHER_WAY = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b.*")
_NUMERALS = {numeral: str(digit) for digit, numeral in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0", "Ｏ": "0"}
_IN_NUMERALS = re.compile(r"([〇零○Ｏ一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日")


def read_moment(text: str) -> date | str:
    """The day, in Beijing, that the cell tells; else why it tells none, in Chinese."""
    folded = fold(text)[0].strip().removeprefix("'").strip()
    for read in (_zoned, _serial, _compact, _stamp):
        found = read(folded)
        if found is not None:
            return found
    ambiguous = _EITHER_WAY.fullmatch(folded)
    if ambiguous and int(ambiguous[1]) != int(ambiguous[2]) and int(ambiguous[1]) <= 12 and int(ambiguous[2]) <= 12:
        return f"“{text}”分不清月和日"
    return _written(folded, text)


def _written(folded: str, text: str) -> date | str:
    plain = _CLOCK_WORDS.sub("", _HALF_OF_DAY.sub("", _WEEKDAY.sub(" ", _from_numerals(folded))))
    days = {(day.year, day.month, day.day) for day in find_days(plain)}
    if not days:
        return f"“{text}”不是日期"
    if len(days) > 1:
        return f"“{text}”有不止一个日期"
    year, month, day = days.pop()
    if year is None or month is None or day is None:
        return f"“{text}”没有写明年份"
    return _day(year, month, day) or f"“{text}”没有这一天"


def _zoned(folded: str) -> date | None:
    """A moment that names its zone; one that no calendar has falls to the other writings, which say so."""
    if not _ZONED.fullmatch(folded):
        return None
    try:
        return datetime.fromisoformat(folded.replace(" +", "+").replace(" Z", "Z").upper()).astimezone(OFFICE_TIME).date()
    except (ValueError, OverflowError):
        return None


def _serial(folded: str) -> date | None:
    match = _SERIAL.fullmatch(folded)
    if match is None or not 30_000 <= int(match[1]) <= 60_000:  # 1982 to 2064
        return None
    return _FIRST_DAY + timedelta(days=int(match[1]))


def _compact(folded: str) -> date | None:
    match = _COMPACT.fullmatch(folded)
    return _day(int(match[1]), int(match[2]), int(match[3])) if match else None


def _stamp(folded: str) -> date | None:
    match = _STAMP.fullmatch(folded)
    if match is None:
        return None
    return datetime.fromtimestamp(int(folded[:10]), OFFICE_TIME).date()


def _from_numerals(folded: str) -> str:
    """二〇一八年七月二十三日 with digits."""

    def digits(match: re.Match[str]) -> str:
        year = "".join(_NUMERALS[numeral] for numeral in match[1])
        return f"{year}年{_tens(match[2])}月{_tens(match[3])}日"

    return _IN_NUMERALS.sub(digits, folded)


def _tens(numerals: str) -> int:
    tens, ten, ones = numerals.rpartition("十")
    count = int(_NUMERALS[tens]) if tens in _NUMERALS else 1
    return (10 * count if ten else 0) + (int(_NUMERALS[ones]) if ones in _NUMERALS else 0)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
