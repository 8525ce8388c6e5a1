"""Updates on the home page: none in two weeks is a veto, few are a deduction (国办发〔2015〕15号)."""

from datetime import date
from typing import cast

from checker.judgment.checks.answer import Answer, Case, Check, Limit, Params
from checker.judgment.sight import gaps
from checker.judgment.words import tell_reach
from checker.records.days import fresh_since


class HomeStaleParams(Params):
    days: Limit


class FewUpdatesParams(HomeStaleParams):
    updates: Limit


def judge_home_stale(params: Params, case: Case) -> Answer:
    """An entrance that only leads to columns is judged by its second-level pages."""
    days = cast(HomeStaleParams, params).days
    refused = _not_seen(case)
    if refused is not None:
        return refused
    since = fresh_since(case.as_of, days=days)
    fresh = [item for item in case.home if item.day is not None and since <= item.day <= case.as_of]
    if fresh:
        newest = max(item.day for item in fresh if item.day is not None)
        return Answer("pass", f"首页{days}天内有{len(fresh)}条更新，最新一条为{newest.isoformat()}。", evidence=case.pictures)
    past = [item.day for item in case.home if item.day is not None and item.day <= case.as_of]
    newest_words = f"最新一条为{max(past).isoformat()}" if past else "没有注明发布时间的信息"
    kept_back = _in_tabs(case, since)
    if kept_back:
        because = f"首页可见部分未见{days}天内的更新（{newest_words}），但{kept_back}，无法判定。"
        return Answer("cannot_tell", because, evidence=case.pictures)
    if not case.home:
        return _judge_entrance(case, days)
    missed = [*_look_back(case), *case.unseen]
    if missed:
        because = f"首页未见{days}天内的更新（{newest_words}），但没有看全（{'；'.join(missed)}），无法判定。"
        return Answer("cannot_tell", because, evidence=case.pictures)
    return Answer("fail", f"首页栏目{days}天内没有信息更新，{newest_words}。", ground="stale", evidence=case.pictures)


def _judge_entrance(case: Case, days: int) -> Answer:
    since = fresh_since(case.as_of, days=days)
    measured = [each for each in case.columns if each.seen is not None]
    fresh = [each for each in measured if each.latest is not None and each.latest >= since]
    if fresh:
        because = f"首页仅为栏目导航入口，二级页面栏目中{len(fresh)}个在{days}天内有更新。"
        return Answer("pass", because, evidence=case.pictures)
    doubtful = [each for each in measured if each.column.state in ("undetermined", "unreachable") or not each.is_newest_known]
    if doubtful or not measured or case.unseen or _look_back(case):
        because = "首页没有注明时间的信息，二级页面栏目没有全部看清，无法判定是否更新。"
        return Answer("cannot_tell", because, evidence=case.pictures)
    because = f"首页仅为栏目导航入口，二级页面的{len(measured)}个栏目在{days}天内均没有信息更新。"
    return Answer("fail", because, ground="stale", evidence=case.pictures)


def judge_few_updates(params: Params, case: Case) -> Answer:
    limits = cast(FewUpdatesParams, params)
    refused = _not_seen(case)
    if refused is not None:
        return refused
    since = fresh_since(case.as_of, days=limits.days)
    count = sum(item.day is not None and since <= item.day <= case.as_of for item in case.home)
    because = f"首页{limits.days}天内更新信息{count}条"
    if count >= limits.updates:
        return Answer("pass", f"{because}，不少于{limits.updates}条。", evidence=case.pictures)
    undated = sum(item.day is None for item in case.home)
    kept_back = _in_tabs(case, since, limits.updates - count)
    missed = [*_look_back(case), *gaps(case.look), *([kept_back] if kept_back else [])]
    if missed or undated:
        why = "；".join([*missed, *([f"另有{undated}条未注明时间"] if undated else [])])
        if missed:
            return Answer("cannot_tell", f"{because}，但{why}，无法判定是否不足{limits.updates}条。", evidence=case.pictures)
        because = f"{because}（{why}，视为不更新）"
    words = {"count": str(count)}
    return Answer("fail", f"{because}，少于{limits.updates}条。", ground="few", words=words, evidence=case.pictures)


def _not_seen(case: Case) -> Answer | None:
    if case.look.reach.state != "reached":
        return Answer("cannot_tell", f"首页未能打开（{tell_reach(case.look.reach)}），没有查看更新情况。", evidence=case.pictures)
    if case.look.day is None:
        return Answer("cannot_tell", "本次检查没有读取栏目和信息的发布时间，无法判定。", evidence=case.pictures)
    return None


def _in_tabs(case: Case, since: date, wanted: int = 1) -> str | None:
    """What tabs that were not open may add, where that is as much as is wanted."""
    fresh = [day for day in case.in_tabs if since <= day <= case.as_of]
    return f"未展开的标签页内另有{len(fresh)}条（最新{max(fresh).isoformat()}）" if len(fresh) >= wanted else None


def _look_back(case: Case) -> list[str]:
    """A home page shows what is newest when it is looked at: what stood there on an earlier day, nobody sees any more."""
    if case.look.day is None or case.as_of >= date.fromisoformat(case.look.day):
        return []
    return [f"首页是{case.look.day}查看的，检查日在此之前，当时的首页已看不到"]


HOME_STALE = Check("home-stale", judge_home_stale, HomeStaleParams, (("stale",),), reads_columns=True)
HOME_FEW_UPDATES = Check("home-few-updates", judge_few_updates, FewUpdatesParams, (("few",),), frozenset({"count"}), reads_columns=True)
