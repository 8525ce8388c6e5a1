"""The fields that a template of the notice may name, each with what this run says there. All are text, lists or tables of text."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from checker.reports.error_reports import error_report_sentences
from checker.reports.figures_change import Change, Comparison, sign
from checker.reports.figures_notice import RESULTS, FigureCount, NoticeFigures, count_notice, unit_of
from checker.reports.figures_table import FIGURES, PARTS
from checker.reports.hostile_text import calm, one_line
from checker.reports.kept_run import KeptRun, KeptSite, RunHead
from checker.reports.moments import day, span
from checker.reports.sentences import (
    change_sentences,
    mending_sentences,
    offline_words,
    open_sentences,
    other_sentences,
    own_network_words,
    part_sentences,
    population_words,
)
from checker.reports.shares import Share

# What the checker cannot know and the office fills in, by setting or by hand.
OFFICE_FIELDS = ("标题", "文号", "发文机关", "主送机关", "成文日期", "整改期限")
ROWS = {  # the tables, with what each row says
    "指标统计": ("指标", "家数", "占比", "上次", "变化", "未能判定"),
    "抽查情况": ("序号", "填报单位", "首页地址", "结果", "突出问题"),
    "永久下线名单": ("填报单位", "首页地址"),
}
_BREAK = "\n"  # a title breaks where its sense does
_NO_ERROR_REPORTS = "本次未导入“我为政府网站找错”平台的留言数据，未作统计。"


def notice_fields(figures: NoticeFigures, comparison: Comparison | None, own: Mapping[str, str]) -> dict[str, Any]:
    """All fields by name, in Chinese. `own` are the office's: OFFICE_FIELDS, and any that are not ours."""
    head = figures.run.head
    fields: dict[str, Any] = {
        **_office(figures),
        "批次": head.run_id,
        "检查依据": head.edition.title or head.edition.id or "（检查依据未记录）",
        "判定基准日": day(head.as_of) or "（未记录）",
        "检查时间": span(head.started, head.ended),
        "提示": _cautions(figures),
        "网站总数": str(len(figures.judged)),
        "类型构成": population_words(figures),
        "永久下线数": str(figures.offline_total),
        "永久下线说明": offline_words(figures),
        "人工复核说明": _reviews(figures),
        "上次批次": comparison.name if comparison else "",
        "与上次比较": change_sentences(comparison) if comparison else [],
        **{word: _share(*_verdict(figures, comparison, verdict)) for verdict, word in RESULTS.items()},
        **{name: part_sentences(figures, part, comparison) for part, name in PARTS.items()},
        "其他问题": other_sentences(figures, comparison),
        "找错办理": error_report_sentences(figures.run) or [_NO_ERROR_REPORTS],
        "整改复查": mending_sentences(figures),
        "需人工核查": open_sentences(figures),
        "指标统计": _figure_rows(figures, comparison),
        "抽查情况": [_annex_row(number, site) for number, site in enumerate(figures.judged, 1)],
        "永久下线名单": [_in_row("永久下线名单", unit_of(site), one_line(site.judgment.site.url)) for site in figures.offline],
    }
    fields |= {row.field: _figure(figures.by_id[row.id], comparison) for row in FIGURES}
    calmed: dict[str, Any] = _calmed({**fields, **own})
    return calmed


def trial_fields(own: Mapping[str, str]) -> dict[str, Any]:
    """Every field that there is, with something in it: a template is tried with them before anything is visited."""
    empty = KeptRun(Path(), RunHead(run_id="…", sites_total=0, offline_count=0), (), ())
    fields = notice_fields(count_notice(empty), None, own)
    lists: dict[str, Any] = {name: ["…"] for name, value in fields.items() if isinstance(value, list)}
    return fields | lists | {table: [dict.fromkeys(parts, "…")] for table, parts in ROWS.items()}


def _office(figures: NoticeFigures) -> dict[str, str]:
    as_of = date.fromisoformat(figures.run.head.as_of) if figures.run.head.as_of else None
    season = f"{as_of.year}年第{'一二三四'[(as_of.month - 1) // 3]}季度" if as_of else ""
    return {
        "标题": f"关于{season}{_BREAK if season else ''}政府网站抽查情况的通报",
        "文号": f"〔{as_of.year if as_of else '　　'}〕　　号",
        "发文机关": "（发文机关）",
        "主送机关": "各有关单位",
        "成文日期": "　　　　年　　月　　日",
        "整改期限": _due(figures),
    }


