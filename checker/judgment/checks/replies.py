"""留言答复: whether an answer to a letter was published lately (国办秘函〔2019〕19号)."""

from datetime import date
from typing import Annotated, cast

from pydantic import Field

from checker.judgment.checks.answer import Answer, Case, Check, Params
from checker.judgment.columns.counting import tell_names
from checker.judgment.columns.letters import answered_day, asked_day, is_answered
from checker.judgment.columns.measured import Measured
from checker.records.days import fresh_since


class RepliesParams(Params):
    """No answer for `months` costs the points."""

    months: Annotated[int, Field(gt=0, le=12)]


def judge_replies(params: Params, case: Case) -> Answer:
    months = cast(RepliesParams, params).months
    since = fresh_since(case.as_of, months=months)
    boxes = [each for each in case.columns if each.column.category == "consultation" and each.seen is not None]
    if not boxes:
        if case.unseen:
            because = f"没有找到政务咨询类栏目，但没有看全（{'；'.join(case.unseen)}），无法判定。"
            return Answer("cannot_tell", because, evidence=case.pictures)
        return Answer("not_applicable", "没有找到政务咨询类栏目，另按未提供咨询渠道判定。")
    evidence = tuple(dict.fromkeys(file for each in boxes for file in each.column.evidence))
    newest = max((day for each in boxes for day in _days(each, case)), default=None)
    if newest is not None and newest >= since:
        return Answer("pass", f"最近一次答复在{newest.isoformat()}，未超过{months}个月。", evidence=evidence)
    told = f"最近一次注明日期的答复在{newest.isoformat()}" if newest is not None else "没有读到注明日期的答复"
    doubtful = [each for each in boxes if _may_be_newer(each, since, case)]
    if doubtful or case.unseen:
        why = "；".join(dict.fromkeys([*(each.column.because.rstrip("。") for each in doubtful[:3]), *case.unseen]))
        return Answer("cannot_tell", f"{told}，但不能断定没有更晚的（{why}），无法判定。", evidence=evidence)
    because = f"留言答复超过{months}个月未更新，{told}（{tell_names(boxes)}）。"
    return Answer("fail", because, ground="stale", evidence=evidence)


def _days(each: Measured, case: Case) -> list[date]:
    """When answers were given, up to as-of."""
    looked = _day_of_looking(case)
    days = (answered_day(item, looked) for item in each.items)
    return [day for day in days if day is not None and day <= case.as_of]


def _may_be_newer(each: Measured, since: date, case: Case) -> bool:
    """Whether the column may hold an answer since then that nobody read, or one whose day is not told.

    An answer without a day may be as new as as-of, however old its letter is.
    """
    if each.column.state in ("undetermined", "unreachable", "undated") or not each.is_whole:
        return True
    looked = _day_of_looking(case)
    for item in each.items:
        asked = asked_day(item, looked)
        if answered_day(item, looked) is None and (asked is None or asked <= case.as_of) and is_answered(item.item) is not False:
            return True
    return False


def _day_of_looking(case: Case) -> date:
    return date.fromisoformat(case.look.day or case.circumstances.as_of)


REPLIES_STALE = Check("replies-stale", judge_replies, RepliesParams, (("stale",),), reads_columns=True)
