"""我为政府网站找错 in words: what an import counts, for the notice and the page."""

from collections.abc import Mapping

from checker.records.error_report import AnswerCounts, Unknown
from checker.records.site import Level
from checker.reports.figures_notice import unit_of
from checker.reports.kept_run import KeptRun, KeptSite
from checker.reports.moments import day
from checker.reports.words import LEVELS

NAMED = 10  # sites that a sentence names; the page of each has its own


def error_report_sentences(run: KeptRun) -> list[str]:
    """Empty where nothing was imported."""
    figures = run.error_reports
    if figures is None:
        return []
    counts = figures.counts
    until = f"截至{day(figures.as_of)}，共收到“我为政府网站找错”平台留言{counts.total}条"
    over = f"，涉及{_levels(figures.levels)}" if figures.sites else ""
    told = [f"{until}{over}；按照收到后{figures.working_days}个工作日内答复的要求，{tell_counts(counts)}。"]
    late = [(site, found.overdue) for site in run.sites if (found := figures.sites.get(site.judgment.key)) and found.overdue]
    if late:
        named = "、".join(f"{unit_of(site)}{count}条" for site, count in late[:NAMED])
        told.append(f"逾期的网站{len(late)}家：{named}{f'等{len(late)}家' if len(late) > NAMED else ''}。")
    if figures.strangers:
        told.append(f"另有{len(figures.strangers)}条留言所涉网站不在本次名单内，未计入。")
    if figures.later:
        told.append(f"另有{figures.later}条留言在判定基准日之后收到，未计入。")
    if figures.refused:
        told.append(f"导出表中有{figures.refused}行无法使用，未计入。")
    return told


def site_error_reports(run: KeptRun, site: KeptSite) -> str:
    """What was reported to one site; empty where nothing was, or nothing was imported."""
    counts = run.error_reports.sites.get(site.judgment.key) if run.error_reports else None
    return f"收到留言{counts.total}条，{tell_counts(counts)}" if counts else ""


def tell_counts(counts: AnswerCounts) -> str:
    """按期答复15条，逾期1条（其中逾期答复1条）; kinds that there are none of are left out, but not the answers in time."""
    kinds = [(counts.late, "逾期答复"), (counts.unanswered, "逾期未答复")]
    late = "、".join(f"{word}{count}条" for count, word in kinds if count)
    told = [f"按期答复{counts.in_time}条", f"逾期{counts.overdue}条（{late}）" if late else "无逾期"]
    told += [f"尚在期限内未答复{counts.pending}条"] if counts.pending else []
    told += [f"已标明答复但未注明时间、无法判定{counts.unclear}条"] if counts.unclear else []
    return "，".join(told)


def _levels(levels: Mapping[Level | Unknown, int]) -> str:
    names = {**LEVELS, "unknown": "未注明类型的网站"}
    counts: dict[str, int] = dict(levels.items())
    return "、".join(f"{name}{counts[level]}家" for level, name in names.items() if level in counts)