def _due(figures: NoticeFigures) -> str:
    """The day that was set, where all failing sites that have one have the same; else it is left to the office."""
    days = {site.final.due.day for site in figures.with_verdict("fail") if site.final.due}
    return day(days.pop()) if len(days) == 1 else "　　　　年　　月　　日"


def _cautions(figures: NoticeFigures) -> list[str]:
    head = figures.run.head
    told = []
    if head.ended is None:
        told.append("注意：检查尚未结束，以下为已完成部分的数据")
    if figures.pending:
        told.append(f"注意：名单中还有{figures.pending}家网站没有检查结果")
    if words := own_network_words(head):
        told.append(f"注意：{words.rstrip('。')}")
    if head.refused_rows:
        told.append(f"注意：名单中有{len(head.refused_rows)}行未能受理，未列入本次抽查")
    return [*told, *(f"注意：{note.rstrip('。')}" for note in figures.run.notes)]


def _reviews(figures: NoticeFigures) -> str:
    count = sum(len(site.final.reviews) for site in figures.run.sites)
    return f"已登记人工复核意见{count}条。" if count else "尚未登记人工复核意见，须由人工核查的事项见第三部分。"


def _figure(count: FigureCount, comparison: Comparison | None) -> dict[str, str]:
    names = "、".join(unit_of(site) for site in count.failed)
    if not count.asked or not count.has_number:
        return {
            "名称": count.title,
            "家数": "—",
            "比例": "—",
            "变化": "",
            "未判定": str(count.undecided) if count.asked else "—",
            "单位": "",
        }
    change = comparison.figure(count) if comparison else None
    return {"名称": count.title, **_share(count.share, change), "未判定": str(count.undecided), "单位": names}


def _verdict(figures: NoticeFigures, comparison: Comparison | None, verdict: str) -> tuple[Share, Change | None]:
    return figures.verdict(verdict), comparison.verdict(verdict) if comparison else None


def _share(share: Share, change: Change | None) -> dict[str, str]:
    return {"家数": str(share.count), "比例": share.percent, "变化": change.words if change else ""}


def _figure_rows(figures: NoticeFigures, comparison: Comparison | None) -> list[dict[str, str]]:
    rows = []
    for verdict, word in RESULTS.items():
        rows.append(_row(f"{word}网站", *_verdict(figures, comparison, verdict)))
    for count in (*figures.counts, *figures.others):
        indent = "其中：" if count.row.under else ""
        if not count.asked:
            continue  # what was not looked for is named in the text, and is no row of noughts
        if not count.has_number:
            rows.append(_in_row("指标统计", indent + count.label, *"————", str(count.undecided)))
        else:
            change = comparison.figure(count) if comparison else None
            rows.append(_row(indent + count.label, count.share, change, str(count.undecided)))
    return rows


def _row(name: str, share: Share, change: Change | None, undecided: str = "—") -> dict[str, str]:
    before = str(change.before.count) if change and change.before else "—"
    moved = sign(change.difference) if change and change.difference is not None else "—"
    return _in_row("指标统计", name, str(share.count), share.percent, before, moved, undecided)


def _annex_row(number: int, site: KeptSite) -> dict[str, str]:
    line, final = site.judgment.site, site.final
    return _in_row("抽查情况", str(number), unit_of(site), one_line(line.url), RESULTS[final.verdict], one_line(calm(final.problems)))


def _in_row(table: str, *words: str) -> dict[str, str]:
    return dict(zip(ROWS[table], words, strict=True))


def _calmed(value: Any) -> Any:
    """Every text harmless for the eye, its line ends kept: sites' own words stand among them, calmed before."""
    if isinstance(value, str):
        return "\n".join(one_line(line) for line in value.split("\n"))
    if isinstance(value, list):
        return [_calmed(each) for each in value]
    return {key: _calmed(each) for key, each in value.items()} if isinstance(value, dict) else value
