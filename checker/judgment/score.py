"""The score of a site, with its arithmetic line by line: only points that were found in print, unless others are asked for."""

from dataclasses import dataclass
from math import inf

from checker.judgment.edition import Edition, FailLine
from checker.judgment.held import Held
from checker.judgment.words import LEVELS
from checker.records.judgment import Column, SiteOnLine
from checker.records.site import Level


@dataclass(frozen=True)
class Score:
    """`points` are left for certain deductions alone, `least` where every doubt went against the site; `lines` are Chinese sentences."""

    points: float
    least: float
    lines: tuple[str, ...]


@dataclass(frozen=True)
class ScoredSite:
    """What scoring asks of a site: its level, and whether it has services to offer (None: nobody knows)."""

    level: Level | None = None
    has_services: bool | None = None


def scored_site(site: SiteOnLine, columns: list[Column]) -> ScoredSite:
    """The roster knows of services first, else a column of services that was found."""
    found = any(column.category == "service" and column.name is not None for column in columns) or None
    return ScoredSite(site.level, site.services if site.services is not None else found)


def count_score(held: list[Held], edition: Edition, site: ScoredSite, *, include_unverified: bool) -> Score | None:
    """None where the edition does not score, where nobody saw the home page, or where a veto failed: then nobody counts."""
    line = edition.fail_line
    if line is None or (line.status == "unverified" and not include_unverified):
        return None
    if any(each.finding.weight == "veto" and each.finding.outcome == "fail" for each in held):
        return None
    if any(each.rule is not None and each.rule.precondition and each.finding.outcome != "pass" for each in held):
        return None
    counted = [each for each in held if each.finding.weight == "deduct"]
    if not counted:
        return None
    told = [f"满分{line.full:g}分，低于{line.points:g}分为不合格。"]
    lost = 0.0
    for each in counted:
        if each.finding.points is not None:
            lost -= each.finding.points
            told.append(f"{each.title}：扣{_tell_lost(each)}分，余{_points(line.full - lost)}分。")
    doubtful = -sum(each.doubtful_points for each in counted)
    told += _tell_doubts(counted)
    told += _tell_unproven(held)
    points, least = max(line.full - lost, 0.0), max(line.full - lost - doubtful, 0.0)
    points, least, more = _weigh_services(line, points, least, site)
    points, least = round(points, 2), round(least, 2)
    side = "低于" if points < line.points else "不低于"
    told += [*more, f"得分{_points(points)}分，{side}{line.points:g}分。", *_tell_bonus(line, points, site)]
    return Score(points, least, tuple(told))


def _weigh_services(line: FailLine, points: float, least: float, site: ScoredSite) -> tuple[float, float, list[str]]:
    """A site without services is not asked for what it cannot have: those points are left out, the rest counts for more."""
    way = line.without_services
    if way is None or site.level not in way.levels or site.has_services:
        return points, least, []
    counted = [max(each - way.skipped, 0.0) * way.times / way.over for each in (points, least)]
    sum_of = f"（{_points(points)}－{way.skipped:g}）×{way.times}/{way.over}＝{_points(counted[0])}分"
    if site.has_services is False:
        return counted[0], counted[1], [f"该网站没有办事服务，不计其中{way.skipped:g}分：{sum_of}。"]
    unknown = f"名单未注明有无办事服务，网站上也没有看到办事服务类栏目：如有，为{_points(points)}分"
    return max(points, counted[0]), min(least, counted[1]), [f"{unknown}；如无，不计其中{way.skipped:g}分，为{sum_of}；按较高的计。"]


def _tell_lost(each: Held) -> str:
    lost = -(each.finding.points or 0.0)
    once = -(each.rule.points or 0.0) if each.rule is not None else lost
    return f"{_points(once)}×{round(lost / once)}＝{_points(lost)}" if lost > once else _points(lost)


def _tell_doubts(counted: list[Held]) -> list[str]:
    told = []
    for each in counted:
        if each.doubtful_points == -inf:
            told.append(f"{each.title}：未能全部判定，还可能扣多少分无法得知，未扣。")
        elif each.doubtful_points:
            told.append(f"{each.title}：未能全部判定，最多还可能扣{_points(-each.doubtful_points)}分，未扣。")
    waiting = [each for each in counted if each.finding.outcome == "cannot_tell" and each.finding.needs is not None]
    if waiting:
        told.append(f"须由人工核查或者持续监测，未扣分：{_titles(waiting)}。")
    return told


def _tell_unproven(held: list[Held]) -> list[str]:
    """Deductions that the edition knows by name, and whose points nobody found in print."""
    left_out = [each for each in held if each.rule and each.rule.weight == "deduct" and each.finding.weight == "note"]
    nameless = [each for each in held if each.finding.weight == "deduct" and each.rule and each.rule.points is None]
    told = [f"文件原文尚未核实，未计分：{_titles(left_out)}。"] if left_out else []
    return [*told, f"分值不详，未计分：{_titles(nameless)}。"] if nameless else told


def _tell_bonus(line: FailLine, points: float, site: ScoredSite) -> list[str]:
    bonus = line.bonus
    if bonus is None or site.level is None or site.level not in bonus.levels or points <= bonus.above:
        return []
    return [f"{LEVELS[site.level]}得分超过{bonus.above:g}分，进入加分项（最多{bonus.full:g}分）；加分的分值尚未核实，未计加分。"]


def _titles(held: list[Held]) -> str:
    return "、".join(each.title for each in held)


def _points(points: float) -> str:
    return f"{round(points, 2):g}"
