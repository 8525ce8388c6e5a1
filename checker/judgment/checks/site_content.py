"""What is wrong with the content as a whole: dead links, the same article in several columns, links nobody sees, dates that lie ahead."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Annotated

from pydantic import Field

from checker.judgment.checks.answer import Answer, Case, Check, Params
from checker.judgment.columns.measured import Measured
from checker.judgment.words import quoted, tidy
from checker.records.column import LinkCheck
from checker.records.days import folded_title
from checker.records.failure_words import tell_failure
from checker.records.home_link import is_gone

_NAMED = 8
_MOSTLY = 0.6
_SHORT = 8  # letters: a shorter title (通知公告) names many articles


class DeadLinkParams(Params):
    """`points_elsewhere` is what a dead link of another page costs; only the home page's links are asked."""

    points_elsewhere: Annotated[float, Field(lt=0)] | None = None


def judge_dead_links(_: Params, case: Case) -> Answer:
    links = case.look.links
    if not links:
        return Answer("cannot_tell", "本次检查没有逐个核实首页链接。", evidence=case.pictures, doubt=None)
    dead = [link for link in links if _is_dead(link)]
    unproven = [link for link in links if not _is_dead(link) and not _is_alive(link)]
    beside = _tell_unproven(unproven)
    if dead:
        named = "、".join(f"{quoted(link.words or link.url, 30)}（{_tell(link)}）" for link in dead[:_NAMED])
        more = f"等{len(dead)}个" if len(dead) > _NAMED else ""
        because = f"首页{len(links)}个链接中有{len(dead)}个两次核实都打不开：{named}{more}。{beside}"
        evidence = tuple(dict.fromkeys((*(link.box_in for link in dead if link.box_in), *case.pictures)))
        words, doubt = {"count": str(len(dead))}, len(unproven)
        return Answer("fail", because, ground="dead", words=words, evidence=evidence, times=len(dead), doubt=doubt)
    if unproven:
        because = f"首页{len(links)}个链接中没有查实打不开的，{beside}"
        return Answer("cannot_tell", because, evidence=case.pictures, doubt=len(unproven))
    return Answer("pass", f"首页{len(links)}个链接均可以打开。", evidence=case.pictures)


def _is_dead(link: LinkCheck) -> bool:
    """Only what both tries saw gone; a wall, a silent host or a single failure proves nothing."""
    return is_gone(link.status, link.trouble) and is_gone(link.second_status, link.second_trouble)


def _is_alive(link: LinkCheck) -> bool:
    return any(status is not None and status < 400 for status in (link.status, link.second_status))


def _tell(link: LinkCheck) -> str:
    """What the second try said."""
    return f"状态码{link.second_status}" if link.second_status else tell_failure(f"network: {link.second_trouble}")


def _tell_unproven(links: list[LinkCheck]) -> str:
    """What is not known to be gone, by why nobody knows; empty for nothing."""
    why = {"not_allowed": "指向不允许访问的地址", "not_asked": "因数量或时间限制没有核实"}
    kinds = Counter(why.get(link.trouble or "", "未能核实（拒绝自动访问、超时或仅一次打不开等）") for link in links)
    return f"另有{'，'.join(f'{count}个链接{words}' for words, count in kinds.items())}。" if kinds else ""


