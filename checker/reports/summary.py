"""report/summary.md: the figures for the page that a CI run shows. Whatever comes from sites is escaped character by character."""

import re

from checker.reports.error_reports import error_report_sentences
from checker.reports.figures_change import Change, Comparison
from checker.reports.figures_notice import RESULTS, NoticeFigures, unit_of
from checker.reports.figures_table import PARTS
from checker.reports.hostile_text import calm, one_line
from checker.reports.moments import day
from checker.reports.sentences import (
    change_sentences,
    mending_sentences,
    offline_words,
    open_sentences,
    own_network_words,
    population_words,
)
from checker.reports.shares import Share

ROWS = 200  # failing sites that are listed: CI pages take about a megabyte
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def write_summary(figures: NoticeFigures, comparison: Comparison | None) -> str:
    """Markdown as GitHub and GitLab read it."""
    head = figures.run.head
    edition = head.edition.title or head.edition.id or "未记录"
    lines = [
        "# 政府网站检查结果",
        "",
        f"批次 {plain(head.run_id)}，判定基准日 {plain(day(head.as_of)) or '未记录'}，检查依据：{plain(edition)}。",
        "",
        f"共检查网站 {len(figures.judged)} 家{_in_brackets(plain(population_words(figures)))}。{plain(offline_words(figures))}",
        *_cautions(figures),
        "",
        *_verdict_table(figures, comparison),
        "",
        *_figure_table(figures, comparison),
    ]
    if comparison:
        lines += [
            "",
            f"## 与上次比较（{plain(comparison.name)}）",
            "",
            *(f"- {plain(sentence)}" for sentence in change_sentences(comparison)),
        ]
    if error_reports := error_report_sentences(figures.run):
        lines += ["", "## “我为政府网站找错”", "", *(f"- {plain(sentence)}" for sentence in error_reports)]
    if mending := mending_sentences(figures):
        lines += ["", "## 整改复查", "", *(f"- {plain(sentence)}" for sentence in mending)]
    lines += ["", *_failing(figures), "", "## 需人工核查", "", *(f"- {plain(sentence)}" for sentence in open_sentences(figures))]
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """Text that stays text in Markdown: one line, every punctuation mark of ASCII behind a backslash."""
    return _PUNCTUATION.sub(r"\\\1", one_line(text))


def _cautions(figures: NoticeFigures) -> list[str]:
    told = []
    if figures.run.head.ended is None:
        told.append("**检查尚未结束，以下为已完成部分的结果。**")
    if figures.pending:
        told.append(f"**名单中还有 {figures.pending} 家网站没有检查结果。**")
    if words := own_network_words(figures.run.head):
        told.append(f"**{words}**")
    if figures.run.head.refused_rows:
        told.append(f"**名单中有 {len(figures.run.head.refused_rows)} 行未能受理。**")
    return [line for sentence in told for line in ("", sentence)]


def _verdict_table(figures: NoticeFigures, comparison: Comparison | None) -> list[str]:
    rows = []
    for verdict, word in RESULTS.items():
        share = figures.verdict(verdict)
        change = comparison.verdict(verdict) if comparison else None
        rows.append(_row(word, share, change, "—"))
    return [*_table_head("结果", comparison), *rows]


def _figure_table(figures: NoticeFigures, comparison: Comparison | None) -> list[str]:
    lines = _table_head("指标", comparison)
    for count in (*figures.counts, *figures.others):
        if not count.asked:
            continue
        name = f"{'其中：' if count.row.under else ''}{plain(count.label)}"
        if not count.has_number:
            dashes = "— | — | — | —" if comparison else "— | —"
            lines.append(f"| {name} | {dashes} | {count.undecided} |")
            continue
        lines.append(_row(name, count.share, comparison.figure(count) if comparison else None, count.undecided))
    unasked = [PARTS[part] for part in PARTS if not any(count.asked for count in figures.part(part))]
    return [*lines, *(["", f"本次依据未检查：{'、'.join(unasked)}。"] if unasked else [])]


def _table_head(first: str, comparison: Comparison | None) -> list[str]:
    if comparison:
        return [f"| {first} | 家数 | 占比 | 上次 | 变化 | 未能判定 |", "|---|---:|---:|---:|---:|---:|"]
    return [f"| {first} | 家数 | 占比 | 未能判定 |", "|---|---:|---:|---:|"]


def _row(name: str, share: Share, change: Change | None, undecided: int | str) -> str:
    moved = ""
    if change is not None:
        before = str(change.before.count) if change.before else "—"
        moved = f" {before} | {change.signed} |"
    return f"| {name} | {share.count} | {share.percent} |{moved} {undecided} |"


def _failing(figures: NoticeFigures) -> list[str]:
    failing = figures.with_verdict("fail")
    if not failing:
        return ["## 不合格网站", "", "没有不合格网站。"]
    lines = [f"## 不合格网站（{len(failing)} 家）", "", "| 填报单位 | 首页地址 | 突出问题 |", "|---|---|---|"]
    for site in failing[:ROWS]:
        lines.append(f"| {plain(unit_of(site))} | {plain(calm(site.judgment.site.url))} | {plain(calm(site.final.problems))} |")
    if len(failing) > ROWS:
        lines += ["", f"其余 {len(failing) - ROWS} 家见附件.xlsx。"]
    return lines


def _in_brackets(text: str) -> str:
    return f"（{text}）" if text else ""
