"""栏目不更新 and 空白栏目: how many columns are not updated in time (国办发〔2015〕15号, 单项否决)."""

from collections.abc import Collection
from datetime import date
from typing import cast

from pydantic import Field

from checker.judgment.checks.answer import Answer, Case, Check, Limit, Params
from checker.judgment.columns.counting import Count, tell_doubt, tell_names
from checker.judgment.columns.level import is_first_level
from checker.judgment.columns.measured import Measured
from checker.records.column import Category
from checker.records.days import fresh_since


class ClockParams(Params):
    """`days` and `months` are the clocks of the categories that count; of those in `first_level` only 一级栏目 do."""

    days: dict[Category, Limit] = Field(default_factory=dict)
    months: dict[Category, Limit] = Field(default_factory=dict)
    first_level: list[Category] = Field(default_factory=list)

    def clocks(self, as_of: date) -> dict[Category, date]:
        """By category, the first day that is not too old."""
        clocks = {name: fresh_since(as_of, days=days) for name, days in self.days.items()}
        return clocks | {name: fresh_since(as_of, months=months) for name, months in self.months.items()}


class StaleParams(ClockParams):
    """`columns` that are not updated in time fail the site."""

    columns: Limit


class LongStaleParams(Params):
    """`columns` without an update for `months` fail the site; `categories` are those that should be updated and have no other clock."""

    columns: Limit
    months: Limit
    categories: list[Category]


class BlankParams(Params):
    columns: Limit


def judge_stale(params: Params, case: Case) -> Answer:
    limits = cast(StaleParams, params)
    count = count_stale(case, limits.clocks(case.as_of), limits.first_level)
    told = f"在规定期限内未更新的栏目{len(count.proven)}个"
    return _answer(count, limits.columns, told)


def judge_long_stale(params: Params, case: Case) -> Answer:
    limits = cast(LongStaleParams, params)
    since = fresh_since(case.as_of, months=limits.months)
    count = count_stale(case, dict.fromkeys(limits.categories, since))
    return _answer(count, limits.columns, f"超过{limits.months}个月未更新的栏目{len(count.proven)}个")


def judge_blank(params: Params, case: Case) -> Answer:
    blank = tuple(each for each in case.columns if each.column.state == "blank")
    doubtful = tuple(each for each in case.columns if each.column.state == "undetermined" and not _has_content(each))
    count = Count(blank, doubtful, case.unseen)
    return _answer(count, cast(BlankParams, params).columns, f"空白栏目{len(blank)}个")


def count_stale(case: Case, clocks: dict[Category, date], first_level: Collection[Category] = ()) -> Count:
    """Columns whose newest day lies before their clock. 未注明时间的视为不更新; a blank column does not count here as well.

    Of the categories in `first_level` those of a lower level do not count, and those whose level nobody knows are a doubt.
    """
    proven: list[Measured] = []
    doubtful: list[Measured] = []
    unplaced: list[Measured] = []
    for each in case.columns:
        since = clocks.get(each.seen.category) if each.seen is not None else None
        if each.seen is None or since is None:
            continue
        is_first = is_first_level(each.seen, case.look) if each.seen.category in first_level else True
        if is_first is False:
            continue
        match each.column.state:
            case "found" if each.latest is not None and each.latest >= since:
                continue
            case "found" if _says_nothing(each):
                continue
            case "found" | "undated" if each.is_newest_known:
                (proven if is_first else unplaced).append(each)
            case "found" | "undated" | "undetermined" | "unreachable":
                doubtful.append(each)
    return Count(tuple(proven), tuple(doubtful), case.unseen, tuple(unplaced))


def _has_content(each: Measured) -> bool:
    """Its page was read, and something stands there, whatever it is: it may be stale, and is not blank."""
    pages = each.seen.pages if each.seen is not None else []
    return bool(pages) and pages[0].state == "read" and pages[0].form != "blank"


def _says_nothing(each: Measured) -> bool:
    """A directory of further columns, or one article: neither is a list that could be updated."""
    return each.column.dated_items is None


def _answer(count: Count, limit: int, told: str) -> Answer:
    outcome = count.outcome(limit)
    names = f"：{tell_names(count.proven, days=True)}" if count.proven else ""
    because = f"{told}{names}。"
    if outcome == "pass":
        return Answer("pass", f"{because}未达到{limit}个。{tell_doubt(count)}", evidence=count.evidence())
    if outcome == "fail":
        ground = "over" if len(count.proven) > limit else "at_limit"
        return Answer("fail", because, ground=ground, words={"count": str(len(count.proven))}, evidence=count.evidence())
    return Answer("cannot_tell", f"{because}{tell_doubt(count)}无法判定是否达到{limit}个。", evidence=count.evidence())


_GROUNDS = (("at_limit", "over"),)
_WORDS = frozenset({"count"})
COLUMNS_STALE = Check("columns-stale", judge_stale, StaleParams, _GROUNDS, _WORDS, reads_columns=True)
COLUMNS_LONG_STALE = Check("columns-long-stale", judge_long_stale, LongStaleParams, _GROUNDS, _WORDS, reads_columns=True)
COLUMNS_BLANK = Check("columns-blank", judge_blank, BlankParams, _GROUNDS, _WORDS, reads_columns=True)
