"""Letters, surveys and interviews as a year of them counts under as-of (CONTRACT.md, the table of columns)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from checker.judgment.columns.clock import is_within_year, waits_too_long
from checker.judgment.columns.survey_results import results_of
from checker.records.column import FieldName, ListItem
from checker.records.days import find_day
from checker.records.item_days import SettledItem, day_in
from checker.records.numbers import fold

_STEP = "办结|受理|回复|答复|办理|处理|转办|审核|回应|交办|签收|分办|转交|反馈|解决"  # 未采纳 is what was decided, and no waiting
# 未办结 holds 办结: what says that something is not done yet is asked first
_WAITING = re.compile(
    f"(?:未|待|正在|无|没有?)(?:予以?|作|得到)?(?:{_STEP})|[待未]办|(?:{_STEP})中|已(?:受理|签收|分办|转|交办)|转办|交办|否"
)
_ANSWERED = re.compile("办结|已(?:答复|回复|处理|解决|反馈|办理|回应)|(?:答复|回复|办理|处理)(?:完毕|完成|结束)|是")
_ENDED = ("已结束", "已截止", "结束", "已过期", "已终止")
_NOTHING = re.compile(r"[\s\-—/()]*|(?:暂|尚)?[无未没](?:有)?(?:结果|反馈|公布|公示|回复|答复)*(?:结果|情况)?")
_FIRST_YEAR = 1990  # before any such site: a day before it (1900-01-01, 1970-01-01) is how a program writes that there is none
_RUNNING = ("进行中", "征集中", "调查中", "正在", "未结束", "未开始", "即将开始")


@dataclass(frozen=True)
class YearOfLetters:
    """`late` letters were answered after more than the rule's months; `unclear` ones do not say whether they were answered."""

    asked: int
    overdue: tuple[SettledItem, ...]
    unclear: tuple[SettledItem, ...]
    late: int


def count_letters(items: Sequence[SettledItem], as_of: date, day_of_looking: date, months: int = 3) -> YearOfLetters:
    """Letters asked in the year up to as-of; overdue are those still unanswered at as-of more than `months` after they were asked."""
    overdue: list[SettledItem] = []
    unclear: list[SettledItem] = []
    asked = late = 0
    for item in items:
        day = asked_day(item, day_of_looking)
        if day is None or not is_within_year(day, as_of):
            continue
        asked += 1
        answered = answered_day(item, day_of_looking)
        if answered is not None and answered <= as_of:
            late += waits_too_long(day, answered, months)
        elif waits_too_long(day, as_of, months):
            said = False if answered is not None else is_answered(item.item)  # an answer that came after as-of was none then
            if said is False:
                overdue.append(item)
            elif said is None:
                unclear.append(item)
    return YearOfLetters(asked, tuple(overdue), tuple(unclear), late)


def asked_day(item: SettledItem, day_of_looking: date) -> date | None:
    """来信时间, else the day of its row. Where it tells no year, the row's day has it from the list's order."""
    written = find_day(fold(item.item.fields.get("asked", ""))[0])
    is_in_order = written is not None and written.year is None and written.ago is None and item.day is not None
    if is_in_order and written is not None and item.day is not None and (item.day.month, item.day.day) == (written.month, written.day):
        return item.day
    return _day_of(item.item, "asked", day_of_looking) or item.day


def answered_day(item: SettledItem, day_of_looking: date) -> date | None:
    """回复时间; without a year the first such day from its asking on. None where there is none, or what a program writes for none."""
    day = _day_from(item.item.fields.get("answered", ""), asked_day(item, day_of_looking), day_of_looking)
    return day if day is not None and day.year >= _FIRST_YEAR else None


def is_answered(item: ListItem) -> bool | None:
    """By its status or its answer; None where neither says."""
    for said in (item.fields.get("status", ""), item.fields.get("answered", "")):
        status = "".join(said.split())
        if _says(_WAITING, status):
            return False
        if _says(_ANSWERED, status):
            return True
    if not _is_nothing(item.fields.get("answer", "")):
        return True
    return False if "answer" in item.fields or "answered" in item.fields else None


def _says(words: re.Pattern[str], status: str) -> bool:
    """是 and 否 answer 是否回复 alone; every other word may stand within more."""
    found = words.search(status)
    return found is not None and (len(found[0]) > 1 or found[0] == status)


@dataclass(frozen=True)
class YearOfSurveys:
    """`unpublished` ended without a published result; of `unclear` ones nobody could see whether they ended, or whether there is one."""

    held: tuple[SettledItem, ...]
    unpublished: tuple[SettledItem, ...]
    unclear: tuple[SettledItem, ...]


def count_surveys(items: Sequence[SettledItem], as_of: date, day_of_looking: date) -> YearOfSurveys:
    held: list[SettledItem] = []
    unpublished: list[SettledItem] = []
    unclear: list[SettledItem] = []
    answered, results = results_of(items)
    for place, item in enumerate(items):
        if place in results:
            continue
        day = _day_of(item.item, "started", day_of_looking) or _day_of(item.item, "held", day_of_looking) or item.day
        ended = _ended_day(item.item, day, day_of_looking)
        if day is None:
            day = ended
        if day is None or not is_within_year(day, as_of):
            continue
        held.append(item)
        is_over = _is_over(item.item, ended, as_of)
        if is_over is False or place in answered or not _is_nothing(item.item.fields.get("result", "")):
            continue
        if is_over is None or "result" not in item.item.fields:
            unclear.append(item)
        else:
            unpublished.append(item)
    return YearOfSurveys(tuple(held), tuple(unpublished), tuple(unclear))


def held_interviews(items: Sequence[SettledItem], as_of: date, day_of_looking: date) -> tuple[SettledItem, ...]:
    days = ((item, _day_of(item.item, "held", day_of_looking) or item.day) for item in items)
    return tuple(item for item, day in days if day is not None and is_within_year(day, as_of))


def _is_nothing(words: str) -> bool:
    """An empty cell, a dash, 无, 暂无, 未公布."""
    return bool(_NOTHING.fullmatch(words))


def _is_over(item: ListItem, ended: date | None, as_of: date) -> bool | None:
    """By its last day or its status; None where neither says."""
    if ended is not None:
        return ended < as_of
    status = item.fields.get("status", "")
    if any(word in status for word in _RUNNING):
        return False
    return True if any(word in status for word in _ENDED) else None


def _ended_day(item: ListItem, started: date | None, day_of_looking: date) -> date | None:
    return _day_from(item.fields.get("ended", ""), started, day_of_looking)


def _day_from(text: str, started: date | None, day_of_looking: date) -> date | None:
    """The day that a text names; one without a year (2018年7月1日至9月30日) is the first such day from `started` on, if there is one."""
    written = find_day(fold(text)[0])
    if started is not None and written is not None and written.year is None and written.month and written.day:
        years = (f"{year}-{written.month:02}-{written.day:02}" for year in (started.year, started.year + 1))
        return next((day for text in years if (day := day_in(text, day_of_looking)) is not None and day >= started), None)
    return day_in(text, day_of_looking)


def _day_of(item: ListItem, field: FieldName, day_of_looking: date) -> date | None:
    return day_in(item.fields.get(field, ""), day_of_looking)