def judge_duplicates(_: Params, case: Case) -> Answer:
    """一稿多发: the same title in several columns, under different addresses or the same one."""
    places: dict[str, dict[str, str]] = defaultdict(dict)
    addresses = [frozenset(item.item.url for item in each.items if item.item.url) for each in case.columns]
    for number, each in enumerate(case.columns):
        for item in () if _is_channel(number, case.columns, addresses) else each.items:
            title = folded_title(item.item.title)
            if len(title) >= _SHORT:
                places[title].setdefault(each.column.name or "", item.item.title)
    repeated = [(titles, next(iter(titles.values()))) for titles in places.values() if len(titles) > 1]
    if not repeated:
        if not case.columns:
            return Answer("cannot_tell", "没有读到任何栏目，无法判定有无一稿多发。")
        return Answer("pass", "已读的栏目中没有发现一稿多发。")
    named = "；".join(f"{quoted(title, 40)}见于{'、'.join(quoted(name, 20) for name in columns)}" for columns, title in repeated[:_NAMED])
    more = f"等{len(repeated)}篇" if len(repeated) > _NAMED else ""
    words = {"count": str(len(repeated))}
    return Answer("fail", f"有{len(repeated)}篇信息在多个栏目重复发布：{named}{more}。", ground="repeated", words=words)


def _is_channel(number: int, columns: Sequence[Measured], addresses: Sequence[frozenset[str]]) -> bool:
    """Whether the column of that number only shows what others have, as the page of 政民互动 does: it posts nothing a second time.

    Most of its items stand in others under the very same addresses, and no other holds them alone, unless it is the way there: 互动交流
    shows the newest of the one column that it leads to.
    """
    one, own = columns[number], addresses[number]
    others = [place for place in range(len(columns)) if place != number]
    shared = [own & addresses[place] for place in others]
    found = frozenset().union(*shared)
    if not len(found) >= _MOSTLY * len(own) > 0:
        return False
    return max(map(len, shared)) < len(found) or any(_leads_to(one, columns[place]) for place in others)


def _leads_to(one: Measured, other: Measured) -> bool:
    """Whether the other is named on this one's page, or stands in its folder."""
    address, further = one.column.url, other.column.url
    if address is None or further is None or other.seen is None:
        return False
    return address in other.seen.on_pages or (address.endswith("/") and further != address and further.startswith(address))


def judge_dark_links(_: Params, case: Case) -> Answer:
    """A person decides whether hidden links to foreign hosts are a break-in."""
    links = case.look.dark_links
    if case.look.reach.state != "reached":
        return Answer("cannot_tell", "首页未能打开，没有查看隐藏链接。", needs="person")
    if not links:
        return Answer("pass", "首页代码中没有发现指向外部网站而肉眼看不到的链接。", evidence=case.pictures)
    named = "、".join(f"{tidy(link.url, 60)}（{quoted(link.words, 20)}，{link.because}）" for link in links[:_NAMED])
    because = f"首页代码中有{len(links)}个指向外部网站而肉眼看不到的链接：{named}。是否为暗链须由人工核实。"
    return Answer("cannot_tell", because, needs="person", evidence=case.pictures)


def judge_future_dates(_: Params, case: Case) -> Answer:
    """伪造发稿日期 is for a person to find; what lies after as-of is named."""
    ahead = [(each, item) for each in case.columns for item in each.future]
    if not ahead:
        if not case.columns:
            return Answer("cannot_tell", "没有读到任何栏目，没有查看日期。", needs="person")
        return Answer("pass", "已读的栏目中没有日期晚于检查日的信息。")
    named = "、".join(
        f"{quoted(item.item.title, 30)}（{item.day.isoformat() if item.day else ''}，{quoted(each.column.name or '', 20)}）"
        for each, item in ahead[:_NAMED]
    )
    because = f"有{len(ahead)}条信息的日期晚于检查日{case.as_of.isoformat()}：{named}。是否伪造发稿日期须由人工核实。"
    return Answer("cannot_tell", because, needs="person")


DEAD_LINKS = Check("dead-links", judge_dead_links, DeadLinkParams, (("dead",),), frozenset({"count"}), reads_columns=True)
DUPLICATES = Check("duplicates", judge_duplicates, Params, (("repeated",),), frozenset({"count"}), reads_columns=True)
DARK_LINKS = Check("dark-links", judge_dark_links, reads_columns=True)
FUTURE_DATES = Check("future-dates", judge_future_dates, reads_columns=True)
