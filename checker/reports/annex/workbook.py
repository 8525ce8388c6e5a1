"""The annex of the notice as a workbook: the table of all sites, the figures, and each kind of problem with its evidence."""

import re
import tempfile
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import quote

from lxml.etree import SerialisationError  # type: ignore[import-untyped]  # has no types of its own
from openpyxl import Workbook  # type: ignore[import-untyped]  # has no types of its own

from checker.faults import ArchiveFault
from checker.records.error_report import ErrorReportFigures
from checker.reports.annex.sheets import Cell, Head, Link, Signed, add_sheet
from checker.reports.annex.thumbnails import Thumbnails
from checker.reports.decisions import evidence_of, reason_of
from checker.reports.figures_change import Change, Comparison
from checker.reports.figures_notice import RESULTS, FigureCount, NoticeFigures, failing, rule_name, unit_of
from checker.reports.figures_table import FIGURES, PARTS, ROWS
from checker.reports.hostile_text import path_reference
from checker.reports.kept_run import KeptRun, KeptSite
from checker.reports.pictures import is_picture
from checker.reports.sentences import open_sentences
from checker.reports.steady_zip import make_steady

TABLE = "抽查情况一览表"
_SITE = (Head("序号", 7), Head("填报单位", 22), Head("首页地址", 30))
_TABLE = (*_SITE, Head("结果", 10, centred=True), Head("抽查发现的突出问题", 70))
_FIGURES = (Head("类别", 16), Head("指标", 44), Head("家数", 9), Head("占比", 9), Head("上次", 9), Head("变化", 9), Head("未能判定", 11))
_PROBLEM = (*_SITE, Head("问题说明", 46), Head("缩略图", 24), *(Head(f"证据{n}", 12) for n in "一二三"), Head("证据页", 9))
_ERROR_REPORTS = (*_SITE, *(Head(word, 13) for word in ("留言数", "按期答复", "逾期答复", "逾期未答复", "尚在期限内", "无法判定")))
_LINKS = 3
_IN_NO_TITLE = re.compile(r"[\[\]:*?/\\']")


def write_workbook(figures: NoticeFigures, comparison: Comparison | None) -> bytes:
    """The bytes of an .xlsx file, the same for the same run."""
    book = Workbook()
    book.remove(book.active)
    book.properties.creator = "checker"
    book.properties.title = TABLE
    add_sheet(book, TABLE, _TABLE, (_table_row(number, site) for number, site in enumerate(figures.judged, 1)))
    add_sheet(book, "指标统计", _FIGURES, _figure_rows(figures, comparison))
    thumbnails = Thumbnails(figures.run)
    for count in _kinds(figures):
        add_sheet(book, _sheet_title(book, count), _PROBLEM, _problem_rows(figures.run, count, thumbnails))
    add_sheet(book, "需人工核查", (*_SITE, Head("事项", 30), Head("说明", 70)), _open_rows(figures))
    add_sheet(book, "核查说明", (Head("需人工核查的事项", 100),), ([sentence] for sentence in _remarks(figures, thumbnails)))
    if comparison:
        add_sheet(book, "与上次比较", (*_SITE, Head("上次", 10, centred=True), Head("本次", 10, centred=True)), _change_rows(comparison))
    if figures.run.error_reports:
        add_sheet(book, "找错留言", _ERROR_REPORTS, _error_report_rows(figures.run, figures.run.error_reports))
    if figures.offline:
        add_sheet(book, "永久下线", (*_SITE, Head("核实情况", 60)), (_offline_row(n, site) for n, site in enumerate(figures.offline, 1)))
    return make_steady(_save(book), figures.run.head.ended)


def _save(book: Workbook) -> bytes:
    """The library writes sheets into the system's temporary folder first."""
    out = BytesIO()
    try:
        book.save(out)
    except (OSError, SerialisationError) as error:
        raise ArchiveFault(
            f"The annex cannot be written into the temporary folder {tempfile.gettempdir()}: {error}. Make room there, or set TMPDIR."
        ) from error
    return out.getvalue()


def _table_row(number: int, site: KeptSite) -> list[Cell]:
    return [*_named(number, site), RESULTS[site.final.verdict], site.final.problems]


def _named(number: int, site: KeptSite) -> list[Cell]:
    return [number, unit_of(site), site.judgment.site.url]


