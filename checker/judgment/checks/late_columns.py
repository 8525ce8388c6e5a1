"""Columns that are not updated in time, where each of them, or any, costs points (基本信息)."""

from typing import cast

from checker.judgment.checks.answer import Answer, Case, Check, Params
from checker.judgment.checks.columns import ClockParams, count_stale
from checker.judgment.columns.counting import tell_doubt, tell_names
from checker.records.column import CATEGORIES


class LateParams(ClockParams):
    """`each`: every such column costs the rule's points; else the first one does, and no other."""

    each: bool


def judge_late(params: Params, case: Case) -> Answer:
    limits = cast(LateParams, params)
    clocks = limits.clocks(case.as_of)
    count = count_stale(case, clocks, limits.first_level)
    name = "、".join(CATEGORIES[category] for category in clocks)
    level = "一级" if limits.first_level else ""
    doubtful = len(count.doubtful) + len(count.unplaced)
    doubt = None if count.unseen else doubtful
    if count.proven:
        because = f"未按时更新的{name}类{level}栏目{len(count.proven)}个：{tell_names(count.proven, days=True)}。"
        words = {"count": str(len(count.proven))}
        times, doubt = (len(count.proven), doubt) if limits.each else (1, 0)
        return Answer("fail", because, ground="stale", words=words, evidence=count.evidence(), times=times, doubt=doubt)
    if doubtful or count.unseen:
        because = f"没有查实未按时更新的{name}类{level}栏目，但{tell_doubt(count)}"
        return Answer("cannot_tell", because, doubt=doubt if limits.each else 1)
    if not any(each.seen is not None and each.seen.category in clocks for each in case.columns):
        return Answer("not_applicable", f"没有找到{name}类栏目，不按更新期限判定。")
    return Answer("pass", f"{name}类{level}栏目均按时更新。")


COLUMNS_LATE = Check("columns-late", judge_late, LateParams, (("stale",),), frozenset({"count"}), reads_columns=True)
