"""Days as people write them in lists: found in folded text (`numbers.fold`), with what they leave open left open."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

_CLOCK = r"(?:(?:\s*T|\s+|(?<=日))\s*(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:\+\d\d:?\d\d|Z)?(?!\d))?"
_MONTH, _DAY = r"(1[0-2]|0?[1-9])", r"(3[01]|[12]\d|0?[1-9])"
# neither digits nor signs that would make it a part of something longer: an address, a telephone number, a version, a path
_BEFORE = r"(?<![\dA-Za-z_/〔])(?<![\dA-Za-z][-.:])(?<!第)"
_BEHIND = r"(?![\dA-Za-z_%〕:])(?![-/.]\d)"
_UNIT = r"(?![岁个人名期届号章条项元万亿倍度页种类级月天周年]|点(?!击))"

_WHOLE = re.compile(
    rf"{_BEFORE}((?:19|20)\d\d)(?:\s?([-/.])\s?{_MONTH}\s?\2\s?{_DAY}(?=\D|$)|\s*年\s*{_MONTH}\s*月\s*{_DAY}\s*日?){_CLOCK}{_BEHIND}",
    re.IGNORECASE,
)
# from one whole day to another, without a blank between: 2018-07-01-2018-09-30
_SPAN = re.compile(
    rf"{_BEFORE}((?:19|20)\d\d)([-/.]){_MONTH}\2{_DAY}{_CLOCK}(\s?-+\s?)((?:19|20)\d\d)([-/.]){_MONTH}\7{_DAY}{_CLOCK}{_BEHIND}"
)
_SHORT_YEAR = re.compile(rf"{_BEFORE}(\d\d)([-/])(1[0-2]|0[1-9])\2(3[01]|[12]\d|0[1-9]){_CLOCK}{_BEHIND}")
_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_IN_ENGLISH = re.compile(
    rf"(?<![A-Za-z\d])(?:({'|'.join(_ENGLISH)})[a-z]{{0,6}}\.?\s+{_DAY}(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)"
    rf"|{_DAY}[\s-]({'|'.join(_ENGLISH)})[a-z]{{0,6}}\.?,?[\s-]((?:19|20)\d\d))(?![\d\w])",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(rf"{_BEFORE}(3[01]|2\d|1[3-9])/{_MONTH}/((?:19|20)\d\d)(?:\s+\d?\d:\d\d(?::\d\d)?)?{_BEHIND}")
_MONTH_FIRST = re.compile(rf"{_BEFORE}{_MONTH}/{_DAY}/((?:19|20)\d\d)(?:\s+\d?\d:\d\d(?::\d\d)?(?:\s*[AP]M)?)?{_BEHIND}")
_NO_YEAR_WORDS = re.compile(rf"(?<![\d年])(?<!年 ){_MONTH}\s*月\s*{_DAY}\s*日{_CLOCK}")
_NO_YEAR = re.compile(rf"{_BEFORE}(1[0-2]|0[1-9])([-/])(3[01]|[12]\d|0[1-9]){_CLOCK}{_BEHIND}{_UNIT}")
_BRACKETS = {"[": "]", "(": ")", "【": "】", "〔": "〕", "<": ">"}
_NO_YEAR_BRACKETED = re.compile(rf"([\[(【<])\s*{_MONTH}([-/.]){_DAY}{_CLOCK}\s*([\])】>])")
_NO_YEAR_ALONE = re.compile(rf"\s*{_MONTH}([-/.]){_DAY}{_CLOCK}\s*")
_AGO = re.compile(r"(?<![\d.])(\d{1,4})\s*(秒|分|小时|钟头|天|日|周|星期|礼拜)钟?(?:之|以)?前(?![一-龥])")
_AGO_WORDS = re.compile(rf"(?<![一-龥])(刚刚|刚才|今[天日]|昨[天日]|前[天日])(?![一-龥]){_CLOCK}")
_DAYS_AGO = {"刚刚": 0, "刚才": 0, "今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2, "前日": 2}
_DAYS_OF = {"天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7}
_IN_A_DAY = {"秒": 86_400, "分": 1_440, "小时": 24, "钟头": 24}


class WrittenDay(NamedTuple):
    """A day in a folded text: `start` and `end` are places in it, `text` the words between, with the time of day.

    `ago` counts days before the day of looking (今天 is 0); else `month` and `day` are given, and `year` where it is written.
    """

    start: int
    end: int
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    ago: int | None = None


def find_days(folded: str) -> list[WrittenDay]:
    """Every day that is written in a folded text, in order, none within another.

    No day are version and telephone numbers, 文号, ratios, times alone, `1-2`, serial numbers and ranges of years. A day that no
    calendar has (02-30) is found all the same: it was written; `settle_days` says that it is none. Of 05/07/2018 the month is
    taken to stand first; `settle_days` knows better where the list says so.
    """
    taken: list[WrittenDay] = []
    for found in _all(folded):
        if all(found.end <= other.start or found.start >= other.end for other in taken):
            taken.append(found)
    return sorted(taken)


@lru_cache(maxsize=32_768)  # both looks, and every reading of them, ask for the same words
def find_day(folded: str) -> WrittenDay | None:
    """The first day of a text."""
    return next(iter(find_days(folded)), None)


def _all(folded: str) -> Iterator[WrittenDay]:
    """The longest and surest ways of writing first."""
    if not any(letter.isdigit() or letter in "今昨前刚" for letter in folded):
        return
    for match in _WHOLE.finditer(folded):
        year, _, month, day, month_word, day_word = match.groups()
        yield _written(match, int(year), int(month or month_word), int(day or day_word))
    yield from _spans(folded)
    yield from _foreign(folded)
    for match in _SHORT_YEAR.finditer(folded):
        if int(match[1]) >= 90 or int(match[1]) <= 40:
            yield _written(match, _century(int(match[1])), int(match[3]), int(match[4]))
    for match in _NO_YEAR_WORDS.finditer(folded):
        yield _written(match, None, int(match[1]), int(match[2]))
    for match in _NO_YEAR_BRACKETED.finditer(folded):
        if _BRACKETS[match[1]] == match[5] and _is_day(match[2], match[4]):
            inner = folded[match.start() + 1 : match.end() - 1]
            yield WrittenDay(match.start() + 1, match.end() - 1, inner.strip(), None, int(match[2]), int(match[4]))
    for match in _NO_YEAR.finditer(folded):
        yield _written(match, None, int(match[1]), int(match[3]))
    alone = _NO_YEAR_ALONE.fullmatch(folded)
    if alone and _is_day(alone[1], alone[3]):
        yield _written(alone, None, int(alone[1]), int(alone[3]))
    for match in _AGO.finditer(folded):
        count, unit = int(match[1]), match[2]
        yield _written(match, ago=count * _DAYS_OF[unit] if unit in _DAYS_OF else count // _IN_A_DAY[unit])
    for match in _AGO_WORDS.finditer(folded):
        yield _written(match, ago=_DAYS_AGO[match[1]])


def _foreign(folded: str) -> Iterator[WrittenDay]:
    """07/28/2018, 28/07/2018, Jul 28, 2018 and 28 Jul 2018."""
    for match in _MONTH_FIRST.finditer(folded):
        yield _written(match, int(match[3]), int(match[1]), int(match[2]))
    for match in _DAY_FIRST.finditer(folded):
        yield _written(match, int(match[3]), int(match[2]), int(match[1]))
    for match in _IN_ENGLISH.finditer(folded):
        month, day, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
        yield _written(match, int(year), _ENGLISH.index(month.lower()) + 1, int(day))


def _spans(folded: str) -> Iterator[WrittenDay]:
    """Both days of each period, which the sign between them would hide."""
    for match in _SPAN.finditer(folded):
        begin, end = match.span(5)
        yield WrittenDay(match.start(), begin, folded[match.start() : begin].strip(), int(match[1]), int(match[3]), int(match[4]))
        yield WrittenDay(end, match.end(), folded[end : match.end()].strip(), int(match[6]), int(match[8]), int(match[9]))


def _written(
    match: re.Match[str], year: int | None = None, month: int | None = None, day: int | None = None, ago: int | None = None
) -> WrittenDay:
    return WrittenDay(match.start(), match.end(), match[0].strip(), year, month, day, ago)


def _century(year: int) -> int:
    return 2000 + year if year <= 40 else 1900 + year


def _is_day(month: str, day: str) -> bool:
    """`1-2` may be anything; `7-28` and `07-2` are days."""
    return len(month) == 2 or len(day) == 2
