"""服务不实用: a site that has services to offer and offers none (国办秘函〔2019〕19号)."""

import re

from checker.judgment.checks.answer import Answer, Case, Check, Params
from checker.judgment.columns.counting import tell_names
from checker.judgment.words import quoted

_SOUNDS_LIKE_SERVICES = re.compile("办事|政务服务|服务(?:大厅|事项|指南)|网上办|一网通|便民")
_PORTALS = ("city_portal", "county_portal")


def judge_services(_: Params, case: Case) -> Answer:
    """A portal must offer services; whether a department has any to offer, the roster says, or its columns do, or a person must."""
    site = case.look.site
    there = [each for each in case.columns if each.column.category == "service" and each.seen is not None]
    if there:
        evidence = tuple(dict.fromkeys(file for each in there for file in each.column.evidence))
        return Answer("pass", f"已提供办事服务类栏目：{tell_names(there)}。", evidence=evidence)
    if site.services is False:
        return Answer("not_applicable", "名单注明该网站没有办事服务。")
    if unseen := case.unseen_of("service"):
        return Answer("cannot_tell", f"没有找到办事服务类栏目，但没有看全（{'；'.join(unseen)}），无法判定。", evidence=case.pictures)
    similar = next((link.words for link in case.look.links if _SOUNDS_LIKE_SERVICES.search(link.words)), None)
    if site.services is None and site.level not in _PORTALS:
        linked = f"，首页有链接{quoted(similar, 30)}" if similar is not None else ""
        because = f"没有找到办事服务类栏目{linked}；名单未注明该网站有无办事服务，是否应当提供须由人工确认。"
        return Answer("cannot_tell", because, needs="person", evidence=case.pictures)
    if similar is not None:
        because = f"没有找到办事服务类栏目，但首页有链接{quoted(similar, 30)}，不能断定没有提供办事服务。"
        return Answer("cannot_tell", because, evidence=case.pictures)
    searched = "已查看首页的导航、栏目、图片按钮和互动类栏目的下级页面"
    return Answer("fail", f"{searched}，没有找到办事服务类栏目。", ground="missing", evidence=case.pictures)


SERVICES_MISSING = Check("services-missing", judge_services, grounds=(("missing",),), reads_columns=True)
