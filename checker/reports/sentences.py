"""The notice's figures as sentences in official Chinese, for the Word file and the summary."""

from collections.abc import Iterable

from checker.records.judgment import Needs
from checker.reports.figures_change import Comparison
from checker.reports.figures_notice import FigureCount, NoticeFigures, OpenRule, by_level, rule_name, unit_of
from checker.reports.figures_table import FIGURES, PARTS, Part
from checker.reports.hostile_text import brief
from checker.reports.kept_run import KeptSite, RunHead
from checker.reports.mending import count_mending, overdue_sentences, overdue_since
from checker.reports.words import REACH_STATES

NAMED = 10  # so many sites are named in a sentence; the annex names all


def population_words(figures: NoticeFigures) -> str:
    """其中市级门户网站1家、市级部门网站51家; empty for nobody."""
    return "、".join(f"{name}{count}家" for name, count in by_level(figures.judged))


def offline_words(figures: NoticeFigures) -> str:
    """What is said of the sites that are permanently off-line; empty where there is none."""
    if not figures.offline_total:
        return ""
    levels = by_level(figures.offline)
    if len(levels) == 1 and levels[0][1] == figures.offline_total:
        words = f"另有{figures.offline_total}家{levels[0][0]}永久下线"
    else:
        told = "、".join(f"{name}{count}家" for name, count in levels)
        words = f"另有{figures.offline_total}家网站永久下线" + (f"（{told}）" if told else "")
    words += "，单独统计，不参与评判"
    if figures.offline_answering:
        words += f"；其中{name_sites(figures.offline_answering)}仍可打开，应当关停并注销"
    return words + "。"


def own_network_words(head: RunHead) -> str:
    """Where the network that failed is held to be ours; empty where it is not."""
    if head.own_network_failure:
        return "网络访问失败的网站比例过高，判断为检查方网络故障，相关网站不作结论。"
    if head.own_network_sites:
        return (
            "检查由多台机器分别完成，其中部分机器网络访问失败的网站比例过高，判断为检查方网络故障，"
            f"这些机器负责检查的{len(head.own_network_sites)}家网站中未能访问的不作结论。"
        )
    return ""


def part_sentences(figures: NoticeFigures, part: Part, comparison: Comparison | None) -> list[str]:
    """A sentence for each main figure of the part, with its own parts behind; says so where the part was not looked for."""
    counts = figures.part(part)
    if not any(count.asked for count in counts):
        return [f"本次检查依据不含{PARTS[part]}类指标，或者相关指标未作检查，不作结论。"]
    if not figures.judged:
        return ["没有参与评判的网站。"]
    mains = [count for count in counts if count.row.under is None]
    unasked = [count for count in mains if not count.asked and count.wanted]
    unknown = [count for count in mains if count.asked and count.unknown]
    idle = [count for count in mains if count.asked and count.applies_nowhere]
    silent = {site.judgment.key for site in figures.unreached}
    clean = [
        count for count in mains if count.asked and count.has_number and not _open_keys(count) - silent and not _to_tell(count, comparison)
    ]
    but = f"（首页未能打开的{len(silent)}家网站除外）" if silent else ""
    quiet = {count.row.id for count in (*unknown, *idle, *clean)}
    return [
        *(
            _figure_sentence(figures, count, comparison)
            for count in mains
            if count.asked and not count.unverified and count.row.id not in quiet
        ),
        *_listed(f"未发现的问题{but}：", clean),
        *_listed("须依据多日监测、再次检查或者人工核查，目前尚不能判定的事项：", unknown),
        *_listed("对所查网站均不适用的事项：", idle),
        *_for_information(mains),
        *_listed("本次未检查的事项：", unasked),
    ]


def other_sentences(figures: NoticeFigures, comparison: Comparison | None) -> list[str]:
    """What failed and stands in no figure of the table."""
    return [_figure_sentence(figures, count, comparison) for count in figures.others]


def change_sentences(comparison: Comparison) -> list[str]:
    """The comparison with the older run in whole sentences, what makes it doubtful first."""
    groups: tuple[tuple[str, tuple[KeptSite, ...]], ...] = (
        ("上次合格或者待核实、本次不合格的网站", comparison.failing_anew),
        ("上次不合格、本次合格的网站", comparison.mended),
        ("上次不合格、本次待核实的网站", comparison.doubtful_now),
        ("上次问题的整改期限已过、至今仍未完成整改的网站", overdue_since(comparison.older.run, comparison.newer.run)),
        ("本次新列入名单的网站", comparison.added),
        ("上次检查、本次未检查的网站", comparison.gone),
    )
    told = [f"{words}{len(sites)}家：{name_sites(sites)}。" for words, sites in groups if sites]
    if not comparison.failing_anew and not comparison.mended:
        told.append("没有新增的不合格网站，也没有由不合格转为合格的网站。")
    return [*comparison.notes, *told, *_error_reports_then_and_now(comparison)]


def _error_reports_then_and_now(comparison: Comparison) -> list[str]:
    then, now = comparison.older.run.error_reports, comparison.newer.run.error_reports
    if then is None or now is None:
        return []
    before, after = (f"{each.counts.total}条、逾期{each.counts.overdue}条" for each in (then, now))
    return [f"“我为政府网站找错”留言：上次{before}，本次{after}。"]


