"""站点无法访问: a week of visits decides; one run only says how its own visit went."""

from typing import Annotated, cast

from pydantic import Field

from checker.judgment.checks.answer import Answer, Case, Check, Params
from checker.judgment.words import tell_reach


class ReachabilityParams(Params):
    """`seconds` without an answer make a failed visit; `percent` of failed visits among `visits_a_day` over `days` make the veto."""

    days: Annotated[int, Field(gt=0)]
    visits_a_day: Annotated[int, Field(gt=0)]
    seconds: Annotated[float, Field(gt=0)]
    percent: Annotated[float, Field(gt=0, le=100)]


def judge_reachability(params: Params, case: Case) -> Answer:
    limits, reach = cast(ReachabilityParams, params), case.look.reach
    if reach.state == "reached":
        seconds = f"用时{reach.seconds:.2f}秒" if reach.seconds is not None else "用时未记录"
        visit = f"本次访问首页已打开，{seconds}"
    else:
        visit = f"本次访问首页未能打开：{tell_reach(reach)}"
    because = (
        f"本条须依据连续{limits.days}天、每天{limits.visits_a_day}次以上的访问记录判定"
        f"（每次超过（含）{limits.seconds:g}秒打不开的比例达到{limits.percent:g}%），目前没有这样的记录。{visit}。"
    )
    return Answer("cannot_tell", because, needs="history")


REACHABILITY = Check(name="reachability", judge=judge_reachability, params=ReachabilityParams)
