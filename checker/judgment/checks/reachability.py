"""站点无法访问 and 首页可用性: a week of visits decides; one run only says how its own visit went."""

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from typing import Annotated, cast

from pydantic import Field

from checker.judgment.availability import Watched, watch
from checker.judgment.checks.answer import Answer, Case, Check, Limit, Params
from checker.judgment.words import tell_reach
from checker.records.visit_history import HISTORY

_NAMED = 10  # days


class ReachabilityParams(Params):
    """`seconds` without an answer make a failed visit; `percent` of failed visits among `visits_a_day` over `days` are too many.

    `minutes_apart`: visits closer to each other count once (间隔性).
    """

    days: Limit
    visits_a_day: Limit
    minutes_apart: Annotated[float, Field(ge=0, le=1440)] = 0
    seconds: Annotated[float, Field(gt=0, le=3600)]
    percent: Annotated[float, Field(gt=0, le=100)]

    @property
    def share(self) -> Fraction:
        """`percent` as it is written: 0.1 is a tenth."""
        return Fraction(str(self.percent))


def judge_reachability(params: Params, case: Case) -> Answer:
    limits = cast(ReachabilityParams, params)
    watched = _watch(limits, case)
    if (lacking := _tell_lack(limits, case, watched)) is not None:
        return lacking
    told, evidence = _tell(limits, case, watched), _evidence(case)
    if watched.percent < limits.share:
        return Answer("pass", f"{told}，未达到{limits.percent:g}%。", evidence=evidence)
    words = {"percent": _percent(watched.percent), "count": str(watched.failures), "visits": str(watched.counted)}
    return Answer("fail", f"{told}，达到{limits.percent:g}%。", ground="unreachable", words=words, evidence=evidence)


def judge_availability(params: Params, case: Case) -> Answer:
    """Each whole `percent` of visits that did not open costs once."""
    limits = cast(ReachabilityParams, params)
    watched = _watch(limits, case)
    if (lacking := _tell_lack(limits, case, watched)) is not None:
        return lacking
    told, evidence = _tell(limits, case, watched), _evidence(case)
    times = int(watched.percent / limits.share)
    if times == 0:
        return Answer("pass", f"{told}，不足{limits.percent:g}%。", evidence=evidence)
    words = {"percent": _percent(watched.percent), "count": str(watched.failures), "visits": str(watched.counted)}
    because = f"{told}，每{limits.percent:g}%计一次，共计{times}次。"
    return Answer("fail", because, ground="unavailable", words=words, evidence=evidence, times=times)


def _watch(limits: ReachabilityParams, case: Case) -> Watched:
    """The whole days before as-of; where they have too few visits, the days up to as-of, if that one has its visits already."""
    until_now = [
        watch(case.look.history, end, limits.days, limits.seconds, limits.minutes_apart)
        for end in (case.as_of, case.as_of + timedelta(days=1))
    ]
    return next((watched for watched in until_now if _is_enough(limits, watched)), until_now[0])


def _is_enough(limits: ReachabilityParams, watched: Watched) -> bool:
    return not watched.days_short_of(limits.visits_a_day) and not watched.damaged


def _tell_lack(limits: ReachabilityParams, case: Case, watched: Watched) -> Answer | None:
    """Where the visits are too few to tell anything; None where each day has enough of them."""
    if _is_enough(limits, watched):
        return None
    short = watched.days_short_of(limits.visits_a_day)
    apart = f"、间隔不少于{limits.minutes_apart:g}分钟" if limits.minutes_apart else ""
    because = (
        f"本条须依据截至检查日连续{limits.days}天、每天{limits.visits_a_day}次以上{apart}的访问记录判定"
        f"（每次超过（含）{limits.seconds:g}秒打不开的比例达到{limits.percent:g}%）。"
        f"{_span(watched)}可计入的访问共{watched.counted}次，其中{watched.failures}次打不开{_beside(watched)}"
    )
    if short:
        named = "、".join(f"{_day(day)}（{count}次）" for day, count in list(short.items())[:_NAMED])
        because += f"；次数不足的有{len(short)}天：{named}{'等' if len(short) > _NAMED else ''}"
    if watched.damaged:
        because += f"；{_days(watched.damaged)}的访问记录文件被改动，不能作为依据"
    if watched.missing and case.look.history is not None:
        because += f"；{_days(watched.missing)}的访问记录没有随本批次留存"
    return Answer("cannot_tell", f"{because}。{_this_visit(case)}。", needs="history", evidence=_evidence(case))


def _this_visit(case: Case) -> str:
    reach = case.look.reach
    if reach.state != "reached":
        return f"本次访问首页未能打开：{tell_reach(reach)}"
    seconds = f"用时{reach.seconds:.2f}秒" if reach.seconds is not None else "用时未记录"
    return f"本次访问首页已打开，{seconds}"


def _tell(limits: ReachabilityParams, case: Case, watched: Watched) -> str:
    why = f"（{_counts(watched.failed)}）" if watched.failed else ""
    return (
        f"{_span(watched)}每天访问均不少于{limits.visits_a_day}次，共{watched.counted}次，"
        f"其中{watched.failures}次打不开{why}，占{_percent(watched.percent)}%{_beside(watched)}"
    )


def _beside(watched: Watched) -> str:
    return f"（另有{watched.uncounted.total()}次不计入：{_counts(watched.uncounted)}）" if watched.uncounted else ""


def _counts(reasons: Counter[str]) -> str:
    return "、".join(f"{why}{count}次" for why, count in sorted(reasons.items()))


def _span(watched: Watched) -> str:
    first, last = min(watched.days), max(watched.days)
    return f"{first.isoformat()}至{last.isoformat()}" if first != last else first.isoformat()


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"


def _days(days: list[date]) -> str:
    return "、".join(map(_day, days[:_NAMED])) + (f"等{len(days)}天" if len(days) > _NAMED else "")


def _percent(share: Fraction) -> str:
    """Two digits behind the point at most, cut and not rounded: what stays under a limit is not told as having reached it."""
    return f"{int(share * 100) / 100:g}"


def _evidence(case: Case) -> tuple[str, ...]:
    return (f"sites/{case.look.site.key}/{HISTORY}",) if case.look.history is not None else ()


_WORDS = frozenset({"percent", "count", "visits"})
REACHABILITY = Check("reachability", judge_reachability, ReachabilityParams, (("unreachable",),), _WORDS, reads_history=True)
AVAILABILITY = Check("home-availability", judge_availability, ReachabilityParams, (("unavailable",),), _WORDS, reads_history=True)