def open_sentences(figures: NoticeFigures) -> list[str]:
    """What a person has yet to look at, what this run could not tell, and what was not looked for."""
    lines = []
    if doubtful := figures.with_verdict("cannot_tell"):
        lines.append(
            f"待核实的网站{len(doubtful)}家：{name_sites(doubtful)}。本次检查的证据不足以得出结论，不作为不合格处理，须人工查看后认定。"
        )
    if unreached := figures.unreached:
        told = "、".join(f"{brief(unit_of(site), 40)}（{REACH_STATES[site.judgment.reach.state]}）" for site in unreached[:NAMED])
        more = f"等{len(unreached)}家（名单见附件）" if len(unreached) > NAMED else ""
        lines.append(f"首页未能打开的网站{len(unreached)}家：{told}{more}。各项指标均未能判定，建议再次检查。")
    lines += _open_groups(figures)
    if figures.run.head.rules_not_built:
        titles = "；".join(unbuilt.title or rule_name(figures.run, unbuilt.rule) for unbuilt in figures.run.head.rules_not_built)
        lines.append(f"检查依据中下列指标本次没有检查，本通报不作结论：{titles}。")
    return lines or ["没有待人工核查的事项。"]


def mending_sentences(figures: NoticeFigures) -> list[str]:
    """What became of an earlier run's problems, where this run is a recheck after 整改; none for another run."""
    counts = count_mending(figures.run)
    if counts is None:
        return []
    told = (
        f"本次为对批次{counts.of}的整改复查，共复查网站{counts.total}家，其中已整改{counts.mended}家、"
        f"未整改{counts.not_mended}家、无法判定{counts.cannot_tell}家。"
    )
    return [told, *overdue_sentences(figures.run)]


def name_sites(sites: Iterable[KeptSite], most: int = NAMED) -> str:
    """The sites by the names of their units; beyond `most` the annex is pointed to."""
    names = [brief(unit_of(site), 40) for site in sites]
    return "、".join(names) if len(names) <= most else f"{'、'.join(names[:most])}等{len(names)}家（名单见附件）"


def _to_tell(count: FigureCount, comparison: Comparison | None) -> bool:
    """Whether there is something to say of a figure: sites that fail now, or did so then."""
    before = comparison.figure(count).before if comparison else None
    return bool(count.failed or (before and before.count))


def _for_information(counts: Iterable[FigureCount]) -> list[str]:
    """What failed by rules whose words nobody found in print accuses nobody."""
    told = [f"{count.title}{len(count.failed)}家" for count in counts if count.asked and count.unverified and count.failed]
    return [f"所依据条文未经核实、仅供参考、不作为通报问题的情况：{'；'.join(told)}。"] if told else []


def _open_keys(count: FigureCount) -> set[str]:
    return {site.judgment.key for site in (*count.untold, *count.waiting)}


def _listed(words: str, counts: list[FigureCount]) -> list[str]:
    return [f"{words}{'；'.join(count.title for count in counts)}。"] if counts else []


def _figure_sentence(figures: NoticeFigures, count: FigureCount, comparison: Comparison | None) -> str:
    parts = [figures.by_id[row.id] for row in FIGURES if row.under == count.row.id]
    words = _count_words(count, comparison)
    if told := [part for part in parts if part.asked and not part.unverified and _to_tell(part, comparison)]:
        words += f"，其中：{'；'.join(_part_words(figures, part, comparison) for part in told)}"
    if count.untold:
        words += f"；另有{len(count.untold)}家本次未能判定"
    if count.waiting:
        words += f"；另有{len(count.waiting)}家须依据多日监测或者人工核查后判定"
    if count.unasked and parts:
        words += f"（未检查：{'、'.join(rule_name(figures.run, rule) for rule in count.unasked)}）"
    return f"{words}。"


def _part_words(figures: NoticeFigures, part: FigureCount, comparison: Comparison | None) -> str:
    inner = [figures.by_id[row.id] for row in FIGURES if row.under == part.row.id]
    words = _count_words(part, comparison)
    told = "、".join(f"{each.title}{len(each.failed)}家" for each in inner if each.failed and not each.unverified)
    return f"{words}（{told}）" if told else words


def _count_words(count: FigureCount, comparison: Comparison | None) -> str:
    change = comparison.figure(count).words if comparison else ""
    share = f"，占{count.share.percent}" if count.failed else ""
    return f"{count.title}的网站{len(count.failed)}家{share}" + (f"，{change}" if change else "")


def _open_groups(figures: NoticeFigures) -> list[str]:
    """Rules that are open on the same sites for the same reason in one sentence; sites that did not open are told apart."""
    silent = {site.judgment.key for site in figures.unreached}
    groups: dict[tuple[Needs | None, tuple[str, ...]], list[OpenRule]] = {}
    for rule in figures.open_rules:
        if keys := tuple(site.judgment.key for site in rule.sites if site.judgment.key not in silent):
            groups.setdefault((rule.needs, keys), []).append(rule)
    return [_open_sentence(figures, needs, keys, rules) for (needs, keys), rules in groups.items()]


def _open_sentence(figures: NoticeFigures, needs: Needs | None, keys: tuple[str, ...], rules: list[OpenRule]) -> str:
    everywhere = len(keys) + len(figures.unreached) == len(figures.judged)
    sites = [site for site in rules[0].sites if site.judgment.key in keys]
    where = f"全部{'已打开的' if figures.unreached else ''}{len(keys)}家网站" if everywhere else f"{len(keys)}家网站（{name_sites(sites)}）"
    what = {
        "person": "须由人工核查、系统没有作出判断的事项",
        "history": "须依据多日监测或者历次检查的数据、本次数据尚不足以判定的事项",
    }.get(needs or "", "本次未能判定、建议再次检查或者人工查看的事项")
    return f"{where}{what}：{'；'.join(rule.title for rule in rules)}。"