def _figure_rows(figures: NoticeFigures, comparison: Comparison | None) -> Iterator[list[Cell]]:
    for verdict, word in RESULTS.items():
        share = figures.verdict(verdict)
        yield ["结果", word, share.count, share, *_moved(comparison.verdict(verdict) if comparison else None), "—"]
    for count in (*figures.counts, *figures.others):
        part = PARTS[count.row.part] if count.row.id in ROWS else "其他"
        name = f"其中：{count.label}" if count.row.under else count.label
        if not count.asked and not count.wanted:
            continue
        if not count.asked:
            yield [part, f"{name}（未检查）", "—", "—", "—", "—", "—"]
            continue
        if not count.has_number:
            yield [part, name, "—", "—", "—", "—", count.undecided]
            continue
        moved = _moved(comparison.figure(count) if comparison else None)
        yield [part, name, count.share.count, count.share, *moved, count.undecided]


def _moved(change: Change | None) -> list[Cell]:
    """What it was before, and the difference."""
    if change is None or change.before is None or change.difference is None:
        return ["—", "—"]
    return [change.before.count, Signed(change.difference)]


def _kinds(figures: NoticeFigures) -> Iterator[FigureCount]:
    """Each kind of problem that a site has: the figures that are not made up of others."""
    whole = {row.under for row in FIGURES}
    return (count for count in (*figures.counts, *figures.others) if count.failed and count.row.id not in whole)


def _sheet_title(book: Workbook, count: FigureCount) -> str:
    """At most 31 characters, and another than all so far."""
    title = _IN_NO_TITLE.sub("", count.row.field)[:28].strip() or count.row.id[:28]
    return title if title not in book.sheetnames else f"{title}{len(book.sheetnames)}"


def _problem_rows(run: KeptRun, count: FigureCount, thumbnails: Thumbnails) -> Iterator[list[Cell]]:
    number = 0
    for site in count.failed:
        for finding in failing(site, count.row.rules):
            number += 1
            files = evidence_of(site, finding)
            yield [*_named(number, site), reason_of(site, finding), thumbnails.of(files), *_links(run, files), _page_of(site)]


def _links(run: KeptRun, files: list[str]) -> list[Cell]:
    """The first files of the evidence that are there; the evidence page shows all."""
    there = [file for file in files if run.has(file)]
    links: list[Cell] = [Link("图片" if is_picture(file) else "文件", path_reference(file)) for file in there[:_LINKS]]
    return links + [None] * (_LINKS - len(links))


def _page_of(site: KeptSite) -> Link:
    return Link("证据页", f"index.html#site-{quote(site.judgment.key, safe='')}")


def _open_rows(figures: NoticeFigures) -> Iterator[list[Cell]]:
    """One row for each finding that a person has to look at: what this run could not tell, and what is a person's work."""
    number = 0
    for site in figures.judged:
        for finding in site.final.findings:
            if finding.outcome == "cannot_tell" and finding.needs != "history":
                number += 1
                yield [*_named(number, site), rule_name(figures.run, finding.rule), finding.because]


def _remarks(figures: NoticeFigures, thumbnails: Thumbnails) -> list[str]:
    left_out = [f"缩略图数量达到上限，另有{thumbnails.left_out}处未附缩略图，可点击链接查看。"] if thumbnails.left_out else []
    return [*open_sentences(figures), *left_out]


def _change_rows(comparison: Comparison) -> Iterator[list[Cell]]:
    """Every site whose result is another than in the older run, those that are checked no more at the end."""
    then = {site.judgment.key: site for site in comparison.older.judged}
    number = 0
    for site in comparison.newer.judged:
        before = then.get(site.judgment.key)
        was = RESULTS[before.final.verdict] if before else "未检查"
        now = RESULTS[site.final.verdict]
        if was != now:
            number += 1
            yield [*_named(number, site), was, now]
    for site in comparison.gone:
        number += 1
        yield [*_named(number, site), RESULTS[site.final.verdict], "未检查"]


def _error_report_rows(run: KeptRun, figures: ErrorReportFigures) -> Iterator[list[Cell]]:
    """The sites that received any, in roster order."""
    told = [(site, counts) for site in run.sites if (counts := figures.sites.get(site.judgment.key))]
    for number, (site, counts) in enumerate(told, 1):
        kinds = (counts.in_time, counts.late, counts.unanswered, counts.pending, counts.unclear)
        yield [*_named(number, site), counts.total, *kinds]


def _offline_row(number: int, site: KeptSite) -> list[Cell]:
    return [*_named(number, site), "；".join(finding.because for finding in site.final.findings) or "名单注明永久下线，未作评判。"]
