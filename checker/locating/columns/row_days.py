"""The days of a row: dates that stand by themselves, not those that a sentence or a title speaks of."""

import re
from itertools import pairwise

from checker.locating.columns.phrases import Phrase
from checker.records.days import WrittenDay, find_days
from checker.records.numbers import fold

_DRESS = " \t[](){}<>【】《》〔〕|·•—-/,:;.~至到"
_LABEL = re.compile(r"(?:时间|日期|发布|发表|更新|于|来源.*|录入|期限|起|至|到|—|-|~)\s*:?\s*[\[(]?\s*$")
# behind these words stands when something ends, not when it was published
_DEADLINE = re.compile(
    r"(?:截止|截至|止于|有效期|公示期|失效|到期|结束|终止|报名)(?:时间|日期|期限|日|限)?\s*(?:至|到|于|为)?\s*:?\s*[\[(]?\s*$"
)
_TO = re.compile(r"\s*(?:至|到|[-~—]+)\s*")  # between the two days of a period
_CLOCK = re.compile("星期[一二三四五六日天]|礼拜|今天是|今日是|农历|当前(?:时间|日期)|现在(?:时间|是)")  # the page's own clock
_WEEKDAY = re.compile(r"(?<=[\d日])\s*[\[(]?\s*(?:星期|礼拜|周)[一二三四五六日天](?:\s*[\])])?(?![一-龥])")
_SENTENCE = re.compile(r"[,。;!?]\s*\S")
# what is told of an article behind its day, after a comma or a sign too: 2018-07-28；来源：本网
_TOLD_BESIDE = re.compile(
    r"[\s,;、|/·]*(?:(?:稿件|信息|文章)?来源|作者|记者|编辑|责编|审核|点击|浏览|阅读|访问|人气|查看|评论)[^。!?]{0,30}"
)
_DAY_NUMBER = re.compile(r"(3[01]|[12]\d|0?[1-9])\s*日?")
_YEAR_MONTH = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(1[0-2]|0?[1-9])\s*月?")
_MONTH_YEAR = re.compile(r"(1[0-2]|0?[1-9])\s*[-/.]\s*((?:19|20)\d\d)")
_MONTH_NUMBER = re.compile(r"(1[0-2]|0?[1-9])\s*(?:月|/|-)")
_YEAR_NUMBER = re.compile(r"((?:19|20)\d\d)\s*年?")
_MONTH_DAY = re.compile(r"(1[0-2]|0?[1-9])\s*[-/.月]\s*(3[01]|[12]\d|0?[1-9])\s*日?")
_LEAF = 14  # characters of a calendar's leaf
_CHINESE_MONTHS = {
    name: number
    for number, name in enumerate(("一月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "十一月", "十二月"), 1)
}
_ENGLISH_MONTHS = {
    name: number for number, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}


def days_in(phrases: list[Phrase]) -> list[str]:
    """Days as written, in reading order. A calendar block (`28` over `2018-07`) is joined: `2018-07-28`, `07-28` where no year stands.

    Deadlines (报名截止 2018-07-30) come behind the others.
    """
    blocks = _calendar_block([text for phrase in phrases for text in _pieces(phrase)])
    if blocks is not None:
        return [blocks]
    found = [(is_deadline(phrase.text, day), day.text) for phrase in phrases for day in standing_days(phrase.text)]
    return [text for _, text in sorted(found, key=lambda one: one[0])]


def _pieces(phrase: Phrase) -> list[str]:
    """The texts of a phrase each by itself where they make a leaf of a calendar: `30` over `2018/07` is no number 302018."""
    if len(phrase.nodes) == 1 or len(phrase.text) > _LEAF or find_days(phrase.text):
        return [phrase.text]
    return [" ".join(fold(phrase.document.nodes[node].text or "")[0].split()) for node in phrase.nodes]


def deadlines_in(phrases: list[Phrase]) -> set[str]:
    """The days of a row that its words call the end of something: 报名截止 2018-07-30."""
    return {day.text for phrase in phrases for day in standing_days(phrase.text) if is_deadline(phrase.text, day)}


def is_deadline(text: str, day: WrittenDay) -> bool:
    """Whether the words before a day say that something ends there; the first day of a period does not end it."""
    rest = text[day.end :]
    to = _TO.match(rest)
    is_begin = to is not None and any(other.start == 0 for other in find_days(rest[to.end() :]))
    return not is_begin and bool(_DEADLINE.search(text[: day.start]))


def period_in(text: str) -> tuple[WrittenDay, WrittenDay] | None:
    """The two days of a period: 2018-07-01至2018-09-30."""
    days = find_days(text)
    return next(((one, two) for one, two in pairwise(days) if _TO.fullmatch(text[one.end : two.start])), None)


def standing_days(text: str) -> list[WrittenDay]:
    """The days of a folded text that stand by themselves or behind a label."""
    text = _without_weekday(text)
    days = [] if _CLOCK.search(text) else find_days(text)
    return [day for day in days if _stands_alone(text, day, days)]


def tells_weekday(text: str) -> bool:
    """Whether a weekday stands behind a day, as in some lists, and beside the page's own clock."""
    return _without_weekday(text) != text


def _without_weekday(text: str) -> str:
    """The text with blanks for the weekday behind a day: 2018-07-28 星期六, 2018年7月28日(星期六). All places stay."""
    return _WEEKDAY.sub(lambda match: " " * len(match[0]), text)


def is_day_alone(text: str) -> bool:
    """Whether a phrase is a date and nothing more."""
    text = _without_weekday(text)
    days = find_days(text)
    return bool(days) and not _without(text, days).strip(_DRESS)


def _without(text: str, days: list[WrittenDay]) -> str:
    kept, place = [], 0
    for day in days:
        kept.append(text[place : day.start])
        place = day.end
    return "".join([*kept, text[place:]])


def _stands_alone(text: str, day: WrittenDay, days: list[WrittenDay]) -> bool:
    period = period_in(text)
    start, end = (period[0].start, period[1].end) if period is not None and day in period else (day.start, day.end)
    before, behind = text[:start], text[end:]
    if _TOLD_BESIDE.fullmatch(behind):
        text, behind = text[:end], ""
    rest = _without(text, days)
    if not rest.strip(_DRESS):
        return True
    if _LABEL.search(before):
        return not re.match(r"[,。;、]?\s*[一-龥]{8}", behind)
    apart_before = not before.strip(_DRESS) or before[-1] in " [(【|>"
    apart_behind = not behind.strip(_DRESS) or behind[0] in " ])】|<" or not re.search(r"[\w%°]", behind)
    return apart_before and apart_behind and len(rest) <= 40 and not _SENTENCE.search(rest)


def _calendar_block(texts: list[str]) -> str | None:
    """A day whose month and year stand in texts of their own, among the small texts of a row."""
    small = [part for text in texts if len(text) <= 12 for part in _parts(text)][:8]
    year_month = next((match for part in small if (match := _YEAR_MONTH.fullmatch(part))), None)
    if year_month:
        return _joined(year_month[1], year_month[2], _day_beside(small))
    month_year = next((match for part in small if (match := _MONTH_YEAR.fullmatch(part))), None)
    if month_year:
        return _joined(month_year[2], month_year[1], _day_beside(small))
    year = next((match[1] for part in small if (match := _YEAR_NUMBER.fullmatch(part))), None)
    month_day = next((match for part in small if (match := _MONTH_DAY.fullmatch(part))), None)
    if month_day:
        return _joined(year, month_day[1], month_day[2]) if year else None
    month = next((number for part in small if (number := _month(part))), None)
    return _joined(year, month, _day_beside(small)) if month else None


def month_alone(text: str) -> bool:
    """Whether a phrase is a month and nothing more, its year beside it or not: 2018年7月, 七月."""
    plain = text.strip("[]()【】 :")
    return bool(_YEAR_MONTH.fullmatch(plain)) or (plain.endswith("月") and _month(plain) is not None)


def day_of_month(text: str) -> bool:
    """Whether a phrase is the number of a day: 25日, 25."""
    return bool(_DAY_NUMBER.fullmatch(text.strip("[]()【】 :")))


def day_under(month: str, texts: list[str]) -> str | None:
    """The day of a row whose own number of a day (25日) stands under a month: `2018-07-25`, without its year where none is told."""
    day = _day_beside([text.strip("[]()【】 :") for text in texts])
    plain = month.strip("[]()【】 :")
    year_month = _YEAR_MONTH.fullmatch(plain)
    return _joined(year_month[1], year_month[2], day) if year_month else _joined(None, _month(plain), day)


def _parts(text: str) -> list[str]:
    plain = text.strip("[]()【】 ")
    return plain.split() if re.search(r"\s", plain) and not find_days(plain) else [plain]


def _month(part: str) -> str | None:
    match = _MONTH_NUMBER.fullmatch(part)
    if match:
        return match[1]
    named = _CHINESE_MONTHS.get(part) or _ENGLISH_MONTHS.get(part[:3].lower() if part.isascii() and part.isalpha() else "")
    return str(named) if named else None


def _day_beside(small: list[str]) -> str | None:
    return next((match[1] for part in small if (match := _DAY_NUMBER.fullmatch(part))), None)


def _joined(year: str | None, month: str | None, day: str | None) -> str | None:
    if month is None or day is None:
        return None
    written = f"{int(month):02}-{int(day):02}"
    return f"{year}-{written}" if year else written
