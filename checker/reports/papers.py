"""All that stands in `report/`: the page, the notice with its annex, and what other programs read."""

import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from checker.faults import ArchiveFault
from checker.records.beyond import Beyond
from checker.records.error_report import ErrorReportFigures
from checker.records.final import Final
from checker.reports.annex.workbook import write_workbook
from checker.reports.figures_change import compare
from checker.reports.figures_notice import count_notice
from checker.reports.junit import write_junit
from checker.reports.kept_run import KeptRun, read_run
from checker.reports.notice.fields import notice_fields
from checker.reports.notice.template import NoticeTemplate, fill_in, own_template
from checker.reports.steady_zip import make_steady
from checker.reports.summary import write_summary
from checker.reports.web_page import render_page

PAGE = "index.html"


def write_report(
    run: Path,
    finals: Mapping[str, Final] | None = None,
    *,
    error_reports: ErrorReportFigures | None = None,
    beyond: Beyond | None = None,
    older: KeptRun | None = None,
    template: NoticeTemplate | None = None,
    fields: Mapping[str, str] | None = None,
    announce: Callable[[Mapping[str, bytes]], None] = lambda _: None,
) -> Path:
    """Writes every file of `report/` anew and gives the page's path; a reader never meets half a file.

    `finals` are what holds of the sites with people's decisions counted in, by key; without them the machine stands alone.
    `error_reports` is what an export of 我为政府网站找错 counts, `beyond` what the archive tells of the sites beyond the run.
    `older` is the run that this one is compared with; `template` and `fields` are the office's own, for the notice.
    `announce` hears of the files, by their names, before the first is written.
    Raises UsageFault where `run` is no run folder or the template cannot be filled in, ArchiveFault where a file cannot be written.
    """
    papers = make_papers(
        replace(read_run(run, finals, error_reports), beyond=beyond or Beyond()), older, template or own_template(), fields or {}
    )
    announce(papers)
    for name, data in papers.items():
        target = run / "report" / name
        try:
            target.parent.mkdir(exist_ok=True)
            _replace(target, data)
        except OSError as error:
            raise ArchiveFault(f"{target} cannot be written: {error.strerror}. Make room or check the rights of the folder.") from error
    return run / "report" / PAGE


def make_papers(run: KeptRun, older: KeptRun | None, template: NoticeTemplate, fields: Mapping[str, str]) -> dict[str, bytes]:
    """The files by name, the page last: it links to the others."""
    figures = count_notice(run)
    comparison = compare(figures, older) if older else None
    notice = fill_in(template, notice_fields(figures, comparison, fields))
    return {
        "通报.docx": make_steady(notice, run.head.ended),
        "附件.xlsx": write_workbook(figures, comparison),
        "junit.xml": write_junit(run),
        "summary.md": write_summary(figures, comparison).encode(),
        PAGE: render_page(figures, comparison).encode(),
    }


def _replace(target: Path, data: bytes) -> None:
    """Puts `data` in the place of `target` in one step."""
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".part-", suffix=target.suffix)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)  # mkstemp gives 0600; a report is to be read
        Path(name).replace(target)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise
