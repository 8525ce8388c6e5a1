"""A week of visits, counted: how many there were on each day, how many did not open, and which say nothing of the site."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from checker.records.look import ReachState
from checker.records.visit_history import SiteVisit, VisitHistory

_NOT_OPENED: dict[ReachState, str] = {
    "dns": "域名无法解析",
    "refused": "服务器拒绝连接",
    "reset": "连接被中断",
    "tls": "安全证书或加密连接有误",
    "http_error": "服务器返回错误",
    "redirect_loop": "反复跳转",
    "download": "返回的是文件",
    "empty": "没有返回页面或者页面空白",
}
_SLOW = "在规定秒数内没有打开"
_SAYS_NOTHING: dict[ReachState, str] = {
    "blocked": "被网站的防护系统拦截",
    "our_fault": "检查工具自身原因",
    "crashed": "浏览器崩溃",
    "not_allowed": "地址不在允许访问的范围内",
    "timeout": "等待时间不足规定秒数",
}
_REFUSED_TO_US = {401, 403}  # it answered, and would not show us: perhaps it shows others


@dataclass(frozen=True)
class Watched:
    """Some days in a row. `failed` and `uncounted` say in Chinese why, with their numbers; `missing` are days of which
    nothing was kept, `damaged` those whose record was altered."""

    days: dict[date, int]  # visits that count, by day
    opened: int
    failed: Counter[str]
    uncounted: Counter[str]
    missing: list[date]
    damaged: list[date]

    @property
    def counted(self) -> int:
        return sum(self.days.values())

    @property
    def failures(self) -> int:
        return self.failed.total()

    @property
    def percent(self) -> Fraction:
        """Of the visits that count, those that did not open."""
        return Fraction(100 * self.failures, self.counted) if self.counted else Fraction(0)

    def days_short_of(self, visits: int) -> dict[date, int]:
        return {day: count for day, count in self.days.items() if count < visits}


def watch(history: VisitHistory | None, end: date, days: int, seconds: float, minutes_apart: float) -> Watched:
    """Counts the visits of the `days` days before the day `end`.

    Of visits that began less than `minutes_apart` after one that counts, none counts beside it (间隔性).
    """
    first = end - timedelta(days=days)
    wanted = [first + timedelta(days=n) for n in range(days)]
    count: dict[date, int] = dict.fromkeys(wanted, 0)
    failed: Counter[str] = Counter()
    uncounted: Counter[str] = Counter()
    opened = 0
    last: datetime | None = None
    for visit in _once_each(history, first, end):
        why = _why_not_opened(visit, seconds)
        silent = _why_silent(visit, seconds)
        if silent is not None:
            uncounted[silent] += 1
        elif last is not None and visit.moment - last < timedelta(minutes=minutes_apart):
            uncounted["与上次访问间隔过短"] += 1
        else:
            last = visit.moment
            count[visit.day] += 1
            if why is None:
                opened += 1
            else:
                failed[why] += 1
    kept = [day for day in wanted if history is not None and history.since <= day <= history.until]
    damaged = [day for day in wanted if history is not None and day in history.damaged]
    return Watched(count, opened, failed, uncounted, [day for day in wanted if day not in kept], damaged)


def how_it_counts(visit: SiteVisit, seconds: float) -> bool | None:
    """Whether the visit opened the page in time; None where it says nothing of that."""
    return None if _why_silent(visit, seconds) is not None else _why_not_opened(visit, seconds) is None


def _once_each(history: VisitHistory | None, first: date, end: date) -> Iterable[SiteVisit]:
    """In order of time; a visit that was written down twice is one."""
    visits = {(visit.moment, visit.by, visit.look): visit for visit in (history.visits if history else ()) if first <= visit.day < end}
    return [visits[each] for each in sorted(visits)]


def _why_silent(visit: SiteVisit, seconds: float) -> str | None:
    """Why a visit says nothing of whether the site opens; None where it does."""
    if visit.state == "timeout":
        return None if _waited(visit) >= seconds else _SAYS_NOTHING["timeout"]
    if visit.state == "reached":
        return None if visit.seconds is not None else "未记录用时"
    if visit.state == "http_error" and visit.status in _REFUSED_TO_US:
        return f"网站拒绝自动访问（状态码{visit.status}）"
    return None if visit.state in _NOT_OPENED else _SAYS_NOTHING[visit.state]


def _why_not_opened(visit: SiteVisit, seconds: float) -> str | None:
    """None for a visit that opened the page before so many seconds were over: exactly so many are too many (超过（含）)."""
    if visit.state == "reached":
        return None if (visit.seconds or 0) < seconds else _SLOW
    return _NOT_OPENED.get(visit.state, _SLOW)


def _waited(visit: SiteVisit) -> float:
    return max(visit.waited, visit.seconds or 0)
